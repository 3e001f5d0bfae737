"""What a browser sends and what it gets: JSON, held to its shape before anybody acts on it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from flask import Response, abort, request

from campaign.problems import Problem

T = TypeVar("T")

MOST_FILE = 25_000_000
"""Bytes of a file that is dropped on the page."""

MENDS = {
    "all-posted": "To print one again, say below of its letter that it was not posted.",
    "calls-unreviewed": "Read each beside the statement, then say so under “Statement”.",
    "no-calls": "Tick those that are calls under “Statement”, or add one there.",
    "letter-changed": "Make the letters anew, under “Post”.",
    "letter-failed": "Mend it, and make the letters anew, under “Post”.",
    "letter-missing": "Make it first, under “Post”.",
    "enclosure-changed": "Make the letters anew, under “Post”.",
    "enclosure-failed": "Look at its file, and make the letters anew, under “Post”.",
    "enclosure-missing": "Make the letters anew, under “Post”.",
    "no-list": "Bring one in under “Readers”.",
    "no-letters": "Make them first, under “Post”.",
    "no-member": "Bring in the members under “Readers”.",
    "not-posted": "Mend the day of the reply, or note under “Post” when the letter went.",
    "pdf-damaged": "Make the letters anew, under “Post”.",
    "not-looked-at": "Look at them under “Letters”, or take the tick away under “Post”.",
}
"""What mends a problem on the page, where its own hint speaks of commands and files."""

_COMMAND = re.compile(r"(?:[:“(]\s?|\b(?:by|in|or|with) )campaign (?=[a-z]|-C)|(?<![\w-])--[a-z]")
"""A command in words that are told in the terminal too."""

MAPPED = re.compile(r"read it so with --map '.*?=\w+'")
CHOSEN = "say what it holds when the list is brought in"


SentReader = Callable[[str], object]
"""What reads, by its key, something that a browser has sent with the request at hand."""


def body() -> Mapping[str, object]:
    """Return the JSON that was sent; what is no table of it is refused, as all that reads here."""
    try:
        found = request.get_json()
    # Brackets within brackets, or a number of five thousand digits.
    except (RecursionError, ValueError):
        abort(400)
    return of_kind(found, dict)


def of_kind(value: object, kind: type[T]) -> T:
    """Return a value of just this kind; yes and no are no numbers."""
    if type(value) is not kind:
        abort(400)
    return value


def words(value: object) -> str:
    found = of_kind(value, str)
    try:
        found.encode()
    # Half of a character, which no file can hold.
    except UnicodeEncodeError:
        abort(400)
    return found


def text(key: str) -> str:
    return words(body().get(key))


def flag(key: str) -> bool:
    return of_kind(body().get(key), bool)


def number(key: str) -> int:
    value = of_kind(body().get(key), int)
    if abs(value) > 1 << 31:
        abort(400)
    return value


def numbers(key: str) -> list[int]:
    return [of_kind(one, int) for one in of_kind(body().get(key), list)]


def cells(key: str) -> dict[int, str]:
    """Return what is to stand in some columns of a row, by their places."""
    found = of_kind(body().get(key), dict)
    if not all(place.isdecimal() for place in found):
        abort(400)
    return {int(place): words(cell) for place, cell in found.items()}


def settings(key: str) -> dict[str, str | bool | list[str]]:
    """Return settings by their names, each of them words, yes or no, or lines."""
    found = of_kind(body().get(key), dict)
    return {name: setting(value) for name, value in found.items()}


def setting(value: object) -> str | bool | list[str]:
    if isinstance(value, bool):
        return value
    return [words(line) for line in value] if isinstance(value, list) else words(value)


def asked_for(key: str) -> str:
    """Return what stands in the address, behind its question mark."""
    return request.args.get(key, "")


def upload(_: str) -> bytes:
    """Return the bytes of a file that was dropped on the page."""
    request.max_content_length = MOST_FILE
    return request.get_data(cache=False)


def answer(document: Mapping[str, object], status: int = 200) -> Response:
    # Half characters, too, that a foreign file may hold.
    text = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, status, mimetype="application/json")


def on_page(problems: Iterable[Problem]) -> list[dict[str, str | int | None]]:
    """Return problems as the page shows them, with the mends that it has itself."""
    return [
        {
            **one.to_json(),
            "message": without_commands(one.message) or one.message,
            "hint": MENDS.get(one.code) or without_commands(MAPPED.sub(CHOSEN, one.hint)),
        }
        for one in problems
    ]


def without_commands(words: str) -> str:
    """Return a message without the sentences that speak of commands, or their last choice."""
    if not _COMMAND.search(words):
        return words
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+|(?<=[?.][”’])\s+", words):
        clauses = re.split(r"(?<=[,;])\s+", sentence)
        left = [one for one in clauses if not _COMMAND.search(one)]
        if left == clauses:
            kept.append(sentence)
        # "Do this, or type that": what is left can be done without it.
        elif left and all(one.startswith("or ") for one in clauses if one not in left):
            kept.append(" ".join(left).rstrip(",;.") + ".")
    return " ".join(kept)
