"""The rules of salutation and complimentary close, in their order of authority."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

SINCERELY = "Yours sincerely"
FAITHFULLY = "Yours faithfully"
AMBASSADOR_CLOSE = (
    "I have the honour to be, with the highest consideration, Your Excellency’s obedient servant"
)
HIGH_COMMISSIONER_CLOSE = "I have the honour to be Your Excellency’s obedient servant"

_DEBRETTS = "Debrett’s"
_GOVERNMENT = "usage in writing to government"
_PARLIAMENT = "UK Parliament’s published styles"
_JUDICIARY = "usage in writing to judges"
_CUSTOM = "common usage"


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of address: whom it is for, the salutation, the close and whose usage it is.

    It applies to whoever bears all of its ``marks`` (see ``Addressee.marks``). A salutation may end
    with the addressee's own ``{name}``, ``{forename}``, ``{styled}`` name, ``{peer}`` title
    and the like.
    """

    key: str
    whom: str
    marks: frozenset[str]
    salutation: str
    basis: str = _CUSTOM
    close: str = SINCERELY


def _rules(*rows: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(
        Rule(key, whom, frozenset(marks.split("+")) - {""}, *rest)
        for key, whom, marks, *rest in rows
    )


def _office(key: str, whom: str, basis: str = _CUSTOM, office: str = "") -> tuple[str, ...]:
    return key, whom, f"office {office or key}", "Dear {office}", basis


# Key, whom it is for, marks, salutation, basis, close. The first whose marks are borne decides.
RULES: tuple[Rule, ...] = _rules(
    ("royal", "Member of the Royal Family", "HRH", "Your Royal Highness", _CUSTOM, FAITHFULLY),
    ("name", "Two who share a surname", "couple", "Dear {couple}"),
    _office("own_mission", "Head of one of the United Kingdom’s own missions abroad", _GOVERNMENT),
    (
        "charge",
        "Chargé d’affaires whose surname is clear",
        "chargé+named+clear surname",
        "Dear {name}",
        _DEBRETTS,
    ),
    (
        "charge",
        "Chargé d’affaires without a name, or with the family name first",
        "chargé",
        "Dear Chargé d’Affaires",
        _DEBRETTS,
    ),
    (
        "high_commissioner",
        "High Commissioner, named or not",
        "high commissioner",
        "Your Excellency",
        _DEBRETTS,
        HIGH_COMMISSIONER_CLOSE,
    ),
    (
        "ambassador",
        "Ambassador, named or not",
        "head of mission",
        "Your Excellency",
        _DEBRETTS,
        AMBASSADOR_CLOSE,
    ),
    ("speaker", "Speaker of the House of Commons", "office speaker", "Dear {speaker}"),
    _office("lord_speaker", "Lord Speaker"),
    _office("prime_minister", "Prime Minister", _GOVERNMENT),
    _office("first_minister", "First Minister of a devolved government", _GOVERNMENT),
    _office(
        "secretary_of_state",
        "Secretary of State, and those called Secretary or Chancellor",
        _GOVERNMENT,
    ),
    _office("minister_of_state", "Minister of State", _GOVERNMENT),
    _office("pus", "Parliamentary Under-Secretary of State", _GOVERNMENT),
    _office("law_officer", "Law Officer", _GOVERNMENT),
    _office("presiding_officer", "Presiding Officer of a parliament"),
    _office("judge", "Head of the judiciary", _JUDICIARY, office="judiciary"),
    ("judge", "Lord or Lady Justice of Appeal", "lord justice", "Dear {justice}", _JUDICIARY),
    ("judge", "Judge", "judge", "Dear Judge", _JUDICIARY),
    _office("international", "Head or expert of an international body"),
    ("moderator", "Moderator of a church", "office moderator", "Dear Moderator"),
    ("chief_rabbi", "Chief Rabbi, by name", "Chief Rabbi", "Dear Chief Rabbi"),
    ("chief_rabbi", "Chief Rabbi, by office", "office chief_rabbi", "Dear Chief Rabbi"),
    ("cardinal", "Cardinal", "Cardinal", "Dear {styled}"),
    ("clergy", "Monsignor, whatever his style", "Monsignor", "Dear {styled}"),
    ("archbishop", "Archbishop by see", "of the see Archbishop", "Dear Archbishop"),
    (
        "archbishop",
        "Archbishop by see, in the Lords",
        "of the see Lord Archbishop",
        "Dear Archbishop",
    ),
    ("archbishop", "Archbishop by name", "Archbishop", "Dear Archbishop"),
    ("archbishop", "Archbishop by style", "Most Rev", "Dear Archbishop"),
    ("bishop", "Bishop by see", "of the see Bishop", "Dear Bishop"),
    ("bishop", "Bishop in the Lords", "of the see Lord Bishop", "Dear Bishop"),
    ("bishop", "Bishop by name", "Bishop", "Dear Bishop"),
    ("bishop", "Bishop by style", "Rt Rev", "Dear Bishop"),
    ("dean", "Dean in holy orders", "office dean+clergy", "Dear Dean", _DEBRETTS),
    (
        "archdeacon",
        "Archdeacon by office",
        "office archdeacon+clergy",
        "Dear Archdeacon",
        _DEBRETTS,
    ),
    ("archdeacon", "Archdeacon by style", "Ven", "Dear Archdeacon", _DEBRETTS),
    _office("civic", "Lord Mayor, Mayor, Lord-Lieutenant or High Sheriff"),
    ("duke", "Duke", "peer Duke", "Dear Duke", _DEBRETTS),
    ("duke", "Duchess", "peer Duchess", "Dear Duchess", _DEBRETTS),
    ("peer_pc", "Peer who is a Privy Counsellor", "peer+peer Rt Hon", "Dear {peer}", _DEBRETTS),
    ("viscount", "Viscount", "peer Viscount", "Dear {peer}", _DEBRETTS),
    ("viscount", "Viscountess", "peer Viscountess", "Dear {peer}", _DEBRETTS),
    ("earl", "Earl", "peer Earl", "Dear {peer}", _DEBRETTS),
    ("earl", "Countess", "peer Countess", "Dear {peer}", _DEBRETTS),
    ("marquess", "Marquess", "peer Marquess", "Dear {peer}", _DEBRETTS),
    ("marquess", "Marchioness", "peer Marchioness", "Dear {peer}", _DEBRETTS),
    ("life_peer_m", "Baron, called Lord", "peer Lord", "Dear {peer}", _DEBRETTS),
    ("life_peer_m", "Baron", "peer Baron", "Dear {peer}", _DEBRETTS),
    ("life_peer_f", "Baroness", "peer Baroness", "Dear {peer}", _DEBRETTS),
    ("life_peer_f", "Lady", "peer Lady", "Dear {peer}", _DEBRETTS),
    ("baronet", "Baronet", "Sir+Bt", "Dear Sir {forename}", _DEBRETTS),
    ("baronet", "Baronet, by the older letters", "Sir+Bart", "Dear Sir {forename}", _DEBRETTS),
    ("knight", "Knight", "Sir", "Dear Sir {forename}", _PARLIAMENT),
    ("dame", "Dame", "Dame", "Dear Dame {forename}", _PARLIAMENT),
    ("military", "Officer of the forces or the police", "rank", "Dear {styled}", _DEBRETTS),
    ("councillor", "Councillor", "Councillor", "Dear {councillor}"),
    ("professor", "Professor", "Professor", "Dear {styled}"),
    ("doctor", "Doctor", "Dr", "Dear {styled}", _PARLIAMENT),
    (
        "clergy",
        "Canon, Monsignor, Father, Rabbi, Imam or Sister",
        "spoken style",
        "Dear {styled}",
    ),
    ("clergy", "Other clergy; never “Dear Reverend”", "clergy", "Dear {name}"),
    (
        "office_style",
        "Ambassador, Senator, Governor or Mayor by name",
        "office style",
        "Dear {styled}",
    ),
    ("msp", "Member of the Scottish Parliament", "MSP", "Dear {name}"),
    ("ms", "Member of the Senedd", "MS", "Dear {name}"),
    ("ms", "Member of the Senedd, by the Welsh letters", "AS", "Dear {name}"),
    ("mla", "Member of the Northern Ireland Assembly", "MLA", "Dear {name}"),
    ("mep", "Member of the European Parliament", "MEP", "Dear {name}"),
    ("mp_pc", "MP who is a Privy Counsellor", "MP+Rt Hon", "Dear {name}", _PARLIAMENT),
    ("mp_kc", "MP who is King’s Counsel", "MP+KC", "Dear {name}", _PARLIAMENT),
    ("mp", "MP", "MP", "Dear {name}", _PARLIAMENT),
    ("name", "Anybody else by name", "named", "Dear {name}"),
    ("minister", "Nameless minister of another title", "minister", "Dear Minister", _GOVERNMENT),
    _office("council_leader", "Nameless leader of a council"),
    ("editor", "Newspaper or broadcaster", "editor", "Dear Editor"),
    (
        "head_of_body",
        "Nameless head of a body (Chair, Director, Secretary-General)",
        "head of body",
        "Dear {office}",
    ),
    (
        "nameless",
        "An office or a body without a name",
        "",
        "Dear Sir or Madam",
        _CUSTOM,
        FAITHFULLY,
    ),
)


@lru_cache(maxsize=1024)
def rule_for(marks: frozenset[str]) -> Rule:
    """Return the first rule all of whose marks are borne."""
    return next(rule for rule in RULES if rule.marks <= marks)
