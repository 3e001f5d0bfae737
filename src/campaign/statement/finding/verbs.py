"""The verbs by which an issuer asks, in all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from campaign.statement.lexicon import single_words

Form = Literal["base", "s", "ing", "ed"]
_DOUBLED = frozenset({"beg"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb, and the words that may stand between it and who is asked."""

    lemma: str
    form: Form
    particles: frozenset[str]


@cache
def verb_forms() -> dict[str, Verb]:
    """Return every form of every verb that calls, in lower case."""
    forms: dict[str, Verb] = {}
    for lemma, particles in single_words("verbs").items():
        stem = lemma.removesuffix("e")
        if lemma in _DOUBLED:
            stem += lemma[-1]
        ending_s = "es" if lemma.endswith(("ch", "ss", "sh")) else "s"
        for word, form in (
            (lemma, "base"),
            (lemma + ending_s, "s"),
            (stem + "ing", "ing"),
            (stem + "ed", "ed"),
        ):
            forms[word] = Verb(lemma, form, particles)  # type: ignore[arg-type]  # the four literals above
    return forms
