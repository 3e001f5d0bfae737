"""A letter stays on one page where its calls allow it, and what is left out is said."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from campaign.compose import compose
from campaign.folder import Folder
from campaign.html import Templates
from campaign.html.fit import height
from campaign.making.load import Ready, load
from campaign.model import CallToAction, Campaign, Enclosure, Recipient
from campaign.pdf import Press
from tests.conftest import ROOT
from tests.letters import DAY, SENDER

READY: Ready = load(Folder(ROOT), DAY)
LOOK = READY.campaign.look
ENCLOSED = (Enclosure("Statement of the Group", "statement"),)


def campaign(count: int, words: int = 12, **changes: object) -> Campaign:
    calls = tuple(
        CallToAction(
            f"c{number}",
            f"State {number}",
            "by" if number else "gb",
            "urges",
            " ".join([f"act{number}", *["today"] * words]),
            "sentence",
            0,
            1,
        )
        for number in range(count)
    )
    base = replace(READY.campaign, calls=calls, wording=(), sender=SENDER, enclosures=ENCLOSED)
    return replace(base, **changes)  # type: ignore[arg-type]  # fields by name


def page(of: Campaign, to: str = "mp-diane-abbott") -> str:
    recipient = next(one for one in READY.recipients if one.id == to)
    return Templates(ROOT / "templates").letter(compose(of, recipient, DAY), of)


def quoted(html: str) -> int:
    return len(re.findall(r"<li>“act", html))


@pytest.mark.parametrize(
    ("of", "to", "calls", "tight"),
    [
        (campaign(2), "mp-diane-abbott", 2, True),
        (campaign(8), "mp-diane-abbott", 4, True),
        (campaign(8, enclosures=()), "mp-diane-abbott", 8, False),
        (campaign(8), "mp-iain-duncan-smith", 8, True),
        (campaign(14), "minister-foreign-secretary", 14, False),
        (campaign(8, look=replace(READY.campaign.look, max_pages=2)), "mp-diane-abbott", 8, False),
        (campaign(14, look=replace(READY.campaign.look, max_pages=1)), "embassy-jp", 6, True),
        (
            campaign(8, look=replace(READY.campaign.look, large_print=True)),
            "mp-diane-abbott",
            8,
            False,
        ),
        (campaign(2, words=400), "mp-diane-abbott", 2, False),
    ],
)
def test_calls_are_left_out_only_for_those_to_whom_one_page_is_due(
    of: Campaign, to: str, calls: int, tight: bool
) -> None:
    html = page(of, to)
    assert (quoted(html), 'tight"' in html.partition("style=")[0]) == (calls, tight)


def test_another_body_s_letter_leaves_out_only_what_is_asked_of_others() -> None:
    body = Recipient(id="body", row=2, kind="organisation", organisation="State 1")
    asked = tuple(
        replace(call, addressee_key="state-1" if number < 9 else "fr")
        for number, call in enumerate(campaign(14).calls)
    )
    of = campaign(14, calls=asked)
    letter = compose(of, body, DAY)
    html = Templates(ROOT / "templates").letter(letter, of)
    assert (quoted(html), "tight" in html.partition("style=")[0]) == (14, False)
    of = replace(of, calls=asked[6:])
    html = Templates(ROOT / "templates").letter(compose(of, body, DAY), of)
    assert 3 <= quoted(html) < 8


def test_what_is_left_out_is_said_and_the_reader_s_own_comes_first() -> None:
    html = page(campaign(8))
    assert "Among its calls are these" in html
    assert html.index("act0") < html.index("act1")


@pytest.mark.parametrize(
    "to", ["mp-diane-abbott", "embassy-cn", "mp-stephen-doughty", "peer-sherlock"]
)
@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_estimate_is_near_the_page(to: str, count: int) -> None:
    html = page(campaign(count), to)
    tight = 'tight"' in html.partition("style=")[0]
    press = Press(ROOT / "templates", ROOT, "pdf/ua-1")
    sheets = pypdfium2.PdfDocument(press.print(press.lay_out(html))[0])
    if len(sheets) > 1:
        pytest.skip("it is to have two pages")
    text = sheets[0].get_textpage()
    lowest = min(text.get_rect(number)[1] for number in range(text.count_rects()))
    real = 841.89 - lowest - 95 / 25.4 * 72
    assert height(html, tight) == pytest.approx(real, abs=30)
