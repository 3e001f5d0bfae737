"""What each condition of the finder buys: drop it, read every marked statement again, and count.

For each ``if``, each part of an ``and`` or ``or``, each filter of a comprehension in
``campaign/statement`` prints what changes without it: calls found rightly, found wrongly, lost from
sight, and titles, issuers and dates that are no longer right. What changes nothing may go.
"""

from __future__ import annotations

import ast
import copy
import importlib
import signal
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.statement.gold import CORPUS, HELD_OUT, LAYOUTS, Marked, read_corpus

import campaign.statement
from campaign.model import Statement
from campaign.statement.files.plain_text import PlainText

ROOM = Path(campaign.statement.__file__).parent
ROOMS = ("finding", "actors", "text")
_PATIENCE = 20  # seconds
HEADS = tomllib.loads((LAYOUTS / "heads.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Score:
    """How a set of statements was read."""

    right: int
    wrong: int
    unseen: int
    heads: int
    issuers_wrong: int

    def __sub__(self, other: Score) -> Score:
        return Score(
            self.right - other.right,
            self.wrong - other.wrong,
            self.unseen - other.unseen,
            self.heads - other.heads,
            self.issuers_wrong - other.issuers_wrong,
        )


def score(marked: Sequence[Marked], statements: Sequence[Statement], *, exactly: bool) -> Score:
    """Count what was read rightly; ``exactly`` asks for the marked span."""
    totals = [0] * 5
    for gold, read in zip(marked, statements, strict=True):
        now = Marked(gold.name, read, gold.gold)
        left = list(now.gold.elements())
        for call in now.found.elements():
            fits = (
                g
                for g in left
                if (g == call if exactly else g[0] < call[1] and call[0] < g[1] and g[2] == call[2])
            )
            if found := next(fits, None):
                left.remove(found)
            totals[not found] += 1
        totals[2] += now.unseen.total()
        if head := HEADS.get(gold.name.removesuffix(".txt")):
            totals[3] += read.title == head["title"]
            totals[3] += str(read.date or "") == str(head["date"])
            same = read.issuer.casefold() == head["issuer"].casefold()
            totals[3] += same
            totals[4] += bool(read.issuer) and not same
    return Score(*totals)


class _Drop(ast.NodeTransformer):
    """Leave out the condition with a number, or count them where there is none."""

    def __init__(self, number: int = -1) -> None:
        self.number, self.at = number, 0
        self.seen: list[tuple[int, str]] = []

    def _hit(self, node: ast.AST, line: int) -> bool:
        self.seen.append((line, ast.unparse(node).split("\n")[0][:90]))
        self.at += 1
        return self.at - 1 == self.number

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        hit = self._hit(node, node.lineno)
        self.generic_visit(node)
        return (node.orelse or [ast.Pass()]) if hit else node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        hits = [self._hit(value, value.lineno) for value in node.values]
        self.generic_visit(node)
        kept = [v for v, hit in zip(node.values, hits, strict=True) if not hit]
        node.values = kept
        return node if len(kept) > 1 else kept[0]

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        hits = self._hit(node.body, node.lineno), self._hit(node.orelse, node.lineno)
        self.generic_visit(node)
        return node.orelse if hits[0] else node.body if hits[1] else node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        hits = [self._hit(test, test.lineno) for test in node.ifs]
        self.generic_visit(node)
        node.ifs = [v for v, hit in zip(node.ifs, hits, strict=True) if not hit]
        return node


def read_all(marked: Sequence[Marked], name: str = "", code: object = None) -> list[Statement]:
    """Read every statement with one module altered."""
    rooms = tuple(f"campaign.statement.{room}" for room in (*ROOMS, "statement"))
    kept = {n: m for n, m in sys.modules.items() if n.startswith(rooms)}
    stay = {"campaign.statement.actors.states"} - {name}
    for loaded in kept:
        if loaded not in stay:
            del sys.modules[loaded]
    finder = _Altered(name, code)
    sys.meta_path.insert(0, finder)
    try:
        statement_of = importlib.import_module("campaign.statement.statement").statement_of
        return [statement_of(PlainText(m.statement.text, m.plain_title)) for m in marked]
    finally:
        sys.meta_path.remove(finder)


class _Altered:
    """An importer of one altered module."""

    def __init__(self, name: str, code: object) -> None:
        self.name, self.code = name, code

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.name or self.code is None:
            return None
        return importlib.util.spec_from_loader(name, self)  # type: ignore[arg-type]  # it has both methods

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__package__ = self.name.rpartition(".")[0]
        exec(self.code, module.__dict__)  # noqa: S102  # our own source, with a condition less


def modules(wanted: Sequence[str]) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOM / room).glob("*.py")):
            if path.stem != "__init__" and (not wanted or path.stem in wanted):
                yield path


def _give_up(*_: object) -> None:
    raise TimeoutError


def main(wanted: Sequence[str]) -> None:
    """Print what each condition of the modules named, or of all, buys."""
    signal.signal(signal.SIGALRM, _give_up)  # a guard less, and a loop may never end
    layouts = read_corpus(LAYOUTS)
    corpus = [*read_corpus(CORPUS), *read_corpus(HELD_OUT)]
    sets = [(layouts, False), (corpus, True)]
    before = [score(m, read_all(m), exactly=exactly) for m, exactly in sets]
    print("all", *before, flush=True)
    for path in modules(wanted):
        tree = ast.parse(path.read_text("utf-8"))
        counting = _Drop()
        counting.visit(copy.deepcopy(tree))
        name = f"campaign.statement.{path.parent.name}.{path.stem}"
        for number, (line, words) in enumerate(counting.seen):
            less = ast.fix_missing_locations(_Drop(number).visit(copy.deepcopy(tree)))
            told = []
            for (marked, exactly), was in zip(sets, before, strict=True):
                signal.alarm(_PATIENCE)
                try:
                    code = compile(less, str(path), "exec")
                    gain = score(marked, read_all(marked, name, code), exactly=exactly) - was
                    told.append(
                        f"{gain.right:+4} {gain.wrong:+3} {gain.unseen:+3}"
                        f" {gain.heads:+3} {gain.issuers_wrong:+2}"
                    )
                except Exception as error:  # whatever a missing guard lets happen
                    told.append(f"{type(error).__name__:>19}")
                finally:
                    signal.alarm(0)
                if told[-1].split() != ["+0"] * 5:
                    break
            print(f"{path.parent.name}/{path.stem}:{line}: {' | '.join(told)}  {words}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
