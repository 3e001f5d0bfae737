"""A new campaign folder: the example that travels with the program, or one's own, neutral."""

import datetime as dt
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import campaign
from campaign.compared import unaccented
from campaign.enclosures import STATEMENT
from campaign.english import counted, numbered
from campaign.folder import starter
from campaign.making.schemas import add_schemas
from campaign.model import Statement
from campaign.own_files import csv_of
from campaign.problems import Problem, stop
from campaign.recipients.blank import blank_csv
from campaign.typography import british_list

_PARTS = ("data", "templates")
BLANK = Path(campaign.__file__).parent / "blank"
NOT_COPIED = shutil.ignore_patterns(".*", "~*", "ledger*", "replies", "print-ledger*")


@dataclass(frozen=True, slots=True)
class Begun:
    """A new folder: what was done in it, what a person must still decide, what was noticed."""

    done: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def new_example(target: Path) -> Begun:
    """Make the example campaign, whole; raises CampaignError where there is anything already."""

    def fill(folder: Path) -> Begun:
        shutil.copytree(starter() / "data", folder / "data", ignore=NOT_COPIED)
        return Begun(("copied the example campaign",), (SIGNATORY,))

    return made_whole(target, fill)


def new_folder(
    target: Path,
    on: dt.date,
    statement: Path | None = None,
    recipients: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Begun:
    """Make a neutral campaign folder, with a statement and a list where they are given.

    ``columns`` says for headings of the list which column of ours they mean.
    Raises CampaignError, having made nothing, where there is anything in ``target`` already or a
    file cannot be read.
    """

    def fill(folder: Path) -> Begun:
        data = folder / "data"
        data.mkdir()
        said = with_statement(data, statement, series_of(target.resolve().name))
        listed = with_recipients(data, recipients, on, columns)
        for name in ("wording.md", "facts.toml"):
            shutil.copyfile(BLANK / name, data / name)
        return Begun(
            (*said.done, *listed.done),
            (*said.decide, *listed.decide, SIGNATORY, _WORDS),
            (*said.problems, *listed.problems),
        )

    return made_whole(target, fill)


SIGNATORY = "who signs, and from where: [sender] in data/campaign.toml (SPECIMEN until then)"
_WORDS = "whether to say anything beside the statement: data/wording.md (usual words until then)"


def made_whole(target: Path, fill: Callable[[Path], Begun]) -> Begun:
    """Make a folder beside its place and move it there when all is in it."""
    # Before its parents are made, or “a/..” would leave an “a” behind.
    target = Path(os.path.realpath(target))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = "There is something here already; nothing was changed."
        hint = "Choose a new name: campaign new DIR."
        raise stop("folder-not-empty", message, hint, str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".new-"))
    try:
        begun = fill(aside)
        shutil.copytree(starter() / "templates", aside / "templates", ignore=NOT_COPIED)
        (aside / "output").mkdir()
        add_schemas(aside)
        # A temporary folder is private; a campaign is shared as its neighbours are.
        plain = target.parent / f"{aside.name}-mode"
        plain.mkdir()
        aside.chmod(plain.stat().st_mode & 0o777)
        plain.rmdir()
        if target.is_dir():
            # Somebody may stand in it: it stays the very folder that it is.
            for part in sorted(aside.iterdir(), reverse=True):
                part.replace(target / part.name)
            aside.rmdir()
        else:
            aside.replace(target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return begun


def series_of(name: str) -> str:
    """Return what stands before a campaign's references: "FB" for food-banks, "SUD" for sudan."""
    words = re.findall(r"[a-z0-9]+", unaccented(name))
    short = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:3]
    return short.upper()[:6]


