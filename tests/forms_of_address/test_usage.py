"""British usage, one case a form: what stands on the envelope, after "Dear" and above the name.

The table is written from Debrett's, Parliament's published styles and usage in government, not from
the rules, so that a rule that strays from them fails here.
"""

from __future__ import annotations

import pytest

from campaign.forms_of_address import form_of_address
from campaign.model import Recipient

SINCERELY = "Yours sincerely"
AMBASSADOR = (
    "I have the honour to be, with the highest consideration, Your Excellency’s obedient servant"
)
HIGH_COMMISSIONER = "I have the honour to be Your Excellency’s obedient servant"


def person(kind: str, name: str, gender: str = "", role: str = "", **more: str) -> Recipient:
    return Recipient("id", 2, kind, name, role=role, gender=gender, **more)  # type: ignore[arg-type]  # a table of words


# Whom, the lines of the envelope before the address, the salutation.
SINCERE: tuple[tuple[Recipient, tuple[str, ...], str], ...] = (
    (person("mp", "Siân Berry MP", "F"), ("Siân Berry MP",), "Dear Ms Berry"),
    (person("mp", "Chris Elmore MP", "M"), ("Chris Elmore MP",), "Dear Mr Elmore"),
    (
        person("mp", "Rt Hon Wendy Morton MP", "F"),
        ("The Rt Hon Wendy Morton MP",),
        "Dear Ms Morton",
    ),
    (person("mp", "Tony Vaughan KC MP", "M"), ("Tony Vaughan KC MP",), "Dear Mr Vaughan"),
    (
        person("mp", "Rt Hon Sir Iain Duncan Smith MP", "M"),
        ("The Rt Hon Sir Iain Duncan Smith MP",),
        "Dear Sir Iain",
    ),
    (person("mp", "Sir Jeremy Wright KC MP"), ("Sir Jeremy Wright KC MP",), "Dear Sir Jeremy"),
    (person("mp", "Dame Chi Onwurah MP"), ("Dame Chi Onwurah MP",), "Dear Dame Chi"),
    (person("other", "Sir George Young Bt"), ("Sir George Young Bt",), "Dear Sir George"),
    (person("mp", "Dr Rosena Allin-Khan MP"), ("Dr Rosena Allin-Khan MP",), "Dear Dr Allin-Khan"),
    (
        person("minister", "Rt Hon Andy Burnham MP", "M", "Prime Minister"),
        ("The Rt Hon Andy Burnham MP", "Prime Minister"),
        "Dear Prime Minister",
    ),
    (
        person("minister", "Rt Hon Ed Miliband MP", "M", "Foreign Secretary"),
        ("The Rt Hon Ed Miliband MP", "Foreign Secretary"),
        "Dear Foreign Secretary",
    ),
    (
        person(
            "minister",
            "Rt Hon Ed Miliband MP",
            "M",
            "Secretary of State for Foreign, Commonwealth and Development Affairs",
        ),
        (
            "The Rt Hon Ed Miliband MP",
            "Secretary of State for Foreign, Commonwealth and Development Affairs",
        ),
        "Dear Foreign Secretary",
    ),
    (
        person("minister", "", role="Secretary of State for Justice"),
        ("The Secretary of State for Justice",),
        "Dear Secretary of State",
    ),
    (
        person("minister", "Stephen Doughty MP", "M", "Minister of State, FCDO"),
        ("Stephen Doughty MP", "Minister of State, FCDO"),
        "Dear Minister",
    ),
    (
        person("minister", "Chris Elmore MP", "M", "Parliamentary Under-Secretary of State"),
        ("Chris Elmore MP", "Parliamentary Under-Secretary of State"),
        "Dear Minister",
    ),
    (
        person("peer", "Lord Anderson of Ipswich KBE KC"),
        ("The Lord Anderson of Ipswich KBE KC",),
        "Dear Lord Anderson",
    ),
    (
        person("peer", "The Lord Alton of Liverpool"),
        ("The Lord Alton of Liverpool",),
        "Dear Lord Alton",
    ),
    (
        person("peer", "Baroness Kennedy of The Shaws KC"),
        ("The Baroness Kennedy of The Shaws KC",),
        "Dear Lady Kennedy",
    ),
    (
        person("peer", "The Rt Hon. the Lord Hague of Richmond"),
        ("The Rt Hon the Lord Hague of Richmond",),
        "Dear Lord Hague",
    ),
    (
        person("peer", "The Rt Hon. the Baroness May of Maidenhead"),
        ("The Rt Hon the Baroness May of Maidenhead",),
        "Dear Lady May",
    ),
    (person("peer", "Viscount Hailsham KC"), ("The Viscount Hailsham KC",), "Dear Lord Hailsham"),
    (person("peer", "Earl of Kinnoull"), ("The Earl of Kinnoull",), "Dear Lord Kinnoull"),
    (person("peer", "Earl Howe"), ("The Earl Howe",), "Dear Lord Howe"),
    (
        person("other", "The Marquess of Salisbury"),
        ("The Most Hon the Marquess of Salisbury",),
        "Dear Lord Salisbury",
    ),
    (person("other", "Duke of Wellington"), ("The Duke of Wellington",), "Dear Duke"),
    (
        person("peer", "The Lord Bishop of Winchester"),
        ("The Rt Rev the Lord Bishop of Winchester",),
        "Dear Bishop",
    ),
    (
        person("peer", "The Bishop of Winchester"),
        ("The Rt Rev the Lord Bishop of Winchester",),
        "Dear Bishop",
    ),
    (
        person("peer", "The Lord Archbishop of Canterbury"),
        ("The Most Rev and Rt Hon the Lord Archbishop of Canterbury",),
        "Dear Archbishop",
    ),
    (
        person("peer", "The Most Rev. the Archbishop of York"),
        ("The Most Rev and Rt Hon the Lord Archbishop of York",),
        "Dear Archbishop",
    ),
    # Only the two primates of England are Privy Counsellors by custom.
    (
        person("other", "The Archbishop of Wales"),
        ("The Most Rev the Archbishop of Wales",),
        "Dear Archbishop",
    ),
    (person("other", "Rev Richard Coles", "M"), ("The Revd Richard Coles",), "Dear Mr Coles"),
    (
        person("other", "Revd Rose Hudson-Wilkin", "F"),
        ("The Revd Rose Hudson-Wilkin",),
        "Dear Ms Hudson-Wilkin",
    ),
    (
        person("mp", "Rt Hon Sir Lindsay Hoyle MP", "M", "Speaker of the House of Commons"),
        ("The Rt Hon Sir Lindsay Hoyle MP", "Speaker of the House of Commons"),
        "Dear Mr Speaker",
    ),
    (
        person("mp", "Rt Hon Dame Emily Thornberry MP", "F", "Chair, Foreign Affairs Committee"),
        ("The Rt Hon Dame Emily Thornberry MP", "Chair, Foreign Affairs Committee"),
        "Dear Dame Emily",
    ),
    (
        person("embassy", "Mr Matthew Palmer", "M", "Chargé d’Affaires a.i.", state="us"),
        ("Mr Matthew Palmer", "Chargé d’Affaires a.i."),
        "Dear Mr Palmer",
    ),
    (
        person("embassy", "HE Mr Choe Il", "M", "Chargé d’Affaires a.i.", state="kp"),
        ("Mr Choe Il", "Chargé d’Affaires a.i."),
        "Dear Chargé d’Affaires",
    ),
    (
        person("other", "Air Commodore Suraya Marshall CBE"),
        ("Air Commodore Suraya Marshall CBE",),
        "Dear Air Commodore Marshall",
    ),
    (
        person("other", "Professor Alice Roberts"),
        ("Professor Alice Roberts",),
        "Dear Professor Roberts",
    ),
    (person("other", "John Swinney MSP", "M"), ("John Swinney MSP",), "Dear Mr Swinney"),
    (person("other", "Eluned Morgan MS", "F"), ("Eluned Morgan MS",), "Dear Ms Morgan"),
    (person("other", "Naomi Long MLA", "F"), ("Naomi Long MLA",), "Dear Ms Long"),
    # Without a recorded gender the whole name stands: nobody's is guessed from a forename.
    (person("mp", "Siân Berry MP"), ("Siân Berry MP",), "Dear Siân Berry"),
    (person("other", "Naomi Long MLA"), ("Naomi Long MLA",), "Dear Naomi Long"),
)

