"""The first words of a statement's running text, which a letter quotes as its background."""

import re
from collections.abc import Iterable

from campaign.model import CallToAction, Statement
from campaign.statement.text.sentences import sentence_spans

FEWEST_WORDS = 10
"""A shorter paragraph is a heading, a date or a greeting."""
MOST_WORDS = 45
"""A second sentence is quoted only up to here in all; a first one up to twice as many."""
DATELINE = re.compile(
    r"^(?:[A-Z][\w.’' -]{1,30}[,/] ?)?(?:[A-Z][\w.’' -]{1,30}, )?[^.–—]{0,40}"
    r"\b(?:19|20)\d\d\)? ?[–—-]+ "
    r"|^[A-Z][A-Z .’'-]{2,30}(?:,[^–—]{1,40})? [–—-]+ "
    r"|^[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}(?:, [A-Z][^–—]{1,40})? [–—-]+ (?=[A-Z])"
)
GREETING = re.compile(r"(?:Dear|Your Excellenc|To:|To whom|Embargo|For immediate)\b", re.IGNORECASE)
# Another letter's reader would think that it is they who "told the House in January".
TO_ITS_READER = re.compile(r"\b[Yy]ou(?:rs?)?\b")
LABELLED = re.compile(r"(?:Present|In attendance|Attendance|Apologies|Minutes|Venue)\b[^.]{0,30}:")


def opening_words(statement: Statement, calls: Iterable[CallToAction]) -> str:
    """Return the statement's first sentence, or two, that make no call; nothing if none will do."""
    asked = [call.sentence for call in calls]
    for paragraph in statement.paragraphs:
        words = DATELINE.sub("", " ".join(paragraph.split()))
        said = words.strip(" .") == statement.title.strip(" .")
        if said or len(words.split()) < FEWEST_WORDS or GREETING.match(words):
            continue
        if LABELLED.match(words) or words[-1:] in ",;":
            return ""  # minutes, or a resolution that is one sentence: it has no opening to quote
        if words.endswith(":") or words[-1:] not in ".!?”’\"'":
            continue
        opening = first_sentences(words, asked)
        if opening or not TO_ITS_READER.search(words):
            return opening
    return ""


def first_sentences(words: str, asked: Iterable[str]) -> str:
    """Return the first sentence of a paragraph, and the second where both are short."""
    asked = [" ".join(sentence.split()) for sentence in asked]
    chosen = ""
    for start, end in sentence_spans(words, 0, len(words)):
        sentence = words[start:end]
        longer = f"{chosen} {sentence}".strip()
        most = MOST_WORDS if chosen else 2 * MOST_WORDS
        calls = any(call in sentence or sentence in call for call in asked)
        if calls or TO_ITS_READER.search(sentence) or len(longer.split()) > most:
            break
        chosen = longer
    return chosen
