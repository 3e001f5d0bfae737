"""Letters in supporters' own names, from the page: their list, and what is handed in for them."""

from __future__ import annotations

from pathlib import Path

from campaign.handoff.hand_in import pack_sheets, write_bundles
from campaign.lock import held
from campaign.making.supporters import load_supporters
from campaign.making.wanted import judge
from campaign.manifest import MANIFEST, read_manifest
from campaign.postroom.checklist import Stationery
from campaign.postroom.print_file import write_print_files
from campaign.postroom.typesetting import Typesetter
from campaign.preview.journal import Journal
from campaign.preview.listed import dropped, named
from campaign.preview.post import PostPlace
from campaign.problems import CampaignError, Problem
from campaign.publish import publish
from campaign.recipients.files.opening import ENDINGS
from campaign.supporters.reading import find_supporters, read_supporters


class Supporting:
    """Makes what ``campaign print-file --supporters`` does, of letters that ``post`` makes."""

    def __init__(self, post: PostPlace, journal: Journal) -> None:
        self.post = post
        self.desk = post.desk
        self.journal = journal

    def bring(self, name: str, data: bytes) -> None:
        """Put a list of supporters in place of the one there is; raises CampaignError for none."""
        suffix = Path(name).suffix.lower()
        if suffix[1:] not in ENDINGS:
            hint = "Choose a CSV, an Excel or an OpenDocument spreadsheet."
            raise CampaignError(Problem("not-a-list", f"“{name}” is no list.", hint))
        with dropped(f"supporters{suffix}", data) as file:
            named(self.desk.others.submit(read_supporters, file).result, name)
        folder = self.desk.folder.data
        there, new = find_supporters(folder), folder / f"supporters{suffix}"
        with self.journal.noting({there or new, new}, f"supporters brought in from {name}"):
            publish(new, data, mode=0o600)
            if there and there.name.casefold() != new.name:
                there.unlink()

    def lay(self, *, bundled: bool) -> None:
        """Lay the letters together: bundled for each member, or in packs for each to sign.

        Raises CampaignError where one that could be made is not as it is wanted by now.
        """
        output, on = self.post.of_supporters(), self.desk.on
        with self.post.laying, held(output):
            made = read_manifest(output / MANIFEST).letters
            ready = load_supporters(self.desk.folder, on, True, made)
            # One supporter's row never keeps the letters of the others.
            judged = tuple(one for one in judge(ready, output, on) if one.state != "failed")
            letters = self.post.chosen(ready, output, judged)
            if bundled:
                write_bundles(output, letters, ready, on, Stationery())
            else:
                sheet = pack_sheets(Typesetter(), ready, Stationery(apart=True))
                write_print_files(output, letters, separator=sheet)
