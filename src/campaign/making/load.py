"""A campaign folder → everything that is needed to write its letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaign.answering import answers_for, office_of
from campaign.compose import compose, protocol_problems, standing
from campaign.enclosures import STATEMENT, titled, unmade
from campaign.english import numbered
from campaign.folder import Folder, read_campaign, read_text
from campaign.ledger.events import threads_in
from campaign.ledger.follow_up import followed_up
from campaign.ledger.reply_days import pauses
from campaign.making.closed import READING, Closed
from campaign.making.keys import Files, engine_digest, whole_digest
from campaign.making.languages import in_their_languages
from campaign.making.list_read import list_begun
from campaign.making.reading import campaign_read
from campaign.making.workshop import Workshop
from campaign.manifest import Order
from campaign.model import (
    Campaign,
    Enclosure,
    Letter,
    Recipient,
    Section,
    reference_of,
)
from campaign.problems import CampaignError, Problem, as_warnings
from campaign.recipients import find_list
from campaign.recipients.headings import plain_header
from campaign.supporters import find_supporters
from campaign.supporters.reading import headings
from campaign.typography import british_date
from campaign.wording import (
    OWN_COLUMNS,
    column_problems,
    reader_of,
    sections_for,
    tie_problem,
)

AS_THE_CAMPAIGN_SAYS = Order()


@dataclass(frozen=True, slots=True)
class Ready:
    """A campaign read whole; ``problems`` are those of its files, row by row.

    ``order`` is what was asked for beside what the campaign says, and is in its look already.
    ``sections_read`` are the sections of wording.md that some recipient gets. ``sent`` are the ids
    of those who were written to and purged since: nothing more is made for them. ``supporters``
    says that the letters are in the names of others, of whom no record may say more than an id.
    """

    folder: Folder
    campaign: Campaign
    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...]
    list_name: str
    order: Order = AS_THE_CAMPAIGN_SAYS
    sections_read: frozenset[Section] = frozenset()
    sent: tuple[str, ...] = ()
    supporters: bool = False

    def letters(self, on: dt.date) -> Iterator[Letter]:
        """Compose each recipient's letter, dated ``on`` unless the campaign fixes its date."""
        tailored = self.folder.tailored()
        for recipient in self.recipients:
            yield compose(self.campaign, recipient, on, tailored)

    def workshop(self) -> Workshop:
        files = Files()
        return Workshop(
            self.folder,
            self.campaign,
            whole_digest(self.folder, self.campaign, files),
            engine_digest(self.folder, self.campaign, files),
        )

    def ordered(self, order: Order) -> Ready:
        look = self.campaign.look
        look = replace(
            look,
            large_print=order.large_print or look.large_print,
            pdf_variant=order.pdf_variant or look.pdf_variant,
        )
        return replace(self, campaign=replace(self.campaign, look=look), order=order)


def load(
    folder: Folder, on: dt.date, after_act_by: bool = False, patience: float = READING
) -> Ready:
    """Read the campaign, its statement, calls, facts and recipients.

    ``on`` is the day of the run, against which the act-by date and the age of office-holders are
    held. Each file is opened in a process apart, and given up after ``patience`` seconds. Raises
    CampaignError with every problem that stops all letters.
    """
    with Closed(patience) as closed:
        return read_whole(closed, folder, on, after_act_by)


