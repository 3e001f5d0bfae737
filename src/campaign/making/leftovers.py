"""What another campaign may have left in this one, and what no letter of today would show."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from campaign.folder import starter
from campaign.html.rehearsal import Rehearsal, check_section
from campaign.making.closed import closed
from campaign.making.load import Ready
from campaign.model import Section
from campaign.problems import CampaignError, Problem, nearest
from campaign.statement.actors.states import states_in
from campaign.statement.statement import read_published
from campaign.statement.text.dates import find_date
from campaign.wording import CITATION, plain, without_comments

MOST_TOLD = 20
SHARED = 8
"""So many words in a row, the same as the example's, are hardly anybody's own."""


def leftovers(ready: Ready) -> list[Problem]:
    """Return warnings of what looks left over, and errors in sections that nobody gets today."""
    return [
        *closed("templates", faulty_sections, replace(ready, recipients=())),
        *unused_sections(ready),
        *uncited_facts(ready),
        *other_statements(ready),
        *shared_with_the_example(ready),
    ]


def faulty_sections(ready: Ready) -> list[Problem]:
    stage = Rehearsal(ready.folder.templates)
    return [told for section in ready.campaign.wording for told in check_section(stage, section)]


def unused_sections(ready: Ready) -> Iterator[Problem]:
    file = ready.folder.relative(ready.folder.wording)
    unused = [one for one in ready.campaign.wording if one not in ready.sections_read]
    keys = {key for section in unused[:MOST_TOLD] for key, _ in section.conditions}
    values = {
        key: {
            plain(str(getattr(one, key, "") or one.extra.get(key, ""))) for one in ready.recipients
        }
        for key in keys
    }
    for section in unused[:MOST_TOLD] if ready.recipients else ():
        message = f"No reader of today gets this section “{section.part}”."
        hint = "Check its conditions, or take it away if it was for another list."
        hint = likely(section, values) or hint
        yield Problem("wording-unused", message, hint, file, section.heading, severity="warning")
    if len(unused) > MOST_TOLD and ready.recipients:
        message = f"{len(unused) - MOST_TOLD:,} more sections are for no reader of today."
        hint = "Mend those above first."
        yield Problem("wording-unused", message, hint, file, None, severity="warning")


def likely(section: Section, values: Mapping[str, set[str]]) -> str:
    """Return the value of the list that is nearest to one that no reader has, or nothing."""
    for key, allowed in section.conditions:
        for value in allowed:
            known = values[key] - {""}
            if plain(value) not in known and (near := nearest(plain(value), known)):
                return f"No reader has {key}={value}. {near}"
    return ""


def uncited_facts(ready: Ready) -> Iterator[Problem]:
    """Yield each fact that neither wording.md nor a template cites."""
    texts = [section.text for section in ready.campaign.wording]
    texts += [
        path.read_text(encoding="utf-8", errors="replace")
        for path in ready.folder.templates.rglob("*.j2")
    ]
    cited = set(re.findall(r"[\w-]+", " ".join(texts)))
    cited |= {match["id"] for text in texts for match in CITATION.finditer(text)}
    for name in ready.campaign.facts:
        if name not in cited:
            hint = f"Cite it in data/wording.md as [^{name}], or take it out if it is another"
            message, hint = f"No letter cites the fact “{name}”.", f"{hint} campaign’s."
            file = ready.folder.relative(ready.folder.facts)
            yield Problem("fact-uncited", message, hint, file, severity="warning")


def other_statements(ready: Ready) -> Iterator[Problem]:
    """Yield what title, subject and enclosures say that the statement does not."""
    campaign, statement = ready.campaign, ready.campaign.statement
    file = ready.folder.relative(ready.folder.configuration)
    known = {code for _, code, _ in states_in(statement.text.split())}
    named = [("title", campaign.title), ("subject", campaign.subject)]
    named += [("enclosure", one.title) for one in campaign.enclosures]
    text = set(re.findall(r"[a-z]{5,}", f"{statement.title} {statement.text}".casefold()))
    for what, words in named:
        own = set(re.findall(r"[a-z]{5,}", words.casefold())) - _COMMON
        if what != "enclosure" and own and not own & text:
            message = f"The {what} “{words}” has no word of the statement."
            hint = "Is it another statement’s? Write it anew."
            yield Problem("another-subject", message, hint, file, severity="warning")
        hint = "Write it anew for this statement."
        found = find_date(words)
        if found and statement.date and found[0] != statement.date:
            message = f"The {what} names {found[0]:%-d %B %Y}, the statement is of another day."
            yield Problem("another-date", message, hint, file, severity="warning")
        tokens = re.findall(r"[\w’'-]+", words)
        for at, code, length in states_in(tokens):
            if code not in known:
                state = " ".join(tokens[at : at + length])
                message = f"The {what} names “{state}”, of which the statement says nothing."
                yield Problem("another-state", message, hint, file, severity="warning")
        issuer = re.search(r"\bstatement of (?:the )?(?!\d)(.+?)(?:,|$)", words, re.IGNORECASE)
        if issuer and statement.issuer and not shares_a_word(issuer[1], statement.issuer):
            message = f"The {what} names “{issuer[1]}”, the statement is {statement.issuer}’s."
            yield Problem("another-issuer", message, hint, file, severity="warning")


def shares_a_word(one: str, other: str) -> bool:
    """Whether two names of a body share a word that tells."""
    plain = [set(re.findall(r"[a-z]{4,}", name.casefold())) - _COMMON for name in (one, other)]
    return bool(plain[0] & plain[1]) or not all(plain)


_COMMON = frozenset({"group", "statement", "party", "parliamentary", "united", "kingdom", "joint"})


def shared_with_the_example(ready: Ready) -> Iterator[Problem]:
    """Yield each section that has words of the example's, in a campaign with another statement."""
    example = starter() / "data"
    try:
        (published,) = example.glob("statement.*")
        same = read_published(published).text == ready.campaign.statement.text
        words = (example / "wording.md").read_text(encoding="utf-8")
    except (OSError, ValueError, CampaignError):
        return
    if same:
        return
    theirs = runs(without_comments(words)[0])
    for section in ready.campaign.wording:
        if shared := runs(section.text) & theirs:
            code, has = "wording-of-the-example", "still has words of the example campaign"
            message = f"This section “{section.part}” {has}: “{min(shared)} …”."
            hint = "Write your own, or take the section away."
            yield Problem(code, message, hint, section.file, section.heading, severity="warning")


def runs(text: str) -> set[str]:
    """Return every run of words of a text; what every campaign's letters say is no tell."""
    words = re.findall(r"[\w’'{}]+", text)
    found = {" ".join(words[at : at + SHARED]) for at in range(len(words) - SHARED + 1)}
    return {run for run in found if states_in(run.split())}
