"""What an actor must, should or needs to do is a call; what is said to be so is not."""

from __future__ import annotations

import pytest

from tests.statement.conftest import Stated


@pytest.mark.parametrize(
    ("sentence", "key", "action"),
    [
        ("China needs to uphold the law and abide by it.", "cn", "uphold the law and abide by it"),
        ("The Government can and must do more.", "gb", "do more"),
        ("Beijing must now tell the truth.", "cn", "now tell the truth"),
        ("No. 10 should publish the letter.", "gb", "publish the letter"),
        ("Downing Street ought to listen.", "gb", "listen"),
        ("Thailand's government must not deport them.", "th", "not deport them"),
        ("The Rt. Hon. the Foreign Secretary should meet them.", "gb", "meet them"),
        ("In our view, Parliament should have a vote.", "parliament", "have a vote"),
        ("We believe the Government must act.", "gb", "act"),
        ("First, the Treasury should publish the formula.", "gb", "publish the formula"),
        ("Transport for London should act.", "transport-for-london", "act"),
        ("UNHCR itself should speak.", "unhcr", "speak"),
        ("If the Home Office must deport people, it should give notice.", "gb", "give notice"),
        ("In Lusaka, the Zambian authorities should free them.", "zm", "free them"),
        ("Britain, as co-signatory, must impose sanctions.", "gb", "impose sanctions"),
    ],
)
def test_an_actor_told_what_to_do(stated: Stated, sentence: str, key: str, action: str) -> None:
    (call,) = stated(sentence).calls
    assert (call.addressee_key, call.action) == (key, action)


@pytest.mark.parametrize(
    ("sentences", "addressees"),
    [
        ("Pyongyang must answer. It must also account for them.", ["Pyongyang", "Pyongyang"]),
        ("The EU is rich. The Government must act; it must act now.", ["The Government"] * 2),
    ],
)
def test_a_pronoun_is_given_its_antecedent(
    stated: Stated, sentences: str, addressees: list[str]
) -> None:
    found = [call.addressee for call in stated(sentences).calls]
    assert [name.removesuffix(" of Kenya") for name in found] == addressees


@pytest.mark.parametrize(
    "sentence",
    [
        "The refugees are tired. They must sleep.",
        "We must remember them.",
        "A government should protect its people.",
        "The Act must be read as a whole.",
        "Guests should arrive by six.",
        "What Beijing must do is plain.",
        "The duty that every state must fulfil is clear.",
    ],
)
def test_what_nobody_is_told_to_do(stated: Stated, sentence: str) -> None:
    assert stated(sentence).calls == ()
