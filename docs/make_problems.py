"""Write problems.md: every problem that the program tells, by its code, as its source tells it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from campaign.preflight import CHECKS

PAGE = Path(__file__).parent / "problems.md"
SOURCE = Path(__file__).parent.parent / "src/campaign"
OPENING = """\
# What the program tells, by code

A problem's `code` stays as it is when its words are mended, so a script that reads
[`--json`](json.md) can rely on it. `…` stands for what differs from case to case; an empty cell
means that each such problem has words of its own. What preflight finds on a page has a
[page of its own](preflight.md).

| code | what it says, and how to mend it |
|---|---|
"""
CODE = re.compile(r"[a-z0-9…]+(?:-[a-z0-9…]+)+|disk|placeholder|spreadsheet|unreadable")
MAKERS = {"Problem", "stop", "warning", "problem", "SeatsFound", "in_template"}
Known = dict[tuple[str, int], ast.expr]
MOST = 3
"""Ways to tell one code that the table shows; a setting can be wrong in fifty."""


def assigned(tree: ast.AST) -> Known:
    """Return what each name of a function or a table is set to, by name and line."""
    known: Known = {}
    for node in sorted(
        (one for one in ast.walk(tree) if isinstance(one, ast.Assign | ast.AugAssign)),
        key=lambda one: one.lineno,
    ):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Name):
                value = node.value
                before = max((line for name, line in known if name == target.id), default=None)
                if isinstance(node, ast.AugAssign) and before:
                    value = ast.BinOp(known[target.id, before], ast.Add(), node.value)
                known[target.id, node.lineno] = value
    return known


def words(node: ast.expr, known: Known) -> str:
    """Return an expression's text with … for what differs, or nothing where all of it does."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(words(part, {}) or "…" for part in parts)
        case ast.BinOp(left, ast.Add(), right):
            return (words(left, known) or "…") + (words(right, known) or "…")
        case ast.IfExp(body=one, orelse=other):
            return f"{words(one, known)}|{words(other, known)}"
        case ast.Name(name):
            lines = [line for one, line in known if one == name and line < node.lineno]
            return words(known[name, max(lines)], {}) if lines else ""
    return ""


def told(tree: ast.AST, constants: Known) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint of every problem that one function or table makes."""
    known = constants | assigned(tree)
    for node in ast.walk(tree):
        made = False
        match node:
            case ast.Call(func=ast.Name(maker) | ast.Attribute(attr=maker), args=given):
                made = maker in MAKERS
                given = [*given, *(one.value for one in node.keywords)]
            case ast.Tuple(elts=given):
                pass
            case _:
                continue
        said = [words(one, known) for one in given]
        place = next(
            (
                at
                for at, one in enumerate(said)
                if all(CODE.fullmatch(code) for code in one.split("|"))
            ),
            None,
        )
        if place is not None and (made or place == 0):
            message, hint = [*said[place + 1 : place + 3], "", ""][:2]
            if made or " " in message:
                yield from ((code, message, hint) for code in said[place].split("|"))


@cache
def problems() -> dict[str, list[tuple[str, str]]]:
    """Return by code every message and hint that the source has for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        tables = [one for one in tree.body if isinstance(one, ast.Assign | ast.AnnAssign)]
        constants = assigned(ast.Module(list(tables), []))
        for code, *said in (one for part in [*functions, *tables] for one in told(part, constants)):
            ways = found.setdefault(code, [])
            if said[0] and not any(said[0] == message for message, _ in ways):
                ways.append((said[0], said[1]))
    for file in sorted(SOURCE.rglob("told.toml")):
        for code, way in tomllib.loads(file.read_text(encoding="utf-8")).items():
            message, hint = (re.sub(r"\{[^}]*\}", "…", way[part]) for part in ("message", "hint"))
            ways = found.setdefault(code.partition("/")[0], [])
            if (message, hint) not in ways:
                ways.append((message, hint))
    return {code: found[code] for code in sorted(found) if code not in CHECKS}


def row(code: str, ways: list[tuple[str, str]]) -> str:
    """Return the row of a code; what a terminal would show of it, set as text."""
    said = [f"{one[:1].upper()}{one[1:].rstrip('.')}. {hint}".strip() for one, hint in ways[:MOST]]
    if len(ways) > MOST:
        said.append(f"And {len(ways) - MOST} others.")
    cell = "<br>".join(one.replace("|", r"\|").replace("<", "&lt;") for one in said)
    return f"| `{code}` | {cell} |"


def page() -> str:
    """Return the page."""
    return OPENING + "\n".join(row(code, ways) for code, ways in problems().items()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
