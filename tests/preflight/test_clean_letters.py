"""Nothing is reported of letters that are right: every reader, envelope and size of type."""

from __future__ import annotations

import pytest
from tests.letters import DAY
from tests.preflight.seeding import Bench, inspect, inspect_pdf

from campaign.problems import Problem
from campaign.stationery import envelope_names

KINDS = {
    "mp": "mp-sarah-champion",
    "officer": "mp-iain-duncan-smith",
    "peer": "peer-alton-of-liverpool",
    "minister": "minister-chris-elmore",
    "embassy called upon": "embassy-cn",
    "embassy of another state": "embassy-th",
}


def problems(bench: Bench, name: str, **look: object) -> tuple[Problem, ...]:
    campaign, letter = bench.campaign(**look), bench.letter(name)
    html = bench.templates.letter(letter, campaign)
    laid_out = bench.press.lay_out(html)
    found = inspect(laid_out, letter, campaign, html)
    return (*found, *inspect_pdf(*bench.press.print(laid_out), letter, campaign))


@pytest.mark.parametrize("envelope", envelope_names())
@pytest.mark.parametrize("name", KINDS.values(), ids=list(KINDS))
def test_every_kind_in_every_envelope(bench: Bench, name: str, envelope: str) -> None:
    assert problems(bench, name, envelope=envelope) == ()


@pytest.mark.parametrize("envelope", envelope_names())
def test_large_print_in_every_envelope(bench: Bench, envelope: str) -> None:
    assert problems(bench, "minister-prime-minister", envelope=envelope, large_print=True) == ()


def test_every_reader_of_the_first_campaign(bench: Bench) -> None:
    campaign = bench.campaign()
    for letter in bench.ready.letters(DAY):
        html = bench.templates.letter(letter, campaign)
        assert inspect(bench.press.lay_out(html), letter, campaign, html) == (), letter.id
