"""Every fault that is put into a clean letter is found, and a clean letter has none.

Each row is a way in which letters really go wrong, with the code that must be told for it.
"""

from __future__ import annotations

import pytest
from tests.preflight.seeding import Bench, Seed
from tests.preflight.seeds_in_words import IN_PICTURES, IN_WORDS
from tests.preflight.seeds_on_paper import ON_PAPER

from campaign.preflight.codes import CHECKS

SEEDS = {**ON_PAPER, **IN_WORDS, **IN_PICTURES}
TABLE = [(code, name, seed) for code, seeds in SEEDS.items() for name, seed in seeds]
OF_THE_FILE = {"odd-link", "unembedded-font", "too-heavy"}
OF_THE_SETTINGS = {"specimen"}  # told before anything is set
OF_PICTURES = {"image-scaled", "image-part-lost", "image-effect-lost"}  # see test_pictures.py


@pytest.mark.parametrize(
    ("code", "seed"), [pytest.param(c, s, id=f"{c}-{name}") for c, name, s in TABLE]
)
def test_a_seeded_fault_is_found(bench: Bench, code: str, seed: Seed) -> None:
    found = [problem for problem in bench.problems(seed) if problem.code == code]
    assert found
    for problem in found:
        assert problem.place
        assert problem.hint
        assert problem.severity == CHECKS[code].severity


def test_every_fault_has_a_seed() -> None:
    assert set(SEEDS) | OF_THE_FILE | OF_THE_SETTINGS | OF_PICTURES == set(CHECKS)
    assert len(TABLE) >= 40


def test_the_clean_letter_has_no_fault(bench: Bench) -> None:
    assert bench.problems(Seed()) == ()
