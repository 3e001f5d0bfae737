"""What the rules ask about one recipient."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from campaign.compared import without_the
from campaign.forms_of_address.names import StyledName, styled_name
from campaign.forms_of_address.offices import (
    Office,
    head_of_body,
    is_ambassador,
    is_charge,
    is_high_commission,
    is_no_minister,
    may_name_an_office,
    names_an_office,
    office,
    own_mission,
)
from campaign.forms_of_address.styles import (
    BUDDHIST,
    CLERGY,
    COURTESY,
    EXCELLENCIES,
    JUDGES,
    LEGISLATURES,
    LORDS_JUSTICES,
    OFFICE_STYLES,
    RANKS,
    RELIGIOUS,
    RELIGIOUS_ORDERS,
    SPOKEN_CLERGY,
    SPOKEN_RANKS,
    TAKES_THE,
    listed,
)
from campaign.model import Kind, Recipient

_COURTESY_BY_GENDER = {"M": "Mr", "F": "Ms"}
_RANKS = frozenset(RANKS)
_CLERGY = frozenset(CLERGY)
_SPOKEN = frozenset({*RANKS, "Professor", "Dr", *SPOKEN_CLERGY, *OFFICE_STYLES})
_GROUPS = (
    ("Excellency", frozenset(EXCELLENCIES)),
    ("rank", _RANKS),
    ("judge", frozenset(JUDGES)),
    ("lord justice", frozenset(LORDS_JUSTICES)),
    ("office style", frozenset(OFFICE_STYLES)),
)
LETTERS: dict[Kind, str] = {"mp": "MP", "msp": "MSP", "ms": "MS", "mla": "MLA", "mep": "MEP"}
"""The letters of the body in which each kind of member sits."""
_NOBODY = frozenset(
    listed(
        "vacant, vacancy, vacant seat, tbc, tba, sir, madam, sirs, to whom it may concern,"
        " sir or madam, sir/madam, dear sir or madam, dear sir/madam"
    )
)
_SOME_MINISTER = re.compile(r".+ minister", re.IGNORECASE)
_DIRECTOR_GENERAL = re.compile(r"(?:the )?director[- ]general", re.IGNORECASE)
_TO_THE_EDITOR = re.compile(r"editor|\bletters\b", re.IGNORECASE)
_SERVICES = ("RN", "RM", "RAF", "RNR")
# States where the family name comes first, or the given name serves for it: a salutation by
# surname would have to guess which word that is.
_OTHER_NAME_ORDER = frozenset(
    listed("bt, cn, et, hk, hu, is, jp, kh, kp, kr, la, mm, mn, mo, sg, tw, vn")
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """A recipient with the name and the office taken apart; every field and property is pure."""

    recipient: Recipient
    name: StyledName
    office: Office | None

    @classmethod
    def of(cls, recipient: Recipient) -> Addressee:
        recipient = office_from_name(recipient)
        name = styled_name(recipient.name)
        if recipient.state in _OTHER_NAME_ORDER:
            name = replace(name, sure=False)
        letters = LETTERS.get(recipient.kind)
        if letters and recipient.name and not LEGISLATURES & {*name.post_nominals}:
            name = _with_letters(name, letters)
        if (
            recipient.kind == "councillor"
            and recipient.name
            and not name.has("Councillor", "Alderman")
        ):
            name = replace(name, prefixes=("Councillor", *name.prefixes))
        role = recipient.role
        if not role and recipient.kind == "mp" and recipient.party == "Speaker":
            role = "Speaker of the House of Commons"
        if recipient.kind == "councillor" and without_the(role).casefold() == "leader":
            role = "Leader of the Council"
        # A minister or a secretary of an embassy is one of its staff.
        found = office(role) if role and recipient.kind != "embassy" else None
        found = found or own_mission(role, recipient.organisation)
        found = found or _by_kind(recipient.kind, role)
        return cls(recipient, name, found)

    @property
    def named(self) -> bool:
        return bool(self.recipient.name)

    @property
    def charge(self) -> bool:
        """Whether this is a chargé d'affaires of a mission."""
        return self.recipient.kind == "embassy" and is_charge(self.recipient.role)

    @property
    def head_of_mission(self) -> bool:
        """Whether this is an ambassador or high commissioner, named or not."""
        role = self.recipient.role
        foreign = self.recipient.kind == "embassy" and self.office is None
        return foreign and (not role or is_ambassador(role))

    @property
    def high_commissioner(self) -> bool:
        """Whether this head of mission represents a Commonwealth state."""
        return self.head_of_mission and is_high_commission(
            self.recipient.role, self.recipient.organisation
        )

    @property
    def marks(self) -> frozenset[str]:
        """What the rules ask for, each in a word or two.

        A commoner bears every style and honour of the name; a peer "peer" and "peer" with the
        dignity, a prelate "of the see" with it, so that no rule for a knight takes in a lord.
        """
        found = self._name_marks() if self.named else set()
        if self.office is not None:
            found.add(f"office {self.office.key}")
        if not self.named and head_of_body(self.recipient.role):
            found.add("head of body")
        if self.recipient.kind == "embassy":
            found |= self._mission_marks()
        elif self.recipient.kind == "minister" and not is_no_minister(self.recipient.role):
            found.add("minister")
        elif self.recipient.kind == "press" and not self.named:
            role = self.recipient.role
            if not role or _TO_THE_EDITOR.search(role):
                found.add("editor")
        return frozenset(found)

    def _name_marks(self) -> set[str]:
        name = self.name
        if name.dignity:
            dignity = name.dignity.removesuffix(" of").removeprefix("Dowager ")
            found = {"named", "peer", f"peer {dignity}"}
            if name.has("HRH") or dignity in {"Prince", "Princess"}:
                found.add("HRH")
            if "ishop" in dignity:
                found.add(f"of the see {dignity}")
            if "Rt Hon" in name.prefixes:
                found.add("peer Rt Hon")
            return found
        if self.recipient.kind == "peer" and " of " in name.plain:
            return set()  # a title whose dignity is missing: nobody is called by that alone
        found = {"named", *name.prefixes, *name.post_nominals}
        found |= {group for group, styles in _GROUPS if not styles.isdisjoint(found)}
        if name.couple:
            found.add("couple")
        if not found.isdisjoint(BUDDHIST):
            found.discard("Ven")
        if not found.isdisjoint(_CLERGY):
            found.add("clergy")
            if not found.isdisjoint(SPOKEN_CLERGY):
                found.add("spoken style")
        return found

    def _mission_marks(self) -> set[str]:
        found: set[str] = set()
        if self.charge:
            found.add("chargé")
            if self.name.sure and self.recipient.state not in _OTHER_NAME_ORDER:
                found.add("clear surname")
        elif self.high_commissioner:
            found.add("high commissioner")
        elif self.head_of_mission:
            found.add("head of mission")
        return found

    @property
    def courtesy_title(self) -> str:
        """Mr, Mrs, Ms, Miss or Mx as written, else from the recorded gender; never guessed."""
        written = " and ".join(prefix for prefix in self.name.prefixes if prefix in COURTESY)
        return written or _COURTESY_BY_GENDER.get(self.recipient.gender, "")

    @property
    def by_name(self) -> str:
        """The name as it follows "Dear": with the courtesy title, or forename and surname."""
        title = self.courtesy_title
        if title and not self.name.sure and title not in self.name.prefixes:
            return self.name.plain
        return self.styled(title)

    @property
    def peer(self) -> str:
        """A peer as spoken to: "Lord Alton" for Lord Alton of Liverpool."""
        title = self.name.surname.split(" of ")[0]
        masculine = {"Lord", "Baron", "Viscount", "Earl", "Marquess"}
        return f"{'Lord' if self.name.dignity.split()[0] in masculine else 'Lady'} {title}"

    @property
    def excellency(self) -> str:
        """The style before an ambassador's name, by courtesy title or recorded gender."""
        match self.courtesy_title:
            case "Mr":
                return "His Excellency"
            case "Mrs" | "Ms" | "Miss":
                return "Her Excellency"
        if self.name.has("Sir"):
            return "His Excellency"
        return "Her Excellency" if self.name.has("Dame") else "HE"

    @property
    def speaker(self) -> str:
        """How the Speaker is called, where name or recorded gender tells; else "Speaker"."""
        if self.name.has("Sir", "Mr") or self.recipient.gender == "M":
            return "Mr Speaker"
        if self.name.has("Dame", "Mrs", "Ms", "Miss") or self.recipient.gender == "F":
            return "Madam Speaker"
        return "Speaker"

    def styled(self, title: str) -> str:
        """A title with the surname, or with the whole name where the surname is not sure."""
        if not title or not self.name.sure:
            return f"{title} {self.name.plain}".strip()
        return f"{title} {self.name.surname}"

    def spoken(self, salutation: str) -> str:
        """Fill a rule's salutation with the addressee's own name, title or office."""
        before, _, part = salutation.rstrip("}").partition("{")
        match part:
            case "name":
                own = self.by_name
            case "forename":
                # A knight without a forename on the list keeps the only name there is.
                own = self.name.forename or self.name.surname
            case "peer":
                own = self.peer
            case "styled":
                style, forename = self._spoken_style, self.name.forename
                in_religion = style in RELIGIOUS and self.name.has(*RELIGIOUS_ORDERS)
                own = f"{style} {forename}" if in_religion and forename else self.styled(style)
            case "councillor":
                own = self.styled("Councillor")
            case "justice":
                own = next(prefix for prefix in self.name.prefixes if prefix in LORDS_JUSTICES)
            case "couple":
                first, *others = self.name.prefixes
                # Never "Dear Revd": the first of the two goes by the whole name.
                first = self.name.plain if first in TAKES_THE else first
                own = self.styled(" and ".join([first, *others]))
            case "speaker":
                own = self.speaker
            case "office":
                role = self.recipient.role
                own = self.office.called if self.office else head_of_body(role)
            case _:
                own = ""
        return f"{before}{own}"

    @property
    def _spoken_style(self) -> str:
        """The style that goes with the surname, the first of them where there are several."""
        style = next((prefix for prefix in self.name.prefixes if prefix in _SPOKEN), "")
        return SPOKEN_RANKS.get(style, style)


