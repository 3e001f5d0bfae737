"""What kind of reader a row is about, where it does not say: by letters, titles and offices."""

import re
from collections.abc import Mapping
from functools import lru_cache

from campaign.address import state_named
from campaign.compose import GOVERNMENT_POST, NOT_IN_GOVERNMENT
from campaign.forms_of_address import LETTERS, is_own_mission, names_an_office, styled_name
from campaign.model import Kind
from campaign.recipients.names import title_first
from campaign.recipients.values import kind_of

_MEMBERS: dict[Kind, str] = {
    "mp": r"m\.?p\.?|member of (?:the uk )?parliament|member of the house of commons",
    "peer": r"member of the (?:house of )?lords|life peer|peer",
    "msp": r"msp|member of the scottish parliament",
    "ms": r"ms|member of the senedd(?: cymru)?|member of the welsh parliament",
    "mla": r"mla|member of the (?:northern ireland|legislative) assembly",
    "mep": r"mep|member of the european parliament",
}
_PARTY = (
    r"(?:labour(?: (?:and|&) co-operative)?|conservative|liberal democrat|lib dem|snp|green|dup"
    r"|plaid cymru|reform uk|independent|sinn f[eé]in|alliance|sdlp|uup|tuv)"
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
# "Labour MP for Walthamstow", "Member of the Senedd, Cardiff Central" and what else they are; an
# MP's assistant and a former MP are none.
_MEMBERSHIPS = {
    kind: re.compile(
        rf"(?:the )?(?:{_PARTY} )?(?:{words})"
        r"(?:(?: for|,| -| –| representing) (?P<seat>(?!and\b)[^,]+?))?"
        r"(?:(?:,| and|;) (?P<more>(?:co-|vice-|vice |deputy |shadow )?(?:chair|minister"
        r"|secretary|leader|member|president|spokes|patron|trustee|officer|whip).*))?",
        re.IGNORECASE,
    )
    for kind, words in _MEMBERS.items()
}
_MISSION = re.compile(
    r"\b(?:embassy|high commission|consulate|permanent (?:mission|representation|delegation))\b",
    re.IGNORECASE,
)
# A mission only where its name names a state too.
_OTHER_MISSION = re.compile(
    r"\b(?:mission|legation|nunciature|(?:representative|interests) (?:office|section)"
    r"|people['’]s bureau)\b",
    re.IGNORECASE,
)
_ENVOY = re.compile(
    r"\b(?:ambassador|high commissioner|charg[ée] d.affaires|consul(?:[ -]general)?"
    r"|permanent representative)\b",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(
    r"\bUnited Nations\b|\bUN\b|\bUN(?:HCR|ICEF|ESCO|ODC|DP|FPA|RWA|OCHA|AIDS|EP|HRC|CTAD)\b"
    r"|\bOHCHR\b|\bWorld (?:Health|Trade|Meteorological) Organi[sz]ation\b"
    r"|\bWorld (?:Bank|Food Programme)\b|\bInternational (?:(?:Labour|Maritime|Civil Aviation)"
    r" Organi[sz]ation|Organi[sz]ation for Migration|Criminal Court|Atomic Energy Agency"
    r"|Monetary Fund|Telecommunication Union|Committee of the Red Cross)\b|\bICRC\b|\bIOM\b"
    r"|\bEuropean (?:Union|Commission|Council|External Action Service)\b|\bEEAS\b"
    r"|\bEU Delegation\b|\bCouncil of Europe\b|\bOSCE\b|\bNATO\b|\bAfrican Union\b|\bASEAN\b"
    r"|\bCommonwealth Secretariat\b"
)
_NOT_INTERNATIONAL = re.compile(
    r"\b(?:association|all-party|appg|parliamentary group|society)\b", re.IGNORECASE
)
_PRESS_OFFICE = re.compile(
    r"\b(?:editor|journalist|reporter|correspondent|columnist|news ?desk)\b", re.IGNORECASE
)
_PRESS = re.compile(
    r"(?:the )?(?:bbc\b.*|itv\b.*|sky news|channel 4 news|reuters|pa media|press association"
    r"|guardian|observer|times|sunday times|(?:daily|sunday) (?:telegraph|mail|mirror|express)"
    r"|telegraph|financial times|independent|economist|spectator|new statesman|i paper)",
    re.IGNORECASE,
)
_COUNCILLOR = re.compile(
    r"\b(?:councillor|cllr|leader of the council|council leader"
    r"|(?:cabinet|executive|lead) member|portfolio holder)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"\b(?:city|county|borough|district|town|parish) council\b|\bcouncil$", re.I)
_LEADER = re.compile(r"(?:the )?(?:deputy )?leader", re.IGNORECASE)
_OFFICIAL = re.compile(r"\bprivate secretary\b|\bpermanent\b|\badviser\b", re.IGNORECASE)
_PAGE = re.compile(r"theyworkforyou\.com/(\w+)/", re.IGNORECASE)
_PAGES: dict[str, Kind] = {
    **{kind: kind for kind in ("mp", "peer", "msp", "ms", "mla")},
    "lord": "peer",
}
# "Minister" of a church, "Chancellor" of a university, and not of the Crown.
_NOT_OF_THE_CROWN = re.compile(
    r"\b(?:church|chapel|circuit|cathedral|temple|tabernacle|parish|kirk|urc|methodist|baptist"
    r"|presbyterian|congregational|pentecostal|unitarian|of religion|united reformed|university"
    r"|college|diocese)\b",
    re.IGNORECASE,
)
# Their titles no longer bring a seat in the Lords (Hereditary Peers Act 2026).
_HEREDITARY = ("Earl", "Countess", "Viscount", "Marquess", "Marchioness", "Duke", "Duchess")
# Where the address shows in which parliament a seat is.
_HOUSES: dict[Kind, re.Pattern[str]] = {
    "msp": re.compile(r"\bscottish parliament\b|\bEH99 ?1SP\b", re.IGNORECASE),
    "ms": re.compile(r"\bsenedd\b|\bwelsh parliament\b|\bCF99 ?1SN\b", re.IGNORECASE),
    "mla": re.compile(r"\bnorthern ireland assembly\b|\bBT4 ?3XX\b", re.IGNORECASE),
}
# Offices that begin as a peerage does: "Lord Mayor of London".
_OFFICE_OF_LORD = re.compile(
    r"(?:mayor|lieutenant|chancellor|provost|justice|chief|advocate|president|speaker)\b",
    re.IGNORECASE,
)


# "Lady Celia Surname" is of a peer's family, and no peer.
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")


def by_page(address: str) -> tuple[Kind, str] | None:
    """Return the House of a member's page at TheyWorkForYou, and the part of it that says so."""
    page = _PAGE.search(address)
    kind = _PAGES.get(page[1]) if page else None
    return (kind, page[0]) if page and kind else None


def inferred_kind(values: Mapping[str, str], page: str = "") -> tuple[Kind, str] | None:
    """Return the kind that a row's other cells imply, and the words that do, or None.

    ``values`` are a row's cells by known column, its name put together; ``page`` is the address
    of the person's page.
    """
    if page and (found := by_page(page)):
        return found
    name, role = title_first(values.get("name", "")), values.get("role", "")
    organisation = values.get("organisation", "")
    if role and not organisation and names_an_office(name) and not names_an_office(role):
        name, role, organisation = "", name, role
    elif not role and names_an_office(name):
        name, role = "", name
    sits = membership(role) if role and name else None
    return (
        _by_body(role, organisation)
        or ((sits[0], role) if sits else None)
        or _by_office(name, role, organisation, values)
        or _by_name(name, organisation)
        or _by_seat(name, values)
    )


def _by_body(role: str, organisation: str) -> tuple[Kind, str] | None:
    mission: Kind = "other" if is_own_mission(role, organisation) else "embassy"
    if found := _MISSION.search(organisation):
        return mission, found[0]
    if (found := _OTHER_MISSION.search(organisation)) and state_named(organisation):
        return mission, found[0]
    found = _INTERNATIONAL.search(organisation)
    if found and mission == "embassy" and not _NOT_INTERNATIONAL.search(organisation):
        return "organisation", found[0]
    if found := _ENVOY.search(role):
        return mission, found[0]
    if found := _PRESS.fullmatch(organisation) or _PRESS_OFFICE.search(role):
        return "press", found[0]
    return None


@lru_cache(maxsize=1024)
def membership(role: str) -> tuple[Kind, str, str] | None:
    """Return the House that a role only says somebody sits in, the seat, and what else it says."""
    for kind, words in _MEMBERSHIPS.items():
        if found := words.fullmatch(role):
            return kind, (found["seat"] or "").strip(), found["more"] or ""
    return None


def _by_office(
    name: str, role: str, organisation: str, values: Mapping[str, str]
) -> tuple[Kind, str] | None:
    """A member's row with a seat is about the member, whatever office stands beside it."""
    found = GOVERNMENT_POST.search(role)
    another = _NOT_OF_THE_CROWN.search(f"{role} {organisation}")
    if found and not (another or NOT_IN_GOVERNMENT.search(role) or _OFFICIAL.search(role)):
        member = name and values.get("constituency") and not organisation
        if not member and not styled_name(name).has("MSP", "MS", "MLA", "MEP"):
            return "minister", found[0]
    found = _COUNCILLOR.search(role) or (_COUNCIL.search(organisation) and _LEADER.fullmatch(role))
    if found:
        return "councillor", found[0]
    return None


def _by_name(name: str, organisation: str) -> tuple[Kind, str] | None:
    if not name:
        return None
    styled = styled_name(name)
    for kind, letters in LETTERS.items():
        if letters in styled.post_nominals:
            return kind, letters
    if "AS" in styled.post_nominals:  # Aelod o’r Senedd
        return "ms", "AS"
    if styled.has("Councillor"):
        return "councillor", "Councillor"
    house = kind_of(_ARTICLE.sub("", organisation))
    if house in _MEMBERS:
        return house, organisation
    dignity = styled.dignity.removesuffix(" of")
    is_prelate = dignity.endswith(("Bishop", "Archbishop"))
    of_family = dignity in {"Lord", "Lady"} and _TWO_WORDS.fullmatch(styled.surname)
    of_office = _OFFICE_OF_LORD.match(styled.surname)
    if dignity and not (is_prelate or of_family or of_office or dignity.startswith(_HEREDITARY)):
        return "peer", dignity
    return None


def _by_seat(name: str, values: Mapping[str, str]) -> tuple[Kind, str] | None:
    if any(map(str.isalpha, name)) and any(map(str.isalpha, values.get("constituency", ""))):
        where = f"{values.get('address', '')} {values.get('postcode', '')}"
        for kind, house in _HOUSES.items():
            if found := house.search(where):
                return kind, found[0]
        return "mp", "the constituency"
    return None
