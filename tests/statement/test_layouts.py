"""Real layouts: what the finder makes of statements that no rule was written for, as measured.

The folder ``held`` was marked before the rules were. It guards the figures of the docs page; a
sentence of it is no reason to write a rule. Where nobody is named who could be asked, the mark is
"?", and the call can only be shown.
"""

from __future__ import annotations

import tomllib

from tests.statement.gold import LAYOUTS, Marked, read_marked

HEADS = tomllib.loads((LAYOUTS / "heads.toml").read_text("utf-8"))


def layouts() -> list[Marked]:
    return [read_marked(LAYOUTS / f"{name}.txt") for name in HEADS]


def test_nearly_every_call_is_found_or_shown() -> None:
    marked = layouts()
    unseen = sum(m.unseen.total() for m in marked)
    assert unseen <= 0.03 * sum(m.gold.total() for m in marked)


def test_what_is_called_sure_is_a_call_on_whom_it_says() -> None:
    calls, wrong = 0, []
    for m in layouts():
        asked = [(start, end, key) for start, end, key, _ in m.gold]
        for call in m.statement.calls:
            calls += 1
            if not any(
                start < call.end and call.start < end and key == call.addressee_key
                for start, end, key in asked
            ):
                wrong.append(call)
    assert len(wrong) <= 0.01 * calls, wrong


def test_the_issuer_is_right_or_nobody() -> None:
    wrong = [
        m.name
        for m in layouts()
        if m.statement.issuer
        and m.statement.issuer.casefold() != HEADS[m.name.removesuffix(".txt")]["issuer"].casefold()
    ]
    assert wrong == []


def test_title_and_date() -> None:
    wrong = []
    for m in layouts():
        head = HEADS[m.name.removesuffix(".txt")]
        if (m.statement.title, str(m.statement.date or "")) != (head["title"], str(head["date"])):
            wrong.append(m.name)
    assert len(wrong) <= 0.03 * len(HEADS), wrong
