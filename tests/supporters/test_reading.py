"""A list of supporters is read as people keep it, and nobody is used who did not say yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.supporters.reading import Supporter, close_to_others, find_supporters, read_supporters

HEADER = "name,address,postcode,email,own words,consent"


def rows(tmp_path: Path, *lines: str, header: str = HEADER, **columns: str) -> list[Supporter]:
    path = tmp_path / "supporters.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return list(read_supporters(path, columns or None)[0])


def row(name: str = "The Clerk", postcode: str = "SW1A 0AA", said: str = "yes") -> str:
    return f'{name},"1 High Street\nLONDON",{postcode},clerk@example.org,I write because.,{said}'


def test_a_row_has_all_that_a_constituents_letter_gives(tmp_path: Path) -> None:
    (one,) = rows(tmp_path, row())
    assert (one.row, one.name, one.postcode) == (2, "The Clerk", "SW1A 0AA")
    assert one.lines == ("1 High Street", "LONDON")
    assert (one.email, one.words, one.refused) == ("clerk@example.org", "I write because.", "")
    assert not one.problems


def test_a_council_may_write_too(tmp_path: Path) -> None:
    (one,) = rows(tmp_path, row('"The Clerk, Example Parish Council"'))
    assert one.name == "The Clerk, Example Parish Council"
    assert not one.problems


def test_columns_go_by_other_names_and_by_choice(tmp_path: Path) -> None:
    header = "First name,Surname,Street,Town,Post Code,Why I care,Opt-in"
    (one,) = rows(
        tmp_path,
        "Supporter,Twelve,1 High Street,Leeds,ls1 4ap,It touches us.,Yes - by post",
        header=header,
        **{"Why I care": "note", "A heading of the other list": "role"},
    )
    assert (one.name, one.postcode) == ("Supporter Twelve", "LS1 4AP")
    assert (one.lines, one.words) == (("1 High Street", "LEEDS"), "It touches us.")
    assert not one.refused


def test_the_postcode_may_stand_in_the_address(tmp_path: Path) -> None:
    (one,) = rows(tmp_path, 'The Clerk,"1 High Street\nLONDON\nsw1a0aa"', header="name,address")
    assert (one.postcode, one.lines) == ("SW1A 0AA", ("1 High Street", "LONDON"))


@pytest.mark.parametrize("said", ["no", "No, thank you", "FALSE", "0", "opted out", "Withdrawn"])
def test_a_no_is_never_used_and_needs_no_mending(tmp_path: Path, said: str) -> None:
    (one,) = rows(tmp_path, row(said=f'"{said}"'))
    assert "never used" in one.refused
    assert not one.problems


@pytest.mark.parametrize("said", ["", "perhaps", "see file"])
def test_what_is_no_clear_yes_is_not_used_and_is_told(tmp_path: Path, said: str) -> None:
    (one,) = rows(tmp_path, row(said=said))
    assert one.refused
    assert [(p.code, p.severity) for p in one.problems] == [("no-consent", "warning")]


@pytest.mark.parametrize("said", ["yes", "Y", "TRUE", "1", "x", "✓", "2026-05-01", "I agree"])
def test_a_yes_is_heard(tmp_path: Path, said: str) -> None:
    (one,) = rows(tmp_path, row(said=said))
    assert not one.refused


def test_when_somebody_agreed_is_not_whether(tmp_path: Path) -> None:
    header = "name,postcode,consent,consent source,consent_date"
    (one,) = rows(tmp_path, "The Clerk,SW1A 0AA,yes,web form,", header=header)
    assert not one.refused


def test_of_two_consents_each_must_be_given(tmp_path: Path) -> None:
    header = "name,postcode,consent,consent to print"
    (one,) = rows(tmp_path, "The Clerk,SW1A 0AA,yes,no", header=header)
    assert "never used" in one.refused


def test_without_a_column_of_consent_the_list_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "supporters.csv"
    path.write_text("name,postcode\nThe Clerk,SW1A 0AA\nThe Chair,N1 9GU\n", encoding="utf-8")
    supporters, problems = read_supporters(path)
    assert [problem.code for problem in problems] == ["no-consent-column"]
    assert not any(one.refused for one in supporters)


def test_a_supporter_listed_twice_counts_once(tmp_path: Path) -> None:
    first, other, second = rows(tmp_path, row(), row("The Chair"), row("the  clerk"))
    assert (first.refused, other.refused) == ("", "")
    assert second.refused == "in row 2 already"
    assert [problem.code for problem in second.problems] == ["duplicate-supporter"]


def test_a_no_in_any_row_is_a_no(tmp_path: Path) -> None:
    first, second = rows(tmp_path, row(), row(said="no"))
    assert first.refused == "row 3: consent is “no”: never used"
    assert second.refused == "in row 2 already"


def test_another_email_makes_no_other_person_but_an_id_does(tmp_path: Path) -> None:
    other = row().replace("clerk@example.org", "")
    first, second = rows(tmp_path, row(), other)
    # Whoever forgets one forgets both.
    assert (second.refused, second.id) == ("in row 2 already", first.id)
    header = f"id,{HEADER}"
    _, second = rows(tmp_path, f"1,{row()}", f"2,{other}", header=header)
    assert not second.refused


def test_an_id_outlives_other_words_another_order_and_a_move(tmp_path: Path) -> None:
    first, _ = rows(tmp_path, row(), row("The Chair"))
    moved = row(postcode="LS1 4AP").replace("I write because.", "Other words.")
    _, second = rows(tmp_path, row("The Chair"), moved)
    assert first.id == second.id
    assert first.id.startswith("supporter-")
    assert "clerk" not in first.id


def test_the_lists_own_id_is_kept_unless_it_tells_the_name(tmp_path: Path) -> None:
    header = "id,name,postcode"
    own, tells = rows(
        tmp_path, "CRM-12,The Clerk,N1 9GU", "the.clerk,The Clerk,N1 9GU", header=header
    )
    assert own.id == "supporter-CRM-12"
    assert "clerk" not in tells.id


def test_what_a_letter_would_lack_is_told(tmp_path: Path) -> None:
    (one,) = rows(tmp_path, "The Clerk,SW1A 0AA", header="name,postcode")
    assert [problem.code for problem in one.problems] == ["no-address"]


def test_the_list_is_closed_to_everybody_else(tmp_path: Path) -> None:
    rows(tmp_path, row())
    path = tmp_path / "supporters.csv"
    path.chmod(0o644)
    assert [problem.code for problem in close_to_others(path)] == ["closed-to-others"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(close_to_others(path))


def test_there_may_be_no_list(tmp_path: Path) -> None:
    assert find_supporters(tmp_path) is None
    rows(tmp_path, row())
    assert find_supporters(tmp_path) == tmp_path / "supporters.csv"