def with_statement(data: Path, statement: Path | None, series: str) -> Begun:
    """Put in the statement, its calls, and the settings that follow from it."""
    from campaign.making.closed import closed
    from campaign.statement.statement import read_statement
    from campaign.statement.writing import write_review

    if statement is None:
        write_settings(data, Statement("", "", None, ""), series)
        put = "the statement: data/statement.txt (or .docx, .odt, .html, .md, .pdf), then its calls"
        return Begun(("made an empty campaign",), (put, "title and subject in data/campaign.toml"))
    read = closed(str(statement), read_statement, statement)
    own = data / f"statement{statement.suffix.lower()}"
    shutil.copyfile(statement, own)
    write_settings(data, read, series)
    written = write_review(data / "calls.toml", read, own.name)
    found, perhaps = len(read.calls), len(read.perhaps)
    done = f"copied {statement.name}; its calls are in data/calls.toml: {found} found"
    right = f"whether the {counted(found, 'call')} found {'is' if found == 1 else 'are'} right"
    decide = (
        [f"{right}: campaign calls"] if found else ["which sentences are calls: data/calls.toml"]
    )
    if perhaps and found:
        others = counted(perhaps, "other sentence")
        decide.append(f"whether any of {others} is a call, too: data/calls.toml")
    decide += untold(read)
    return Begun((done,), tuple(decide), (*read.problems, *none_found(read), *written.problems))


def untold(read: Statement) -> list[str]:
    """Return what the statement's head did not tell, which letters would name."""
    missing = [
        name
        for name, known in (
            ("title", read.title not in ("", read.issuer)),  # a name alone says not what it is on
            ("issuer", read.issuer),
            ("date", read.date),
        )
        if not known
    ]
    decide = []
    if missing:
        said = british_list(missing)
        decide.append(f"its {said}, not found in the file: [statement] in data/campaign.toml")
    if " " in read.title and read.title.isupper():
        decide.append("how its title reads without capitals: title, subject in data/campaign.toml")
    return decide


def none_found(read: Statement) -> Iterator[Problem]:
    if not read.calls:
        message = "No call to action was found in the statement, so no letter can be made yet."
        hint = "Read the sentences listed there, and say use = true for those that are calls;"
        hint += " or add a call by hand."
        yield Problem("no-calls", message, hint, "data/calls.toml", severity="warning")


def write_settings(data: Path, read: Statement, series: str) -> None:
    lines = [
        f"# {name} = {value}" if known else f"# {name} = {value}   # not found in the file"
        for name, known, value in (
            ("title", read.title, toml_string(read.title or "…")),
            ("issuer", read.issuer, toml_string(read.issuer or "…")),
            ("date", read.date, read.date or "2026-01-31"),
        )
    ]
    title = read.title or (STATEMENT if read.text else "")
    text = (BLANK / "campaign.toml").read_text(encoding="utf-8")
    for name, value in {
        "{title}": toml_string(title),
        "{subject}": toml_string(title),
        "{series}": toml_string(series),
        "{statement}": "\n".join(lines),
    }.items():
        text = text.replace(name, value)
    (data / "campaign.toml").write_text(text, encoding="utf-8")


def toml_string(words: str) -> str:
    """Return words as a TOML string, which escapes as JSON does."""
    return json.dumps(words, ensure_ascii=False)


def with_recipients(
    data: Path, recipients: Path | None, on: dt.date, columns: Mapping[str, str] | None = None
) -> Begun:
    from campaign.making.closed import closed
    from campaign.recipients.taking_over import take_over

    own = data / "recipients.csv"
    if recipients is None:
        own.write_bytes(blank_csv())
        return Begun((), ("who is written to: data/recipients.csv, or campaign recipients import",))
    source, taken = closed(str(recipients), take_over, recipients, on=on, columns=columns)
    own.write_bytes(csv_of(taken.columns, *taken.rows))
    count = numbered(len(taken.rows), "recipient")
    done = f"took over {count} from {recipients.name}: data/recipients.csv"
    unread = [f"  its column {one.heading}: {one.use}" for one in source.columns if not one.read]
    notes = [one.heading for one in source.columns if one.use == "note"]
    unread += [f"  its column {name}: printed in each reader’s letter" for name in notes]
    return Begun((done, *unread), (), source.problems)
