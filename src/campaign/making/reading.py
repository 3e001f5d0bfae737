"""What letters say → a Campaign: statement, calls, facts and wording, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from campaign.folder import Folder, read_text
from campaign.making.closed import Closed
from campaign.model import CallToAction, Campaign, Fact, Section, Statement
from campaign.problems import Problem
from campaign.statement.facts import read_facts
from campaign.statement.opening import opening_words
from campaign.statement.reviewed import read_calls, read_quotations, reviewed
from campaign.wording import read_wording


def campaign_read(closed: Closed, folder: Folder, said: Campaign) -> tuple[Campaign, list[Problem]]:
    """Return a campaign, its settings being ``said``, with all that its letters say."""
    name = folder.relative
    asked = name(folder.calls)
    statement = closed(name(folder.statement), published, folder.statement, said.statement)
    calls, call_problems = closed(asked, read_calls, folder.calls, statement, asked)
    quotations, quotation_problems = closed(asked, read_quotations, folder.calls, statement, asked)
    facts: Mapping[str, Fact] = {}
    fact_problems: tuple[Problem, ...] = ()
    if folder.facts.exists():
        facts, fact_problems = closed(
            name(folder.facts), read_facts, folder.facts, name(folder.facts)
        )
    wording, wording_problems = closed(name(folder.wording), wording_of, folder, facts)
    problems = [
        *dict.fromkeys([*call_problems, *quotation_problems, *fact_problems, *wording_problems]),
        *statement.problems,
        *closed(asked, statement_problems, folder, statement, calls),
    ]
    statement = replace(
        statement, quotations=quotations, calls=calls, opening=opening_words(statement, calls)
    )
    return replace(said, statement=statement, calls=calls, facts=facts, wording=wording), problems


def published(path: Path, told: Statement) -> Statement:
    # Imported by the process that reads it, which has the time while another reads the list.
    from campaign.statement.statement import read_published

    return read_published(path, told)


def statement_problems(
    folder: Folder, statement: Statement, calls: Sequence[CallToAction]
) -> list[Problem]:
    """Return what letters cannot be made without, and what a person has still to see to."""
    file = folder.relative(folder.calls)
    problems: list[Problem] = []
    if not any(call.use for call in calls):
        message = "No call to action of the statement is in use, so there is nothing to ask of"
        message += " anybody."
        hint = "Say use = true for the sentences there that are calls, or add one by hand;"
        hint += " find them with: campaign calls --write"
        problems.append(Problem("no-calls", message, hint, file))
    elif not reviewed(folder.calls):
        message = "Nobody has yet said that the calls were read: a person answers for them."
        hint = "Read each beside the statement, then set reviewed = true at the top of the file."
        problems.append(Problem("calls-unreviewed", message, hint, file, severity="warning"))
    settings, file = folder.relative(folder.configuration), folder.relative(folder.statement)
    for name, known, example in (
        ("title", statement.title, '"…"'),
        ("issuer", statement.issuer, '"…"'),
        ("date", statement.date, "2026-01-31"),
    ):
        if not known:
            code = f"no-statement-{name}"
            message = (
                f"The {name} of the statement was not found at its head, and no letter gives it."
            )
            hint = f"Add under [statement] in {settings}: {name} = {example}."
            problems.append(Problem(code, message, hint, file, severity="warning"))
    return problems


def wording_of(
    folder: Folder, facts: Mapping[str, Fact]
) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    """Return the sections of wording.md; a campaign may do without the file."""
    if not folder.wording.exists():
        return (), ()
    name = folder.relative(folder.wording)
    return read_wording(read_text(folder.wording, name), name, facts)
