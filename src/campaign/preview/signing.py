"""Letters marked as looked at, and a sheet of all that they say, to sign."""

from __future__ import annotations

from campaign.making.looked_at import MARKS, marks_text, read_marks
from campaign.model import reference_of
from campaign.preview.desk import Desk
from campaign.preview.journal import Journal
from campaign.preview.rounds import Rounds
from campaign.publish import publish


class Signing:
    """Marks letters of a desk's campaign; the pages are told through the rounds."""

    def __init__(self, desk: Desk, journal: Journal, rounds: Rounds) -> None:
        self.desk = desk
        self.journal = journal
        self.rounds = rounds

    def look(self, name: str, sheet: str, looked: bool) -> bool:
        """Mark a letter as looked at, as the sheet with this key shows it, or take the mark away.

        Returns whether it is marked now. Raises CampaignError where the letter is another by now.
        """
        view = self.desk.look()
        reference = reference_of(view.recipient(name).id)
        mark = self.desk.mark(name, sheet) if looked else None
        with self.journal.writing():
            marks = read_marks(self.desk.folder)
            marks.pop(reference, None)
            if mark:
                marks[reference] = mark
            publish(self.desk.folder.data / MARKS, marks_text(marks), mode=0o600)
        if standing := self.rounds.standings.get(name):
            self.rounds.ring(view, {name: standing})
        return looked
