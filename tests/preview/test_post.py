"""The page makes what the commands make, and nothing of letters that are out of date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from campaign.ledger.replies import pdf_text
from campaign.ledger.store import ledger
from campaign.making.apart import Apart
from campaign.making.generate import generate
from campaign.postroom import posting
from campaign.preview.desk import Desk
from campaign.preview.journal import Journal
from campaign.preview.post import PostPlace
from campaign.preview.supporting import Supporting
from campaign.problems import CampaignError
from tests.letters import DAY


@pytest.fixture
def post(desk: Desk) -> PostPlace:
    def ignore(_: Mapping[str, Any]) -> None:
        pass

    return PostPlace(desk, ignore)


def make(post: PostPlace, *only: str) -> None:
    ready = post.desk.look().ready
    assert ready
    generate(ready, post.desk.on, post.output, Apart(post.desk.others, 60), only=only)


def test_nothing_is_laid_together_of_letters_that_are_not_made(post: PostPlace) -> None:
    with pytest.raises(CampaignError):
        post.lay("print-file")
    assert not list(post.files())


def test_the_print_file_and_its_age(post: PostPlace) -> None:
    make(post)
    post.lay("print-file")
    (file,) = [file for file in post.files() if not file["enclosure"]]
    assert file["name"] == "print/letters.pdf"
    assert post.file(file["name"]).startswith(b"%PDF")
    assert post.document()["letters"]["current"] == len(post.desk.look().by_id)
    template = post.desk.folder.templates / "mp.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("Thank you", "We thank you"), encoding="utf-8")
    assert post.document()["letters"]["current"] == 0
    with pytest.raises(CampaignError):
        post.lay("print-file")


def test_a_sheet_of_each_wording_once(post: PostPlace) -> None:
    """What is filled in for each reader makes no other wording, and their own words do."""
    found: dict[str, list[str]] = {}
    for letter, key, words in post.desk.wordings():
        found.setdefault(key, []).append(letter.id)
        assert dict(words)["Opening"]
    assert ["mp-diane-abbott", "mp-geoffrey-cox"] in found.values()
    assert ["embassy-cn"] in found.values()
    post.lay("wordings")
    (file,) = post.files()
    assert file["name"] == "print/wordings.pdf"
    words = pdf_text(post.file(file["name"]))
    assert "Thank you for reading this letter." in words
    assert "Read and agreed" in words


def test_what_the_page_does_not_make_is_refused(post: PostPlace) -> None:
    with pytest.raises(CampaignError, match="does not make"):
        post.lay("../letters")


def test_only_one_run_at_a_time(post: PostPlace) -> None:
    post.running = {"done": 0, "of": 8}
    with pytest.raises(CampaignError, match="already"):
        post.make()


def test_supporters_letters_are_counted_and_their_files_offered(post: PostPlace) -> None:
    data = post.desk.folder.data / "supporters.csv"
    data.write_text("name,address,postcode,own words\nThe Clerk,1 High Street,S60,Mine.\n")
    papers = post.output / "supporters/print"
    papers.mkdir(parents=True)
    (papers / "letters-for-one.pdf").write_bytes(b"%PDF-")
    told: Any = post.document()
    assert told["supporters"]["stand"] == {
        "current": 0, "changed": 0, "missing": 0, "failed": 0, "unwanted": 0, "left_out": 1
    }  # fmt: skip
    assert "supporters/print/letters-for-one.pdf" in {file["name"] for file in post.files()}
    assert post.file("supporters/print/letters-for-one.pdf") == b"%PDF-"


def test_what_has_been_posted_is_not_laid_together_again(post: PostPlace) -> None:
    make(post)
    every = {letter.id for letter in post.letters()}
    path = post.desk.folder.ledger

    def posted(*ids: str) -> None:
        with ledger(path, writing=True) as db:
            posting.post(db, [one for one in post.letters() if one.id in ids], DAY, "second")

    posted("mp-diane-abbott")
    assert {letter.id for letter in post.letters()} == every - {"mp-diane-abbott"}
    assert "1 letter left out" in post.left_out[0].message
    posted(*every)
    with pytest.raises(CampaignError, match="All letters have been posted"):
        post.lay("print-file")


def test_supporters_letters_from_their_list_to_the_bundles(post: PostPlace) -> None:
    supporting = Supporting(post, Journal(post.desk.folder))
    rows = "name,address,postcode,own words\nThe Clerk,1 High Street,N16 5TU,I ask you to speak.\n"
    with pytest.raises(CampaignError, match="is no list"):
        supporting.bring("letter.docx", b"")
    supporting.bring("Our supporters.csv", rows.encode())
    path = post.desk.folder.data / "supporters.csv"
    assert path.read_text() == rows
    assert path.stat().st_mode & 0o077 == 0
    told: Any = post.document()["supporters"]
    assert (told["stand"]["missing"], told["stand"]["left_out"]) == (1, 0)
    assert ["consent" in one["message"] + one["hint"] for one in told["problems"]] == [True]
    with pytest.raises(CampaignError):
        supporting.lay(bundled=True)
    post.running = {}
    post._run(supporters=True, prune=False)
    assert post.last == {"written": 1, "removed": 0, "problems": [], "supporters": True}
    assert post.output.joinpath("supporters").stat().st_mode & 0o077 == 0
    told = post.document()["supporters"]
    assert told["stand"]["current"] == 1
    supporting.lay(bundled=True)
    assert {file["title"] for file in post.files()} == {"Letters for Rt Hon Diane Abbott MP"}
    supporting.lay(bundled=False)
    assert {file["title"] for file in post.files()} == {"Packs to sign"}
    changed = post.desk.changed
    path.write_text(rows.replace("The Clerk", "The Usher"))
    # Of whom the letters to readers speak, their words are none.
    assert post.desk.look(anew=True)
    assert post.desk.changed == changed
    post._run(supporters=True, prune=True)
    assert post.last == {"written": 1, "removed": 1, "problems": [], "supporters": True}
    path.write_text(rows)
    assert supporting.journal.undo() == "supporters brought in from Our supporters.csv"
    assert not path.exists()
