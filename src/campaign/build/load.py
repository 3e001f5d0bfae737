"""A campaign folder → everything that is needed to write its letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from campaign.compose import compose, protocol_problems
from campaign.folder import Folder, read_campaign
from campaign.manifest import Order
from campaign.model import Campaign, Letter, Recipient
from campaign.problems import CampaignError, Problem
from campaign.recipients import find_list, read_recipients
from campaign.statement.facts import read_facts
from campaign.statement.published import read_published
from campaign.statement.reviewed import read_calls, read_quotations

AS_THE_CAMPAIGN_SAYS = Order()


@dataclass(frozen=True, slots=True)
class Ready:
    """A campaign read whole; ``problems`` are those of its files, row by row.

    ``order`` is what was asked for beside what the campaign says, and is in its look already.
    """

    folder: Folder
    campaign: Campaign
    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...]
    list_name: str
    order: Order = AS_THE_CAMPAIGN_SAYS

    def letters(self, on: dt.date) -> Iterator[Letter]:
        """Compose each recipient's letter, dated ``on`` unless the campaign fixes its date."""
        tailored = self.folder.tailored()
        for recipient in self.recipients:
            yield compose(self.campaign, recipient, on, tailored)

    def ordered(self, order: Order) -> Ready:
        """Return the campaign with the look that an order asks for."""
        look = self.campaign.look
        look = replace(
            look,
            large_print=order.large_print or look.large_print,
            pdf_variant=order.pdf_variant or look.pdf_variant,
        )
        return replace(self, campaign=replace(self.campaign, look=look), order=order)

    def placed(self, problem: Problem, letter: Letter) -> Problem:
        """Return a letter's problem at its row of the list, unless it has a place already."""
        if problem.file:
            return problem
        return replace(problem, file=self.list_name, row=letter.recipient.row)


def load(folder: Folder, on: dt.date, after_act_by: bool = False) -> Ready:
    """Read the campaign, its statement, calls, facts and recipients.

    ``on`` is the day of the run, against which the act-by date and the age of office-holders are
    held. Raises CampaignError with every problem that stops all letters.
    """
    stopping: list[Problem] = []
    campaign = read_campaign(folder)
    statement = read_published(folder.statement)
    calls, call_problems = read_calls(folder.calls, statement)
    quotations, quotation_problems = read_quotations(folder.calls, statement)
    facts, fact_problems = read_facts(folder.facts)
    stopping += dict.fromkeys([*call_problems, *quotation_problems, *fact_problems])
    if not (folder.templates / "letter.css").is_file():
        hint = "Copy the templates folder from a new campaign."
        name = folder.relative(folder.templates / "letter.css")
        stopping.append(Problem("missing-file", "The style sheet is missing.", hint, name))
    if not after_act_by:
        stopping += act_by_problems(campaign, on, folder.relative(folder.configuration))
    stopping += dated_problems(campaign, statement.date, on, folder)
    if any(problem.severity == "error" for problem in stopping):
        raise CampaignError(*stopping)
    campaign = replace(
        campaign,
        statement=replace(statement, quotations=quotations, calls=calls),
        calls=calls,
        facts=facts,
    )
    path = find_list(folder.data)
    listed = read_recipients(path, on=on, max_age_days=campaign.max_age_days)
    name = folder.relative(path)
    protocol = [
        problem
        for recipient in listed.recipients
        for problem in protocol_problems(campaign, recipient, name)
    ]
    problems = (*stopping, *listed.problems, *protocol)
    return Ready(folder, campaign, listed.recipients, problems, name)


def dated_problems(
    campaign: Campaign, published: dt.date | None, on: dt.date, folder: Folder
) -> list[Problem]:
    """Return the problem of letters that would be older than the statement they speak of."""
    day = campaign.date or on
    if published is None or day >= published:
        return []
    return [
        Problem(
            code="before-statement",
            file=folder.relative(folder.configuration) if campaign.date else "--date",
            column="date" if campaign.date else None,
            message=f"The letters would bear the date {day}, before the statement’s own, "
            f"{published}.",
            hint="Give a later date, or mend the statement’s.",
        )
    ]


def act_by_problems(campaign: Campaign, on: dt.date, file: str) -> list[Problem]:
    """Return the problem of writing after the day by which the campaign wanted action."""
    if campaign.act_by is None or on <= campaign.act_by:
        return []
    return [
        Problem(
            code="after-act-by",
            file=file,
            column="act_by",
            message=f"The campaign asked for action by {campaign.act_by}, and that day is past.",
            hint="Set a later act_by, or give --after-act-by if the letters should still go.",
        )
    ]
