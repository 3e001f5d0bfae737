"""Letters made → a pack for a print-and-post service: PDFs, a manifest, and how to upload them."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.address import postal_address
from campaign.english import numbered
from campaign.handoff.measure import refusals
from campaign.model import reference_of
from campaign.own_files import csv_of
from campaign.postroom.merge import Piece, merge_all
from campaign.postroom.print_file import sheets_for
from campaign.postroom.selection import ChosenLetter, enclosed_in
from campaign.problems import Problem, errors, refuse
from campaign.publish import publish
from campaign.stationery import PostService

PACKS = "post-pack"
MERGED = "letters.pdf"
_LINES = 7
_COLUMNS = (
    *("reference", "file", "first_page", "pages", "sheets", "class"),
    *(f"address_{number}" for number in range(1, _LINES + 1)),
    *("postcode", "country", "sha256"),
)
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of each file in a zip: the same letters make the same bytes."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One letter of a pack: where in it, on how much paper, and how it goes.

    ``file`` and ``sha256`` are the whole PDF's where the service takes one of all; ``first_page``
    counts from 1, and ``pages`` are those with what is enclosed and the blank ones between.
    """

    id: str
    reference: str
    file: str
    first_page: int
    pages: int
    sheets: int
    post: str
    lines: tuple[str, ...]
    sha256: str


def pack(
    letters: Sequence[ChosenLetter], service: PostService, post: str, *, duplex: bool
) -> tuple[list[Packed], Mapping[str, bytes], list[Problem]]:
    """Return the pack of these letters, each once, with the enclosures behind it.

    Returned are its letters, its files by name, and what is to be told of it. Raises CampaignError
    with everything that the service would refuse, letter by letter, or for a letter that is missing
    or has changed since it was made.
    """
    enclosed = enclosed_in(letters)
    files: dict[str, bytes] = {}
    packed: list[Packed] = []
    parts: list[Piece] = []
    problems: list[Problem] = [*told_once(letters, service)]
    first = 1
    for letter in letters:
        own = [Piece(letter.read(), letter.recipient, f"{letter.number}-")]
        own += [Piece(enclosed[one], one.entry.title, "", below=True) for one in letter.enclosures]
        whole = merge_all(own, reference_of(letter.id), duplex=duplex) if own[1:] else own[0].pdf
        lines = letter.entry.envelope_lines
        problems += refusals(whole, lines, service, letter.entry.pdf)
        paper = sheets_for(*letter.pages, duplex=duplex)
        pages = paper * 2 if duplex and (own[1:] or service.merged) else sum(letter.pages)
        reference = reference_of(letter.id)
        name = MERGED if service.merged else f"{reference}.pdf"
        sha256 = "" if service.merged else hashlib.sha256(whole).hexdigest()
        packed.append(Packed(letter.id, reference, name, first, pages, paper, post, lines, sha256))
        if service.merged:
            parts += own
            first += pages
        else:
            files[name] = whole
    if errors(problems):
        refuse(problems)
    if service.merged:
        files[MERGED] = merge_all(parts, "Letters", duplex=duplex)
        sha256 = hashlib.sha256(files[MERGED]).hexdigest()
        packed = [replace(one, sha256=sha256) for one in packed]
    files["manifest.csv"] = manifest(packed)
    files["README.txt"] = readme(packed, service, duplex=duplex).encode()
    return packed, dict(sorted(files.items())), problems


def told_once(letters: Sequence[ChosenLetter], service: PostService) -> Iterator[Problem]:
    """Yield what is to be told of a pack although it can be made."""
    if service.unsure:
        message = f"Where {service.title} reads the address was not found in print;"
        message += " the widest margins that any service asks for stand in for it."
        hint = "Hold a letter to the service's own design guide before the first upload."
        yield Problem("zones-unsure", message, hint, severity="warning")
    if several := [letter.id for letter in letters if letter.copies > 1]:
        count = numbered(len(several), "letter")
        message = f"Several copies are wanted of {count}; each is packed once."
        yield Problem("copies", message, "Print the others yourself.", severity="warning")
    if letters[0].by_hand:
        message = f"{numbered(letters[0].by_hand, 'enclosure')} without a file cannot be packed."
        hint = "Name its PDF as file = “…” under [[enclosure]] in data/campaign.toml."
        yield Problem("not-enclosed", message, hint)


def manifest(packed: Sequence[Packed]) -> bytes:
    """Return the list of a pack's letters as CSV; no cell of it is a formula to a spreadsheet."""
    rows = []
    for one in packed:
        place = postal_address("\n".join(one.lines))
        rest = (place.postcode, place.country)
        lines = [line for line in one.lines if line not in rest]
        # What is too long for the columns is joined rather than lost.
        lines = [*lines[: _LINES - 1], ", ".join(lines[_LINES - 1 :])]
        lines += [""] * (_LINES - len(lines))
        post = "international" if place.country else one.post
        cells = (one.reference, one.file, one.first_page, one.pages, one.sheets, post)
        rows.append([str(cell) for cell in (*cells, *lines, *rest, one.sha256)])
    return csv_of(_COLUMNS, *rows)


def readme(packed: Sequence[Packed], service: PostService, *, duplex: bool) -> str:
    count, paper = numbered(len(packed), "letter"), sum(one.sheets for one in packed)
    equal = {one.pages for one in packed}
    if service.merged:
        phrase = service.phrase.strip()
        how = f"{MERGED} has all of them. Have it split before each page with “{phrase}”."
        if len(equal) == 1:
            how += f" Or every {numbered(equal.pop(), 'page')}: all are of one length."
    else:
        how = "Each PDF is one letter, named by our reference, which says nothing of its reader."
    check = (
        "\nHold one letter to the service's own design guide before you upload: where it reads the"
        "\naddress was not found in print.\n"
        if service.unsure
        else ""
    )
    return f"""{count} for {service.title}, on {numbered(paper, "sheet")} of A4.

{how}
Print {"on both sides" if duplex else "on one side"}, at 100 %, each letter on fresh sheets.
{check}
manifest.csv lists them: our reference, the file, its first page and how many, the sheets, the
class of post, the address, and the SHA-256 of the file, which tells whether it arrived whole.

Nothing has been uploaded. When the service has posted them: campaign posted --printed-elsewhere
"""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a pack as a folder; what an earlier pack left there is removed before."""
    for old in [*folder.glob("*.pdf"), folder / "manifest.csv", folder / "README.txt"]:
        old.unlink(missing_ok=True)
    # The manifest last: a pack without one was not finished.
    for name in sorted(files, key="manifest.csv".__eq__):
        publish(folder / name, files[name])


def zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, inside in files.items():
            target.writestr(zipfile.ZipInfo(name, EPOCH), inside, zipfile.ZIP_DEFLATED)
    return content.getvalue()
