"""What all letters of a campaign share: its statement, calls and words, sender and look."""

from __future__ import annotations

import copyreg
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from campaign.model.kinds import Kind
from campaign.problems import Problem


def read_only(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


# Mappings that nobody can change, which Python cannot send to another process by itself.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))

ENGLISH = "en-GB"

PdfVariant = Literal[
    "pdf/ua-1", "pdf/a-2a", "pdf/a-2b", "pdf/a-2u", "pdf/a-3a", "pdf/a-3b", "pdf/a-3u"
]
"""PDF/A-1 is left out: it forbids the see-through ground that a signature image has."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks in the statement, and who said them.

    ``start`` and ``end`` are offsets into the statement's plain text; ``text`` is what stands
    between them, quotation marks left out.
    """

    speaker: str
    role: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CallToAction:
    """One thing the statement asks of one addressee, in its exact words.

    ``text[start:end] == sentence`` in the statement's plain text; ``action`` is verbatim too.
    ``addressee_key`` is a lower-case ISO 3166-1 alpha-2 code for a state, its government or its
    authorities, else a slug. ``by`` is ``issuer`` or the name of the quoted speaker. ``sure`` tells
    whether a plain rule found it; else it may be a call, and its addressee, if any, is a guess. The
    rest is the reviewer's: ``plain`` is a paraphrase and never stands in quotation marks; ``kinds``
    limits who reads the call (none: everybody it concerns).
    """

    id: str
    addressee: str
    addressee_key: str
    verb: str
    action: str
    sentence: str
    start: int
    end: int
    by: str = "issuer"
    stem: str = ""
    use: bool = True
    plain: str = ""
    kinds: tuple[Kind, ...] = ()
    order: int | None = None
    sure: bool = True
    called: str = ""
    """The addressee's name in another language, as a letter in it prints it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A published statement as data; every offset refers to ``text``.

    ``opening`` is its first sentence, or two, of running text: what a letter quotes as background.
    ``calls`` are those of which the rules are sure, ``perhaps`` the rest that a person should see.
    ``problems`` warn of what its file holds beside these words.
    """

    title: str
    issuer: str
    date: dt.date | None
    text: str
    paragraphs: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    calls: tuple[CallToAction, ...] = ()
    opening: str = ""
    perhaps: tuple[CallToAction, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that a letter may make beside the statement, with where it comes from."""

    id: str
    claim: str
    source: str
    date: dt.date
    url: str = ""


Part = Literal[
    "Subject", "Opening", "Background", "Calls", "Asks", "Personal", "Closing", "Follow-up"
]
"""A part of a letter that ``wording.md`` may say in the campaign's own words."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of ``wording.md``: the words of one part, for the readers who fit.

    ``conditions`` are (name, values) pairs that must all hold; ``text`` is Markdown that begins on
    ``line`` of ``file``, and ``heading`` the line of the heading above it, both counted from 1.
    """

    part: Part
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    text: str
    heading: int
    line: int
    file: str = "data/wording.md"

    def line_at(self, place: int) -> int:
        """Return the line of the file on which a character of the text stands."""
        return self.line + self.text.count("\n", 0, place)


@dataclass(frozen=True, slots=True)
class Government:
    """Who is asked in the home government, without "the"; empty: it is worked out (voice.py)."""

    minister: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs the letters. ``signature`` is an image file inside the campaign folder."""

    kind: Literal["organisation", "constituent"] = "organisation"
    name: str = ""
    role: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    constituency: str = ""
    email: str = ""
    telephone: str = ""
    signature: str = ""

    @property
    def filled_in(self) -> bool:
        """Whether letters may go out: until then each page is marked as a specimen."""
        return bool(self.name and self.address and self.postcode)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of the first page; ``logo`` is an image file in the campaign."""

    name: str = ""
    strapline: str = ""
    lines: tuple[str, ...] = ()
    logo: str = ""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the letter looks: the envelope profile it is folded for and its one accent colour.

    ``max_pages`` is the most that a letter may have; where none is set, two, and a member's letter
    quotes no more of the calls than fit on one. ``pdf_variant`` is the standard that the file
    keeps: PDF/UA for readers, PDF/A for archives.
    """

    envelope: str = "dl-bs4264"
    accent: str = "#1f3a5f"
    fold_marks: bool = True
    large_print: bool = False
    max_pages: int | None = None
    pdf_variant: PdfVariant = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What goes into the envelope beside the letter.

    ``file`` is ``statement``, which the program sets from the statement's text, or the path of a
    PDF in the campaign folder; empty, the thing is laid in by hand. ``language`` is that of the
    letters that it goes with; empty, it goes with them all.
    """

    title: str
    file: str = ""
    language: str = ""


def laid_behind(language: str, letter: str) -> bool:
    """Whether an enclosure in one language, or in any (""), goes with a letter in "cy+en-GB"."""
    return not language or language in letter.split("+")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One statement, one sender and one look: all that every letter of the campaign shares.

    ``date`` is the fixed letter date, or None for the day of the run in Europe/London.
    ``home_state`` is the ISO code of the state whose parliament and ministers are written to.
    ``max_age_days`` is how old an office-holder's ``as_of`` may be. ``columns`` says for headings
    of the list which column of ours they mean. ``series`` stands before every reference.
    ``editions`` are the same campaign in its other languages, by their code; ``forms`` says for
    English salutations and closes what this language has for them ("Dear {}": whatever follows).
    """

    title: str
    subject: str
    statement: Statement
    calls: tuple[CallToAction, ...] = ()
    sender: Sender = Sender()
    letterhead: Letterhead = Letterhead()
    look: Look = Look()
    enclosures: tuple[Enclosure, ...] = ()
    date: dt.date | None = None
    act_by: dt.date | None = None
    home_state: str = "gb"
    max_age_days: int | None = None
    series: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    never_print: tuple[str, ...] = ()
    wording: tuple[Section, ...] = ()
    government: Government = Government()
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ENGLISH
    editions: Mapping[str, Campaign] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, language: str) -> Campaign:
        """Return the campaign in a language; English of any kind is its own."""
        return self.editions.get(language, self)

    @property
    def all_enclosures(self) -> tuple[Enclosure, ...]:
        """What is enclosed in any of its languages."""
        return sum((one.enclosures for one in self.editions.values()), self.enclosures)
