"""Found calls → ``calls.toml`` for a person to review; what the person wrote is never touched."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from campaign.folder import read_text, read_toml
from campaign.model import CallToAction, Quotation, Statement
from campaign.problems import Problem
from campaign.publish import publish
from campaign.statement.reviewed import free_id, parted
from campaign.statement.told import told
from campaign.statement.wording import Wording, plain_words
from campaign.toml_lines import in_section, with_key

Entry = Mapping[str, object]
"""A call or a quotation as the file has it, which a person may have written."""

_HEAD = """\
# The calls to action of {name}, as the letters quote them.
#
# Found by `campaign calls --write`; a person reads them before any letter goes out. Check of each:
#   - Is it asked now, by us or by the person quoted ("by")? If not: use = false
#   - Is "addressee" who is asked, and "addressee_key" their state (cn, gb, kp) or body?
#   - "action" and "sentence" are the statement's own words; a letter with others is not made.
#
# Below the calls that the rules are sure of stand those that may be one ("sure = false"); no letter
# uses them until you change their "use = false" to true and have named who is asked.
# A call that was not found is added by hand; it needs no more than:
#   [[call]]
#   addressee = "the Home Office"
#   action = "publish the figures"
#   sentence = "The Home Office ought by now to publish the figures."
#
# You may add to any call:
#   use = false                 leave it out of every letter
#   plain = "…"                 your own words: the letter marks them as a paraphrase
#   for = ["mp", "embassy"]     only these kinds of recipient read it
#   order = 1                   calls with an order come first, lowest number first
#
# `campaign calls --write` keeps all that you wrote, adds new calls and never deletes one.

# Set this to true when a person has read every call: until then no letter counts them.
reviewed = false
"""
_SET_ASIDE = "# Set aside: these words are not in the statement that is here now.\n"


@dataclass(frozen=True, slots=True)
class Written:
    """What writing the review did: calls and quotations added and kept, and those set aside.

    ``perhaps`` of the added may be calls, and are unused until a person says so.
    """

    added: int
    kept: int
    problems: tuple[Problem, ...] = ()
    perhaps: int = 0


def write_review(path: Path, statement: Statement, name: str) -> Written:
    """Add the statement's calls and quotations to ``calls.toml`` where they are not in it yet.

    ``name`` is the statement's file, for the comment at the head. Raises CampaignError when the
    file there cannot be read, and OSError when it cannot be written.
    """
    before = read_text(path, str(path)) if path.exists() else ""
    data = read_toml(before, str(path))
    end = b"\r\n" if before and b"\r\n" in path.read_bytes() else b"\n"
    calls, quotations = _entries(data, "call"), _entries(data, "quotation")
    text, aside = _set_aside(before, data, statement)
    taken = {str(entry.get("id")) for entry in calls}
    written, held = _by_words(calls, "sentence"), _by_words(quotations, "text")
    new = [
        [call for call in found if not _is_reviewed(call, written)]
        for found in (statement.calls, statement.perhaps)
    ]
    blocks: list[str] = []
    for call in chain(*new):
        own_id = free_id(call.id, taken)
        taken.add(own_id)
        blocks.append(_call(call, own_id, statement))
    blocks += [_quotation(q) for q in statement.quotations if plain_words(q.text) not in held]
    if before and (new[0] or aside):
        text = in_section(text, "", "reviewed", False)  # somebody has calls to read again
    head = (text or _HEAD.replace("{name}", name)).rstrip("\n")
    text = "\n\n".join([head, *blocks]) + "\n"
    if blocks or aside or not before:
        publish(path, text.encode().replace(b"\n", end))
    return Written(len(blocks), len(calls) + len(quotations), _told(path, aside), len(new[1]))


def _entries(data: Mapping[str, object], table: str) -> Sequence[Entry]:
    found = data.get(table, [])
    entries = found if isinstance(found, list) else []
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _by_words(entries: Iterable[Entry], key: str) -> dict[str, list[Entry]]:
    """Return the entries by the words of the statement that they hold."""
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        held.setdefault(plain_words(str(entry.get(key, ""))), []).append(entry)
    return held


def _is_reviewed(call: CallToAction, written: Mapping[str, Sequence[Entry]]) -> bool:
    """Whether the review has a call already: its words, and its addressee or its id."""
    entries = written.get(plain_words(call.sentence), ())
    return any(
        not call.sure
        or entry.get("id") == call.id
        or (
            _same(entry.get("action"), call.action)
            and entry.get("addressee_key", call.addressee_key) == call.addressee_key
        )
        for entry in entries
    )


def _same(written: object, words: str) -> bool:
    return isinstance(written, str) and plain_words(written) == plain_words(words)


def _call(call: CallToAction, name: str, statement: Statement) -> str:
    line = statement.text.count("\n", 0, call.start) + 1
    comments = [f"# Line {line} of the statement."]
    if not call.sure:
        comments.append("# Perhaps a call. If it is one, say use = true and check who is asked.")
    elif call.addressee not in call.sentence + call.stem:
        comments.append("# Who is asked stands in an earlier sentence: check the addressee.")
    keys = ("addressee", "addressee_key", "verb", "action", "sentence", "stem", "by")
    values = {"id": name} | {key: getattr(call, key) for key in keys}
    unsure = [] if call.sure else ["use = false", "sure = false"]
    return "\n".join([*comments, "[[call]]", *_lines(values), *unsure])


def _quotation(quotation: Quotation) -> str:
    values = {"speaker": quotation.speaker, "role": quotation.role, "text": quotation.text}
    return "\n".join(["[[quotation]]", *_lines(values)])


def _lines(values: Mapping[str, str]) -> list[str]:
    # A TOML string in double quotes escapes as JSON does.
    return [
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value
    ]


_Aside = tuple[str, int]
"""The table and the line of an entry in use whose words the statement no longer holds."""


def _set_aside(
    text: str, data: Mapping[str, object], statement: Statement
) -> tuple[str, Sequence[_Aside]]:
    """Put ``use = false`` into each entry in use that the statement no longer holds; nothing else.

    Returns the text and what was set aside.
    """
    wording = Wording.of(statement.text)
    waiting = {table: iter(_entries(data, table)) for table in _WORDS}
    head, tables = parted(text)
    kept: list[str] = [head]
    aside: list[_Aside] = []
    for table, line, source in tables:
        entry = next(waiting.get(table, iter(())), {})
        words = entry.get(_WORDS.get(table, ""))
        if isinstance(words, str) and entry.get("use", True) is True and words not in wording:
            aside.append((table, line))
            off = with_key(source, "use", False)
            kept.append(off if "use" in entry else off.replace("\n", f"\n{_SET_ASIDE}", 1))
        else:
            kept.append(source)
    return "".join(kept), aside


_WORDS = {"call": "sentence", "quotation": "text"}


def _told(path: Path, aside: Sequence[_Aside]) -> tuple[Problem, ...]:
    """Return one line that tells what was set aside, where there is any."""
    if not aside:
        return ()
    counts = [(table, sum(each == table for each, _ in aside)) for table in _WORDS]
    what = " and ".join(f"{n} {table}{'' if n == 1 else 's'}" for table, n in counts if n)
    were, them = ("was", "it") if len(aside) == 1 else ("were", "them")
    line = aside[0][1]
    return (told("calls-set-aside", file=str(path), row=line, what=what, were=were, them=them),)
