"""The list of supporters read and matched, and what their letters are made of."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.english import numbered
from campaign.folder import Folder, read_campaign
from campaign.making.closed import Closed
from campaign.making.languages import in_their_languages
from campaign.making.load import Ready, after_the_post, load
from campaign.making.wanted import counts_by_state, judge
from campaign.manifest import MANIFEST, read_manifest
from campaign.model import Campaign, Recipient, Sender, reference_of
from campaign.problems import CampaignError, Problem, as_warnings, errors, stop
from campaign.publish import publish
from campaign.recipients import find_list, read_recipients
from campaign.recipients.edit import without_rows
from campaign.recipients.files.worksheet import rows_named
from campaign.recipients.reading import placed
from campaign.supporters import (
    Match,
    Supporter,
    find_supporters,
    match_supporters,
    read_supporters,
)
from campaign.supporters.areas import AREAS, northern, read_areas
from campaign.supporters.matching import members_of, vacant_seats
from campaign.supporters.reading import close_to_others
from campaign.supporters.words import not_their_own

# What the campaign itself says to a member, and to its own officers: no constituent's words.
_OURS = re.compile(r"(?:note|ask)(?:_.*)?|group_office")


@dataclass(frozen=True, slots=True)
class Matched:
    """The supporters, each with their member or why not, and the problems of the list."""

    matches: tuple[Match, ...]
    problems: tuple[Problem, ...]
    list_name: str

    def told(self) -> tuple[Problem, ...]:
        """Return all problems; what only a letter would need is a warning."""
        rows = [match.problem for match in self.matches if match.problem]
        for match in self.matches:
            rows += as_warnings(match.supporter.problems)
        return (*self.problems, *dict.fromkeys(placed(rows, self.list_name)))


def supporters_of(folder: Folder) -> Path:
    """Return the list of supporters; raises CampaignError where there is none, or several."""
    path = find_supporters(folder.data)
    if path is None:
        message = "There is no list of supporters."
        hint = "Save it as data/supporters.csv, .xlsx or .ods: name, address, postcode, own words."
        raise stop("no-supporters", message, hint, folder.relative(folder.data))
    return path


def read_closed(
    closed: Closed, folder: Folder, campaign: Campaign
) -> tuple[Sequence[Supporter], list[Problem]]:
    """Return the supporters and the problems of their list, opened in a process apart."""
    path = supporters_of(folder)
    closing = list(close_to_others(path))
    found, problems = closed(folder.relative(path), read_supporters, path, campaign.columns)
    return found, [*closing, *problems]


def matched(folder: Folder, on: dt.date, recipients: Sequence[Recipient] | None = None) -> Matched:
    """Match a campaign's supporters with the members in its list of recipients, once.

    ``recipients`` are those of the list where they are known already. Raises CampaignError where
    one of the lists cannot be read.
    """
    with Closed() as closed:
        campaign = closed(folder.relative(folder.configuration), read_campaign, folder)
        supporters, problems = read_closed(closed, folder, campaign)
        path = find_list(folder.data)
        name, columns = folder.relative(path), campaign.columns
        if recipients is None:
            recipients = closed(name, read_recipients, path, on=on, columns=columns).recipients
        areas = read_areas(folder) if any(one.postcode[:2] == "BT" for one in supporters) else None
        known = northern(areas)
        members = members_of(recipients)
        matches = tuple(match_supporters(supporters, members, known))
        if any(match.problem and match.problem.code == "no-member" for match in matches):
            # Only then is it worth a second look whether the list says that nobody sits there.
            members = replace(members, vacant=closed(name, vacant_seats, path, name, columns))
            matches = tuple(match_supporters(supporters, members, known))
    if areas:
        problems += areas.problems(on, folder.relative(folder.data / AREAS))
    list_name = folder.relative(supporters_of(folder))
    return Matched(matches, tuple(problems), list_name)


def load_supporters(
    folder: Folder, on: dt.date, after_act_by: bool = False, copies: Collection[str] | None = ()
) -> Ready:
    """Read the campaign for letters in its supporters' names, each to their own member.

    A row whose words are not the supporter's own is left out with a problem, unless its id is among
    ``copies`` (None: all are). Raises CampaignError as ``load`` does, or without a list.
    """
    base = load(folder, on, after_act_by)
    found = matched(folder, on)
    rows = [match.problem for match in found.matches if match.problem]
    written: list[Match] = []
    for match in found.matches:
        if match.supporter.refused or match.member is None:
            continue
        rows += match.supporter.problems
        if not errors(match.supporter.problems):
            written.append(match)
    left_out = {one.row or 0: one for one in not_their_own(written)}
    ids = {match.supporter.row: match.supporter.id for match in written}
    allowed = {row for row in left_out if copies is None or ids[row] in copies}
    rows += [problem for row, problem in left_out.items() if row not in allowed]
    listed = [
        in_name_of_supporter(match, found.list_name)
        for match in written
        if match.supporter.row in allowed or match.supporter.row not in left_out
    ]
    with Closed() as closed:
        campaign, spoken, abroad = in_their_languages(closed, folder, base.campaign, listed)
    readers, sent, told = after_the_post(folder, spoken)
    told += abroad
    if allowed:
        told = [*told, copies_allowed(len(allowed), found.list_name)]
    # What is wrong with a row of the other list is told where its letters are made.
    shared = [problem for problem in base.problems if problem.file != base.list_name]
    problems = (*shared, *found.problems, *placed(rows, found.list_name), *told)
    return replace(
        base,
        campaign=campaign,
        recipients=readers,
        problems=tuple(dict.fromkeys(problems)),
        list_name=found.list_name,
        sent=sent,
        supporters=True,
    )


def state_of(
    folder: Folder, output: Path, on: dt.date
) -> tuple[Mapping[str, int], tuple[Problem, ...]]:
    """Return how letters in supporters' names stand, with the rows left out and all problems."""
    if find_supporters(folder.data) is None:
        return {}, ()
    ready = load_supporters(folder, on, True, read_manifest(output / MANIFEST).letters)
    told = tuple(one for one in ready.problems if one.file == ready.list_name)
    counts = {str(state): n for state, n in counts_by_state(judge(ready, output, on)).items()}
    return counts | {"left_out": len({one.row for one in errors(told)} - {None})}, told


