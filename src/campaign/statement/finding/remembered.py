"""What a sentence that asks nothing leaves for the pronouns after it."""

from __future__ import annotations

from dataclasses import replace

from campaign.statement.finding.passage import Before, Passage
from campaign.statement.finding.phrases import actors_in
from campaign.statement.finding.voices import voice_of_sentence

_OPENING = frozenset('"“‘')


def remembered(passage: Passage) -> Before:
    """Return what a pronoun may refer to after a sentence."""
    before, tokens = passage.before, passage.tokens
    if tokens[0].text == "(" and tokens[-1].text == ")":
        return before  # "(Paragraph 20)"
    said = (i for i in range(2, len(tokens) - 1) if tokens[i].text in _OPENING)
    if opening := next((i for i in said if tokens[i - 1].low in {":", ","}), 0):
        tokens = tokens[opening + 1 :]  # what "they" are to do is in the words quoted
        passage = replace(passage, tokens=tokens)
    voice = voice_of_sentence(passage)
    mentions = [tokens[m.start : m.end] for m in actors_in(tokens[:60], passage.setting)]
    named = [m for m in mentions if passage.issuer.voice(m, passage.setting) != "own"]
    subject = named[0] if named and named[0][0].start <= tokens[:2][-1].start else ()
    if subject and voice != "own":
        voice = "unknown"
    # "The President refused. That is wisdom. He should …": such a sentence changes nothing.
    kept = before.actor if tokens[0].low in {"that", "this", "it"} else None
    return replace(
        before,
        voice=voice,
        actor=passage.written(subject) if subject else kept,
        other=passage.written(named[-1]) if named else before.other,
    )
