"""Everybody is addressed as they should be, and nobody's gender is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms_of_address import PARLIAMENT_ADDRESS_AS, form_of_address
from campaign.forms_of_address.rules import (
    AMBASSADOR_CLOSE,
    FAITHFULLY,
    HIGH_COMMISSIONER_CLOSE,
    RULES,
    SINCERELY,
)
from campaign.model import KINDS, Kind, PostalAddress, Recipient


def form(kind: Kind, name: str = "", **fields: Any) -> tuple[str, str, str]:
    found = form_of_address(Recipient("id", 2, kind, name, **fields))
    return found.envelope_lines[0], found.salutation, found.rule


@pytest.mark.parametrize(
    ("role", "envelope", "salutation"),
    [
        (
            "The Most Revd the Archbishop of York",
            "The Most Rev and Rt Hon the Archbishop of York",
            "Dear Archbishop",
        ),
        ("Rt Revd the Bishop of Durham", "The Rt Rev the Bishop of Durham", "Dear Bishop"),
        ("The Very Revd the Dean of York", "The Very Revd the Dean of York", "Dear Dean"),
        ("The Worshipful the Mayor of Weir", "The Worshipful the Mayor of Weir", "Dear Mayor"),
    ],
)
def test_an_office_may_have_its_style_under_a_heading_for_roles(
    role: str, envelope: str, salutation: str
) -> None:
    assert form("other", role=role)[:2] == (envelope, salutation)


@pytest.mark.parametrize(
    ("name", "envelope", "salutation", "rule"),
    [
        ("Alex Baker MP", "Alex Baker MP", "Dear Alex Baker", "mp"),
        ("Rt Hon Wendy Morton MP", "The Rt Hon Wendy Morton MP", "Dear Wendy Morton", "mp_pc"),
        ("Tony Vaughan KC MP", "Tony Vaughan KC MP", "Dear Tony Vaughan", "mp_kc"),
        ("Mr Connor Rand MP", "Mr Connor Rand MP", "Dear Mr Rand", "mp"),
        ("Mrs Elsie Blundell MP", "Mrs Elsie Blundell MP", "Dear Mrs Blundell", "mp"),
        ("Mr Tanmanjeet Singh Dhesi MP", "Mr Tanmanjeet Singh Dhesi MP", "Dear Mr Dhesi", "mp"),
        ("Dr Ellie Chowns MP", "Dr Ellie Chowns MP", "Dear Dr Chowns", "doctor"),
        (
            "Rt Hon Dr Andrew Murrison MP",
            "The Rt Hon Dr Andrew Murrison MP",
            "Dear Dr Murrison",
            "doctor",
        ),
        (
            "Rt Hon Sir Geoffrey Cox KC MP",
            "The Rt Hon Sir Geoffrey Cox KC MP",
            "Dear Sir Geoffrey",
            "knight",
        ),
        (
            "Rt Hon Sir Iain Duncan Smith MP",
            "The Rt Hon Sir Iain Duncan Smith MP",
            "Dear Sir Iain",
            "knight",
        ),
        ("Dame Chi Onwurah MP", "Dame Chi Onwurah MP", "Dear Dame Chi", "dame"),
        ("Rt Hon Andy Burnham", "The Rt Hon Andy Burnham MP", "Dear Andy Burnham", "mp_pc"),
        ("Warinder Juss", "Warinder Juss MP", "Dear Warinder Juss", "mp"),
    ],
)
def test_mps(name: str, envelope: str, salutation: str, rule: str) -> None:
    assert form("mp", name) == (envelope, salutation, rule)


@pytest.mark.parametrize(
    ("name", "envelope", "salutation", "rule"),
    [
        (
            "Lord Alton of Liverpool",
            "The Lord Alton of Liverpool",
            "Dear Lord Alton",
            "life_peer_m",
        ),
        (
            "Baroness Chapman of Darlington",
            "The Baroness Chapman of Darlington",
            "Dear Lady Chapman",
            "life_peer_f",
        ),
        (
            "The Rt Hon. the Lord Foulkes of Cumnock",
            "The Rt Hon the Lord Foulkes of Cumnock",
            "Dear Lord Foulkes",
            "peer_pc",
        ),
        (
            "Admiral the Lord West of Spithead GCB DSC",
            "Admiral the Lord West of Spithead GCB DSC",
            "Dear Lord West",
            "life_peer_m",
        ),
        ("Viscount Hailsham", "The Viscount Hailsham", "Dear Lord Hailsham", "viscount"),
        ("Earl of Sandwich", "The Earl of Sandwich", "Dear Lord Sandwich", "earl"),
        ("Earl Howe", "The Earl Howe", "Dear Lord Howe", "earl"),
        (
            "The Most Hon the Marquess of Lothian",
            "The Most Hon the Marquess of Lothian",
            "Dear Lord Lothian",
            "marquess",
        ),
        ("Countess of Mar", "The Countess of Mar", "Dear Lady Mar", "earl"),
        ("Duke of Wellington", "The Duke of Wellington", "Dear Duke", "duke"),
        (
            "Bishop of Winchester",
            "The Rt Rev the Lord Bishop of Winchester",
            "Dear Bishop",
            "bishop",
        ),
        (
            "Lord Bishop of Winchester",
            "The Rt Rev the Lord Bishop of Winchester",
            "Dear Bishop",
            "bishop",
        ),
        ("The Rt Rev Philip Mounstephen", "The Rt Rev Philip Mounstephen", "Dear Bishop", "bishop"),
        (
            "Archbishop of York",
            "The Most Rev and Rt Hon the Lord Archbishop of York",
            "Dear Archbishop",
            "archbishop",
        ),
        ("Lady Hermon", "The Lady Hermon", "Dear Lady Hermon", "life_peer_f"),
    ],
)
def test_peers_and_prelates(name: str, envelope: str, salutation: str, rule: str) -> None:
    assert form("peer", name) == (envelope, salutation, rule)


@pytest.mark.parametrize(
    ("name", "salutation", "rule"),
    [
        ("Sir Forename Surname Bt", "Dear Sir Forename", "baronet"),
        ("Air Commodore Forename Surname CBE", "Dear Air Commodore Surname", "military"),
        ("Lt. Col. Forename Surname", "Dear Colonel Surname", "military"),
        ("Maj-Gen Forename Surname CBE", "Dear General Surname", "military"),
        ("Rear Admiral Forename Surname", "Dear Admiral Surname", "military"),
        ("Professor Sir Forename Surname FRS", "Dear Sir Forename", "knight"),
        ("Prof. J. R. Surname FRS", "Dear Professor Surname", "professor"),
        (
            "Professor Forename Middle Surname",
            "Dear Professor Forename Middle Surname",
            "professor",
        ),
        ("Rev. Forename Surname", "Dear Forename Surname", "clergy"),
        ("Revd Mr Forename Surname", "Dear Mr Surname", "clergy"),
        ("Revd Dr Forename Surname", "Dear Dr Surname", "doctor"),
        ("Revd Canon Forename Surname", "Dear Canon Surname", "clergy"),
        ("Rabbi Forename Surname", "Dear Rabbi Surname", "clergy"),
        ("Cllr Forename Surname", "Dear Councillor Surname", "councillor"),
        ("Forename Surname MSP", "Dear Forename Surname", "msp"),
        ("Mr Forename Surname MS", "Dear Mr Surname", "ms"),
        ("Forename Surname MLA", "Dear Forename Surname", "mla"),
        ("Mr & Mrs Forename Surname", "Dear Mr and Mrs Surname", "name"),
        ("Mx Forename Surname", "Dear Mx Surname", "name"),
        ("Forename Surname", "Dear Forename Surname", "name"),
        ("Sir Surname", "Dear Sir Surname", "knight"),
    ],
)
def test_other_people(name: str, salutation: str, rule: str) -> None:
    assert form("other", name)[1:] == (salutation, rule)


@pytest.mark.parametrize(
    ("role", "salutation", "rule"),
    [
        ("Prime Minister", "Dear Prime Minister", "prime_minister"),
        ("The Prime Minister", "Dear Prime Minister", "prime_minister"),
        (
            "Secretary of State for Foreign, Commonwealth and Development Affairs",
            "Dear Foreign Secretary",
            "secretary_of_state",
        ),
        ("Foreign Secretary", "Dear Foreign Secretary", "secretary_of_state"),
        ("Secretary of State for the Home Department", "Dear Home Secretary", "secretary_of_state"),
        ("Secretary of State for Defence", "Dear Secretary of State", "secretary_of_state"),
        ("Chancellor of the Exchequer", "Dear Chancellor", "secretary_of_state"),
        ("Minister of State (Indo-Pacific)", "Dear Minister", "minister_of_state"),
        ("Minister for the Indo-Pacific", "Dear Minister", "minister_of_state"),
        ("Minister of State, FCDO", "Dear Minister", "minister_of_state"),
        ("Parliamentary Under-Secretary of State", "Dear Minister", "pus"),
        ("Parliamentary Under Secretary of State (Multilateral)", "Dear Minister", "pus"),
        ("Attorney General", "Dear Attorney General", "law_officer"),
        ("First Minister", "Dear First Minister", "first_minister"),
        ("Leader of the House of Commons", "Dear Minister", "minister"),
        ("Taoiseach", "Dear Taoiseach", "prime_minister"),
    ],
)
def test_a_minister_is_called_by_the_office(role: str, salutation: str, rule: str) -> None:
    assert form("minister", role=role)[1:] == (salutation, rule)


@pytest.mark.parametrize(
    "role",
    [
        "Shadow Foreign Secretary",
        "Former Prime Minister",
        "Private Secretary to the Prime Minister",
        "Permanent Under-Secretary",
        "Deputy Speaker",
    ],
)
def test_who_does_not_hold_the_office_is_called_by_name(role: str) -> None:
    assert form("other", "Mr Forename Surname", role=role)[1] == "Dear Mr Surname"


@pytest.mark.parametrize(
    ("name", "gender", "salutation"),
    [
        ("Rt Hon Sir Lindsay Hoyle MP", "", "Dear Mr Speaker"),
        ("Rt Hon Lindsay Hoyle MP", "M", "Dear Mr Speaker"),
        ("Rt Hon Dame Forename Surname MP", "", "Dear Madam Speaker"),
        ("Rt Hon Forename Surname MP", "", "Dear Speaker"),
    ],
)
def test_the_speaker(name: str, gender: str, salutation: str) -> None:
    role = "Speaker of the House of Commons"
    for fields in ({"role": role}, {"party": "Speaker"}):
        found = form_of_address(Recipient("id", 2, "mp", name, gender=gender, **fields))
        assert found.salutation == salutation
        assert found.envelope_lines[1] == role


@pytest.mark.parametrize(
    ("gender", "name", "salutation"),
    [
        ("F", "Alex Baker MP", "Dear Ms Baker"),
        ("M", "Alex Baker MP", "Dear Mr Baker"),
        ("X", "Alex Baker MP", "Dear Alex Baker"),
        ("", "Alex Baker MP", "Dear Alex Baker"),
        ("F", "Mrs Alex Baker MP", "Dear Mrs Baker"),
        ("F", "Mary Kelly Foy MP", "Dear Mary Kelly Foy"),
        ("F", "Rebecca Long Bailey MP", "Dear Rebecca Long Bailey"),
    ],
)
def test_only_a_recorded_gender_gives_a_title(gender: str, name: str, salutation: str) -> None:
    assert form("mp", name, gender=gender)[1] == salutation


CHINA = "Embassy of the People's Republic of China"


@pytest.mark.parametrize(
    ("fields", "lines", "salutation", "close"),
    [
        (
            {"organisation": CHINA},
            ("The Ambassador", CHINA),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
        (
            {"role": "The Ambassador", "organisation": CHINA},
            ("The Ambassador", CHINA),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
        (
            {"name": "Mr Zheng Zeguang", "organisation": CHINA},
            (
                "His Excellency Mr Zheng Zeguang",
                "Ambassador of the People's Republic of China",
                CHINA,
            ),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
        (
            {"name": "Zheng Zeguang", "role": "Ambassador", "organisation": CHINA},
            ("HE Zheng Zeguang", "Ambassador of the People's Republic of China", CHINA),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
        (
            {"name": "Forename Surname", "gender": "F", "organisation": "Royal Thai Embassy"},
            ("Her Excellency Forename Surname", "Ambassador", "Royal Thai Embassy"),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
        (
            {"organisation": "High Commission of India"},
            ("The High Commissioner for India", "High Commission of India"),
            "Your Excellency",
            HIGH_COMMISSIONER_CLOSE,
        ),
        (
            {"name": "HE Ms Forename Surname", "role": "High Commissioner of Malta"},
            ("HE Ms Forename Surname", "High Commissioner for Malta"),
            "Your Excellency",
            HIGH_COMMISSIONER_CLOSE,
        ),
        (
            {"name": "HE Mr Forename Surname", "role": "Chargé d'Affaires a.i.", "state": "fr"},
            ("Mr Forename Surname", "Chargé d'Affaires a.i."),
            "Dear Mr Surname",
            SINCERELY,
        ),
        (
            {"name": "Mr Surname Forename", "role": "Charge d'Affaires", "state": "cn"},
            ("Mr Surname Forename", "Charge d'Affaires"),
            "Dear Chargé d’Affaires",
            SINCERELY,
        ),
        (
            {"role": "Chargé d'Affaires a.i.", "organisation": CHINA},
            ("The Chargé d'Affaires a.i.", CHINA),
            "Dear Chargé d’Affaires",
            SINCERELY,
        ),
        (
            {"role": "Political Section", "organisation": CHINA},
            ("Political Section", CHINA),
            "Dear Sir or Madam",
            FAITHFULLY,
        ),
        (
            {"role": "Head of Delegation", "organisation": "Delegation of the European Union"},
            ("The Head of Delegation", "Delegation of the European Union"),
            "Your Excellency",
            AMBASSADOR_CLOSE,
        ),
    ],
)
def test_missions(
    fields: dict[str, str], lines: tuple[str, ...], salutation: str, close: str
) -> None:
    found = form_of_address(Recipient("id", 2, "embassy", **fields))
    assert found.envelope_lines == lines
    assert (found.salutation, found.complimentary_close) == (salutation, close)


@pytest.mark.parametrize(
    ("fields", "lines", "salutation", "close"),
    [
        (
            {"role": "Chair", "organisation": "Foreign Affairs Committee"},
            ("The Chair", "Foreign Affairs Committee"),
            "Dear Chair",
            SINCERELY,
        ),
        (
            {"role": "Director of Advocacy", "organisation": "A charity"},
            ("The Director of Advocacy", "A charity"),
            "Dear Director",
            SINCERELY,
        ),
        (
            {"role": "Customer Services", "organisation": "A bank"},
            ("Customer Services", "A bank"),
            "Dear Sir or Madam",
            FAITHFULLY,
        ),
        ({"organisation": "UNHCR"}, ("UNHCR",), "Dear Sir or Madam", FAITHFULLY),
    ],
)
def test_nameless_offices_and_bodies(
    fields: dict[str, str], lines: tuple[str, ...], salutation: str, close: str
) -> None:
    found = form_of_address(Recipient("id", 2, "other", **fields))
    assert found.envelope_lines == lines
    assert (found.salutation, found.complimentary_close) == (salutation, close)


@pytest.mark.parametrize(
    ("wish", "salutation", "close"),
    [
        ("Ms Abbott", "Dear Ms Abbott", SINCERELY),
        ("Dear Ms Abbott,", "Dear Ms Abbott", SINCERELY),
        ("dear  Diane", "Dear Diane", SINCERELY),
        ("Sir or Madam", "Dear Sir or Madam", FAITHFULLY),
        ("Sir", "Dear Sir", FAITHFULLY),
        ("Sir Iain", "Dear Sir Iain", SINCERELY),
        ("My Lord", "My Lord", FAITHFULLY),
        ("Your Grace", "Your Grace", FAITHFULLY),
        ("Ambassador", "Dear Ambassador", SINCERELY),
        ("Your Excellency", "Your Excellency", AMBASSADOR_CLOSE),
        ("A Chara", "A Chara", SINCERELY),
        ("Annwyl Weinidog,", "Annwyl Weinidog", SINCERELY),
        ("Monsieur l’Ambassadeur", "Monsieur l’Ambassadeur", SINCERELY),
    ],
)
def test_the_rows_own_wish_goes_before_everything(wish: str, salutation: str, close: str) -> None:
    fields = {"role": "Prime Minister", "extra": {PARLIAMENT_ADDRESS_AS: "Mr Burnham"}}
    found = form_of_address(
        Recipient("id", 2, "minister", "Rt Hon Andy Burnham MP", address_as=wish, **fields)  # type: ignore[arg-type]  # a table of fields
    )
    assert (found.salutation, found.complimentary_close) == (salutation, close)
    assert found.rule == "address_as"


def test_parliaments_own_form_goes_before_office_and_name() -> None:
    extra = {PARLIAMENT_ADDRESS_AS: "Ms Abbott"}
    assert form("mp", "Rt Hon Diane Abbott MP", extra=extra)[1:] == (
        "Dear Ms Abbott",
        "name_address_as",
    )
    assert form("mp", "Rt Hon Diane Abbott MP", extra=extra, address_as="Diane")[1] == "Dear Diane"


def test_a_wish_of_nothing_but_dear_is_none() -> None:
    assert form("mp", "Alex Baker MP", address_as="Dear ,")[1] == "Dear Alex Baker"


def test_a_high_commissioner_keeps_the_close_of_the_office() -> None:
    found = form_of_address(
        Recipient("id", 2, "embassy", role="High Commissioner", address_as="Your Excellency")
    )
    assert found.complimentary_close == HIGH_COMMISSIONER_CLOSE


@pytest.mark.parametrize("line", ["House of Commons", "The House of Commons"])
def test_a_body_that_begins_the_address_is_not_said_twice(line: str) -> None:
    address = PostalAddress(lines=(line, "LONDON", "SW1A 0AA"))
    found = form_of_address(
        Recipient("id", 2, "mp", "Alex Baker MP", organisation="House of commons", address=address)
    )
    assert found.envelope_lines == ("Alex Baker MP",)


def test_a_knights_wife_is_no_peeress() -> None:
    assert form("mp", "Lady Hermon MP")[:2] == ("Lady Hermon MP", "Dear Lady Hermon")


def test_service_letters_stay_last() -> None:
    assert (
        form("mp", "Commander Forename Surname OBE RN")[0] == "Commander Forename Surname OBE MP RN"
    )


def test_a_nameless_minister_without_role_is_still_a_minister() -> None:
    found = form_of_address(Recipient("id", 2, "minister", organisation="A department"))
    assert found.envelope_lines == ("The Minister", "A department")


TEXT = st.text(max_size=20) | st.sampled_from(
    [
        "Mr Forename Surname",
        "Lord Alton",
        "Ambassador",
        "Chair",
        "Speaker",
        "Sir or Madam",
        "Chargé",
    ]
)


@given(st.sampled_from(KINDS), TEXT, TEXT, TEXT, TEXT, st.sampled_from(["", "M", "F", "X"]))
def test_every_recipient_gets_a_salutation_and_a_close_that_agree(
    kind: Kind, name: str, role: str, organisation: str, wish: str, gender: str
) -> None:
    """Whatever a list holds: no comma at the end, no empty line, and no faithfulness to a name."""
    recipient = Recipient(
        "id",
        2,
        kind,
        name.strip(),
        role.strip(),
        organisation.strip(),
        address_as=wish.strip(),
        gender=gender,
    )
    found = form_of_address(recipient)
    assert found.rule in {rule.key for rule in RULES} | {"address_as", "name_address_as"}
    assert found.salutation.strip()
    assert not found.salutation.endswith(",")
    assert all(line.strip() for line in found.envelope_lines)
    if found.salutation == "Your Excellency":
        assert "Excellency’s obedient servant" in found.complimentary_close
    elif found.salutation in ("Dear Sir or Madam", "Dear Sir", "Dear Madam"):
        assert found.complimentary_close == FAITHFULLY


def test_every_rule_can_be_reached() -> None:
    """A rule that a rule before it always overrules would be dead."""
    for place, rule in enumerate(RULES):
        for before in RULES[:place]:
            assert not before.marks <= rule.marks, f"{before.key} hides {rule.key}"


def test_who_acts_for_a_head_of_mission_and_two_who_share_an_office() -> None:
    acting = "Acting High Commissioner"
    assert form("embassy", role=acting) == (f"The {acting}", f"Dear {acting}", "head_of_body")
    both = "First Minister and deputy First Minister"
    assert form("minister", role=both) == (f"The {both}", f"Dear {both}", "first_minister")
