"""The things a campaign is made of: frozen values, made once at the boundary."""

from __future__ import annotations

import base64
import copyreg
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, get_args

from campaign.problems import Problem, Severity


def read_only(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


# Mappings that nobody can change, which Python cannot send to another process by itself.
copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))

Kind = Literal[
    "mp",
    "peer",
    "minister",
    "embassy",
    "msp",
    "ms",
    "mla",
    "councillor",
    "mep",
    "organisation",
    "press",
    "other",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
ENGLISH = "en-GB"
"""``msp``, ``ms`` and ``mla`` sit in the devolved parliaments; ``organisation`` is an international
one, such as a body of the United Nations; ``other`` is everybody else."""

Standing = Literal["member", "government", "speaker", "abstaining", "officer"]
"""What a member of either House can act on; a letter asks nothing else of them.

``government`` holds a government post and cannot question policy in the House; ``speaker``
presides and is impartial; ``abstaining`` does not sit; ``officer`` belongs to the issuing group
and is thanked, not lobbied; ``member`` is everybody else.
"""


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


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address as it was given (``raw``) and as it is printed (``lines``).

    ``lines`` hold the post town in capitals, then the postcode alone, or the country in capitals
    for an address abroad; the recipient's name is not among them (Royal Mail; docs/sources.md).
    """

    raw: str = ""
    lines: tuple[str, ...] = ()
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a second letter to a reader speaks of, as it was on the day ``on`` of its drafting.

    ``reference`` and ``posted`` are those of the first letter. Where something came back that was
    no answer, ``said`` is the day of it, ``kind`` what it was (``acknowledged``, ``holding`` or
    ``promise``), ``theirs`` its reference, and ``promised`` the day that it named.
    """

    reference: str
    posted: dt.date
    on: dt.date
    kind: str = ""
    said: dt.date | None = None
    theirs: str = ""
    promised: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One row of the list of recipients; with ``follow_up``, its reader for a second letter.

    With ``sender``, its reader for a letter in the name of a supporter, whose ``id``, ``row`` and
    ``note`` it then has.

    ``name`` is the styled name as on an envelope and ``address_as`` what follows "Dear"; either
    may be empty where the office stands for the person. ``state`` is the lower-case ISO code of
    the state that an embassy represents. ``extra`` holds every other column by its name in
    lower case with underscores.
    """

    id: str
    row: int
    kind: Kind
    name: str = ""
    role: str = ""
    organisation: str = ""
    constituency: str = ""
    party: str = ""
    state: str = ""
    address: PostalAddress = PostalAddress()
    email: str = ""
    address_as: str = ""
    gender: str = ""
    note: str = ""
    template: str = ""
    language: str = ENGLISH
    copies: int = 1
    as_of: dt.date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    follow_up: FollowUp | None = None
    sender: Sender | None = None
    file: str = field(default="data/recipients.csv", compare=False, repr=False)
    """The list that the row is in: no letter is another because its list has another name."""

    def problem(
        self,
        code: str,
        message: str,
        hint: str = "",
        column: str | None = None,
        severity: Severity = "error",
    ) -> Problem:
        """Return a problem of this row of the list; what no list has (row 0) has no row."""
        return Problem(code, message, hint, self.file, self.row or None, column, severity)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of this reader's letter, at this row unless it has a place already."""
        return problem if problem.file else replace(problem, file=self.file, row=self.row)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the letter, in their order on paper: "cy+en-GB" has two."""
        return tuple(self.language.split("+"))

    @property
    def letter(self) -> Literal["first", "follow-up", "supporter"]:
        """Which letter this reader is to get, to choose letters by."""
        if self.follow_up:
            return "follow-up"
        return "supporter" if self.sender else "first"


# A large list goes from one process to another in a quarter of the time that dataclasses take.
_VALUES: dict[type, attrgetter[tuple[object, ...]]] = {
    many: attrgetter(*(one.name for one in fields(many))) for many in (PostalAddress, Recipient)
}
for _many in _VALUES:
    copyreg.pickle(_many, lambda made: (type(made), _VALUES[type(made)](made)))


@dataclass(frozen=True, slots=True)
class FormOfAddress:
    """How one person or office is written to; ``rule`` is the key of the rule that decided.

    ``envelope_lines`` come before the postal address: the styled name, then the office.
    """

    envelope_lines: tuple[str, ...]
    salutation: str
    complimentary_close: str
    rule: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete but for its looks.

    ``calls`` are those that concern its reader, in reading order. ``standing`` is None for a
    reader who is not a member of either House. ``called_upon`` says whether the reader's own
    state or body is among the addressees. ``sections`` are those of ``wording.md`` that this
    reader gets. ``also`` is the same letter in another language, printed behind it.
    """

    id: str
    recipient: Recipient
    date: dt.date
    reference: str
    envelope_lines: tuple[str, ...]
    salutation: str
    complimentary_close: str
    address_rule: str
    subject: str
    template: str
    calls: tuple[CallToAction, ...] = ()
    standing: Standing | None = None
    called_upon: bool = False
    language: str = ENGLISH
    sections: tuple[Section, ...] = ()
    also: Letter | None = None


@dataclass(frozen=True, slots=True)
class Constituent:
    """Who wrote one letter of a bundle for a member; ``number`` is the letter's in the list."""

    number: int
    name: str
    postcode: str
    reference: str


def reference_of(name: str) -> str:
    """Return the reference printed on a letter, such as "7KQ2-M4DX", from its id alone.

    40 bits: among 10,000 letters two share one with a chance of 1 in 20,000.
    """
    letters = base64.b32encode(hashlib.sha256(name.encode()).digest()[:5]).decode()
    # O and I are misread on the telephone; 0 and 1 do not occur otherwise.
    plain = letters.replace("O", "8").replace("I", "9")
    return f"{plain[:4]}-{plain[4:]}"