# Under a heading for roles.
_STYLED_BISHOP = re.compile(
    r"(?:the )?(?:most|rt|right) (?:revd?|reverend)\.?,? (?:and .{5,20} )?the (?:lord )?"
    r"(?:arch)?bishop",
    re.IGNORECASE,
)


def _by_kind(kind: Kind, role: str) -> Office | None:
    """Return an office that only the kind of reader makes one to be called by."""
    if kind == "minister" and _SOME_MINISTER.fullmatch(role) and not is_no_minister(role):
        return Office("minister_of_state", "Minister")
    if kind == "organisation" and _DIRECTOR_GENERAL.fullmatch(role):
        return Office("international", "Director-General")
    return None


def _with_letters(name: StyledName, letters: str) -> StyledName:
    """Add a member's letters, which lists sometimes leave out, before any service letters."""
    honours = name.post_nominals
    services = tuple(honour for honour in honours if honour in _SERVICES)
    others = tuple(honour for honour in honours if honour not in _SERVICES)
    return replace(name, post_nominals=(*others, letters, *services))


def office_from_name(recipient: Recipient) -> Recipient:
    """Return a recipient whose name only says an office or "Vacant" as one without a name."""
    if not recipient.name and _STYLED_BISHOP.match(recipient.role):
        recipient = replace(recipient, name=recipient.role, role="")
    name = recipient.name
    if name.strip("()[]").casefold() in _NOBODY:
        return replace(recipient, name="")
    if not may_name_an_office(name):
        return recipient
    words, _, rest = name.partition(", ")
    styled = styled_name(words)
    # "Ambassador Forename Surname", "Bishop of Winchester"
    if styled.has(*OFFICE_STYLES) or (styled.dignity and not office(words)):
        return recipient
    if not (office(words) or head_of_body(words)):
        # "The Very Revd the Dean of York"
        words = name = styled.plain
        if not (TAKES_THE.issuperset(styled.prefixes) and office(words)):
            return recipient
    body, given = recipient.organisation or rest, recipient.role
    role = words if rest and body == rest else name
    if names_an_office(given):
        role = given
    elif given and body:
        role = f"{role}, {given}"
    # "The Secretary of State" under name, and the Department under "Job".
    return replace(recipient, name="", role=role, organisation=body or given)
