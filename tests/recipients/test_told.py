"""Every code that is told has its words, and every word of the table is filled where it is told."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent.parent / "src/campaign"
PLACE = {"row", "column", "file"}
OF_A_FILE = {"unreadable", "told_of"}  # whose first argument is the file
MAKERS = {"told", "tell", *OF_A_FILE}
# What the makers of a room fill in by themselves.
USUAL = {"statement": {"name", "table", "key", "given", "addressee"}}
Known = dict[str, list[str]]


def codes(node: ast.expr, known: Known, table: list[str]) -> list[str]:
    """Return the codes that an expression may be: one, one of two, or one of those so begun."""
    match node:
        case ast.Constant(str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=other):
            return codes(one, known, table) + codes(other, known, table)
        case ast.Name(name):
            return known.get(name, [])
        case ast.JoinedStr(values=[ast.Constant(str(begun)), *_]):
            return [code for code in table if code.startswith(begun)]
    return []


def assigned(part: ast.AST, table: list[str]) -> Known:
    """Return the codes that each name of a function may stand for."""
    known: Known = {}
    for node in ast.walk(part):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = [*zip(target.elts, value.elts, strict=True)]
            for one, said in pairs:
                if isinstance(one, ast.Name):
                    known.setdefault(one.id, []).extend(codes(said, {}, table))
    return known


def calls(room: str, table: list[str]) -> Iterator[tuple[list[str], set[str]]]:
    """Yield each call of ``told`` or ``tell`` as its codes and the words that it fills in."""
    for path in sorted((SOURCE / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = ast.FunctionDef | ast.AsyncFunctionDef
        for part in (one for one in ast.walk(tree) if isinstance(one, functions)):
            known = assigned(part, table)
            for node in ast.walk(part):
                if isinstance(node, ast.Call) and node.args:
                    name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                    found = codes(node.args[name in OF_A_FILE], known, table)
                    if name in MAKERS and found:
                        yield found, {word.arg or "" for word in node.keywords}


@pytest.mark.parametrize("room", ["recipients", "address", "statement", "supporters"])
def test_what_is_told_is_in_the_table_and_filled(room: str) -> None:
    table = tomllib.loads((SOURCE / room / "told.toml").read_text(encoding="utf-8"))
    usual = PLACE | USUAL.get(room, set())
    used: set[str] = set()
    for ways, words in calls(room, [*table]):
        used.update(ways)
        fields: set[str] = set()
        for code in ways:
            said = " ".join((table[code]["message"], table[code]["hint"]))
            wanted = {name for _, name, _, _ in string.Formatter().parse(said) if name}
            assert wanted <= words | usual, code
            fields |= wanted
        assert words - usual <= fields, ways
    read = {"bad-email", "unknown-gender", "bad-template", "unknown-language", "bad-copies"}
    read |= {f"{kind}-not-in-statement" for kind in ("call", "quotation")}
    read |= {code for code in table if code.startswith(("facts-", "statement-format/"))}
    assert table.keys() - used <= read
