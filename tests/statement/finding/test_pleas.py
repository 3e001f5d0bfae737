"""A demand, an appeal or a message is a call when it is the issuer's own and says what to do."""

from __future__ import annotations

import pytest

from tests.statement.conftest import Stated


@pytest.mark.parametrize(
    ("sentence", "key", "action"),
    [
        ("Our demand of the Commonwealth is this: suspend Fiji.", "commonwealth", "suspend Fiji"),
        ("Our message to Beijing is simple: let them go.", "cn", "let them go"),
        ("The Group renews its appeal to the Sudanese army to stop.", "sd", "stop"),
        (
            "The Group reiterates its call on the authorities in Minsk to free her.",
            "by",
            "free her",
        ),
        ("It is time for the Foreign Secretary to speak.", "gb", "speak"),
        ("It is essential that the Home Office reopen the scheme.", "gb", "reopen the scheme"),
        ("It is for ministers to clear the backlog.", "gb", "clear the backlog"),
        ("We would be grateful if the Treasury would reply.", "gb", "reply"),
    ],
)
def test_a_noun_that_calls(stated: Stated, sentence: str, key: str, action: str) -> None:
    (call,) = stated(sentence).calls
    assert (call.addressee_key, call.action) == (key, action)


@pytest.mark.parametrize(
    "sentence",
    [
        "The UN renewed its appeal to the Sudanese army to stop.",
        "Their message to Beijing was simple: let them go.",
        "It was time for the Foreign Secretary to speak.",
        "The appeal to the Supreme Court was dismissed.",
        "It is for the courts to decide.",
        "The second is for children: a playground.",
        "The UN would be grateful if the Treasury would reply.",
        "Let us remember them. Let them rest. Let no one forget.",
    ],
)
def test_somebody_else_s_or_past(stated: Stated, sentence: str) -> None:
    assert stated(sentence).calls == ()