HEADS_OF_MISSION: tuple[tuple[Recipient, tuple[str, ...], str], ...] = (
    (
        person("embassy", "Mr Zheng Zeguang", "M", "Ambassador of China"),
        ("His Excellency Mr Zheng Zeguang", "Ambassador of China"),
        AMBASSADOR,
    ),
    (
        person("embassy", "Zheng Zeguang", "M", "Ambassador", organisation="Embassy of China"),
        ("His Excellency Zheng Zeguang", "Ambassador of China", "Embassy of China"),
        AMBASSADOR,
    ),
    # No style or rank goes before the Excellency.
    (
        person("embassy", "Dr HE Zheng Zeguang", "M", "Ambassador"),
        ("HE Dr Zheng Zeguang", "Ambassador"),
        AMBASSADOR,
    ),
    (
        person("embassy", "General Zheng Zeguang", "", "Ambassador"),
        ("HE General Zheng Zeguang", "Ambassador"),
        AMBASSADOR,
    ),
    (
        person("embassy", "", organisation="Embassy of Japan"),
        ("The Ambassador", "Embassy of Japan"),
        AMBASSADOR,
    ),
    (
        person("embassy", "Vikram Doraiswami", "", "High Commissioner of India"),
        ("HE Vikram Doraiswami", "High Commissioner for India"),
        HIGH_COMMISSIONER,
    ),
    (
        person("embassy", "", organisation="High Commission of India"),
        ("The High Commissioner for India", "High Commission of India"),
        HIGH_COMMISSIONER,
    ),
)


@pytest.mark.parametrize(("recipient", "lines", "salutation"), SINCERE)
def test_whoever_is_called_by_name_or_office_is_written_to_sincerely(
    recipient: Recipient, lines: tuple[str, ...], salutation: str
) -> None:
    found = form_of_address(recipient)
    assert found.envelope_lines == lines
    assert (found.salutation, found.complimentary_close) == (salutation, SINCERELY)


@pytest.mark.parametrize(("recipient", "lines", "close"), HEADS_OF_MISSION)
def test_a_head_of_mission_is_an_excellency_throughout(
    recipient: Recipient, lines: tuple[str, ...], close: str
) -> None:
    found = form_of_address(recipient)
    assert found.envelope_lines == lines
    assert (found.salutation, found.complimentary_close) == ("Your Excellency", close)


@pytest.mark.parametrize(
    "recipient",
    [
        person("other", "", organisation="UNHCR UK"),
        person("other", "", role="Correspondence Unit"),
        person("mp", "Siân Berry MP", address_as="Sir or Madam"),
        person("peer", "The Lord Alton of Liverpool", address_as="My Lord"),
    ],
)
def test_whoever_is_called_by_no_name_is_written_to_faithfully(recipient: Recipient) -> None:
    assert form_of_address(recipient).complimentary_close == "Yours faithfully"
