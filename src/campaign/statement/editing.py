"""One change to the text of ``calls.toml``; every other line stays as somebody wrote it."""

from collections.abc import Mapping

from campaign.model import Statement
from campaign.problems import CampaignError
from campaign.statement.reviewed import free_id, parted
from campaign.statement.text.sentences import sentence_spans
from campaign.statement.told import told
from campaign.toml_lines import Value, checked, loaded, with_key, with_settings, written

Values = Mapping[str, Value | None]
"""What an entry is to say; None takes a key out."""

_FILE = "data/calls.toml"


def with_values(source: str, changes: Mapping[int, Values]) -> str:
    """Return the file with some keys of some calls as wanted; calls are counted from 0.

    Raises CampaignError where the file is written in a way that cannot be changed so.
    """
    table = loaded(source)
    wanted = [dict(call) for call in table.get("call", [])]
    new = source
    for place, values in changes.items():
        if not 0 <= place < len(wanted):
            raise CampaignError(told("no-such-call"))
        for key, value in values.items():
            wanted[place].pop(key, None)
            if value is not None:
                wanted[place][key] = value
            new = _with_value(new, place, key, value)
    return checked(new, {**table, "call": wanted} if wanted else table, _FILE)


def with_call(source: str, statement: Statement, addressee: str, start: int, end: int) -> str:
    """Return the file with a call more, made of words of the statement.

    ``start`` and ``end`` are offsets in its text; they must lie in one sentence. Raises
    CampaignError where they do not.
    """
    from campaign.statement.actors.keys import name_of, slug_of

    text = statement.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;,"):
        end -= 1
    action, (first, last) = text[start:end], _sentence_around(text, start, end)
    if not action or not first <= start < end <= last:
        raise CampaignError(told("call-not-a-sentence"))
    table = loaded(source)
    taken = {call.get("id") for call in table.get("call", [])}
    name = free_id(name_of(slug_of(addressee), action), taken)
    call = {"id": name, "addressee": addressee, "action": action, "sentence": text[first:last]}
    lines = [f"{key} = {written(value)}" for key, value in call.items()]
    new = "\n".join([source.rstrip("\n"), "", "[[call]]", *lines])
    return checked(new + "\n", {**table, "call": [*table.get("call", []), call]}, _FILE)


def with_reviewed(source: str, done: bool) -> str:
    """Return the file saying whether a person has read every call."""
    return with_settings(source, {("", "reviewed"): done}, _FILE)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence that holds two offsets, within its paragraph."""
    first = max(text.rfind("\n\n", 0, start) + 2, 0) if "\n\n" in text[:start] else 0
    stop = text.find("\n\n", end)
    spans = sentence_spans(text, first, len(text) if stop < 0 else stop)
    return next((span for span in spans if span[0] <= start < span[1]), (0, 0))


def _with_value(source: str, place: int, key: str, value: Value | None) -> str:
    """Return the file with a key of the so-manyth call as wanted."""
    head, tables = parted(source)
    texts = [text for _, _, text in tables]
    calls = [number for number, (table, _, _) in enumerate(tables) if table == "call"]
    for at in calls[place : place + 1]:  # none, where they are written in another way
        texts[at] = with_key(texts[at], key, value)
    return "".join([head, *texts])
