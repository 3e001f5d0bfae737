"""Who is written to, and the one letter to them."""

from __future__ import annotations

import base64
import copyreg
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Literal

from campaign.model.campaign import ENGLISH, CallToAction, Section, Sender
from campaign.model.kinds import Kind, Standing
from campaign.problems import Problem, Severity

TEMPLATE_SUFFIX = ".html.j2"
"""What the file of every template ends in."""


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
