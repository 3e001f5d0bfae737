"""A fault names the file, the row and the column or key that a campaigner has to mend."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.letters import CAMPAIGN, call, letter, recipient

from campaign.model import Enclosure, Recipient
from campaign.preflight.fault import Fault, Proof

RECIPIENT: Recipient = replace(
    recipient(),
    role="Minister of State",
    note="Met in 2024",
    extra={"committee": "Foreign Affairs"},
)
CALL = call("cn", stem="asks China", action="to halt the returns")


def place(fault: Fault) -> str:
    known = replace(
        CAMPAIGN,
        letterhead=replace(CAMPAIGN.letterhead, strapline="For those who flee"),
        enclosures=(Enclosure("The statement of October"),),
    )
    subject = letter(recipient=replace(RECIPIENT, file="data/list.xlsx"), calls=(CALL,))
    return Proof((), subject, known, "", None, ()).problem(fault).place


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Minister", "data/list.xlsx:2 (role)"),
        ("minister OF\u00a0state", "data/list.xlsx:2 (role)"),
        ("foreign affairs", "data/list.xlsx:2 (committee)"),
        ("House of Commons", "data/list.xlsx:2 (address)"),
        ("those who flee", "data/campaign.toml (strapline)"),
        ("statement of October", "data/campaign.toml (enclosures)"),
        ("halt the returns", f"data/calls.toml ({CALL.id})"),
        ("words of the template", "templates/mp.html.j2"),
        ("Min", "templates/mp.html.j2"),
        ("", "templates/mp.html.j2"),
    ],
)
def test_words_lead_to_the_file_that_holds_them(words: str, where: str) -> None:
    assert place(Fault("placeholder", "Left over.", 1, words=words)) == where


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("overlap", "templates/mp.html.j2"),
        ("too-many-pages", "data/list.xlsx:2"),
        ("low-contrast", "data/campaign.toml"),
    ],
)
def test_a_fault_without_words_has_its_own_home(code: str, where: str) -> None:
    assert place(Fault(code, "Wrong.")) == where


@pytest.mark.parametrize(
    ("code", "severity"),
    [("template-code", "warning"), ("empty-field", "warning"), ("placeholder", "error")],
)
def test_the_list_may_mean_odd_words_but_no_prompt(code: str, severity: str) -> None:
    """Words of the list are printed as they stand; a prompt for words is never meant."""
    odd = replace(RECIPIENT, note="{{ 7 * 7 }} , [your words]")
    proof = Proof((), letter(recipient=odd), CAMPAIGN, "", None, ())
    assert (
        proof.problem(Fault(code, "Odd.", words="{{ 7 * 7 }} , [your words]")).severity == severity
    )
    assert proof.problem(Fault(code, "Odd.", words="of the template")).severity == "error"
