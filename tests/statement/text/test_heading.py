"""Title, issuer and date are found in press releases, letters, resolutions and joint statements."""

from __future__ import annotations

import pytest

from campaign.statement.files.plain_text import PlainText
from campaign.statement.statement import statement_of

BODY = "\n\nThe river rose in the night, and those who lived beside it had nowhere to go but up.\n"


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ("A title\nThe River Trust\n3 May 2024", "A title", "River Trust"),
        ("The River Trust\n3 May 2024\n\nA title of our own", "A title of our own", "River Trust"),
        ("A title\nFree Pens, 3 May 2024", "A title", "River Trust"),
        ("St-on-Sea Forum\n3 May 2024\n\nA title", "A title", "St-on-Sea Forum"),
        ("Newsletter of the River Trust\nIssue 4, 3 May 2024\nA title", "A title", "River Trust"),
        ("Oslo, 3 May 2024\n\nA title of our own", "A title of our own", "River Trust"),
        ("Weir Trust\nRiver Office\nStatement on it\n3 May 2024", "Statement on it", "Weir Trust"),
        ("SAVE IT ALL\nStatement after the meeting of 3 May 2024", "SAVE IT ALL", "River Trust"),
        ("Y Gored / Weir Trust\n3 Mai 2024 / 3 May 2024\nA title", "A title", "Weir Trust"),
        ("Motion by the Trust for Lock, Oslo, 3 May 2024\nA title", "A title", "Trust for Lock"),
        ("A title\nQuaker Witness\nDate: 3 May 2024", "A title", "Quaker Witness"),
        ("MOTION FOR PUBLICATION, 3 May 2024\nA title\nRiver Trust", "A title", "River Trust"),
        ("PRESS RELEASE\nA title\nIssued by the River Trust\n3 May 2024", "A title", "River Trust"),
        ("A title – River Trust statement – 3 May 2024", "A title", "River Trust"),
        ("From: River Trust\nDate: 3 May 2024\nSubject: A title", "A title", "River Trust"),
        ("Report by the River Trust\n3 May 2024", "Report by the River Trust", "River Trust"),
        ("3 May 2024\n\nDear Prime Minister,\n\nA title", "A title", "River Trust"),
        ("A title\nIssued by Rivers Now on 3 May 2024.", "A title", "Rivers Now"),
        (
            "Check against delivery\nTO THE DEPARTMENT FOR RIVERS\nA title\n3 May 2024",
            "A title",
            "River Trust",
        ),
        (
            "WOMEN'S RIGHTS LAWYER AT RISK\n3 May 2024",
            "WOMEN'S RIGHTS LAWYER AT RISK",
            "River Trust",
        ),
        ("ST-ON-SEA TOWN COUNCIL\nA title\n3 May 2024", "A title", "St-on-Sea Town Council"),
        ("Started on 3 May 2024 by River Aid.\nA title\n3 May 2024", "A title", "River Aid"),
        (
            "WEIR UNION\nNational Conference, Oslo\n\nCOMPOSITE C (Motions 1 and 2)\nSAFE WEIRS\n"
            "Moved by: the East\n3 May 2024",
            "SAFE WEIRS",
            "Weir Union",
        ),
        (
            "Weir Council\nItem 11: Notices of Motion\nMotion (b): The weir\n3 May 2024",
            "The weir",
            "Weir Council",
        ),
        ("Weir Trust\nPolicy note | May 2024\n\nThe weir\n3 May 2024", "The weir", "Weir Trust"),
        ("Weir Assembly\nResolution 3 (2024)¹\nThe weir\n3 May 2024", "The weir", "Weir Assembly"),
        ("WEIR UNION\nPOLICY: The weir\nPassed on 3 May 2024", "The weir", "Weir Union"),
        (
            "THE WEIR DECLARATION\n\nof the Weir Council\n\nWe, the members, on 3 May 2024,",
            "THE WEIR DECLARATION",
            "Weir Council",
        ),
        ("River Watch: yearly report\n3 May 2024", "River Watch: yearly report", "River Watch"),
    ],
)  # fmt: skip
def test_heads_of_many_kinds(head: str, title: str, issuer: str) -> None:
    statement = statement_of(PlainText(f"{head}{BODY}\n\nYours faithfully,\n\nThe River Trust\n"))
    assert (statement.title, statement.issuer) == (title, issuer)
    assert str(statement.date) == "2024-05-03"


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ("THE GROUP ON OSLO\n\nA title", "A title", "Group on Oslo"),
        (
            "River Trust\nClean water for all\n\nA title of our own",
            "A title of our own",
            "River Trust",
        ),
        ("River Trust\n“Let it flow on”\n\nA longer title", "A longer title", "River Trust"),
        ("S9M-12\nMotions and Such\n\nA longer title", "A longer title", "River Trust"),
        ("River Trust\nA title\n\nTo the Home Office", "A title", "River Trust"),
        ("First: 2/25   Index: 4/5   Date: 3 May 2024\n\nA TITLE", "A TITLE", "River Trust"),
        (
            "WeirCo\n\nWeirCo answers the Budget\n\nWeirCo is glad.",
            "WeirCo answers the Budget",
            "WeirCo",
        ),
        (
            "Lock Trust\n\nA message to all who live here\n\nDear brothers and sisters,",
            "A message to all who live here",
            "Lock Trust",
        ),
    ],
)
def test_what_stands_under_a_name_is_no_title(head: str, title: str, issuer: str) -> None:
    statement = statement_of(PlainText(f"{head}{BODY}\n\nYours faithfully,\n\nThe River Trust\n"))
    assert (statement.title, statement.issuer) == (title, issuer)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("WEIR UK\n\nA title\n\nThe river rose in the night.", "Weir UK"),
        (
            "A title\n\nThe Weir Rights Fellowship (WRF) has said that it rose.",
            "Weir Rights Fellowship",
        ),
        (
            "A title\n\nLock & Weir Northern Ireland (LWNI) has today urged it.\n\nLWNI urges us.",
            "Lock & Weir Northern Ireland",
        ),
        ("SYMPOSIUM OF WEIRS (SOW)\n\nA title\n\nIt rose.", "Symposium of Weirs (SOW)"),
        (
            "PRESS RELEASES\nSPECIAL PROCEDURES\n\nA title of it\n\nIt rose in special procedures.",
            "",
        ),
        (
            f"A title\n\nDear Minister,{BODY * 3}\n\nYours faithfully,\n\n"
            "Chief Executive, Weir Watch\nDirector, The Weir Voice\nDirector, Lock International",
            "",
        ),
    ],
)
def test_who_issues_it_is_named_in_full(text: str, issuer: str) -> None:
    assert statement_of(PlainText(text)).issuer == issuer


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Weir Council\n\nNOTICE OF MOTION UNDER STANDING ORDER 12\n\nMotion: The weir",
            "Motion: The weir",
        ),
        ("Motion ref. S6M-1\n\nKeeping the Weir", "Keeping the Weir"),
        ("Weir Trust\n\nHEARD AT THE WEIR\n\nOur manifesto for it", "HEARD AT THE WEIR"),
        (
            "Weir Trust\n\nTO: THE WEIR BOARD\n\nTIME TO CLOSE THE WEIR\n\nDear Minister,",
            "TIME TO CLOSE THE WEIR",
        ),
    ],
)
def test_what_is_no_title_is_passed_over(head: str, title: str) -> None:
    assert statement_of(PlainText(head + BODY)).title == title


