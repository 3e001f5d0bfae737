"""A letter that was changed in Word → that reader's own words, in sections of wording.md."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from campaign.folder import read_text
from campaign.handoff.word import word_of
from campaign.html import Templates
from campaign.html.spoken import Spoken, escaped, listen, spoken
from campaign.making.load import Ready
from campaign.making.sources import write
from campaign.making.workshop import Workshop
from campaign.model import Letter
from campaign.problems import Problem, errors, refuse, stop
from campaign.wording import NOTHING, heading_of, read_wording, with_section

_MOST_BYTES = 50_000_000
_CODE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
WHERE = {
    "Letter Subject": "The subject is the campaign’s: change it in data/campaign.toml.",
    "Letter List": "The calls are the statement’s own words, and stay as they are.",
    "Letter Quotation": "What somebody is quoted as saying stays as it was said.",
    "Letter Quoted": "What somebody is quoted as saying stays as it was said.",
    "Letter Heading": "Who is called upon is said in data/calls.toml.",
    "Letter Salutation": "Salutation and close follow from the list: see address_as there.",
    "Letter Close": "Salutation and close follow from the list: see address_as there.",
    "Letter Notes": "Enclosures and sources follow from data/campaign.toml and data/facts.toml.",
}


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """A paragraph of a Word document: its style, its words, and the same as wording.md has them."""

    style: str
    words: str
    markdown: str
    listed: bool = False

    @property
    def key(self) -> str:
        """What is compared: letters and figures, whatever was done to spaces and marks."""
        return re.sub(r"[\W_]+", "", self.words)


@dataclass(frozen=True, slots=True)
class Taken:
    """The text of wording.md with a reader's new sections, the parts they are of, and the rest."""

    text: str
    parts: tuple[str, ...]
    problems: tuple[Problem, ...]


def reference_in(docx: bytes, file: str) -> str:
    """Return the reference of the letter that a document was; raises CampaignError for no .docx."""
    return str(open_docx(docx, file).core_properties.keywords or "")


