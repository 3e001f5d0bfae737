"""What may be a call though no plain rule is sure of it: shown to a person, unused until ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from campaign.model import CallToAction
from campaign.statement.actors.keys import addressee_key
from campaign.statement.actors.setting import Setting
from campaign.statement.finding.actions import trimmed, with_ids
from campaign.statement.finding.clauses import MODALS, PREPOSITIONS, is_infinitive, skip_adverbs
from campaign.statement.finding.issuer import Issuer
from campaign.statement.finding.passage import Addressee
from campaign.statement.finding.phrases import actors_in
from campaign.statement.finding.verbs import verb_forms
from campaign.statement.text.layout import Block
from campaign.statement.text.quotations import Quoted
from campaign.statement.text.sentences import sentence_spans, unquoted
from campaign.statement.text.tokens import Token, tokenise

_LONGEST_SENTENCE = 6000  # characters: beyond, it is a table or a broken file
_ASKS = re.compile(
    r"\b(?:must|should|needs? to|ought to|(?:has|have) to"
    r"|call(?:s|ed|ing)?(?: \w+)? (?:on|upon|for)"
    r"|(?:urg|implor|invit|encourag|demand|request|recommend|propos|challeng|press|ask|want|appeal"
    r"|insist|plead|beg|lobb|suggest|expect|support|seek)(?:e|es|s|ed|ing|ies|y)?"
    r"|calls?|appeals?|time (?:for|to|that)|steps?|measures|action|grateful if|let|please"
    r"|would like|look to|turn to|hope(?:s|d)? that|say to|sa(?:y|id) that)\b",
    re.I,
)
_STEM_ASKS = re.compile(
    r"(?:\b(?:call|urge|ask|demand|recommend|appeal|request|must|should|need|want|steps|measures"
    r"|please|action|insist|commit|ensure)\w*\b|^to\b|\bto:)",
    re.I,
)
_PRONOUNS = frozenset({"it", "they", "he", "she", "you"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a list item, and the stem or the heading it stands under."""

    start: int
    end: int
    above: tuple[int, int] | None = None


def find_perhaps(
    text: str,
    blocks: Sequence[Block],
    setting: Setting,
    issuer: Issuer,
    quoted: Sequence[Quoted],
    reader: Addressee | None,
    title: tuple[int, int],
    calls: Sequence[CallToAction],
) -> tuple[CallToAction, ...]:
    """Return each other sentence or item that may ask, in reading order, with a guessed addressee.

    ``calls`` are those found already, which are not shown twice.
    """
    body = [block for block in blocks if not title[0] <= block.start < title[1]]
    taken = sorted({(call.start, call.end) for call in calls})
    perhaps: list[CallToAction] = []
    at = 0
    for unit in _units(text, body):
        while at < len(taken) and taken[at][1] <= unit.start:
            at += 1
        if at < len(taken) and taken[at][0] < unit.end:
            continue
        if found := _reading(text, unit, setting, issuer, reader):
            perhaps.append(replace(found, by=_speaker(quoted, issuer, unit)))
    return tuple(with_ids(perhaps))


def _units(text: str, blocks: Sequence[Block]) -> Iterator[_Unit]:
    """Yield sentences, and list items with the words above their list."""
    above: tuple[int, int] | None = None
    for block in blocks:
        words = text[block.start : block.end]
        if words.rstrip("”\"'").endswith(":"):
            *sentences, above = sentence_spans(text, block.start, block.end)
            yield from (_Unit(*span) for span in sentences)
        elif block.kind == "heading" and not text[block.start].islower() and len(words) < 80:
            above = (block.start, block.end) if _STEM_ASKS.search(words) else None
        else:
            listed = block.kind == "item" or text[block.start].islower()
            above = above if listed else None
            for number, span in enumerate(sentence_spans(text, block.start, block.end)):
                yield _Unit(*span, above if number == 0 else None)


def _reading(
    text: str, unit: _Unit, setting: Setting, issuer: Issuer, reader: Addressee | None
) -> CallToAction | None:
    start, end = unquoted(text, unit.start, unit.end)
    if end - start < 8 or end - start > _LONGEST_SENTENCE or text[end - 1] == "?":
        return None
    listed = unit.above is not None and _STEM_ASKS.search(text, *unit.above)
    if not listed and not _ASKS.search(text, start, end):
        return None
    tokens = tokenise(text, start, end)
    found = _modal(tokens, setting, issuer) or _request(tokens, setting)
    if found is None and (listed or tokens[0].low in {"please", "let"}):
        found = 0, 0, 0, None
    if found is None:
        return None
    verb, after, action, who = found
    who = who or (_actor(tokenise(text, *unit.above), setting) if unit.above else None)
    addressee = text[who[0].start : who[-1].end] if who else reader.text if reader else ""
    full = reader.name if reader and not who else addressee
    offset = who[0].start if who else start
    return CallToAction(
        id="",
        addressee=addressee,
        addressee_key=addressee_key(full, setting, offset) if full else "",
        verb=" ".join(token.text for token in tokens[verb:after]),
        action=trimmed(text[tokens[action].start : end]) or text[start:end],
        sentence=text[start:end],
        start=start,
        end=end,
        stem=text[slice(*unit.above)] if unit.above else "",
        sure=False,
    )


_Words = tuple[int, int, int, Sequence[Token] | None]
"""Where the asking words begin and end, where the action begins, and who is asked."""


def _modal(tokens: Sequence[Token], setting: Setting, issuer: Issuer) -> _Words | None:
    """Read "X must …", X being somebody who can act, or a pronoun that may stand for one."""
    for at, token in enumerate(tokens):
        if token.low not in MODALS or at == 0:
            continue
        to = skip_adverbs(tokens, at + 1)
        toward = to < len(tokens) and tokens[to].low == "to"
        if token.low not in {"must", "should", "shall"} and not toward:
            continue
        action = to + 1 if toward else at + 1
        if action >= len(tokens):
            continue
        if tokens[at - 1].low in _PRONOUNS:
            return at, action, action, None
        who = _actor(tokens[:at], setting, last=True)
        if who and not issuer.is_itself(who, setting):
            return at, action, action, who
    return None


def _request(tokens: Sequence[Token], setting: Setting) -> _Words | None:
    """Read a verb of asking; what is asked follows the next "to", "that" or "for"."""
    for at, token in enumerate(tokens):
        verb = verb_forms().get(token.low)
        following = tokens[at + 1].low if at + 1 < len(tokens) else "to"
        if verb is None or following in PREPOSITIONS - verb.particles - {"to"}:
            continue
        who = _actor(tokens[at + 1 :], setting)
        begin = at + 1
        for place in range(at + 1, len(tokens) - 1):
            if tokens[place].low == "to" and is_infinitive(tokens, place + 1):
                begin = place + 1
                break
        if begin < len(tokens):
            return at, at + 1, begin, who
    return None


def _actor(
    tokens: Sequence[Token], setting: Setting, *, last: bool = False
) -> Sequence[Token] | None:
    mentions = list(actors_in(tokens, setting))
    return tokens[slice(mentions[-last].start, mentions[-last].end)] if mentions else None


def _speaker(quoted: Sequence[Quoted], issuer: Issuer, unit: _Unit) -> str:
    for quote in quoted:
        if quote.start <= unit.start < quote.end and quote.speaker:
            return "issuer" if issuer.is_called(quote.speaker) else quote.speaker
    return "issuer"
