"""The rules of salutation and complimentary close, in their order of authority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from campaign.forms_of_address.addressee import Addressee
from campaign.forms_of_address.styles import CLERGY

SINCERELY = "Yours sincerely"
FAITHFULLY = "Yours faithfully"
AMBASSADOR_CLOSE = (
    "I have the honour to be, with the highest consideration, Your Excellency’s obedient servant"
)
HIGH_COMMISSIONER_CLOSE = "I have the honour to be Your Excellency’s obedient servant"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of address: whom it is for, the salutation, the close and whose usage it is."""

    key: str
    whom: str
    applies: Callable[[Addressee], bool]
    salutation: Callable[[Addressee], str]
    close: str
    basis: str


def _office(key: str) -> Callable[[Addressee], bool]:
    return lambda who: who.office is not None and who.office.key == key


def _called(who: Addressee) -> str:
    assert who.office is not None  # noqa: S101 - these rules apply only where there is an office
    return f"Dear {who.office.called}"


def _dignity(*words: str) -> Callable[[Addressee], bool]:
    return lambda who: bool(who.name.dignity) and who.name.dignity.removesuffix(" of") in words


def _style(*styles: str) -> Callable[[Addressee], bool]:
    return lambda who: who.named and not who.name.dignity and who.name.has(*styles)


def _dear(title: str) -> Callable[[Addressee], str]:
    return lambda _who: f"Dear {title}"


def _dear_titled(title: str) -> Callable[[Addressee], str]:
    return lambda who: f"Dear {who.styled(title)}"


def _dear_forename(title: str) -> Callable[[Addressee], str]:
    # A knight without a forename on the list keeps the only name there is.
    return lambda who: f"Dear {title} {who.name.forename or who.name.surname}"


def _dear_peer(who: Addressee) -> str:
    return f"Dear {who.peer}"


def _dear_name(who: Addressee) -> str:
    return f"Dear {who.by_name}"


_DEBRETTS = "Debrett’s"
_GOVERNMENT = "usage in writing to government"
_PARLIAMENT = "UK Parliament’s published styles"
_CUSTOM = "common usage"