def read_whole(closed: Closed, folder: Folder, on: dt.date, after_act_by: bool) -> Ready:
    name = folder.relative
    settings = name(folder.configuration)
    lacking = absent(folder)
    try:
        said = closed(settings, read_campaign, folder)
    except CampaignError as error:
        raise CampaignError(*error.problems, *lacking) from error
    if lacking:
        raise CampaignError(*lacking)
    path = find_list(folder.data)
    list_name = name(path)
    how: dict[str, Any] = {"max_age_days": said.max_age_days, "columns": said.columns, "on": on}
    with list_begun(list_name, path, closed.seconds, **how) as list_read:
        campaign, stopping = _settled(closed, folder, said, on, after_act_by)
        listed = list_read()
    listed = replace(listed, problems=of_this_list(closed, folder, listed.problems))
    campaign, recipients, told_abroad = in_their_languages(
        closed, folder, campaign, listed.recipients
    )
    recipients, dissolved = while_dissolved(recipients, campaign.date or on, list_name)
    readers, sent, told_after = after_the_post(folder, recipients)
    read, unfit = wording_read(campaign, readers, name(folder.wording))
    if any(one.code == "wording-column" for one in unfit):
        # A condition may be on a column of the supporters' list alone.
        theirs = headings_of_supporters(closed, folder)
        read, unfit = wording_read(campaign, readers, name(folder.wording), theirs)
    if unfit:
        raise CampaignError(*stopping, *listed.problems, *unfit)
    protocol = protocol_problems(campaign, recipients)
    problems = (*stopping, *listed.problems, *told_abroad, *dissolved, *protocol, *told_after)
    return Ready(folder, campaign, readers, problems, list_name, sections_read=read, sent=sent)


def _settled(
    closed: Closed, folder: Folder, said: Campaign, on: dt.date, after_act_by: bool
) -> tuple[Campaign, list[Problem]]:
    """Return a campaign, its settings being ``said``, and what is told of all but its readers.

    Raises CampaignError with what stops all letters.
    """
    settings = folder.relative(folder.configuration)
    campaign, stopping = campaign_read(closed, folder, said)
    statement = campaign.statement
    if not (folder.templates / "letter.css").is_file():
        hint = "Copy the templates folder from a new campaign."
        sheet = folder.relative(folder.templates / "letter.css")
        stopping.append(Problem("missing-file", "The style sheet is missing.", hint, sheet))
    stopping += unmade(campaign.enclosures, read_text(folder.configuration, settings), settings)
    if not after_act_by:
        stopping += act_by_problems(campaign, on, settings)
    stopping += dated_problems(said, statement.date, on, folder)
    if any(problem.severity == "error" for problem in stopping):
        raise CampaignError(*stopping)
    about = statement.title or titled(Enclosure("", STATEMENT), statement).title
    campaign = replace(
        campaign,
        title=about if campaign.title == STATEMENT else campaign.title,
        subject=about if campaign.subject == STATEMENT else campaign.subject,
        enclosures=tuple(titled(one, statement) for one in campaign.enclosures),
    )
    return campaign, stopping


def absent(folder: Folder) -> list[Problem]:
    """Return what is told of a folder without its statement or its list, both at once."""
    told: list[Problem] = []
    looks: tuple[Callable[[], Path], ...] = (
        lambda: folder.statement,
        lambda: find_list(folder.data),
    )
    for look in looks:
        try:
            look()
        except CampaignError as error:
            told += error.problems
    return told


def while_dissolved(
    recipients: Sequence[Recipient], on: dt.date, file: str
) -> tuple[tuple[Recipient, ...], list[Problem]]:
    """Return whom to write to: while Parliament is dissolved nobody is an MP, and theirs wait."""
    pause = next(
        (
            one
            for one in pauses("commons")
            if one.why == "dissolution" and one.first <= on <= one.last
        ),
        None,
    )
    others = tuple(one for one in recipients if one.kind != "mp")
    held = len(recipients) - len(others)
    if pause is None or not held:
        return tuple(recipients), []
    message = (
        f"Parliament is dissolved from {british_date(pause.first)} to {british_date(pause.last)}:"
        f" nobody is an MP, and {numbered(held, 'letter')} to members of the Commons are held."
    )
    hint = "Afterwards: campaign recipients refresh --online. Peers and ministers are written to."
    return others, [Problem("dissolved", message, hint, file)]