def open_docx(docx: bytes, file: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        document = Document(io.BytesIO(docx)) if size <= _MOST_BYTES else None
    # python-docx has a name of its own for each fault of somebody's file.
    except Exception as error:
        message = "This is no Word document that can be read: it is damaged, or of another kind."
        hint = "Open it in Word, and save it as .docx."
        raise stop("unreadable", message, hint, file) from error
    if document is None:
        message = "This document is far too long for a letter."
        raise stop("unreadable", message, "", file)
    return document


def take(docx: bytes, letter: Letter, ready: Ready, workshop: Workshop, file: str) -> Taken:
    """Return what a changed document says anew in the parts that wording.md can say.

    What differs elsewhere is named. Raises CampaignError where the letter, so worded, could not be
    made: where it quotes what nobody said, or prints a name at risk.
    """
    templates = Templates(ready.folder.templates)
    html = write(templates, letter, ready.campaign)
    cited = tuple(listen(templates, letter, ready.campaign).values["cited"].ids)
    before = docx_paragraphs(open_docx(word_of(html, letter, workshop)[0], file), cited)
    after = docx_paragraphs(open_docx(docx, file), cited)
    owners = owned(before, spoken(templates, letter, ready.campaign))
    changed, problems = differences(before, after, owners, file)
    name = ready.folder.relative(ready.folder.wording)
    text = read_text(ready.folder.wording, name) if ready.folder.wording.exists() else ""
    # From the last line up, so that no section moves before it is written; new ones go to the end.
    for heading, title, said in sorted(sections_of(letter, changed), key=lambda one: -one[0]):
        body = "\n\n".join(as_markdown(said)) or NOTHING
        text = with_section(text, heading, f"# {title}\n\n{body}\n")
    sections, wrong = read_wording(text, name, ready.campaign.facts)
    refuse(errors(wrong))
    anew = replace(ready, campaign=replace(ready.campaign, wording=sections))
    for one in anew.letters(letter.date):
        if one.id == letter.id:
            write(templates, one, anew.campaign)
    return Taken(text, tuple(changed), tuple(problems))


def sections_of(
    letter: Letter, changed: Mapping[str, Sequence[DocxParagraph]]
) -> Iterator[tuple[int, str, Sequence[DocxParagraph]]]:
    """Yield each changed part's heading in wording.md: its line, or 0 for a new one, and its words.

    A reader's own has all conditions of the one that it takes the place of, and so wins over it.
    """
    mine = ("id", (letter.id,))
    own = {section.part: section for section in letter.sections}
    for part, said in changed.items():
        section = own.get(part)  # type: ignore[call-overload]  # a template may have other parts
        conditions = section.conditions if section else ()
        if section and mine in conditions:
            yield section.heading, heading_of(part, conditions), said
        else:
            yield 0, heading_of(part, (*conditions, mine)), said


def docx_paragraphs(document: Any, cited: Sequence[str]) -> list[DocxParagraph]:
    """Return the paragraphs of the text; those of the head stand in frames, and are left out."""
    found = []
    for one in document.paragraphs:
        properties = one._p.pPr
        framed = properties is not None and properties.find(qn("w:framePr")) is not None
        if one.text.strip() and not framed:
            listed = properties is not None and properties.numPr is not None
            words = " ".join(one.text.split())
            found.append(DocxParagraph(one.style.name, words, marked(one, cited), listed))
    return found


def marked(paragraph: Any, cited: Sequence[str]) -> str:
    """Return a paragraph's words with its emphasis, and its sources by the ids of their facts."""
    pieces: list[str] = []
    for run in paragraph.runs:
        words = " ".join(run.text.replace("\n", " ").split(" "))
        number = words.strip()
        if run.font.superscript and number.isdecimal() and 0 < int(number) <= len(cited):
            pieces.append(f"[^{cited[int(number) - 1]}]")
            continue
        mark = "**" if run.bold else "*" if run.italic else ""
        inner = escaped(words.strip()) if mark else escaped(words)
        edges = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        pieces.append(f"{edges[0]}{mark}{inner}{mark}{edges[1]}" if mark and inner else inner)
    return " ".join("".join(pieces).split())


def owned(before: Sequence[DocxParagraph], parts: Sequence[Spoken]) -> list[str]:
    """Return, for each paragraph of the letter as it stands, the part it is of, or nothing."""
    owners, at = [""] * len(before), 0
    for part in parts:
        for printed in part.printed:
            wanted = re.sub(r"[\W_]+", "", printed)
            place = next((n for n in range(at, len(before)) if before[n].key == wanted), None)
            if place is not None and part.part != "Subject":
                owners[place], at = part.part, place + 1
    return owners


def differences(
    before: Sequence[DocxParagraph],
    after: Sequence[DocxParagraph],
    owners: Sequence[str],
    file: str,
) -> tuple[dict[str, list[DocxParagraph]], list[Problem]]:
    """Return the new paragraphs of each part that has other words, and what cannot be taken."""
    parts = {part: list[DocxParagraph]() for part in owners if part}
    changed: set[str] = set()
    problems: list[Problem] = []
    matcher = SequenceMatcher(None, [one.key for one in before], [one.key for one in after], False)
    for tag, start, end, first, last in matcher.get_opcodes():
        news = after[first:last]
        if tag == "equal":
            for owner, one in zip(owners[start:end], news, strict=True):
                if owner:
                    parts[owner].append(one)
            continue
        own = dict.fromkeys(owners[start:end])
        # What is put in goes on what stands before it, else leads to what follows.
        beside = [owners[n] for n in (start - 1, end) if 0 <= n < len(owners) and owners[n]]
        part = next(iter(own), "") if len(own) == 1 else "" if own else next(iter(beside), "")
        if len(own) > 1 and end - start == len(news):
            for owner, old, new in zip(owners[start:end], before[start:end], news, strict=True):
                problems += [] if owner else untaken([old], [new], file)
                if owner:
                    parts[owner].append(new)
                    changed.add(owner)
        elif part and not any(_CODE.search(one.words) for one in news):
            parts[part] += news
            changed.add(part)
        else:
            problems += untaken(before[start:end], news, file)
    return {part: said for part, said in parts.items() if part in changed}, problems


def untaken(
    old: Sequence[DocxParagraph], new: Sequence[DocxParagraph], file: str
) -> Iterator[Problem]:
    """Yield the problem of words that no section of wording.md could hold."""
    one = (*old, *new)[0]
    words = (new[0] if new else one).words
    short = words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]}…"
    what = "was taken out" if not new else "was changed, or put in"
    hint = WHERE.get(one.style, "Change it in the list, in data/wording.md or in a template.")
    message = f"“{short}” {what} where no words of one reader’s own can stand, and was not taken."
    yield Problem("not-taken", message, hint, file, severity="warning")


def as_markdown(said: Sequence[DocxParagraph]) -> Iterator[str]:
    items: list[str] = []
    for one in (*said, None):
        if one and one.listed:
            items.append(f"{len(items) + 1}. {one.markdown}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if one:
            yield re.sub(r"^([#+-]|\d+[.)])(?=\s)", r"\\\1", one.markdown)
