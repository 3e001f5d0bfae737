"""One letter is made in any process, and whatever befalls it stays with it."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pikepdf
import pytest

import campaign.making.setting as setting
from campaign.folder import Folder
from campaign.making.load import load
from campaign.making.setting import tools_for
from campaign.making.workers import set_letter
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.preflight import Fault
from tests.making.conftest import DAY


@pytest.fixture
def workshop(still: Folder) -> Iterator[tuple[Workshop, Letter]]:
    """Return what a letter of the small campaign is made with, and the letter."""
    tools_for.cache_clear()
    ready = load(still, DAY)
    yield (
        Workshop(still, ready.campaign, "whole", "engine"),
        next(ready.letters(DAY)),
    )
    tools_for.cache_clear()


def test_a_letter_can_be_sent_to_another_process(workshop: tuple[Workshop, Letter]) -> None:
    sent = pickle.loads(pickle.dumps(workshop))  # noqa: S301  # our own
    assert sent == workshop
    assert type(sent[1].recipient.extra) is type(workshop[1].recipient.extra)
    assert pickle.loads(pickle.dumps(MappingProxyType({1: 2}))) == {1: 2}  # noqa: S301


def test_a_letter_is_set_unless_it_stands(workshop: tuple[Workshop, Letter]) -> None:
    made = set_letter(*workshop, "")
    assert made.pdf.startswith(b"%PDF-1.7")
    assert made.pages in (1, 2)
    again = set_letter(*workshop, made.key)
    assert (again.key, again.pdf, again.problems) == (made.key, b"", ())
    assert set_letter(*workshop, "another").pdf == made.pdf


@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), DAY])
def test_a_pdf_bears_the_date_of_its_letter_and_no_other(still: Folder, day: dt.date) -> None:
    ready = load(still, day)
    workshop = Workshop(still, ready.campaign, "whole", "engine")
    made = set_letter(workshop, replace(next(ready.letters(day)), date=day), "")
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith(f"D:{day:%Y%m%d}")
        assert "/ModDate" not in document.docinfo
        metadata = document.Root.Metadata.read_bytes().decode()
    assert set(re.findall(r"\b20\d\d-\d\d-\d\d", metadata)) <= {day.isoformat()}


def test_whatever_the_engine_stumbles_over_this_letter_alone_is_lost(
    workshop: tuple[Workshop, Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any, **__: Any) -> None:
        raise AssertionError("an odd box")

    monkeypatch.setattr(setting, "faults", stumble)
    (problem,) = set_letter(*workshop, "").problems
    assert problem.code == "typesetting"
    assert "AssertionError, an odd box" in problem.hint
    monkeypatch.undo()
    assert not set_letter(*workshop, "").problems


def test_a_fault_seen_on_paper_keeps_the_letter_back(
    workshop: tuple[Workshop, Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault("unembedded-font", "The PDF does not carry the font None.")
    monkeypatch.setattr(setting, "drawn", lambda *_: [fault])
    made = set_letter(*workshop, "")
    assert (made.pdf, [one.code for one in made.problems]) == (b"", [fault.code])
    assert not made.fatal


def test_where_type_cannot_be_set_at_all_it_is_told(
    workshop: tuple[Workshop, Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "campaign.pdf", None)
    made = set_letter(*workshop, "")
    assert made.fatal
    assert [problem.code for problem in made.problems] == ["no-engine"]