def of_this_list(
    closed: Closed, folder: Folder, problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """Return the list's problems without those of [columns] that speak of the other list."""
    if not any(one.code == "no-column" for one in problems):
        return tuple(problems)
    theirs = headings_of_supporters(closed, folder)
    return tuple(
        one
        for one in problems
        if one.code != "no-column" or plain_header(one.column or "") not in theirs
    )


def headings_of_supporters(closed: Closed, folder: Folder) -> frozenset[str]:
    path = find_supporters(folder.data)
    return closed(folder.relative(path), headings, path) if path else frozenset()


def after_the_post(
    folder: Folder, listed: Sequence[Recipient]
) -> tuple[tuple[Recipient, ...], tuple[str, ...], list[Problem]]:
    """Return whose letters are wanted, second ones last, the ids purged since, and what is told."""
    try:
        threads = threads_in(folder.ledger)
    except CampaignError as error:
        return tuple(listed), (), as_warnings(error.problems)
    known = {
        one.id: threads[own]
        for one in (listed if threads else ())
        if (own := reference_of(one.id)) in threads
    }
    purged = tuple(name for name, thread in known.items() if thread.purged)
    wanted = [one for one in listed if one.id not in purged]
    ids = {one.id for one in listed}
    seconds = [
        second
        for one in wanted
        if one.id in known
        for second in followed_up(one, known[one.id])
        if second.id not in ids
    ]
    message = f"{numbered(len(purged), 'reader')} were written to, and purged since."
    hint = "Their letters are not made again; to write anew, begin a new campaign folder."
    told = [Problem("purged", message, hint, severity="warning")] if purged else []
    return (*wanted, *seconds), purged, told


def wording_read(
    campaign: Campaign, recipients: Sequence[Recipient], file: str, others: Collection[str] = ()
) -> tuple[frozenset[Section], list[Problem]]:
    """Return the sections that these readers get, and what is wrong: columns, and ties."""
    problems = list(column_problems(campaign.wording, recipients, file, others))
    read: set[Section] = set()
    asked = {key for section in campaign.wording for key, _ in section.conditions}
    columns = OWN_COLUMNS & asked
    alike: set[tuple[str, ...]] = set()
    calls = [call for call in campaign.calls if call.use]
    called: dict[tuple[str, ...], bool] = {}
    for recipient in recipients if campaign.wording else ():
        office = office_of(recipient)
        if office not in called:
            called[office] = any(
                answers_for(recipient, call, campaign.home_state) for call in calls
            )
        reader = reader_of(recipient, standing(recipient), called[office], columns)
        if (likeness := tuple(reader.get(key, "") for key in asked)) in alike:
            continue
        alike.add(likeness)
        for rivals in sections_for(campaign.wording, reader).values():
            read.update(rivals)
            if len(rivals) > 1:
                problems.append(tie_problem(rivals, recipient.id, file))
    # One tie is told once, whomever it concerns.
    told = {(problem.code, problem.row): problem for problem in problems}
    return frozenset(read), list(told.values())


def dated_problems(
    campaign: Campaign, published: dt.date | None, on: dt.date, folder: Folder
) -> Iterator[Problem]:
    day = campaign.date or on
    if published is None or day >= published:
        return
    said = published == campaign.statement.date  # in campaign.toml, not read from the statement
    file = folder.relative(folder.configuration if campaign.date or said else folder.statement)
    column = "date" if campaign.date else "[statement] date" if said else None
    message = f"The letters would bear the date {day}, before the statement’s own, {published}."
    hint = "Mend the statement’s date, or give the letters a later one with --date."
    if campaign.date:
        hint = "Give a later date, or mend the statement’s."
    yield Problem("before-statement", message, hint, file, None, column)


def act_by_problems(campaign: Campaign, on: dt.date, file: str) -> Iterator[Problem]:
    if campaign.act_by and on > campaign.act_by:
        message = f"The campaign asked for action by {campaign.act_by}, and that day is past."
        hint = "Set a later act_by, or give --after-act-by if the letters should still go."
        yield Problem("after-act-by", message, hint, file, None, "act_by")
