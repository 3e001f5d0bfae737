"""What goes into the envelope beside the letter: each [[enclosure]] of campaign.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from campaign.called import issuer_of
from campaign.model import ENGLISH, Enclosure, Statement
from campaign.problems import Problem
from campaign.settings import TEXT, WORDS, Reader, UnfitError, inside, key_lines, row_of, section_of
from campaign.typography import british_date, british_list

STATEMENT = "statement"
"""The ``file`` of the enclosure that the program sets from the statement."""


def file_in(root: Path) -> Reader:
    """Return a reader of what is enclosed: the statement, or a PDF in the campaign folder."""

    def enclosed(value: str) -> str:
        name = str.strip(value)
        if name.casefold() in ("", STATEMENT):
            return name.casefold()
        path = inside(root, name, f'"{STATEMENT}", or a PDF')
        if path.suffix.lower() != ".pdf":
            raise UnfitError(f'"{STATEMENT}", or a PDF of this folder such as "data/map.pdf"')
        if not path.is_file():
            raise UnfitError(f'"{STATEMENT}", or a PDF that is there; “{name}” is missing')
        return name

    return Reader(TEXT.wanted, WORDS, enclosed)


def enclosures_from(
    value: object, source: str, file: str, root: Path
) -> tuple[tuple[Enclosure, ...], tuple[Problem, ...]]:
    """Read each [[enclosure]] of a parsed campaign.toml; a single one may be an [enclosure].

    ``source`` is the file's text, for the line of each problem; ``root`` is the campaign folder,
    where PDFs are looked for.
    """
    known = {"enclosure": {"title": TEXT, "file": file_in(root)}}
    lines = key_lines(source)
    found: list[Enclosure] = []
    problems: list[Problem] = []
    several = isinstance(value, list)
    for number, table in enumerate(value if isinstance(value, list) else [value], start=1):
        at = partial(row_of, lines, f"enclosure {number}" if several else "enclosure")
        if not isinstance(table, dict):
            message = "“enclosure” must be a part of its own, below a line [[enclosure]]."
            hint = f'Below that line goes file = "{STATEMENT}",'
            hint += ' or title = "…" and the path of a PDF.'
            problems.append(Problem("bad-setting", message, hint, file, at(""), "enclosure"))
            continue
        values, wrong = section_of("enclosure", table, known, file, at)
        enclosure = Enclosure(**{"title": "", **values})
        problems += wrong or unfit(enclosure, found, file, at(""))
        found.append(enclosure)
    return tuple(found), tuple(problems)


def unfit(
    enclosure: Enclosure, before: Sequence[Enclosure], file: str, row: int | None
) -> Iterator[Problem]:
    if not enclosure.title and enclosure.file != STATEMENT:
        message = "This enclosure has no title, and the letter could not name it."
        hint = 'Add below [[enclosure]]: title = "…".'
        yield Problem("missing-setting", message, hint, file, row, "title")
    name = made_as(enclosure)
    # Some disks take upper and lower case for the same.
    if name and name.casefold() in [made_as(other).casefold() for other in before]:
        message = f"Two enclosures are called {PurePosixPath(name).name}."
        hint = "Take one out, or give one of the files another name."
        yield Problem("enclosure-twice", message, hint, file, row, "file")


def made_as(enclosure: Enclosure) -> str:
    """Return where below the output folder an enclosure lies, or nothing if nobody makes it."""
    if not enclosure.file:
        return ""
    own = "" if enclosure.language in ("", ENGLISH) else f".{enclosure.language}"
    return f"enclosures/{PurePosixPath(enclosure.file.replace(chr(92), '/')).stem}{own}.pdf"


def titled(enclosure: Enclosure, statement: Statement) -> Enclosure:
    """Return an enclosure with a title: the statement's own where it has none."""
    if enclosure.title or enclosure.file != STATEMENT:
        return enclosure
    issuer = issuer_of(statement.issuer)
    named = f"Statement of {issuer}" if issuer else statement.title or "Statement"
    day = british_date(statement.date) if statement.date else ""
    return replace(enclosure, title=", ".join(part for part in (named, day) if part))


def unmade(enclosures: Sequence[Enclosure], source: str, file: str) -> Iterator[Problem]:
    """Yield one warning of what is only named: nothing makes or prints it."""
    named = [(n, one.title) for n, one in enumerate(enclosures, start=1) if not one.file]
    if not named:
        return
    lines = key_lines(source)
    listed = british_list(f"“{title}”" for _, title in named)
    message = f"Nothing makes or prints {listed}, which the letters say is enclosed."
    hint = f'Give it below a line [[enclosure]]: file = "{STATEMENT}", or the path of a PDF.'
    hint += " Or lay it in by hand."
    row = lines.get(("", "enclosures"), lines.get((f"enclosure {named[0][0]}", "")))
    column = "enclosures" if ("", "enclosures") in lines else "enclosure"
    yield Problem("enclosure-by-hand", message, hint, file, row, column, "warning")
