"""A reply as it came: which of our letters it answers, and its file, kept privately."""

import datetime as dt
import hashlib
import re
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Literal

from campaign.ledger.events import Known, Reply, Thread, note_reply
from campaign.own_files import read_given
from campaign.problems import stop
from campaign.publish import clear_parts, publish
from campaign.typography import british_date

FOLDER = "replies"
_KEPT = (".pdf", ".eml", ".txt", ".png", ".jpg", ".jpeg")
PAGES = 50
"""Pages of a scan that are looked through for our reference."""

MOST_PROMISED = 3_660
"""Days that anybody waits for an answer: ten years."""


def content_of(path: Path) -> bytes:
    """Return what a reply's file holds; raises CampaignError where it cannot be kept."""
    if path.suffix.casefold() not in _KEPT:
        message = f"A reply is kept as one of {', '.join(_KEPT)}."
        raise stop("reply-format", message, "Scan or save it as a PDF.", str(path))
    return read_given(path, "reply-file")


def keep(data: Path, path: Path, content: bytes) -> str:
    """Copy a reply's file into the data folder, for its owner alone; return its name there.

    The name follows from the content, so that what is kept already is kept once. Whoever calls has
    the ledger open for writing, so that no other copy can be on its way.
    """
    name = f"{hashlib.sha256(content).hexdigest()[:16]}{path.suffix.casefold()}"
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear_parts(folder)
    publish(folder / name, content, mode=0o600)
    return name


def take_in(
    db: sqlite3.Connection,
    data: Path,
    answered: tuple[Known, Thread],
    said: Reply,
    file: Path | None = None,
    content: bytes = b"",
) -> tuple[Reply, Literal["noted", "already"]]:
    """Note what a reader has answered, once, and keep its file; raises CampaignError."""
    letter, thread = answered
    check_posted(thread, letter, said.day)
    check_promised(said)
    reply = replace(said, file=keep(data, file, content)) if file else said
    own = [one for one in thread.replies if one.letter == letter.reference]
    if any(replace(one, number=0) == reply for one in own):
        return reply, "already"
    note_reply(db, reply)
    return reply, "noted"


def check_posted(thread: Thread, letter: Known, on: dt.date) -> None:
    """Raise CampaignError where a reply would come before its letter was posted."""
    days = [one.day for one in thread.postings if one.letter == letter.reference]
    if days and on >= min(days):
        return
    name = letter.label
    if days:
        message = f"“{name}” was posted on {british_date(min(days))}, after this reply came."
        hint = f"Mend the one day or the other: campaign posted --only {name} --undo"
    else:
        message = f"“{name}” has not been noted as posted."
        hint = f"Note that first: campaign posted --only {name}"
    raise stop("not-posted", message, hint)


def check_promised(said: Reply) -> None:
    """Raise CampaignError where a day is promised that is past already, or out of all measure."""
    if said.promised and not 0 <= (said.promised - said.day).days <= MOST_PROMISED:
        message = f"The day promised, {british_date(said.promised)}, is no day to wait for."
        raise stop("promised-day", message, "Mend it; look at the year too.")


def references_in(path: Path, known: Collection[str]) -> list[str]:
    """Return those of our references that a PDF with text, a message or a text names."""
    words = re.sub(r"[\W_]", "", _text_of(path)).upper()
    return sorted(reference for reference in known if reference.replace("-", "") in words)


def _text_of(path: Path) -> str:
    """Return the words of a reply's file; a picture has none."""
    content = content_of(path)
    match path.suffix.casefold():
        case ".pdf":
            return pdf_text(content)
        case ".eml":
            return message_text(content)
        case ".txt":
            return content.decode("utf-8", "replace")
        case _:
            return ""


def pdf_text(content: bytes) -> str:
    import pypdfium2  # only where a scan is looked through

    with pypdfium2.PdfDocument(content) as document:
        pages = range(min(len(document), PAGES))
        return "\n".join(document[page].get_textpage().get_text_bounded() for page in pages)


def message_text(content: bytes) -> str:
    """Return a message's subject and words, and those of the PDFs that come with it."""
    message = message_from_bytes(content, policy=policy.default)
    found = [str(message["subject"] or "")]
    for part in message.walk():
        kind = part.get_content_type()
        if part.get_content_maintype() == "text":
            found.append(re.sub(r"<[^<>]{0,500}>", "", str(part.get_content())))
        elif kind == "application/pdf":
            found.append(pdf_text(part.get_content()))
    return "\n".join(found)
