"""The statement on the page, its calls marked in it, and each left out or taken in by a tick."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from campaign.folder import read_toml
from campaign.preview.desk import Desk
from campaign.preview.editing import version
from campaign.preview.journal import Change, ConflictError, Journal, content
from campaign.problems import CampaignError, Problem
from campaign.statement.reviewed import header_lines, reviewed

USE = re.compile(r"[ \t]*use[ \t]*=[ \t]*(?:true|false)\b")


class Asked:
    """Reads and ticks the calls of a desk's campaign, in ``calls.toml`` through the journal."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        self.desk = desk
        self.journal = journal
        self.path = desk.folder.calls
        self.name = desk.folder.relative(self.path)

    def document(self) -> dict[str, Any]:
        """Return the statement's text in pieces, each with the calls made in it, and the calls."""
        source, data = self.source()
        ready = self.desk.look().ready
        if ready is None:
            raise CampaignError(*self.desk.look().stopped)
        text = ready.campaign.statement.text
        readers = Counter(
            call.id for letter in ready.letters(self.desk.on) for call in letter.calls
        )
        calls = []
        for entry in read_toml(source, self.name).get("call", []):
            start = text.find(entry.get("sentence", "")) if entry.get("sentence") else -1
            calls.append(
                {
                    **{key: str(entry.get(key, "")) for key in ("id", "addressee", "action", "by")},
                    "use": entry.get("use", True) is True,
                    "sure": entry.get("sure", True) is True,
                    "readers": readers[entry.get("id", "")],
                    "span": None if start < 0 else [start, start + len(entry["sentence"])],
                }
            )
        statement = ready.campaign.statement
        return {
            "version": version(data),
            "title": statement.title,
            "issuer": statement.issuer,
            "date": statement.date.isoformat() if statement.date else "",
            "reviewed": reviewed(self.path),
            "pieces": pieces(text, calls),
            "calls": calls,
        }

    def tick(self, name: str, use: bool, seen: str) -> None:
        """Say of one call whether letters use it; every other line of the file stays.

        Raises ConflictError where the file is not the version that was ``seen``.
        """
        with self.journal.writing():
            source, data = self.source()
            if version(data) != seen:
                raise ConflictError(self.name, source)
            table = read_toml(source, self.name)
            places = [at for at, call in enumerate(table["call"]) if call.get("id") == name]
            if len(places) != 1:
                message = f"There is no call “{name}” to change here, or more than one."
                raise CampaignError(Problem("no-such-call", message, file=self.name))
            wanted = [dict(call) for call in table["call"]]
            wanted[places[0]]["use"] = use
            new = with_use(source, places[0], use)
            if tomllib.loads(new) != {**table, "call": wanted}:
                message = "The file is written in a way that the page cannot change."
                hint = "Change “use” there; what you save shows here at once."
                raise CampaignError(Problem("calls-not-editable", message, hint, self.name))
            if b"\r\n" in data:
                new = new.replace("\n", "\r\n")
            words = f"call “{name}” {'used' if use else 'left out'}"
            self.journal.change(Change(self.path, content(self.path), new.encode(), words))

    def source(self) -> tuple[str, bytes]:
        data = content(self.path) or b""
        try:
            return data.decode("utf-8").replace("\r\n", "\n"), data
        except UnicodeDecodeError as error:
            raise CampaignError(
                Problem("not-utf-8", "This file is not UTF-8 text.", file=self.name)
            ) from error


def with_use(source: str, place: int, use: bool) -> str:
    """Return the file with ``use`` of its so-manyth call as wanted."""
    lines = source.split("\n")
    headers = [(line, table) for table, line, _ in header_lines(source)]
    calls = [at for at, (_, table) in enumerate(headers) if table == "call"]
    at = calls[place]
    first = headers[at][0]
    last = headers[at + 1][0] - 1 if at + 1 < len(headers) else len(lines)
    written = f"use = {'true' if use else 'false'}"
    for number in range(first, last):
        if found := USE.match(lines[number]):
            lines[number] = written + lines[number][found.end() :]
            return "\n".join(lines)
    return "\n".join([*lines[:first], written, *lines[first:]])


def pieces(text: str, calls: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the text cut where a call begins or ends, each piece with the calls made in it."""
    spans = [(call["span"], call["id"]) for call in calls if call["span"]]
    cuts = sorted({0, len(text), *(at for span, _ in spans for at in span)})
    return [
        {
            "text": text[start:end],
            "calls": [name for span, name in spans if span[0] <= start and end <= span[1]],
        }
        for start, end in pairwise(cuts)
    ]
