"""The parts of a letter as a person would change them: whose words they are, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from jinja2.exceptions import TemplateError
from jinja2.runtime import BlockReference

from campaign.html.letters import Templates
from campaign.html.made_up import made_up
from campaign.html.sandbox import Sandbox
from campaign.html.sections import CODE, Values, Words
from campaign.model import Campaign, Letter, Section
from campaign.page import Tag, read_page
from campaign.problems import CampaignError

SPECIAL = re.compile(r"([\\*_`\[\]<>])")
BLOCK = re.compile(r"<(?P<tag>p|li|h2)\b[^>]*>(?P<inside>.*?)</(?P=tag)>", re.DOTALL)
SOURCE = re.compile(r"<sup>.*?</sup>", re.DOTALL)
EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
LISTLIKE = re.compile(r"^([^\S\n]*)([#+-]|\d+[.)])(\s)", re.MULTILINE)
_OWN = ("recipient.constituency", "recipient.party", "sender.constituency")
"""What templates print of the reader and the sender, beside the words of voice.py."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One part of a letter; ``heading`` is its section's line in wording.md, 0 for usual words.

    ``printed`` are its paragraphs as they stand in the letter. ``text`` is what to change: the
    section's own source, or the usual words as Markdown, in which ``names`` stand as
    ``{{ name }}`` and here with what they are in this letter. ``usual`` are the usual words.
    """

    part: str
    heading: int
    printed: tuple[str, ...]
    text: str
    usual: str
    names: tuple[tuple[str, str], ...]


class _Named(str):
    """A value that a letter prints under its own name, and that is itself for all else."""

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, value: str) -> Self:
        named = cls(value)
        named.name = name
        return named

    def __html__(self) -> str:
        return f"{{{{ {self.name} }}}}"


class Heard(Words):
    """Prints the parts as ever, and keeps what it printed; the last writing of a letter counts."""

    printed: dict[str, str]
    usual: dict[str, str]

    def __call__(self, part: str, caller: Callable[[], str]) -> str:
        self.usual[part] = str(caller())
        self.printed[part] = str(super().__call__(part, caller))
        return super().__call__(part, caller)


def spoken(templates: Templates, letter: Letter, campaign: Campaign) -> tuple[Spoken, ...]:
    """Return the parts of a letter in the order in which they are printed.

    None of a letter in another language: what is changed here goes into wording.md, in English.
    Raises CampaignError where the letter cannot be written.
    """
    if letter.also or campaign.spoken(letter.language) is not campaign:
        return ()
    as_printed = listen(templates, letter, campaign)
    named = listen(templates, letter, campaign, as_printed.values)
    sections = {section.part: section for section in letter.sections}
    found = []
    for part, html in as_printed.printed.items():
        section = sections.get(part)  # type: ignore[call-overload]  # a template may ask for any
        usual = markdown(named.usual[part])
        text = section.text.strip("\n") if section else usual
        held = set(_NAMED.findall(text + usual))
        # Without the spaces that a typesetter puts in: they will be put in again.
        names = [
            (n, v.replace("\xa0", " "))
            for n, v in named_values(as_printed.values).items()
            if n in held and v
        ]
        found.append(
            Spoken(
                part,
                section.heading if section else 0,
                read_page(html).paragraphs,
                text,
                usual,
                tuple(sorted(names, key=lambda pair: -len(pair[1]))),
            )
        )
    return tuple(found)


def block_words(
    templates: Templates, letter: Letter, campaign: Campaign
) -> dict[str, tuple[str, ...]]:
    """Return what each block of a letter's template says, in paragraphs, by the block's name.

    That is what ``{{ super() }}`` stands for in a template that extends it. Raises CampaignError
    where the letter cannot be written.
    """
    values = listen(templates, letter, campaign).values
    template = templates.environment.get_template(letter.template)
    context = template.new_context(dict(values))
    for _ in template.root_render_func(context):
        pass
    said: dict[str, tuple[str, ...]] = {}
    for name, own in context.blocks.items():
        # A block that is not for this reader may speak of what they have not.
        with suppress(TemplateError, CampaignError):
            said[name] = read_page(str(BlockReference(name, context, own, 0)())).paragraphs
    return said


def worded(templates: Templates, letter: Letter, campaign: Campaign) -> tuple[str, Paragraphs]:
    """Return what tells a letter's wording from another's, and its words, paragraph by paragraph.

    What is filled in for each reader (a minister's name, a constituency) makes no other wording;
    nor does a personal paragraph of the list, which comes with a list of its own. Raises
    CampaignError where the letter cannot be written.
    """
    if letter.also:
        both = (replace(letter, also=None), letter.also)
        first, second = (worded(templates, one, campaign) for one in both)
        return first[0] + second[0], first[1] + second[1]
    as_printed = listen(templates, letter, campaign)
    named = listen(templates, letter, campaign, as_printed.values)
    calls = [call.id for group in as_printed.values["groups"] for call in group.calls]
    said = {part: html for part, html in named.printed.items() if part != "Personal"}
    own = {part: html for part, html in as_printed.printed.items() if part in said}
    words = tuple((part, read_page(html).paragraphs) for part, html in own.items())
    return repr((letter.template, said, calls)), words


Paragraphs = tuple[tuple[str, tuple[str, ...]], ...]
_NAMED = re.compile(r"\{\{ ([\w.]+) \}\}")


def listen(
    templates: Templates,
    letter: Letter,
    campaign: Campaign,
    printed: Values | None = None,
) -> Heard:
    ears: list[Heard] = []

    def words(environment: Sandbox, sections: tuple[Section, ...], values: Values) -> Heard:
        ear = Heard(environment, sections, values)
        ear.printed, ear.usual = {}, {}
        ears.append(ear)
        return ear

    altered = (lambda values: by_name(values, printed)) if printed else None
    templates.letter(letter, campaign, words, altered)
    return ears[-1]


def named_values(values: Values) -> dict[str, str]:
    """Return the names that a letter may print in words, with what they are in it."""
    found = {name: values[name] for name in made_up() if name in values}
    found |= {path: getattr(values[path.split(".")[0]], path.split(".")[1]) for path in _OWN}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def by_name(values: Values, printed: Values) -> None:
    """Have a letter print the names of its values in their place, and all else as printed."""
    # Another length must not make it leave out other calls.
    values |= {name: value for name, value in printed.items() if name != "words"}
    for path, value in named_values(values).items():
        root, _, name = path.partition(".")
        if value and name:
            values[root] = replace(values[root], **{name: _Named.of(path, value)})
        elif value:
            values[root] = _Named.of(path, value)


def markdown(html: str) -> str:
    """Return the paragraphs, lists and emphasis of a part as wording.md would have them."""
    blocks = [(found["tag"], inline(found["inside"])) for found in BLOCK.finditer(html)]
    lines: list[str] = []
    items = 0
    for tag, words in blocks or [("p", inline(html))]:
        items = items + 1 if tag == "li" else 0
        if words and items:
            lines += [*([""] if items == 1 else []), f"{items}. {words}"]
        elif words:
            lines += ["", LISTLIKE.sub(r"\1\\\2\3", words)]
    return "\n".join(lines).strip("\n")


def inline(html: str) -> str:
    """Return the words of one paragraph; the numbers of its sources are left out."""
    pieces = [
        EMPHASIS.get(piece.name, "") if isinstance(piece, Tag) else escaped(piece)
        for piece in read_page(SOURCE.sub("", html)).pieces
    ]
    return " ".join("".join(pieces).split())


def escaped(words: str) -> str:
    """Return words so that Markdown takes none of them for a mark; code stays code."""
    pieces = []
    at = 0
    for code in CODE.finditer(words):
        pieces += [SPECIAL.sub(r"\\\1", words[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, SPECIAL.sub(r"\\\1", words[at:])])
