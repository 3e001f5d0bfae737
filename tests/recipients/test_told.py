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
MAKERS = {"told", "tell", "unreadable"}
# What the makers of a room fill in by themselves.
USUAL = {"statement": {"name", "table", "key", "given", "addressee"}}


def calls(room: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each call of ``told`` or ``tell`` as its code and the words that it fills in."""
    for path in sorted((SOURCE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            code = node.args[name == "unreadable"] if node.args[1:] else node.args[0]
            if name in MAKERS and isinstance(code, ast.Constant):
                yield str(code.value), {word.arg or "" for word in node.keywords}


@pytest.mark.parametrize("room", ["recipients", "address", "statement"])
def test_what_is_told_is_in_the_table_and_filled(room: str) -> None:
    table = tomllib.loads((SOURCE / room / "told.toml").read_text(encoding="utf-8"))
    filled = dict(calls(room))
    for code, words in filled.items():
        said = " ".join((table[code]["message"], table[code]["hint"]))
        wanted = {name for _, name, _, _ in string.Formatter().parse(said) if name}
        usual = PLACE | USUAL.get(room, set())
        assert wanted <= words | usual, code
        assert words - usual <= wanted, code
    read = {"bad-email", "unknown-gender", "bad-template", "unknown-language", "bad-copies"}
    read |= {"number-for-text/telephone", "number-for-text/rounded"}
    read |= {"not-a-table/json", "not-a-table/other", "no-file/folder", "no-file/device"}
    read |= {"call-not-in-statement", "quotation-not-in-statement", "statement-encrypted"}
    kinds = ("statement-format/", "calls-missing-key/", "calls-empty/", "facts-")
    unread = {code for code in table.keys() - filled.keys() if not code.startswith(kinds)}
    assert unread <= read | {"statement-wrong-format/pdf"}
