"""Letters in supporters' names → paper: a pack for each supporter to sign, or a bundle a member."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pikepdf import Pdf

from campaign.compose import compose, in_series
from campaign.folder import starter
from campaign.html import Templates
from campaign.html.letters import context
from campaign.html.sections import Words
from campaign.making.closed import Closed
from campaign.making.load import Ready
from campaign.making.setting import made, tools_for
from campaign.making.sources import words_of
from campaign.making.workshop import Workshop
from campaign.model import Campaign, Constituent, Letter, Recipient, reference_of
from campaign.postroom.checklist import Stationery, rows
from campaign.postroom.merge import Piece
from campaign.postroom.postage import Contents, postage_class
from campaign.postroom.print_file import PrintFile, Separator, sheets_for, write_print_files
from campaign.postroom.selection import ChosenLetter
from campaign.postroom.typesetting import Typesetter
from campaign.problems import Problem, errors, refuse, stop
from campaign.statement.held import names_at_risk
from campaign.stationery import envelope_profile
from campaign.typography import typeset_html

_TEMPLATE = "covering.html.j2"
_MOST_PAGES = 999


def pack_sheets(typesetter: Typesetter, ready: Ready, stationery: Stationery) -> Separator:
    """Return what sets the sheet before a supporter's letter: what to sign, where to put the stamp.

    It bears the supporter's address where a window shows it.
    """
    writers = {one.id: one for one in ready.recipients}
    # Whom a supporter may ask.
    own, letterhead = ready.campaign.sender, ready.campaign.letterhead
    head = letterhead.name or own.organisation or own.name
    lines = letterhead.lines or (*own.address, own.postcode, own.telephone)
    ours = tuple(filter(None, (head, *lines, own.email)))

    def sheet(letter: ChosenLetter) -> bytes:
        sender = writers[letter.id].sender
        profile = envelope_profile(letter.entry.envelope)
        lines = (sender.name, *sender.address, sender.postcode) if sender else ()
        (row,) = rows([letter], stationery)
        values = {
            "letter": letter,
            "profile": profile,
            "address": profile.set_address(lines),
            "ours": ours,
            "postage": row.postage,
            "reference": in_series(ready.campaign, reference_of(letter.id)),
        }
        return typesetter.set("pack_sheet.html.j2", values)

    return sheet


def write_bundles(
    output: Path,
    letters: Sequence[ChosenLetter],
    ready: Ready,
    on: dt.date,
    stationery: Stationery,
    *,
    leading: bool = True,
) -> tuple[tuple[PrintFile, ...], tuple[Problem, ...]]:
    """Write a print file for each member below ``output``, in place of those of any run before.

    Each begins with a sheet that says what is in it (unless not ``leading``) and a covering letter
    from the campaign's own sender, dated ``on``, which counts and lists just the letters behind it.
    Returned are the files and what a covering letter was warned of. Raises CampaignError where one
    cannot be set.
    """
    writers = {one.id: one for one in ready.recipients}
    groups: dict[str, list[ChosenLetter]] = {}
    for letter in letters:
        groups.setdefault(writers[letter.id].extra["member"], []).append(letter)
    typesetter = Typesetter() if leading else None
    workshop = Workshop(ready.folder, ready.campaign, "", "")
    told: list[Problem] = []
    with Closed() as closed:

        def opening(file: PrintFile) -> Sequence[Piece]:
            bundle = tuple(constituents_of(file.letters, writers, ready.campaign))
            letter = covering_letter(ready.campaign, writers[file.letters[0].id], on)
            pdf, pages, problems = closed(letter.id, set_covering, workshop, letter, bundle)
            told.extend(problems)
            refuse(errors(problems))
            parts = [Piece(pdf, "Covering letter", "covering-", pages=pages)]
            if typesetter:
                paper = file.sheets + sheets_for(pages, duplex=stationery.duplex)
                values = bundle_values(file, letter, bundle, ready.campaign, stationery, paper)
                sheet = typesetter.set("bundle_sheet.html.j2", values)
                with Pdf.open(io.BytesIO(sheet)) as whole:
                    count = len(whole.pages)
                parts.insert(0, Piece(sheet, "What is in this bundle", "sheet-", pages=count))
            return parts

        split = {f"letters-for-{name}.pdf": group for name, group in groups.items()}
        files = write_print_files(
            output, letters, duplex=stationery.duplex, split=split, opening=opening
        )
    return files, tuple(dict.fromkeys(told))


def covering_letter(campaign: Campaign, reader: Recipient, on: dt.date) -> Letter:
    """Return the letter from the campaign's own sender to the member whom this reader is."""
    name = f"covering-{reader.extra['member']}"
    member = replace(
        reader, id=name, row=0, note="", template="covering", language="en-GB", sender=None
    )
    return compose(campaign, member, on)


def constituents_of(
    letters: Sequence[ChosenLetter], writers: Mapping[str, Recipient], campaign: Campaign
) -> Iterator[Constituent]:
    for letter in letters:
        if sender := writers[letter.id].sender:
            reference = in_series(campaign, reference_of(letter.id))
            yield Constituent(letter.number, sender.name, sender.postcode, reference)


def set_covering(
    workshop: Workshop, letter: Letter, constituents: tuple[Constituent, ...]
) -> tuple[bytes, int, tuple[Problem, ...]]:
    campaign = workshop.campaign
    bench = tools_for(workshop.folder, workshop.whole, campaign.look.pdf_variant)
    templates = bench.templates
    if not (templates.folder / _TEMPLATE).is_file():
        # A folder that an earlier version made has none.
        templates = Templates(starter() / "templates")
    values: dict[str, object] = {**context(letter, campaign), "constituents": constituents}
    values["words"] = Words(templates.environment, letter.sections, values)
    html = typeset_html(templates.render(letter.template, values))
    if names_at_risk(words_of(html), campaign.never_print):
        message = f"The covering letter “{letter.id}” has a name that must never be printed."
        raise stop("name-at-risk", message, "Leave that supporter’s letter out.")
    # It has the pages that its list takes, and each of them repeats the list's head.
    look = replace(campaign.look, max_pages=_MOST_PAGES)
    found = made(bench.press, html, letter, replace(campaign, look=look))
    problems = tuple(one for one in found.problems if one.code != "stranded-line")
    return found.pdf, found.pages, problems


def bundle_values(
    file: PrintFile,
    letter: Letter,
    bundle: Sequence[Constituent],
    campaign: Campaign,
    stationery: Stationery,
    paper: int,
) -> dict[str, object]:
    envelope = envelope_profile("c4-plain" if len(bundle) > 1 else file.letters[0].entry.envelope)
    return {
        "member": letter.envelope_lines[0],
        "constituency": letter.recipient.constituency,
        "envelope_lines": letter.envelope_lines,
        "letters": bundle,
        "sheets": paper,
        "signatory": campaign.sender.name,
        "postage": postage_class(Contents(paper, stationery.gsm), envelope),
    }
