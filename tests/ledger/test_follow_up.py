"""A second letter goes once to who is late, cites the first, and never to who has answered."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable

import pytest

from campaign.html import Templates
from campaign.making.load import load
from campaign.model import reference_of
from campaign.plain_text import plain_text
from campaign.preview import desk as preview
from campaign.preview.editing import Editing
from campaign.preview.journal import Journal
from campaign.problems import CampaignError
from tests.ledger.conftest import Desk
from tests.making.conftest import ROWS, make, write_rows

LATE = dt.date(2026, 12, 21)
NAMES = [row["id"] for row in ROWS]
SECOND = "smith-follow-up"


@pytest.fixture
def late(printed: Desk, today: Callable[[dt.date], None]) -> Desk:
    printed.json("posted", "--on", "2026-11-02", "--class", "first")
    today(LATE)
    return printed


def stands(document: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {one["id"]: one["status"] for one in document["follow_ups"]}


def words(desk: Desk, name: str = SECOND) -> str:
    ready = load(desk.folder, LATE)
    (letter,) = (one for one in ready.letters(LATE) if one.id == name)
    return plain_text(Templates(desk.folder.templates).letter(letter, ready.campaign))


def test_who_is_late_is_followed_up_once(late: Desk) -> None:
    drafted = late.json("follow-up")
    assert stands(drafted) == {f"{name}-follow-up": "drafted" for name in NAMES}
    assert {one["first"]: one["reference"] for one in drafted["follow_ups"]} == {
        name: reference_of(f"{name}-follow-up") for name in NAMES
    }
    assert stands(late.json("follow-up")) == {f"{name}-follow-up": "already" for name in NAMES}
    report = make(late.folder)
    assert [one.id for one in report.letters] == [*NAMES, *(f"{name}-follow-up" for name in NAMES)]
    assert late.json("posted", "--where", "letter=follow-up", code=1)["posted"] == []
    late.print_all(SECOND)
    told = late.json("posted", "--only", SECOND)["posted"]
    assert [(one["id"], one["status"]) for one in told] == [(SECOND, "posted")]
    by = {one["id"]: one["state"] for one in late.json("due")["due"]}
    assert by[SECOND] == "waiting"
    assert "smith" not in by


def test_who_is_not_late_or_has_answered_is_told(late: Desk, today: Callable[..., None]) -> None:
    late.json("reply", "smith", "--kind", "refusal")
    late.json("reply", "alton", "--kind", "holding", "--promised", "2026-12-31")
    late.json("reply", "embassy", "--kind", "bounced")
    assert stands(late.json("follow-up")) == {"champion-follow-up": "drafted"}
    for name, code in (("smith", "answered"), ("alton", "not-late"), ("embassy", "not-posted")):
        assert late.codes("follow-up", "--only", name, "--again") == [code]
    assert late.codes("follow-up", "--only", "nobody") == ["unknown-id"]
    today(dt.date(2027, 1, 4))
    assert stands(late.json("follow-up", "--only", "alton")) == {"alton-follow-up": "drafted"}


def test_an_answer_before_it_goes_takes_it_back(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    make(late.folder)
    late.print_all(SECOND)
    late.json("reply", "smith", "--kind", "substantive", "--on", "2026-12-20")
    assert SECOND not in {one.id for one in load(late.folder, LATE).recipients}
    assert late.codes("posted", "--only", SECOND) == ["recipient-gone"]
    assert late.codes("posted", "--only", SECOND, "--as-made") == ["answered"]
    late.json("reply", "smith", "--undo")
    assert late.json("posted", "--only", SECOND)["posted"][0]["status"] == "posted"
    # What has gone stays on the list, whoever answers later.
    late.json("reply", SECOND, "--kind", "substantive")
    assert SECOND in {one.id for one in load(late.folder, LATE).recipients}
    assert late.codes("follow-up", "--only", "smith") == ["answered"]


def test_a_third_letter_is_on_purpose(late: Desk, today: Callable[..., None]) -> None:
    late.json("follow-up", "--only", "smith")
    assert stands(late.json("follow-up", "--only", "smith", "--again")) == {SECOND: "already"}
    make(late.folder)
    late.json("posted", "--only", SECOND, "--printed-elsewhere")
    assert late.codes("follow-up", "--only", "smith") == ["not-late"]
    today(dt.date(2027, 3, 1))
    assert stands(late.json("follow-up", "--only", "smith")) == {SECOND: "followed-up"}
    assert stands(late.json("follow-up", "--only", "smith", "--again")) == {
        f"{SECOND}-2": "drafted"
    }


def test_a_draft_is_taken_back(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    one = ("follow-up", "--only", "smith", "--undo")
    assert stands(late.json(*one)) == {SECOND: "withdrawn"}
    assert stands(late.json(*one)) == {}
    assert late.run("follow-up", "--undo").exit_code == 2
    late.json("follow-up", "--only", "smith")
    # A draft speaks of the posting: without that it is none.
    late.json("posted", "--only", "smith", "--undo")
    assert SECOND not in {one.id for one in load(late.folder, LATE).recipients}
    # Posted after all, the letter is followed up anew, in the place of that draft.
    late.json("posted", "--only", "smith", "--on", "2026-11-03", "--class", "first")
    assert stands(late.json("follow-up", "--only", "smith")) == {SECOND: "drafted"}
    assert "3 November" in words(late)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((), "We have not yet had an answer."),
        (
            ("--kind", "acknowledged", "--ref", "TO26/1"),
            "acknowledged on 10 November 2026 (your reference TO26/1)",
        ),
        (
            ("--kind", "holding", "--promised", "2026-12-01"),
            "Word came on 10 November 2026 that we should have an answer by 1 December 2026.",
        ),
        (
            ("--kind", "promise", "--promised", "2026-12-01", "--ref", "A-1"),
            "Your reply of 10 November 2026 (your reference A-1) promised more by 1 December 2026.",
        ),
    ],
)
def test_it_cites_the_first_letter_and_what_came_back(
    late: Desk, reply: tuple[str, ...], said: str
) -> None:
    if reply:
        late.json("reply", "smith", "--on", "2026-11-10", *reply)
    late.json("follow-up")
    text = " ".join(words(late).replace("\xa0", " ").split())
    assert f"on 2 November 2026 (our reference {reference_of('smith')})" in text
    assert said in text
    assert "21 December 2026" in text
    assert reference_of(SECOND) in text
    embassy = " ".join(words(late, "embassy-follow-up").replace("\xa0", " ").split())
    assert "had the honour to write to Your Excellency on 2 November 2026" in embassy


def test_the_campaign_s_own_words_must_cite_it_too(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    wording = late.folder.wording
    plain = wording.read_text(encoding="utf-8")
    own = "\n\n# Follow-up for mp\n\nOn {{ recipient.follow_up.posted|british_date }} we wrote."
    wording.write_text(plain + own, encoding="utf-8")
    assert "no-follow-up" in late.codes("check")
    wording.write_text(plain + own + " {{ recipient.follow_up.reference }}.", encoding="utf-8")
    assert "2 November 2026 we wrote" in words(late).replace("\xa0", " ")


def test_old_templates_make_no_second_first_letter(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    base = late.folder.templates / "base.html.j2"
    text = base.read_text(encoding="utf-8")
    base.write_text(
        text.replace("{% if not recipient.follow_up %}", "{% if 1 %}"), encoding="utf-8"
    )
    (late.folder.templates / "partials/follow_up.html.j2").unlink()
    assert "no-follow-up" in {one.code for one in make(late.folder).problems}


def test_who_is_off_the_list_is_not_written_to(late: Desk) -> None:
    write_rows(late.folder, [row for row in ROWS if row["id"] != "smith"])
    assert "smith-follow-up" not in stands(late.json("follow-up"))


def test_a_damaged_ledger_prunes_no_second_letter(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    make(late.folder)
    (late.folder.data / "ledger.sqlite").write_bytes(b"damaged")
    report = make(late.folder, prune=True)
    assert (late.folder.output / "letters" / f"{SECOND}.pdf").exists()
    assert {"ledger-damaged"} <= {one.code for one in report.problems}


def test_the_page_shows_it_and_writes_no_word_of_it_into_the_first(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    desk = preview.Desk(late.folder, LATE)
    assert desk.look().recipient(SECOND).follow_up
    with pytest.raises(CampaignError, match="no row in the list"):
        Editing(desk, Journal(late.folder)).save_cell(SECOND, "note", "Words.", "")


def test_deleting_the_output_loses_nothing(late: Desk) -> None:
    late.json("follow-up", "--only", "smith")
    shutil.rmtree(late.folder.output)
    assert SECOND in {one.id for one in make(late.folder).letters}
    again = late.json("posted", "--printed-elsewhere")["posted"]
    assert {one["id"]: one["status"] for one in again} == {
        **dict.fromkeys(NAMES, "already"), SECOND: "posted"
    }  # fmt: skip
