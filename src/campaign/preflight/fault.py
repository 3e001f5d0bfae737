"""A fault on a sheet, and the file that a campaigner opens to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Protocol, Self

from campaign.model import Campaign, Letter, Letterhead, Sender
from campaign.preflight.codes import CHECKS, Check
from campaign.problems import Problem
from campaign.sheet import Mark, Sheet
from campaign.stationery import EnvelopeProfile, Rectangle, envelope_profile

STYLES = "templates/letter.css"

TYPEWRITER = str.maketrans("“”‘’–—‑‐", "\"\"''----")
SETTINGS = "data/campaign.toml"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where on the sheets: ``page`` counts from 1, 0 for the letter as a whole.

    ``words`` are the words at fault; the file that holds them is the one to mend, unless ``place``
    tells its file, row and column or key.
    """

    code: str
    message: str
    page: int = 0
    area: Rectangle | None = None
    words: str = ""
    hint: str = ""
    place: tuple[str, int | None, str | None] | None = None

    @classmethod
    def at(cls, code: str, what: str, sheet: Sheet, mark: Mark, words: str = "") -> Fault:
        """Return the fault of a mark on a sheet, ``what`` being a sentence without its end."""
        return cls(code, says(what, sheet.number), sheet.number, mark.area, words)


class Metadata(Protocol):
    """What a page says of itself."""

    title: str | None
    lang: str | None
    authors: Sequence[str]
    description: str | None


class _LaidOut(Protocol):
    """A page on its sheets, what it says of itself, and what the typesetter warned of."""

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...

    @property
    def metadata(self) -> Metadata: ...

    @property
    def warnings(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Proof:
    """A letter laid out from ``html``, with all that its checks may ask."""

    sheets: tuple[Sheet, ...]
    letter: Letter
    campaign: Campaign
    html: str
    metadata: Metadata | None
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, laid_out: _LaidOut, letter: Letter, campaign: Campaign, html: str) -> Self:
        metadata, warnings = laid_out.metadata, laid_out.warnings
        return cls(laid_out.sheets, letter, campaign, html, metadata, warnings)

    @cached_property
    def profile(self) -> EnvelopeProfile:
        return envelope_profile(self.campaign.look.envelope)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, tuple[Mark, ...], str], ...]:
        """The page, marks and words of each block of text, its lines joined by spaces."""
        blocks: dict[tuple[int, int], list[Mark]] = {}
        pages: dict[tuple[int, int], int] = {}
        for sheet in self.sheets:
            for mark in sheet.texts():
                if mark.is_number:
                    continue
                # A running head is not of the letter's own flow: each page has another.
                key = (id(mark.place.block), sheet.number if mark.role == "running" else 0)
                blocks.setdefault(key, []).append(mark)
                pages.setdefault(key, sheet.number)
        return tuple((pages[key], tuple(marks), _joined(marks)) for key, marks in blocks.items())

    def problem(self, fault: Fault) -> Problem:
        """Return a fault as a problem with its file, row and column."""
        check = CHECKS[fault.code]
        file, row, column = fault.place or self.source(fault.words) or self.home(check)
        message, severity = fault.message, check.severity
        if file == self.letter.recipient.file:
            message = f"{message.rstrip('.')} (letter {self.letter.id})."
            severity = check.in_list if column else severity
        return Problem(fault.code, message, fault.hint or check.mend, file, row, column, severity)

    def home(self, check: Check) -> tuple[str, int | None, str | None]:
        """Return the place to mend a fault whose words do not tell."""
        if check.home == "template":
            return f"templates/{self.letter.template}", None, None
        if check.home == "campaign" and not self.letter.recipient.sender:
            return SETTINGS, None, None
        return self.letter.recipient.file, self.letter.recipient.row or None, None

    def source(self, words: str) -> tuple[str, int | None, str] | None:
        """Return the file, row and column (or key) whose text holds these words, whole."""
        wanted = plain(words)
        if not wanted:
            return None
        edge = r"(?<!\w){}(?!\w)" if wanted[0].isascii() else "{}"
        held = re.compile(edge.format(re.escape(wanted))).search
        for name, text in self.columns.items():
            if held(plain(text)):
                return self.letter.recipient.file, self.letter.recipient.row or None, name
        for name, text in self.settings.items():
            if held(plain(text)):
                return SETTINGS, None, name
        for call in self.letter.calls:
            if any(held(plain(text)) for text in (call.stem, call.plain, call.action)):
                return "data/calls.toml", None, call.id
        return None

    def image_setting(self, source: str) -> tuple[str, int | None, str] | None:
        """Return the setting that names an image file, if one does."""
        campaign = self.campaign
        named = {"logo": campaign.letterhead.logo, "signature": campaign.sender.signature}
        for key, file in named.items():
            if file and source.endswith(file):
                return SETTINGS, None, key
        return None

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The recipient's row: each column's text."""
        recipient = self.letter.recipient
        if recipient.sender:  # the row is the supporter's
            return {**dict(texts_of(recipient.sender)), "note": recipient.note}
        names = ("name", "role", "organisation", "constituency", "address_as", "note")
        texts = {name: str(getattr(recipient, name)) for name in names}
        lines = (recipient.address.raw, *recipient.address.lines)
        return {**texts, "address": "\n".join(lines), **recipient.extra}

    @cached_property
    def settings(self) -> Mapping[str, str]:
        """The texts of campaign.toml that a letter prints."""
        campaign = self.campaign
        texts = {"subject": campaign.subject, "title": campaign.title}
        if not self.letter.recipient.sender:
            for part in (campaign.sender, campaign.letterhead):
                texts.update(texts_of(part))
        return {**texts, "enclosures": "\n".join(one.title for one in campaign.enclosures)}


def texts_of(part: Sender | Letterhead) -> Iterator[tuple[str, str]]:
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name not in ("kind", "signature", "logo"):
            yield field.name, value if isinstance(value, str) else "\n".join(value)


def _joined(marks: list[Mark]) -> str:
    """Return the words of a block: runs of one line as they stand, lines joined by a space."""
    pieces: list[str] = []
    line = marks[0].place.line
    for mark in marks:
        if mark.place.line != line:
            pieces.append(" ")
            line = mark.place.line
        pieces.append(mark.text)
    return "".join(pieces)


@lru_cache(maxsize=1024)
def plain(words: str) -> str:
    """Return words for comparing: straight quotes, plain dashes, single spaces, any case."""
    if not words.isascii():
        words = words.translate(TYPEWRITER)
    return " ".join(words.casefold().split())


def says(message: str, page: int) -> str:
    """Return a message with its page."""
    return f"{message} on page {page}."
