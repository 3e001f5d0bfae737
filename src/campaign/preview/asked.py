"""The statement on the page, its calls marked in it, and what a person says of each of them."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from campaign.enclosures import STATEMENT
from campaign.folder import read_campaign, read_toml
from campaign.making.bringing import free_name
from campaign.model import Statement
from campaign.preview.desk import Desk
from campaign.preview.documents import Document
from campaign.preview.editing import OwnText, version
from campaign.preview.journal import Journal
from campaign.preview.listed import dropped, named, relabelled
from campaign.problems import CampaignError, Problem, errors
from campaign.publish import publish
from campaign.statement.editing import Values, with_call, with_reviewed, with_values
from campaign.statement.reviewed import calls_in, reviewed
from campaign.statement.statement import read_published, read_statement
from campaign.statement.writing import write_review
from campaign.toml_lines import Value, with_settings

SUFFIXES = ".txt, .md, .html, .htm, .docx, .odt or .pdf"

CHANGED: Mapping[str, type] = {"use": bool, "addressee": str, "plain": str}
"""What the page may say of a call; its place among the others is told of all at once."""


class AskedPlace(OwnText):
    """Reads and changes the calls of a desk's campaign, in ``calls.toml`` through the journal."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__(desk, journal, desk.folder.calls)

    def document(self) -> Document:
        """Return the statement's text in pieces, each with the calls made in it, and the calls.

        The calls stand as letters print them: those with an order first, then as in the text.
        """
        source, data = self.source()
        statement = self.statement()
        ready = self.desk.look().ready
        readers = Counter(
            call.id
            for letter in (ready.letters(self.desk.on) if ready else ())
            for call in letter.calls
        )
        calls: list[Document] = []
        for place, entry in enumerate(read_toml(source, self.name).get("call", [])):
            sentence = str(entry.get("sentence", ""))
            start = statement.text.find(sentence) if sentence else -1
            texts = ("id", "addressee", "action", "by", "plain")
            calls.append(
                {
                    **{key: str(entry.get(key, "")) for key in texts},
                    "place": place,
                    "order": entry.get("order"),
                    "use": entry.get("use", True) is True,
                    "sure": entry.get("sure", True) is True,
                    "readers": readers[entry.get("id", "")],
                    "span": None if start < 0 else [start, start + len(sentence)],
                }
            )
        calls.sort(key=as_printed)
        return {
            "version": version(data),
            "title": statement.title,
            "issuer": statement.issuer,
            "date": statement.date.isoformat() if statement.date else "",
            "reviewed": reviewed(self.path),
            "pieces": pieces(statement.text, calls),
            "calls": calls,
        }

    def statement(self) -> Statement:
        """Return the statement, even of a campaign that is not ready for letters yet."""
        if ready := self.desk.look().ready:
            return ready.campaign.statement
        told = read_campaign(self.desk.folder).statement
        return self.desk.workers.submit(read_published, self.desk.folder.statement, told).result()

    def say(self, place: int, said: Mapping[str, Value], seen: str) -> None:
        """Say something else of one call, the so-manyth of the file; every other line stays.

        Raises ConflictError where the file is not the version that was ``seen``.
        """
        values: dict[str, Value | None] = {}
        for key, value in said.items():
            if key not in CHANGED or not isinstance(value, CHANGED[key]):
                message = f"The page does not say “{key}” of a call."
                raise CampaignError(Problem("not-editable", message))
            values[key] = " ".join(value.split()) if isinstance(value, str) else value
        if "addressee" in values:
            if not values["addressee"]:
                raise CampaignError(Problem("no-addressee", "Say who is asked.", file=self.name))
            # Whose call it is then follows from the name, as for a call added by hand.
            values["addressee_key"] = None
        if "plain" in values:
            values["plain"] = values["plain"] or None
        what = "call used" if values.get("use") else "call left out" if "use" in values else "call"
        self.change(lambda source: with_values(source, {place: values}), seen, what)

    def arrange(self, places: Sequence[int], seen: str) -> None:
        """Print the calls in this order, each named by its place in the file."""
        calls = {call["place"]: call for call in self.document()["calls"]}
        known = [calls[place] for place in dict.fromkeys(places) if place in calls]
        # As few orders as will do: the rest stand as in the text.
        count = len(known)
        bare = [{**call, "order": None} for call in known]
        while count and bare[count - 1 :] == sorted(bare[count - 1 :], key=as_printed):
            count -= 1
        wanted: dict[int, Values] = {place: {"order": None} for place in calls}
        wanted |= {call["place"]: {"order": at} for at, call in enumerate(known[:count], start=1)}
        self.change(lambda source: with_values(source, wanted), seen, "order of the calls")

    def add(self, addressee: str, start: int, end: int, seen: str) -> None:
        """Add a call made of words of the statement, by their offsets."""
        if not (addressee := " ".join(addressee.split())):
            raise CampaignError(Problem("no-addressee", "Say who is asked."))
        statement = self.statement()
        if not 0 <= start < end <= len(statement.text):
            raise CampaignError(Problem("no-words", "Select the words that ask for something."))
        self.change(
            lambda source: with_call(source, statement, addressee, start, end), seen, "call added"
        )

    def review(self, done: bool, seen: str) -> None:
        """Say whether a person has read every call."""
        words = f"calls {'' if done else 'not '}read by a person"
        self.change(lambda source: with_reviewed(source, done), seen, words)

    def find(self, seen: str) -> None:
        """Look for calls as ``campaign calls --write`` does: what stands there stays."""
        path = self.desk.folder.statement
        told = read_campaign(self.desk.folder).statement
        statement = self.desk.workers.submit(read_statement, path, told).result()

        def written(source: str) -> str:
            with tempfile.TemporaryDirectory() as place:
                aside = Path(place) / self.path.name
                if source:
                    aside.write_text(source, encoding="utf-8")
                self.desk.workers.submit(write_review, aside, statement, path.name).result()
                return aside.read_text(encoding="utf-8")

        self.change(written, seen, "calls looked for anew")

    def replace(self, name: str, data: bytes) -> str:
        """Put another statement in place of this one and look for its calls; return the backup.

        The calls of the one before are set aside, as ``campaign calls --write`` does. Raises
        CampaignError for a file that is no statement.
        """
        suffix = Path(name).suffix.lower()
        if not suffix or suffix not in re.split(r"[, ]+", SUFFIXES):
            message = f"“{name}” is no statement that can be read."
            raise CampaignError(Problem("not-a-statement", message, f"It may be {SUFFIXES}."))
        folder = self.desk.folder
        with dropped(f"statement{suffix}", data) as file:
            read = named(self.desk.workers.submit(read_statement, file).result, name)
            if wrong := errors(read.problems):
                raise CampaignError(*(relabelled(one, name) for one in wrong))
        backup = ""
        there = sorted(folder.data.glob("statement.*"))
        new = folder.data / f"statement{suffix}"
        paths = {*there, new, self.path, folder.configuration}
        with self.journal.noting(paths, f"statement put in from {name}"):
            for old in there:
                kept = free_name(old, self.desk.on)
                publish(kept, old.read_bytes())
                backup = folder.relative(kept)
                if old.suffix != suffix:
                    old.unlink()
            publish(new, data)
            self.name_after_it()
            self.find(version(self.source()[1]))
        return backup

    def name_after_it(self) -> None:
        """Have a campaign without title or subject take those of its statement."""
        path = self.desk.folder.configuration
        name, data = self.desk.folder.relative(path), path.read_bytes()
        source = data.decode("utf-8-sig")
        table = read_toml(source, name)
        named = {("", key): STATEMENT for key in ("title", "subject") if not table.get(key)}
        if named:
            publish(path, with_settings(source, dict(named), name).encode())

    def faults(self, source: str) -> Sequence[Problem]:
        statement = self.statement()
        return self.desk.workers.submit(calls_in, source, statement, self.name).result()[1]

    def change(self, changed: Callable[[str], str], seen: str, words: str) -> None:
        def readable(source: str) -> str:
            read_toml(source, self.name)
            return changed(source)

        super().change(readable, seen, words)


def as_printed(call: Document) -> tuple[bool, int, bool, int]:
    """Return what calls are sorted by: their order, then their place in the text."""
    order, span = call["order"], call["span"]
    counted = isinstance(order, int)
    return not counted, order if counted else 0, span is None, span[0] if span else call["place"]


def pieces(text: str, calls: Sequence[Document]) -> list[Document]:
    """Return the text cut where a call begins or ends, each piece with the calls made in it."""
    spans = [(call["span"], call["place"]) for call in calls if call["span"]]
    cuts = sorted({0, len(text), *(at for span, _ in spans for at in span)})
    return [
        {
            "text": text[start:end],
            "calls": [place for span, place in spans if span[0] <= start and end <= span[1]],
        }
        for start, end in pairwise(cuts)
    ]