def test_who_created_a_petition_issued_it() -> None:
    text = f"Petition\nSave the weir\n\n{BODY}\n\nDeadline 19 May 2025\nCreated by Weir Trust"
    assert statement_of(PlainText(text)).issuer == "Weir Trust"


def test_a_place_beside_the_date_is_no_issuer() -> None:
    body = "The Mission of the African Union issues this statement on the river and its people."
    statement = statement_of(PlainText(f"On the river\nDar es Salaam, 3 May 2024\n\n{body}\n"))
    assert statement.issuer == "Mission of the African Union"


def test_a_letter_to_copy_gives_an_urgent_action_no_title() -> None:
    letter = "Your Excellency,\n\nFree her.\n\nYours sincerely,\n\nPLEASE ACT BEFORE: 3 May 2024"
    head = "URGENT ACTION: 41/2026"
    statement = statement_of(PlainText(f"{head}\nFREE THE TEACHER{BODY}\n\n{letter}\n"))
    assert (statement.title, statement.issuer) == ("FREE THE TEACHER", "")


def test_a_date_in_the_body_is_not_the_statement_s() -> None:
    body = BODY.replace("in the night", "on 3 May 2024")
    assert statement_of(PlainText(f"A title\nThe River Trust{body}")).date is None


def test_the_format_s_own_title_counts() -> None:
    assert statement_of(PlainText(f"The River Trust{BODY}", "A title")).title == "A title"


