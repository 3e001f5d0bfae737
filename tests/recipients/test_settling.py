"""A row's name and office say who is written to: seats, offices, our own missions, states."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.forms_of_address import form_of_address
from campaign.model import Recipient
from campaign.problems import Problem
from campaign.recipients.reading import read_recipients
from tests.recipients.lists import codes, csv_text, listed

HEADINGS = ("kind", "name", "role", "organisation", "state", "constituency")
PLACE = ("address", "postcode", "country")


def read(tmp_path: Path, **cells: str) -> tuple[Recipient | None, tuple[Problem, ...]]:
    """Read a list of one row, addressed to a street in London."""
    path = tmp_path / "recipients.csv"
    row = [cells.get(heading, "") for heading in HEADINGS]
    quoted = ",".join(
        f'"{cell}"'
        for cell in [*row, "1 High Street\nLondon", "SW1A 0AA", cells.get("country", "")]
    )
    path.write_text(f"{','.join((*HEADINGS, *PLACE))}\n{quoted}\n", encoding="utf-8")
    found = read_recipients(path)
    return (found.recipients or (None,))[0], found.problems


@pytest.mark.parametrize(
    ("organisation", "state"),
    [
        ("Embassy of the Republic of Sudan", "sd"),
        ("Chinese Embassy", "cn"),
        ("Royal Thai Embassy", "th"),
        ("High Commission for the Islamic Republic of Pakistan", "pk"),
    ],
)
def test_an_embassy_has_the_state_of_its_name_without_a_word(
    tmp_path: Path, organisation: str, state: str
) -> None:
    recipient, problems = read(tmp_path, kind="embassy", organisation=organisation)
    assert recipient is not None
    assert (recipient.kind, recipient.state) == ("embassy", state)
    assert problems == ()


@pytest.mark.parametrize(
    "organisation", ["Korean Embassy", "Embassy", "Delegation of the European Union"]
)
def test_an_embassy_of_no_known_state_is_an_error(tmp_path: Path, organisation: str) -> None:
    recipient, (problem,) = read(tmp_path, kind="embassy", organisation=organisation)
    assert recipient is None
    assert (problem.code, problem.severity, problem.row) == ("unknown-state", "error", 2)
    assert organisation in problem.message
    assert "state" in problem.hint


def test_a_state_in_its_column_settles_what_the_name_leaves_open(tmp_path: Path) -> None:
    recipient, problems = read(
        tmp_path, kind="embassy", organisation="Korean Embassy", state="South Korea"
    )
    assert recipient is not None
    assert recipient.state == "kr"
    assert problems == ()


def test_a_mission_above_its_street_says_whose_it_is(tmp_path: Path) -> None:
    row = (
        'kind,role,address,postcode\nembassy,Ambassador,"Embassy of Sudan\n3 Row, London",SW1A 1DD'
    )
    path = tmp_path / "recipients.csv"
    path.write_text(row, encoding="utf-8")
    (recipient,) = read_recipients(path).recipients
    assert recipient.state == "sd"


@pytest.mark.parametrize("state", ["cn", "gb"])
def test_a_state_against_its_missions_name_stops_the_letter(tmp_path: Path, state: str) -> None:
    recipient, (problem,) = read(
        tmp_path, kind="embassy", organisation="Embassy of Japan", state=state
    )
    assert recipient is None
    assert (problem.code, problem.severity) == ("state-and-mission", "error")


@pytest.mark.parametrize("country", ["UK", "United Kingdom", "England", "Sweden", ""])
def test_the_country_of_a_missions_address_is_not_the_one_it_represents(
    tmp_path: Path, country: str
) -> None:
    recipient, problems = read(
        tmp_path,
        kind="embassy",
        organisation="Embassy of Sweden",
        country=country,
    )
    assert recipient is not None
    assert (recipient.kind, recipient.state) == ("embassy", "se")
    assert recipient.address.lines == ("1 High Street", "LONDON", "SW1A 0AA")
    assert problems == ()


@pytest.mark.parametrize(
    ("role", "organisation", "told"),
    [
        ("First Minister", "", ["which-government"]),
        ("Cabinet Secretary for Housing", "St Andrew’s House", ["which-government"]),
        ("First Minister of Wales", "", []),
        ("First Minister", "The Scottish Government", []),
    ],
)
def test_a_devolved_minister_is_of_some_government(
    tmp_path: Path, role: str, organisation: str, told: list[str]
) -> None:
    _, problems = read(tmp_path, kind="minister", role=role, organisation=organisation)
    assert [p.code for p in problems] == told


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        ({"role": "HM Ambassador", "organisation": "British Embassy Beijing"}, "HM Ambassador"),
        ({"role": "The Ambassador", "organisation": "British Embassy Paris"}, "HM Ambassador"),
        ({"organisation": "British High Commission"}, "British High Commissioner"),
        ({"role": "His Majesty's Ambassador to Japan", "state": "jp"}, ""),
        ({"role": "Deputy Head of Mission", "organisation": "British Embassy Rome"}, ""),
    ],
)
@pytest.mark.parametrize("kind", ["embassy", "other"])
def test_our_own_missions_are_no_other_governments(
    tmp_path: Path, kind: str, cells: dict[str, str], role: str
) -> None:
    recipient, problems = read(tmp_path, kind=kind, **cells)
    assert recipient is not None
    assert recipient.kind == "other"
    assert recipient.role == (role or cells["role"])
    if "Deputy" not in recipient.role:
        assert recipient.state == "gb"
    assert problems == ()


@pytest.mark.parametrize(
    "name",
    [
        "Stella Creasy MP, Walthamstow",
        "Stella Creasy MP (Walthamstow)",
        "Stella Creasy MP – Walthamstow",
        "Stella Creasy MP for Walthamstow",
        "Stella Creasy, MP for Walthamstow",
    ],
)
def test_a_seat_behind_the_name_is_the_constituency(tmp_path: Path, name: str) -> None:
    recipient, problems = read(tmp_path, kind="mp", name=name)
    assert recipient is not None
    assert (recipient.name, recipient.constituency) == ("Stella Creasy MP", "Walthamstow")
    assert recipient.id == "mp-stella-creasy"
    assert problems == ()


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("other", "Very Revd Forename Surname, Dean of York", ("Dean of York", "")),
        ("press", "The Editor, The Times", ("The Editor", "The Times")),
        ("minister", "Foreign Secretary", ("Foreign Secretary", "")),
    ],
)
def test_an_office_under_name_is_the_role(
    tmp_path: Path, kind: str, name: str, found: tuple[str, str]
) -> None:
    recipient, problems = read(tmp_path, kind=kind, name=name)
    assert recipient is not None
    assert (recipient.role, recipient.organisation) == found
    assert problems == ()


@pytest.mark.parametrize(
    ("job", "organisation", "found"),
    [
        ("Department for Media", "", ("The Secretary of State", "Department for Media")),
        ("Media", "The Department", ("The Secretary of State, Media", "The Department")),
        ("Minister for Media", "The Department", ("Minister for Media", "The Department")),
    ],
)
def test_an_office_under_name_is_not_lost_to_a_body_under_job(
    tmp_path: Path, job: str, organisation: str, found: tuple[str, str]
) -> None:
    row = {"name": "The Secretary of State", "role": job, "organisation": organisation}
    recipient, _ = read(tmp_path, kind="minister", **row)
    assert recipient is not None
    assert (recipient.name, recipient.role, recipient.organisation) == ("", *found)


def test_what_fits_nowhere_is_left_out_and_told(tmp_path: Path) -> None:
    name = "Forename Surname MP, Place"
    recipient, problems = read(
        tmp_path, kind="mp", name=name, constituency="Elsewhere", role="Chair"
    )
    assert recipient is not None
    assert recipient.constituency == "Elsewhere"
    assert [problem.code for problem in problems] == ["name-and-more"]


def test_a_doubt_about_a_name_is_told_with_its_row(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, kind="peer", name="Alton of Liverpool")
    assert (problem.code, problem.severity, problem.row) == ("unsure-name", "warning", 2)


@pytest.mark.parametrize(
    ("kind", "role", "seat", "left"),
    [
        ("mp", "MP for Walthamstow", "Walthamstow", ""),
        ("mp", "Labour MP for Walthamstow", "Walthamstow", ""),
        ("mp", "Member of Parliament, Walthamstow", "Walthamstow", ""),
        ("mp", "Member of Parliament", "", ""),
        (
            "mp",
            "MP for Ealing Central and Acton and Chair of the APPG",
            "Ealing Central and Acton",
            "Chair of the APPG",
        ),
        ("msp", "Member of the Scottish Parliament for Leith", "Leith", ""),
        ("ms", "MS for Cardiff Central", "Cardiff Central", ""),
        ("mla", "MLA for Foyle", "Foyle", ""),
        (
            "mp",
            "Chair of the Foreign Affairs Committee",
            "",
            "Chair of the Foreign Affairs Committee",
        ),
    ],
)
@pytest.mark.parametrize("said", [True, False])
def test_a_role_that_is_the_seat_gives_it_and_is_not_printed(
    tmp_path: Path, kind: str, role: str, seat: str, left: str, said: bool
) -> None:
    name = "Alex Baker" if said or not left else f"Alex Baker {kind.upper()}"
    recipient, _ = read(tmp_path, kind=kind if said else "", name=name, role=role)
    assert recipient is not None
    assert (recipient.kind, recipient.constituency, recipient.role) == (kind, seat, left)


@pytest.mark.parametrize(
    ("organisation", "role", "kind"),
    [
        ("Embassy of Japan", "Ambassador of Japan to the UK", "embassy"),
        ("United Kingdom Embassy in Paris", "Ambassador", "other"),
        ("UKMIS New York", "UK Permanent Representative to the United Nations", "other"),
        ("Camden Council", "", "other"),
    ],
)
def test_a_kind_is_taken_from_the_body(
    tmp_path: Path, organisation: str, role: str, kind: str
) -> None:
    recipient, problems = read(tmp_path, organisation=organisation, role=role)
    assert recipient is not None
    assert recipient.kind == kind
    assert [problem.code for problem in problems] == ["kind-inferred"]


def test_a_body_under_name_is_the_organisation_and_told(tmp_path: Path) -> None:
    recipient, (problem,) = read(tmp_path, kind="other", name="Amnesty International UK")
    assert recipient is not None
    assert (recipient.name, recipient.organisation) == ("", "Amnesty International UK")
    assert (problem.code, problem.severity) == ("body-for-name", "warning")


@pytest.mark.parametrize(
    ("above", "role", "organisation", "salutation"),
    [
        (
            "Minister of Health\nDepartment of Health",
            "Minister of Health",
            "Department of Health",
            "Dear Minister",
        ),
        (
            "Secretary of State for Wales",
            "Secretary of State for Wales",
            "",
            "Dear Secretary of State",
        ),
        ("Chair, Housing Committee", "Chair, Housing Committee", "", "Dear Mr Surname"),
        ("Lord Mayor Treloar College", "", "", "Dear Mr Surname"),
        ("Attorney General’s Office", "", "", "Dear Mr Surname"),
        ("Chancellor Court", "", "", "Dear Mr Surname"),
    ],
)
def test_an_office_at_the_head_of_an_address_is_the_role_and_told(
    tmp_path: Path, above: str, role: str, organisation: str, salutation: str
) -> None:
    rows = [
        ("kind", "name", "address", "postcode"),
        ("other", "Mr Forename Surname", "", "LS1 1AA"),
    ]
    street = "1 High Street\nLeeds"
    rows[1] = ("other", "Mr Forename Surname", f"{above}\n{street}", "LS1 1AA")
    found = listed(tmp_path, csv_text(*rows))
    recipient = found.recipients[0]
    assert (recipient.role, recipient.organisation) == (role, organisation)
    assert form_of_address(recipient).salutation == salutation
    assert codes(found.problems) == ([("office-in-address", 2)] if role else [])


def test_name_and_address_in_one_column_are_told_apart(tmp_path: Path) -> None:
    rows = [
        ("Who?", "Name and address"),
        ("Doctor", "Professor Sir Forename Surname OBE\nA Hospital\nCardiff CF14 4XW"),
        ("MLA", "Ms Forename Surname MLA\nMinister of Health\nCastle Buildings\nBelfast BT4 3SQ"),
        ("", "Forename Surname MP (SDLP, Foyle), House of Commons, London, SW1A 0AA"),
        ("", "The Chief Executive\nA Health Trust\n1 High Street\nDerry\nBT47 6SB"),
    ]
    found = listed(tmp_path, csv_text(*rows))
    assert [
        (who.kind, form_of_address(who).salutation, len(who.address.lines))
        for who in found.recipients
    ] == [
        ("other", "Dear Sir Forename", 3),
        ("mla", "Dear Minister", 3),
        ("mp", "Dear Forename Surname", 3),
        ("other", "Dear Chief Executive", 4),
    ]
    member = found.recipients[2]
    assert (member.party, member.constituency) == ("Social Democratic & Labour Party", "Foyle")
    assert {problem.severity for problem in found.problems} == {"warning"}


@pytest.mark.parametrize(
    ("role", "organisation", "state"),
    [
        ("President", "The President’s Office", "mv"),
        ("Prime Minister", "", "mv"),
        ("Director", "Ministry of Justice", "mv"),
        ("President", "Bar Association", ""),
        ("Chief Justice", "Supreme Court", ""),
    ],
)
def test_who_speaks_for_another_state_s_government_has_that_state(
    tmp_path: Path, role: str, organisation: str, state: str
) -> None:
    headings = ("kind", "name", "role", "organisation", "address", "country")
    row = ("other", "Dr Forename Surname", role, organisation, "1 Street\nMalé", "Maldives")
    (recipient,) = listed(tmp_path, csv_text(headings, row)).recipients
    assert recipient.state == state


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Chief Exec.", "Chief Executive"),
        ("C.E.O.", "Chief Executive"),
        ("Hon. Sec.", "Honorary Secretary"),
    ],
)
def test_an_office_written_short_is_spelt_out(tmp_path: Path, name: str, role: str) -> None:
    recipient, _ = read(tmp_path, kind="other", name=name)
    assert recipient is not None
    assert (recipient.name, recipient.role) == ("", role)


@pytest.mark.parametrize("name", ["Sir Geoffrey Cox's Private Secretary", "Lord Jones’ Office"])
def test_somebody_s_office_is_not_greeted_as_that_person(tmp_path: Path, name: str) -> None:
    recipient, (problem,) = read(tmp_path, kind="other", name=name, organisation="House of Commons")
    assert recipient is not None
    assert (recipient.name, recipient.role) == ("", name)
    assert form_of_address(recipient).salutation == "Dear Sir or Madam"
    assert (problem.code, problem.severity) == ("body-for-name", "warning")


@pytest.mark.parametrize(
    ("role", "seat", "left"),
    [
        ("Walthamstow", "Walthamstow", ""),
        ("Chair, a Committee", "", "Chair, a Committee"),
    ],
)
def test_a_seat_under_position_is_no_office(
    tmp_path: Path, role: str, seat: str, left: str
) -> None:
    recipient, _ = read(tmp_path, kind="mp", name="Forename Surname MP", role=role)
    assert recipient is not None
    assert (recipient.constituency, recipient.role) == (seat, left)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Forename Surname (Mrs)", "Mrs Forename Surname"),
        ("Forename Surname, Dr.", "Dr. Forename Surname"),
        ("Forename Surname (Sir)", "Sir Forename Surname"),
        ("FAO: Forename Surname", "Forename Surname"),
        ("Dear Forename Surname", "Forename Surname"),
        ("Forename Surname, Chair", "Forename Surname"),
    ],
)
def test_a_title_behind_a_name_goes_before_it(tmp_path: Path, written: str, name: str) -> None:
    recipient, _ = read(tmp_path, kind="other", name=written)
    assert recipient is not None
    assert recipient.name == name


@pytest.mark.parametrize("name", ["SURNAME, Forename (Mrs)", "Mrs SURNAME, Forename"])
def test_a_surname_first_is_told_as_it_belongs_with_its_title(tmp_path: Path, name: str) -> None:
    recipient, (problem,) = read(tmp_path, kind="other", name=name)
    assert recipient is None
    assert problem.code == "surname-first"
    assert "“Mrs Forename Surname”" in problem.hint


@pytest.mark.parametrize(
    ("last", "kind", "state"), [("Canada", "other", "ca"), ("", "minister", "")]
)
def test_a_minister_of_another_government_is_none_of_ours(
    tmp_path: Path, last: str, kind: str, state: str
) -> None:
    path = tmp_path / "recipients.csv"
    row = f"minister,Minister of Foreign Affairs,125 Sussex Drive,Ottawa,K1A 0G2,{last}"
    if not last:
        row = "minister,Minister of State,King Charles Street,London,SW1A 2AH,"
    path.write_text(f"kind,role,address_1,address_2,postcode,country\n{row}\n", encoding="utf-8")
    (recipient,) = read_recipients(path).recipients
    assert (recipient.kind, recipient.state) == (kind, state)
