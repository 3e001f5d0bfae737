"""A list read in shares is the list read whole; what befalls one share is told once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from campaign.making import list_read
from campaign.making.closed import READING
from campaign.making.list_read import list_begun
from campaign.problems import CampaignError
from campaign.recipients import RecipientList, read_recipients
from campaign.recipients.reading import put_together, read_share

HEADER = "id,kind,name,role,organisation,constituency,postcode,country\n"
ROWS = (
    ",mp,Chair of the Works Committee,,,Leeds West,,\n",
    "a,mp,Rt Hon Member for Leeds MP,,,Leeds East,,\n",
    ",,,Director,Works Council,,SW1A OAA,\n",
    "A,mp,Secretary General,,,Leeds East,,\n",
    ",,,Prime Minister,,,,\n",
    ",mp,Rt Hon Member for Leeds MP,,,Leeds East,,\n",
    "Total: 6,,,,,,,\n",
)


def read(path: Path) -> RecipientList:
    with list_begun("data/list.csv", path, READING) as listed:
        return listed()


def a_list(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    path = folder / "list.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("of", range(1, 10))
@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1], ()])
def test_shares_make_the_whole(of: int, rows: tuple[str, ...], tmp_path: Path) -> None:
    path = a_list(tmp_path, rows)
    shares = [read_share(path, share, of) for share in range(of)]
    assert put_together(path, shares) == read_recipients(path)
    assert bool(read_recipients(path).problems)


def test_a_list_read_is_read_by_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def side_by_side(
        file: str, seconds: float, calls: list[Callable[[], object]]
    ) -> AbstractContextManager[Callable[[], list[object]]]:
        asked.append(len(calls))
        return beside(file, seconds, calls)

    beside = list_read.side_by_side
    path = a_list(tmp_path)
    monkeypatch.setattr(list_read, "cores", lambda: 3)
    monkeypatch.setattr(list_read, "side_by_side", side_by_side)
    whole = read(path)
    monkeypatch.setattr(list_read, "LONG", 1)
    assert read(path) == whole
    assert asked == [1, 3]


def test_what_befalls_a_share_is_told_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_read, "LONG", 1)
    monkeypatch.setattr(list_read, "cores", lambda: 2)
    path = a_list(tmp_path)
    path.write_text("no table", encoding="utf-8")
    with pytest.raises(CampaignError) as told:
        read(path)
    assert [problem.code for problem in told.value.problems] == ["no-header"]