def in_name_of_supporter(match: Match, file: str) -> Recipient:
    """Return a member as the reader of one supporter's letter, whose list is called ``file``."""
    supporter, member = match.supporter, match.member
    if member is None or match.seat is None:
        raise ValueError("without a member there is no letter")
    constituency = member.constituency or match.seat.name
    plain = {name: cell for name, cell in member.extra.items() if not _OURS.fullmatch(name)}
    return replace(
        member,
        id=supporter.id,
        row=supporter.row,
        file=file,
        constituency=constituency,
        note=supporter.words,
        language=supporter.language,
        copies=1,
        follow_up=None,
        extra={**supporter.extra, **plain, "member": member.id},
        sender=Sender(
            kind="constituent",
            name=supporter.name,
            address=supporter.lines,
            postcode=supporter.address.postcode or supporter.postcode,
            constituency=constituency,
            email=supporter.email,
        ),
    )


def supporters_in(folder: Folder) -> Sequence[Supporter]:
    if find_supporters(folder.data) is None:
        return ()
    with Closed() as closed:
        campaign = closed(folder.relative(folder.configuration), read_campaign, folder)
        return read_closed(closed, folder, campaign)[0]


def rows_of_supporters(folder: Folder, references: Collection[str]) -> Sequence[int]:
    return [one.row for one in supporters_in(folder) if reference_of(one.id) in references]


def strike(folder: Folder, rows: Collection[int]) -> None:
    """Take rows out of the list of supporters; raises CampaignError where that cannot be done."""
    path = find_supporters(folder.data)
    if path is None or not rows:
        return
    try:
        left = without_rows(path.read_bytes(), rows)
    except CampaignError as error:
        hint = f"All else is taken out. Delete {rows_named(sorted(rows))} in a spreadsheet."
        name = folder.relative(path)
        raise CampaignError(*(replace(p, hint=hint, file=name) for p in error.problems)) from error
    publish(path, left, mode=0o600)


def copies_allowed(count: int, file: str) -> Problem:
    message = f"{numbered(count, 'letter')} have no words of their own, or those of another."
    hint = "Offices count such letters once and set them aside."
    return Problem("copies-allowed", message, hint, file, severity="warning")
