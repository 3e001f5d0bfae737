"""A paper of the post room that would print wrong is not printed."""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from campaign.postroom.addressing import covers
from campaign.postroom.labels import labels_pdf, place_labels, sheet_named
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.typesetting import Typesetter
from campaign.problems import CampaignError


def test_a_character_that_no_font_has_is_told(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    # A code point for private use, which has no shape in any font that is made for reading.
    entry = replace(letters[0].entry, envelope_lines=("The Clerk \U0010fffd", "LONDON"))
    sheet = sheet_named("L7160")
    labels = place_labels(covers([replace(letters[0], entry=entry)]), sheet)
    with pytest.raises(CampaignError, match="would not print as it should"):
        labels_pdf(typesetter, labels, sheet)


def test_what_is_set_leaves_nothing_in_the_temporary_folder(
    letters: Sequence[ChosenLetter],
    typesetter: Typesetter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (scratch := tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    sheet = sheet_named("L7160")
    assert labels_pdf(typesetter, place_labels(covers(letters[:1]), sheet), sheet)
    assert not list(scratch.iterdir())


def test_a_print_dialogue_is_asked_for_the_actual_size(
    letters: Sequence[ChosenLetter], typesetter: Typesetter
) -> None:
    sheet = sheet_named("L7160")
    pdf = labels_pdf(typesetter, place_labels(covers(letters), sheet), sheet)
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        assert str(whole.Root.ViewerPreferences.PrintScaling) == "/None"
