"""The letters themselves, word for word: one golden page of HTML for each kind and each standing.

After a change that is meant: pytest tests/test_golden.py --update-golden, then read the difference.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.compose import compose
from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.load import Ready, load
from campaign.model import Sender
from campaign.stationery import envelope_names, envelope_profile
from tests.conftest import ROOT
from tests.letters import DAY, SENDER

GOLDEN = Path(__file__).parent / "golden"
CONSTITUENT = Sender(
    kind="constituent",
    name="A Constituent",
    address=("1 High Street", "CHESTERFIELD"),
    postcode="S40 1AA",
    constituency="North East Derbyshire",
)
CASES = {
    "mp-member": ("mp-sarah-champion", SENDER),
    "mp-member-constituent": ("mp-sarah-champion", CONSTITUENT),
    "mp-government": ("mp-stephen-doughty", SENDER),
    "mp-speaker": ("mp-lindsay-hoyle", SENDER),
    "mp-abstaining": ("mp-orfhlaith-begley", SENDER),
    "mp-officer": ("mp-iain-duncan-smith", SENDER),
    "mp-quoted": ("mp-geoffrey-clifton-brown", SENDER),
    "peer-member": ("peer-anderson-of-ipswich", SENDER),
    "peer-government": ("peer-sherlock", SENDER),
    "peer-officer": ("peer-alton-of-liverpool", SENDER),
    "peer-bishop": ("peer-bishop-of-winchester", SENDER),
    "minister-secretary-of-state": ("minister-foreign-secretary", SENDER),
    "minister-by-office": ("minister-indo-pacific", SENDER),
    "embassy-called-upon-cn": ("embassy-cn", SENDER),
    "embassy-called-upon-kp": ("embassy-kp", SENDER),
    "embassy-receiving": ("embassy-kr", SENDER),
    "embassy-on-the-route": ("embassy-th", SENDER),
    "embassy-other": ("embassy-us", SENDER),
    "specimen": ("mp-sarah-champion", Sender()),
}


@pytest.fixture(scope="module")
def ready() -> Ready:
    return load(Folder(ROOT), DAY)


def page(ready: Ready, recipient_id: str, sender: Sender) -> str:
    recipient = next(one for one in ready.recipients if one.id == recipient_id)
    campaign = replace(ready.campaign, sender=sender)
    return Templates(ROOT / "templates").letter(compose(campaign, recipient, DAY), campaign)


@pytest.mark.parametrize("envelope", envelope_names())
@pytest.mark.parametrize("large", [False, True])
def test_every_starter_address_fits_every_envelope(
    ready: Ready, envelope: str, large: bool
) -> None:
    profile = envelope_profile(envelope)
    for recipient in ready.recipients:
        letter = compose(ready.campaign, recipient, DAY)
        assert profile.set_address(letter.envelope_lines, large_print=large).lines


@pytest.mark.parametrize("name", CASES)
def test_the_letter_reads_as_it_was_approved(
    ready: Ready, name: str, request: pytest.FixtureRequest
) -> None:
    html = page(ready, *CASES[name])
    golden = GOLDEN / f"{name}.html"
    if request.config.getoption("--update-golden"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


def test_a_paraphrase_says_so_and_is_never_in_quotation_marks(ready: Ready) -> None:
    call = replace(ready.campaign.calls[0], plain="stop sending people back.")
    paraphrased = replace(ready, campaign=replace(ready.campaign, calls=(call,)))
    html = page(paraphrased, "mp-sarah-champion", SENDER)
    assert "<li>stop sending people back (in our own words).</li>" in html


def test_each_line_of_a_note_is_a_paragraph(ready: Ready) -> None:
    noted = tuple(replace(one, note="First.\n\n Second. ") for one in ready.recipients)
    html = page(replace(ready, recipients=noted), "mp-sarah-champion", SENDER)
    assert '<p class="personal">First.</p>\n<p class="personal">Second.</p>' in html


def test_no_golden_page_is_without_its_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.html")} == set(CASES)