RULES: tuple[Rule, ...] = (
    Rule(
        "charge",
        "Chargé d’affaires, where the surname is clear",
        lambda who: who.charge and who.named and not who.surname_unclear,
        _dear_name,
        SINCERELY,
        "Debrett’s: no Excellency",
    ),
    Rule(
        "charge",
        "Chargé d’affaires, without a name or with the family name first",
        lambda who: who.charge,
        _dear("Chargé d’Affaires"),
        SINCERELY,
        "Debrett’s: no Excellency",
    ),
    Rule(
        "high_commissioner",
        "High Commissioner, named or not",
        lambda who: who.high_commissioner,
        lambda _who: "Your Excellency",
        HIGH_COMMISSIONER_CLOSE,
        _DEBRETTS,
    ),
    Rule(
        "ambassador",
        "Ambassador, named or not",
        lambda who: who.head_of_mission,
        lambda _who: "Your Excellency",
        AMBASSADOR_CLOSE,
        _DEBRETTS,
    ),
    Rule(
        "speaker",
        "Speaker of the House of Commons",
        _office("speaker"),
        lambda who: f"Dear {who.speaker}",
        SINCERELY,
        _CUSTOM,
    ),
    Rule("lord_speaker", "Lord Speaker", _office("lord_speaker"), _called, SINCERELY, _CUSTOM),
    Rule(
        "prime_minister",
        "Prime Minister",
        _office("prime_minister"),
        _called,
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule(
        "first_minister",
        "First Minister of a devolved government",
        _office("first_minister"),
        _called,
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule(
        "secretary_of_state",
        "Secretary of State, and those called Secretary or Chancellor",
        _office("secretary_of_state"),
        _called,
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule(
        "minister_of_state",
        "Minister of State",
        _office("minister_of_state"),
        _called,
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule(
        "pus",
        "Parliamentary Under-Secretary of State",
        _office("pus"),
        _called,
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule("law_officer", "Law Officer", _office("law_officer"), _called, SINCERELY, _GOVERNMENT),
    Rule(
        "archbishop",
        "Archbishop",
        lambda who: (
            _dignity("Archbishop", "Lord Archbishop")(who) or _style("Archbishop", "Most Rev")(who)
        ),
        _dear("Archbishop"),
        SINCERELY,
        _CUSTOM,
    ),
    Rule(
        "bishop",
        "Bishop, in the Lords or not",
        lambda who: _dignity("Bishop", "Lord Bishop")(who) or _style("Bishop", "Rt Rev")(who),
        _dear("Bishop"),
        SINCERELY,
        _CUSTOM,
    ),
    Rule("duke", "Duke", _dignity("Duke"), _dear("Duke"), SINCERELY, _DEBRETTS),
    Rule("duke", "Duchess", _dignity("Duchess"), _dear("Duchess"), SINCERELY, _DEBRETTS),
    Rule(
        "peer_pc",
        "Peer who is a Privy Counsellor",
        lambda who: bool(who.name.dignity) and who.name.has("Rt Hon"),
        _dear_peer,
        SINCERELY,
        _DEBRETTS,
    ),
    Rule(
        "peer",
        "Viscount, Earl or Marquess, and their wives or women in their own right",
        _dignity("Viscount", "Viscountess", "Earl", "Countess", "Marquess", "Marchioness"),
        _dear_peer,
        SINCERELY,
        _DEBRETTS,
    ),
    Rule("life_peer_m", "Baron", _dignity("Lord", "Baron"), _dear_peer, SINCERELY, _DEBRETTS),
    Rule("life_peer_f", "Baroness", _dignity("Baroness", "Lady"), _dear_peer, SINCERELY, _DEBRETTS),
    Rule(
        "baronet",
        "Baronet",
        lambda who: _style("Sir")(who) and who.name.has("Bt", "Bart"),
        _dear_forename("Sir"),
        SINCERELY,
        _DEBRETTS,
    ),
    Rule("knight", "Knight", _style("Sir"), _dear_forename("Sir"), SINCERELY, _PARLIAMENT),
    Rule("dame", "Dame", _style("Dame"), _dear_forename("Dame"), SINCERELY, _PARLIAMENT),
    Rule(
        "military",
        "Officer of the armed forces",
        lambda who: who.named and bool(who.rank),
        lambda who: f"Dear {who.styled(who.rank)}",
        SINCERELY,
        _DEBRETTS,
    ),
    Rule(
        "professor",
        "Professor",
        _style("Professor"),
        _dear_titled("Professor"),
        SINCERELY,
        _CUSTOM,
    ),
    Rule("doctor", "Doctor", _style("Dr"), _dear_titled("Dr"), SINCERELY, _PARLIAMENT),
    Rule(
        "clergy",
        "Clergy called by their style (Canon, Father, Rabbi, Imam, Sister)",
        lambda who: who.named and bool(who.clerical),
        lambda who: f"Dear {who.styled(who.clerical)}",
        SINCERELY,
        _CUSTOM,
    ),
    Rule(
        "clergy",
        "Other clergy; never “Dear Reverend”",
        _style(*CLERGY),
        _dear_name,
        SINCERELY,
        _CUSTOM,
    ),
    Rule(
        "councillor",
        "Councillor",
        _style("Councillor"),
        _dear_titled("Councillor"),
        SINCERELY,
        _CUSTOM,
    ),
    Rule(
        "msp",
        "Member of the Scottish Parliament",
        _style("MSP"),
        _dear_name,
        SINCERELY,
        "usage in the Scottish Parliament",
    ),
    Rule("ms", "Member of the Senedd", _style("MS"), _dear_name, SINCERELY, _CUSTOM),
    Rule(
        "mla",
        "Member of the Northern Ireland Assembly",
        _style("MLA"),
        _dear_name,
        SINCERELY,
        "usage in the Northern Ireland Assembly",
    ),
    Rule(
        "mp_pc",
        "MP who is a Privy Counsellor",
        lambda who: _style("MP")(who) and who.name.has("Rt Hon"),
        _dear_name,
        SINCERELY,
        _PARLIAMENT,
    ),
    Rule(
        "mp_kc",
        "MP who is King’s Counsel",
        lambda who: _style("MP")(who) and who.name.has("KC"),
        _dear_name,
        SINCERELY,
        _PARLIAMENT,
    ),
    Rule("mp", "MP", _style("MP"), _dear_name, SINCERELY, _PARLIAMENT),
    Rule("name", "Anybody else by name", lambda who: who.named, _dear_name, SINCERELY, _CUSTOM),
    Rule(
        "minister",
        "Nameless minister of another title",
        lambda who: who.recipient.kind == "minister",
        _dear("Minister"),
        SINCERELY,
        _GOVERNMENT,
    ),
    Rule(
        "head_of_body",
        "Nameless head of a body (Chair, Director, Secretary-General)",
        lambda who: bool(who.head_of_body),
        lambda who: f"Dear {who.head_of_body}",
        SINCERELY,
        _CUSTOM,
    ),
    Rule(
        "nameless",
        "An office or a body without a name",
        lambda _who: True,
        _dear("Sir or Madam"),
        FAITHFULLY,
        _CUSTOM,
    ),
)
