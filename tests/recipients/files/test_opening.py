"""A list is opened by what it holds, and refused in words where it is no list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaign.problems import CampaignError
from campaign.recipients import find_list
from campaign.recipients.files.opening import read_sheet
from tests.recipients.files.workbooks import ods, ods_row, saved, sheet_of

TEXT = b"kind,name\nmp,Alex Baker MP\n"
XLSX = saved(sheet_of(["kind", "name"], ["mp", "Alex Baker MP"])[0])
ODS = ods(ods_row("kind", "name"), ods_row("mp", "Alex Baker MP"))
XLS = (Path(__file__).parent / "list.xls").read_bytes()


@pytest.mark.parametrize("name", ["recipients.csv", "recipients.ods", "Recipients.XLSX"])
def test_the_one_list_is_found_in_any_case(tmp_path: Path, name: str) -> None:
    for other in (name, "~$recipients.xlsx", "recipients-before-2026-11-23.csv", "calls.toml"):
        (tmp_path / other).write_bytes(b"")
    assert find_list(tmp_path).name == name


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        ((), "no-list", "no list of recipients."),
        (("recipients.csv.txt",), "no-list", "recipients.csv.txt cannot be read"),
        (("recipients.csv", "recipients.xlsx"), "several-lists", "recipients.csv, recipients.xlsx"),
        (("recipients.csv", "Recipients.csv"), "several-lists", "2 lists"),
    ],
)
def test_none_and_several_are_told(
    tmp_path: Path, names: tuple[str, ...], code: str, said: str
) -> None:
    for name in names:
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(CampaignError) as caught:
        find_list(tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert said in problem.message


@pytest.mark.parametrize("folder", ["missing", "missing/data"])
def test_a_missing_folder_has_no_list(tmp_path: Path, folder: str) -> None:
    with pytest.raises(CampaignError, match="no list of recipients"):
        find_list(tmp_path / folder)


@pytest.mark.parametrize(
    ("name", "content", "warned"),
    [
        ("a.csv", TEXT, []),
        ("a.tsv", TEXT.replace(b",", b"\t"), []),
        ("a.xlsx", XLSX, []),
        ("a.XLSM", XLSX, []),
        ("a.ods", ODS, []),
        ("a.xlsx", TEXT, ["wrong-extension"]),
        ("a.csv", XLSX, ["wrong-extension"]),
        ("a.xls", ODS, ["wrong-extension"]),
        ("a.ods", XLSX, ["wrong-extension"]),
    ],
)
def test_the_content_decides_and_a_wrong_name_is_told(
    tmp_path: Path, name: str, content: bytes, warned: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    sheet = read_sheet(path, name)
    assert [record.cells for record in sheet.records] == [["kind", "name"], ["mp", "Alex Baker MP"]]
    assert [problem.code for problem in sheet.problems] == warned


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<html><table><tr><td>kind", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page or XML"),
        (b'{"items": []}', "JSON"),
        (b"{\\rtf1 kind", "rich-text"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"\xff\xfea\x00b", "UTF-16"),
        (bytes(range(1, 9)) * 40, "neither text nor a spreadsheet"),
        (b"PK\x03\x04nonsense", "cannot be read as one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1nonsense", "cannot be read as one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "recipients.csv"
    path.write_bytes(content)
    with pytest.raises(CampaignError) as caught:
        read_sheet(path, "data/recipients.csv")
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.file == "data/recipients.csv"
    assert problem.hint


def test_missing_files_folders_and_forbidden_ones_are_told(tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="no such file"):
        read_sheet(tmp_path / "none.csv", "none.csv")
    with pytest.raises(CampaignError, match="a folder, not a file"):
        read_sheet(tmp_path, "here")
    with pytest.raises(CampaignError, match="cannot be read"):
        read_sheet(tmp_path / ("a" * 300), "long")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CampaignError, match="a pipe or a device"):
        read_sheet(tmp_path / "pipe.csv", "pipe.csv")