@pytest.mark.parametrize(
    "head",
    [
        "(New York)\n3 May 2024",
        "A title\n1 Example Street\nLondon SW1A 1AA\n3 May 2024",
        "A title\nTabled 3 May 2024",
        "Joint letter on the river\n3 May 2024\n\nDear Excellencies,",
        "APPG Statement on the river\n3 May 2024",
    ],
)
def test_what_is_no_body_is_no_issuer(head: str) -> None:
    assert statement_of(PlainText(head + BODY)).issuer == ""


def test_a_name_goes_on_in_the_next_line() -> None:
    text = (
        "A title\n3 May 2024\n\n"
        "More than a third of the weirs in the north and the east\n"
        "closed at least once: so say figures, issued today by the Weir\n"
        "Trust. In the south nobody has counted them for ten years.\n"
        "A survey of fourteen rivers found no other that was open.\n"
    )
    assert statement_of(PlainText(text)).issuer == "Weir Trust"


def test_the_body_that_asks_is_the_issuer() -> None:
    asks = "The Commission must listen. The River Alliance of Wales calls on ministers to pay."
    assert statement_of(PlainText(f"On the river\n3 May 2024{BODY}\n{asks}")).issuer == (
        "River Alliance of Wales"
    )


def test_a_letter_that_several_sign_has_no_one_issuer() -> None:
    for several in ("Weir Council\n\nLock Council", "Safe Rivers\n\nWeir Trust\n\nFen\n\nLock Aid"):
        letter = f"3 May 2024\n\nDear Prime Minister,{BODY}\nSigned,\n\n{several}\n"
        statement = statement_of(PlainText(letter))
        assert (statement.title, statement.issuer) == ("", "")


@pytest.mark.parametrize("head", ["EDM 214: A title\nTabled 3 May 2024", "A title\n03/05/24"])
def test_numbers_of_motions_and_short_years(head: str) -> None:
    statement = statement_of(PlainText(f"{head}{BODY}\nThat this House regrets the flood."))
    assert (statement.title, str(statement.date)) == ("A title", "2024-05-03")


def test_a_motion_in_capitals_is_named_in_sentence_case() -> None:
    head = "EDM 2214: tabled on 9 June 2026\n\nCLOSURE OF THE LAST BANK IN KINGTON\n\n"
    body = (
        "That this House notes that the last bank in Kington is to close in September of this year."
    )
    assert statement_of(PlainText(head + body)).title == "Closure of the last bank in Kington"


def test_one_who_signs_issued_it() -> None:
    signed = "We ask the Government to act.\n\nSigned,\n\nThe River Trust\n"
    assert statement_of(PlainText(f"On the river{BODY}\n{signed}")).issuer == "River Trust"


def test_all_who_issued_it_are_named() -> None:
    foot = "\nIssued by the River Trust, Fen Watch and the Union of Lock Keepers\n"
    issuer = statement_of(PlainText(f"On the river\n3 May 2024{BODY}\n{foot}")).issuer
    assert issuer == "River Trust, Fen Watch and the Union of Lock Keepers"


