"""The words of ``wording.md`` in a letter: Markdown → HTML, with the campaign's data filled in."""

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateAssertionError, TemplateSyntaxError
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from campaign.html.sandbox import Sandbox
from campaign.model import Fact, Section
from campaign.problems import CampaignError, Problem, nearest, stop
from campaign.wording import CITATION, NOTHING, USUAL, no_fact

# An expression ends before the next begins, and within its paragraph.
Values = dict[str, Any]
"""What a template may print, by the names that it has there."""

CODE = re.compile(
    r"\{\{(?:(?!\{\{|\n[ \t]*\n).)*?\}\}|\{%(?:(?!\{%|\n[ \t]*\n).)*?%\}|\{#.*?#\}"
    rf"|\{{usual\}}|\{{nothing\}}|{CITATION.pattern}",
    re.DOTALL,
)
UNPAIRED = re.compile(r"\{\{|\{%|\}\}|%\}")
# A piece of Jinja stands in the Markdown as one of these, a character that no file may hold.
FIRST, LAST = 0xF0000, 0xFFFFD
_HELD = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
_ALONE = re.compile(f"<p>((?:[{chr(FIRST)}-{chr(LAST)}]\\s*)+)</p>")


@dataclass(slots=True)
class Cited:
    """The facts that a letter cites, in the order of their numbers."""

    facts: Mapping[str, Fact]
    ids: list[str] = field(default_factory=list)

    def number(self, name: str) -> Markup:
        if name not in self.facts:
            raise CampaignError(no_fact(name, self.facts))
        if name not in self.ids:
            self.ids.append(name)
        return Markup(f"<sup>{self.ids.index(name) + 1}</sup>")  # noqa: S704  # a number

    def claim(self, name: str) -> Markup:
        number = self.number(name)
        return escape(self.facts[name].claim) + number


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """A section as a template: Jinja in HTML, and the line of the file for each of its own."""

    html: str
    lines: tuple[int, ...]


@lru_cache(maxsize=512)
def template_text(section: Section) -> SectionTemplate:
    """Return a section's Markdown as HTML with its Jinja in place; HTML typed into it is text."""
    pieces: list[str] = []
    places: list[int] = []

    def held(code: re.Match[str]) -> str:
        pieces.append(as_jinja(code[0]))
        places.append(section.line + section.text.count("\n", 0, code.start()))
        return chr(FIRST + len(pieces) - 1)

    source = CODE.sub(held, _HELD.sub("", section.text))
    html = _ALONE.sub(r"\1", MARKDOWN.render(source))
    if section.part == "Asks":
        html = html.replace("<ol>", '<ol class="asks">')
    if section.part == "Subject":
        html = re.sub(r"\s+", " ", re.sub(r"</?p>", " ", html)).strip()
    if section.part == "Personal":
        html = html.replace("<p>", '<p class="personal">')
    return SectionTemplate(
        _HELD.sub(lambda mark: pieces[ord(mark[0]) - FIRST], html),
        _lines_of(html, places, section.line),
    )


def _lines_of(html: str, places: list[int], first: int) -> tuple[int, ...]:
    """Return the line of the file for each line of the HTML: that of the last Jinja up to it."""
    at, lines = first, []
    for line in html.split("\n"):
        for mark in _HELD.findall(line):
            at = places[ord(mark) - FIRST]
        lines.append(at)
    return tuple(lines)


ONE_LIST = re.compile(r'\.?</li>\s*</ol>\s*<ol class="asks">\s*')
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "code", "fence"]
)
"""Paragraphs, lists, emphasis, headings and quotations: what a letter has room for."""


def as_jinja(code: str) -> str:
    if code == USUAL:
        return "{{ usual() }}"
    if code == NOTHING:
        return ""
    cited = CITATION.fullmatch(code)
    return f"{{{{ source({cited['id']!r}) }}}}" if cited else code


def template_of(environment: Sandbox, section: Section) -> Template:
    """Return a section compiled; raises CampaignError naming the file and the line."""
    source = template_text(section)
    try:
        code = environment.compile(source.html, section.file, f"{section.file}#{section.heading}")
    except RecursionError as error:
        message = "This cannot be read: it is nested too deeply."
        raise stop("wording-syntax", message, "", section.file, section.line) from error
    except TemplateSyntaxError as error:
        raise CampaignError(wording_unreadable(environment, section, error)) from error
    return environment.template_class.from_code(environment, code, environment.globals)


def wording_unreadable(
    environment: Sandbox, section: Section, error: TemplateSyntaxError
) -> Problem:
    """Return the problem of what Jinja cannot read, at the expression that is at fault."""

    def at(place: int) -> int:
        return section.line + section.text.count("\n", 0, place)

    rest = CODE.sub(lambda code: " " * len(code[0]), section.text)
    if mark := UNPAIRED.search(rest):
        other = {"{{": "}}", "{%": "%}", "}}": "{{", "%}": "{%"}[mark[0]]
        message = f"This cannot be read: “{mark[0]}” stands here without its “{other}”."
        hint = "Write both, or neither."
        return Problem("wording-syntax", message, hint, section.file, at(mark.start()))
    line, said = line_of(template_text(section), error.lineno, section), error
    for code in CODE.finditer(section.text):
        try:
            if code[0].startswith("{{"):
                environment.compile(code[0], raw=True)
        except TemplateSyntaxError as own:
            line, said = at(code.start()), own
            break
    message = f"This cannot be read: {str(said.message).rstrip('.')}."
    hint = "Look for a missing “}}” or “%}” on or just above this line."
    if isinstance(said, TemplateAssertionError):
        names = [*environment.filters, *environment.tests]
        hint = nearest(str(said.message).rpartition("'")[0].rpartition("'")[2], names)
    return Problem("wording-syntax", message, hint, section.file, line)


def line_of(source: SectionTemplate, number: int, section: Section) -> int:
    lines = source.lines or (section.line,)
    return lines[min(max(number, 1), len(lines)) - 1]


class Words:
    """What a template calls to print a part: the campaign's section, else the usual words."""

    def __init__(self, environment: Sandbox, sections: tuple[Section, ...], values: Values) -> None:
        self.environment = environment
        self.sections = {section.part: section for section in sections}
        self.values = values

    def __call__(self, part: str, caller: Callable[[], str]) -> str:
        """Return the words of a part; ``caller`` gives the usual ones."""
        section = self.sections.get(part)  # type: ignore[call-overload]  # a template may ask for any
        if section is None:
            return caller()
        known = self.environment.compiled_sections
        if section not in known:
            known[section] = template_of(self.environment, section)
        html = known[section].render({**self.values, "usual": caller})
        # The usual asks and one's own are one list, lettered on.
        return Markup(ONE_LIST.sub(";</li>", html))  # noqa: S704  # autoescaped


def last_line(error: Exception, sections: Iterable[Section]) -> tuple[str, int] | None:
    """Return the place in wording.md at which an error's traceback last was, if it was there."""
    lines = {f"{section.file}#{section.heading}": section for section in sections}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if section := lines.get(frame.filename):
            return section.file, line_of(template_text(section), frame.lineno or 1, section)
    return None
