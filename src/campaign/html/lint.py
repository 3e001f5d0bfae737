"""Where a template prints data that Jinja's escaping does not make safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.html.letters import Templates
from campaign.html.outline import Outline
from campaign.html.reader import Printed
from campaign.problems import Problem

# Stands for a {{ … }} in the text of a template; no file may hold this character itself.
PLACE = "\ue000"
ELEMENT = re.compile(
    r"<!--.*?-->|<(?P<raw>style|script)\b[^>]*>(?P<inside>.*?)</(?P=raw)>"
    r"|<(?P<tag>[a-z][^\s>/]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>]*))?""")
# Read with care from campaign.toml: a colour of six digits, a length, a name from a fixed list.
MEASURED = "campaign.look."

SAFE = (
    "safe-filter",
    "“|safe” prints what stands in the data as markup: a “<” in a name would break the letter.",
    "Take “|safe” away; write the markup in the template, around the words.",
)
UNQUOTED = (
    "unquoted-attribute",
    "Data stands in an attribute without quotation marks: a space in it would begin another.",
    'Put quotation marks around it: class="{{ … }}".',
)
CSS = (
    "data-in-css",
    "Data stands in a style, where escaping does not protect it.",
    "Choose between fixed styles with {% if … %}; only numbers may be printed here.",
)
SCRIPT = (
    "data-in-script",
    "Data stands in a script. A letter on paper runs none.",
    "Take the script out.",
)


def lint(templates: Templates, outline: Outline) -> list[Problem]:
    """Return the places of a template where data may become more than words."""
    found = [(printed, SAFE) for printed in outline.printed if printed.safe]
    html = _with_places(templates, outline.name)
    if html.count(PLACE) == len(outline.printed):
        found += [
            (printed, fault)
            for number, fault in _faults(html)
            if (printed := outline.printed[number]).words and not printed.name.startswith(MEASURED)
        ]
    return [_problem(outline.name, printed, *fault) for printed, fault in found]


def _problem(name: str, printed: Printed, code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, hint, f"templates/{name}", printed.line, severity="warning")


def _with_places(templates: Templates, name: str) -> str:
    """Return a template's own HTML, with a mark in place of each ``{{ … }}``."""
    source = (templates.folder / name).read_text(encoding="utf-8").replace(PLACE, "")
    pieces: list[str] = []
    for _, kind, value in templates.environment.lex(source):
        if kind == "data":
            pieces.append(value)
        elif kind == "variable_begin":
            pieces.append(PLACE)
    return "".join(pieces)


def _faults(html: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the number of each mark that stands where escaping does not protect, and the fault."""
    for element in ELEMENT.finditer(html):
        if inside := element["inside"]:
            fault = CSS if element["raw"].lower() == "style" else SCRIPT
            yield from ((at, fault) for at in _places(html, element.start("inside"), inside))
        for attribute in ATTRIBUTE.finditer(element["attributes"] or ""):
            start = element.start("attributes") + attribute.start()
            if at_fault := _attribute_fault(attribute["name"], attribute["value"] or ""):
                yield from ((at, at_fault) for at in _places(html, start, attribute[0]))


def _attribute_fault(name: str, value: str) -> tuple[str, str, str] | None:
    if PLACE in name or not value.startswith(('"', "'")):
        return UNQUOTED
    if name.lower() == "style":
        return CSS
    return SCRIPT if name.lower().startswith("on") else None


def _places(html: str, start: int, part: str) -> Iterator[int]:
    before = html.count(PLACE, 0, start)
    yield from range(before, before + part.count(PLACE))