LAYOUTS = [
    # A list of issuers, of whom one is on something.
    (
        "Joint statement from the River Trust, Quaker Witness and Index on Censorship\n1 May 2026",
        "Joint statement from the River Trust, Quaker Witness and Index on Censorship",
        "River Trust, Quaker Witness and Index on Censorship",
    ),
    # A motion is its House's; whoever tabled it is no issuer and no title.
    (
        "Early Day Motion 417\n\nFLOODS AT KINGTON\n\nDate tabled: 21.10.2026\n\nPrimary sponsor:"
        " Surname, Forename\nSponsors: Surname, F\n\nThat this House notes the floods at Kington.",
        "Floods at Kington",
        "",
    ),
    # Several bodies sign a letter, each on its line: none of them alone issued it.
    (
        "Dear Home Secretary,\n\nWe urge you to act.\n\nSigned,\n\nCamden Council\nEaling Council",
        "",
        "",
    ),
    # Whoever has called for something, once and far below, issued something else.
    (
        "A motion on short lets\n\nThis Council notes that\n\n"
        + "1. Whitby ward has more key safes than children, and they rust in the sea air.\n" * 6
        + "7. Cornwall Council has called for powers to cap the number of holiday lets.",
        "A motion on short lets",
        "",
    ),
    # Whoever "has called for" something is told of in somebody else's news.
    (
        "Ward closes at Kington\n\n3 May 2024\n\nThe Nurses' Union has called for an inquiry "
        "into it. The ward had nine beds.\n\nWe, who live beside it, ask the Trust to reopen it.",
        "Ward closes at Kington",
        "",
    ),
    # The reader's address stands above the day.
    (
        "OPEN LETTER\n\nHis Excellency the Ambassador\nEmbassy of the Republic of Türkiye\n"
        "43 Belgrave Square\n\n2 May 2024\n\nYour Excellency,\n\nWe ask you to act at once.",
        "",
        "",
    ),
    # Neither which report it is nor of which meeting is its title.
    (
        "Rural Committee\n\nFourth Report of Session 2023-24\nBanking in the country\n\n"
        "We recommend that the Treasury act on this without any more delay.",
        "Banking in the country",
        None,
    ),
    (
        "Meeting of Full Council, 18 July 2023\nSewage in our river\n\n"
        "This Council resolves to ask the Environment Agency to act on it.",
        "Sewage in our river",
        None,
    ),
    # What a site or a desk is called stands above the headline, and issued nothing.
    (
        "UN Human Rights\n\nPress releases | Special Procedures\n\nTunisia: UN experts alarmed\n\n"
        "14 January 2026\n\nGENEVA – UN experts today expressed alarm at the trial of judges.",
        "Tunisia: UN experts alarmed",
        "UN experts",
    ),
    (
        "European Union External Action\n\nEEAS > Press material\n\nGeorgia: the law on agents\n\n"
        "4 May 2026\n\nThe European Union deeply regrets the law. We urge Georgia to withdraw it.",
        "Georgia: the law on agents",
        "European Union",
    ),
    (
        "RMT – Press Office\n16 July 2026\n\nUnion demands answers\n\nThe signals failed again.",
        "Union demands answers",
        "RMT",
    ),
    (
        "Petition: Save the bus\n\nStarted by: Harrow Hill Residents' Association\n\n"
        "Agenda item 11\n\nThe bus brings cleaners home after one in the morning.",
        "Petition: Save the bus",
        "Harrow Hill Residents' Association",
    ),
    (
        "Parliament of Ghana\nCaucus on Women\n\nSafe shelters\n\nIssued in Accra, 3 May 2026\n\n"
        "We have heard from eleven districts, and not one of them has a shelter.",
        "Safe shelters",
        "Caucus on Women",
    ),
    # The subject of an e-mail is its title, above its salutation too.
    (
        "From: Safe Streets Coalition\nSubject: Back the bill\n\nDear friend,\n\nThe bill is back.",
        "Back the bill",
        None,
    ),
    # Whom a letter is to is no issuer.
    (
        "To the Prime Minister\n\nAn open letter on the wards\n\n1 May 2026\n\nPrime Minister,\n\n"
        "We have no anaesthetic. We ask that Britain stop it.",
        "An open letter on the wards",
        "",
    ),
    # The first sentence is no headline, though the day stands below it.
    (
        "STATEMENT BY THE CHAIR OF THE RIVER GROUP\n\nThe Chair said: “We urge Spain to act.”\n\n"
        "10 March 2026",
        "STATEMENT BY THE CHAIR OF THE RIVER GROUP",
        None,
    ),
]


@pytest.mark.parametrize(("text", "title", "issuer"), LAYOUTS)
def test_whole_texts_as_they_are_laid_out(text: str, title: str, issuer: str | None) -> None:
    statement = statement_of(PlainText(f"{text}\n"))
    assert statement.title == title
    assert issuer is None or statement.issuer == issuer


@pytest.mark.parametrize("behind", [", Tuesday 10 November 2026", " | Tuesday, 10 November 2026"])
def test_the_day_of_the_week_is_no_part_of_a_name(behind: str) -> None:
    text = f"Open the gates\nThe River Trust{behind}\n\nThe river is low. We ask for rain.\n"
    assert statement_of(PlainText(text)).issuer == "River Trust"
