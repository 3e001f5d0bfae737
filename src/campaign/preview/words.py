"""The sections of wording.md on the page: who gets which, each changed in its place in the file."""

from __future__ import annotations

import re
from dataclasses import replace

from campaign.making.load import wording_read
from campaign.model import KINDS
from campaign.preview.desk import Desk
from campaign.preview.editing import OwnText, version
from campaign.preview.journal import Journal
from campaign.problems import CampaignError, Problem
from campaign.wording import PARTS, read_wording, spans, with_section


class WordsPlace(OwnText):
    """Reads and changes ``wording.md`` of a desk's campaign through the journal."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__(desk, journal, desk.folder.wording)

    def document(self) -> dict[str, object]:
        """Return the sections in the order of the file, with the ids of those who read each."""
        source, data = self.source()
        ready = self.desk.look().ready
        readers: dict[int, list[str]] = {}
        for letter in ready.letters(self.desk.on) if ready else ():
            for section in letter.sections:
                readers.setdefault(section.heading, []).append(letter.id)
        lines = source.split("\n")
        facts = ready.campaign.facts if ready else {}
        return {
            "version": version(data),
            "parts": PARTS,
            "kinds": KINDS,
            "sections": [
                {
                    "heading": heading,
                    "title": title,
                    "text": unwrapped("\n".join(lines[heading:end]).strip("\n")),
                    "readers": readers.get(heading, []),
                }
                for heading, title, end in spans(source)
            ],
            "facts": [
                {"id": name, "claim": fact.claim, "source": fact.source}
                for name, fact in facts.items()
            ],
        }

    def title(self, heading: int) -> str:
        """Return the words of a heading as the file has them."""
        return next((title for line, title, _ in spans(self.source()[0]) if line == heading), "")

    def save(self, heading: int, title: str, text: str, seen: str) -> None:
        """Write one section anew, or add one where ``heading``, its line, is 0.

        ``seen`` is the version of the file that was edited. Raises ConflictError where it has
        changed since, CampaignError where the words could not be read as a section.
        """
        title = " ".join(title.split())
        body = text.replace("\r\n", "\n").strip("\n")
        words = f"words under “{title}”"
        self.write(heading, f"# {title}\n\n{body}\n", seen, words)

    def remove(self, heading: int, seen: str) -> None:
        """Take a section out: its readers get the words of another, or the usual ones."""
        self.write(heading, "", seen, "words taken out of wording.md")

    def write(self, heading: int, section: str, seen: str, words: str) -> None:
        def changed(source: str) -> str:
            try:
                return with_section(source, heading, section)
            except KeyError as error:
                message = "This section is no longer there."
                raise CampaignError(Problem("no-section", message, file=self.name)) from error

        self.change(changed, seen, words)

    def faults(self, source: str) -> list[Problem]:
        """Return what is wrong in the file, and for those who would read it."""
        ready = self.desk.look().ready
        sections, problems = read_wording(source, self.name, ready.campaign.facts if ready else {})
        if ready is None:
            return list(problems)
        campaign = replace(ready.campaign, wording=sections)
        return [*problems, *wording_read(campaign, ready.recipients, self.name)[1]]


WRAPPED = re.compile(r"(?<=\S)(?<!\\)\n(?![ \t]*(?:\n|$|[#>*+-]|\d+[.)][ \t]))[ \t]*")


def unwrapped(text: str) -> str:
    """Return a section's words with a line for each paragraph, as a text field shows them best.

    Lines that Markdown or a template tells apart stay apart.
    """
    return text if "{%" in text else WRAPPED.sub(" ", text)
