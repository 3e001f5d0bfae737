"""An envelope with too small a stamp comes back: classes follow size, thickness and weight."""

import pytest

from campaign.postroom.postage import Contents, postage_class, thickness, weight
from campaign.stationery import envelope_profile

DL = envelope_profile("dl-bs4264")
C5 = envelope_profile("c5")
C4 = envelope_profile("c4-plain")


def test_a_sheet_weighs_what_its_paper_says() -> None:
    # A0 is a square metre and A4 a sixteenth of it, but for A4's rounding to whole millimetres.
    sixteen = weight(Contents(16), DL) - weight(Contents(0), DL)
    assert sixteen == pytest.approx(80, abs=0.3)
    assert weight(Contents(16, 100), DL) - weight(Contents(0, 100), DL) == pytest.approx(
        100, abs=0.4
    )
    assert weight(Contents(0, extra=7.5), DL) - weight(Contents(0), DL) == pytest.approx(7.5)


def test_folds_make_it_thicker() -> None:
    assert thickness(Contents(2), C4) == pytest.approx(0.2)
    assert thickness(Contents(2), C5) == pytest.approx(0.4)
    assert thickness(Contents(2), DL) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("contents", "envelope", "kind"),
    [
        (Contents(1), DL, "Letter up to 100 g"),
        (Contents(15), DL, "Letter up to 100 g"),
        (Contents(1, extra=88), DL, "Letter up to 100 g"),
        (Contents(1, extra=100), DL, "Large Letter up to 250 g"),
        (Contents(17), DL, "Large Letter up to 100 g"),  # over 5 mm thick in three folds
        (Contents(17), C5, "Letter up to 100 g"),
        (Contents(18, 100), C5, "Large Letter up to 250 g"),
        (Contents(1), C4, "Large Letter up to 100 g"),
        (Contents(20), C4, "Large Letter up to 250 g"),
        (Contents(60), C4, "Large Letter up to 500 g"),
        (Contents(120), C4, "Large Letter up to 750 g"),
        (Contents(200), C4, "Parcel"),
        (Contents(90), DL, "Parcel"),  # 27 mm thick
    ],
)
def test_the_class_of_post(contents: Contents, envelope: object, kind: str) -> None:
    assert postage_class(contents, envelope) == kind  # type: ignore[arg-type]  # profiles, all


def test_post_abroad_is_said_to_be() -> None:
    assert postage_class(Contents(1), DL, abroad=True) == "International Letter up to 100 g"
