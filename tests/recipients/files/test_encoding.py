"""Text is decoded by what is certain, and a choice is said aloud with the cells it touched."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.decoding import decoded, is_binary
from campaign.recipients.files.encoding import encoding_problems, unlikely_rows
from campaign.recipients.files.worksheet import SheetRow

TEXT = "kind,name\nmp,Siân Berry MP\nmp,Órfhlaith Begley MP\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_every_encoding_that_spreadsheets_save_is_read(encoding: str, told: str) -> None:
    found = decoded(TEXT.encode(encoding))
    assert (found.text, found.encoding, found.mixed) == (TEXT, told, False)


def test_utf_16_with_its_mark_the_other_way_round() -> None:
    assert decoded(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).text == TEXT


def test_the_pound_sign_of_a_short_british_file_stays_one() -> None:
    """Guessing by statistics makes it a Polish letter."""
    assert decoded("note\n£50".encode("cp1252")).text == "note\n£50"


_ACCENTED = (
    *("Sinn Féin", "René Müller", "Órfhlaith Ní Dhálaigh, Gráinne", "Jörg Böhm", "Ünal", "Strauß"),
    *("María García", "Martín", "Zoë", "Chloë", "JOSÉ", "MÜLLER", "François", "Åsa Håkansson"),
    *("Siân O’Brien’s", "Bjørn", "Caitríona", "naïve café", "D’Arcy – the people’s", "Élodie"),
)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", _ACCENTED)
def test_one_accented_name_tells_windows_from_mac(text: str, encoding: str) -> None:
    found = decoded(f"name\n{text}\n".encode(encoding))
    assert (found.text, found.encoding) == (f"name\n{text}\n", encoding)


@pytest.mark.parametrize(
    "text", ["Dušan Žižek", "Tomáš", "Škoda", "Phœbe", "£50 for “all” – and … more", "Smith†", "½"]
)
def test_what_windows_alone_or_either_could_have_written_is_windows(text: str) -> None:
    assert decoded(text.encode("cp1252")).text == text


@pytest.mark.parametrize("text", ["Raúl", "£50", "Órla"])
def test_lone_carriage_returns_settle_what_letters_leave_open(text: str) -> None:
    assert decoded(f"name\r{text}\r".encode("mac_roman")).text == f"name\r{text}\r"


def test_the_choice_of_mac_roman_is_said_aloud() -> None:
    found = decoded("mp,Siân Berry MP\r".encode("mac_roman"))
    (problem,) = encoding_problems(found, [SheetRow(1, ["mp", "Siân Berry MP"])])
    assert problem.severity == "warning"
    assert "read as Mac Roman" in problem.message
    assert "row 1: “Siân Berry MP”" in problem.message


def test_lines_of_two_encodings_are_each_read_as_their_own() -> None:
    data = "mp,Siân Berry MP\n".encode() + "mp,Zöe Franklin MP\n".encode("cp1252")
    found = decoded(data)
    assert found.text == "mp,Siân Berry MP\nmp,Zöe Franklin MP\n"
    assert found.mixed


def test_a_byte_that_means_nothing_is_shown_as_lost() -> None:
    assert decoded(b"na\x81me").text == "na�me"


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"a\x00b", codecs.BOM_UTF32_LE + b"abc"])
def test_a_mark_that_is_not_kept_is_an_error(data: bytes) -> None:
    with pytest.raises(UnicodeError):
        decoded(data)


@pytest.mark.parametrize(
    ("text", "binary"), [("a,b\n1,2\n", False), ("\x00\x01\x02a", True), ("a" * 99 + "\x00", False)]
)
def test_control_characters_tell_a_binary_file(text: str, binary: bool) -> None:
    assert is_binary(text) is binary


def test_the_cells_that_depend_on_the_choice_are_named() -> None:
    found = decoded("mp,Siân Berry MP\n".encode("cp1252"))
    (problem,) = encoding_problems(found, [SheetRow(1, ["mp", "Siân Berry MP"])])
    assert (problem.code, problem.severity) == ("not-utf-8", "warning")
    assert "row 1: “Siân Berry MP”" in problem.message
    assert "mp”" not in problem.message


def test_many_such_cells_are_counted() -> None:
    records = [SheetRow(row, ["é"]) for row in range(1, 21)]
    (problem,) = encoding_problems(decoded(b"\xe9"), records)
    assert problem.message.endswith("and 8 more.")


def test_nothing_is_said_of_utf_8() -> None:
    assert not list(encoding_problems(decoded("é".encode()), [SheetRow(1, ["é"])]))


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_characters="\0"), max_size=60))
def test_cp1252_is_read_back_or_was_utf_8_too(text: str) -> None:
    data = text.encode("cp1252")
    found = decoded(data)
    if found.encoding == "cp1252":
        lines = (re.split("[\r\n]", words) for words in (found.text, text))
        for ours, theirs in zip(*lines, strict=True):
            assert ours == theirs or ours.encode() == theirs.encode("cp1252")
    elif found.encoding == "utf-8":
        assert found.text == data.removeprefix(codecs.BOM_UTF8).decode()


# A NUL at the beginning makes of UTF-16's mark that of UTF-32; no list begins so.
@given(
    st.text(max_size=60).filter(lambda text: not text.startswith("\0")),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_marked_file_comes_out_as_it_went_in(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


NAMES = ("Sinn Féin", "René Müller", "Gráinne Ní Dhálaigh", "Jörg Böhm", "María García", "Bjørn")


def test_a_list_from_ms_dos_is_read() -> None:
    text = "name\r\n" + "\r\n".join(NAMES)
    found = decoded(text.encode("cp850"))
    assert (found.text, found.encoding) == (text, "cp850")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((name, "cp949") for name in ("김정은", "박", "Mr 김 Kim", "정동영 대사")),
        *((name, "gb18030") for name in ("王毅", "李强", "张明", "刘晓明大使", "김성기")),
        ("鈴木", "shift_jis"),
        ("Сергей Лавров", "cp1251"),
        ("สมชาย", "cp874"),
        ("Martín", "cp850"),
        ("Raúl", "cp850"),
    ],
)
def test_letters_that_are_unlikely_in_every_reading_stop_their_row(
    text: str, encoding: str
) -> None:
    found = decoded(f"mp,{text}\n".encode(encoding))
    records = [SheetRow(1, ["mp", "Alex Baker"]), SheetRow(2, found.text.strip().split(","))]
    assert [*unlikely_rows(found, records)] == [2]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text", [*_ACCENTED, "DeÁngelis", "£50 for §4", "½ day", "O’Hara", "25 °C"]
)
def test_good_names_stop_no_row(text: str, encoding: str) -> None:
    whole = f"{text},{','.join(_ACCENTED)}".encode(encoding, errors="replace").replace(b"?", b"")
    found = decoded(whole)
    assert not unlikely_rows(found, [SheetRow(1, found.text.split(","))])


def test_of_utf_8_every_letter_is_as_it_is() -> None:
    assert not unlikely_rows(decoded("김정은".encode()), [SheetRow(1, ["김정은"])])
