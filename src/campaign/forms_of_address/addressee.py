"""What the rules ask about one recipient."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.forms_of_address.names import StyledName, styled_name
from campaign.forms_of_address.offices import (
    Office,
    head_of_body,
    is_ambassador,
    is_charge,
    is_high_commission,
    office,
)
from campaign.forms_of_address.styles import (
    COURTESY,
    EXCELLENCIES,
    LEGISLATURES,
    RANKS,
)
from campaign.model import Recipient

_COURTESY_BY_GENDER = {"M": "Mr", "F": "Ms"}
_SERVICES = ("RN", "RM", "RAF", "RNR")
# States where the family name comes first, or the given name serves for it: a salutation by
# surname would have to guess which word that is.
_OTHER_NAME_ORDER = frozenset({"cn", "hu", "jp", "kh", "kp", "kr", "la", "mm", "mn", "tw", "vn"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """A recipient with the name and the office taken apart; every field and property is pure."""

    recipient: Recipient
    name: StyledName
    office: Office | None

    @classmethod
    def of(cls, recipient: Recipient) -> Addressee:
        """Take a recipient's name and role apart."""
        name = styled_name(recipient.name)
        if recipient.kind == "mp" and recipient.name and not LEGISLATURES & {*name.post_nominals}:
            name = _with_mp(name)
        role = recipient.role
        if not role and recipient.kind == "mp" and recipient.party == "Speaker":
            role = "Speaker of the House of Commons"
        return cls(recipient, name, office(role) if role else None)

    @property
    def named(self) -> bool:
        """Whether there is a person's name, and not only an office."""
        return bool(self.recipient.name)

    @property
    def charge(self) -> bool:
        """Whether this is a chargé d'affaires of a mission."""
        return self.recipient.kind == "embassy" and is_charge(self.recipient.role)

    @property
    def head_of_mission(self) -> bool:
        """Whether this is an ambassador or high commissioner, named or not."""
        role = self.recipient.role
        return self.recipient.kind == "embassy" and (not role or is_ambassador(role))

    @property
    def high_commissioner(self) -> bool:
        """Whether this head of mission represents a Commonwealth state."""
        return self.head_of_mission and is_high_commission(
            self.recipient.role, self.recipient.organisation
        )

    @property
    def rank(self) -> str:
        """The rank in the armed forces, or nothing."""
        return next((prefix for prefix in self.name.prefixes if prefix in RANKS), "")

    @property
    def clerical(self) -> str:
        """The clerical style by which the person is spoken to ("Canon"), or nothing."""
        spoken = ("Canon", "Father", "Rabbi", "Imam", "Sister")
        return next((prefix for prefix in self.name.prefixes if prefix in spoken), "")

    @property
    def head_of_body(self) -> str:
        """The word by which a nameless head of a body is called, or nothing."""
        return head_of_body(self.recipient.role)

    @property
    def courtesy_title(self) -> str:
        """Mr, Mrs, Ms, Miss or Mx as written, else from the recorded gender; never guessed."""
        written = next((prefix for prefix in self.name.prefixes if prefix in COURTESY), "")
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

    @property
    def surname_unclear(self) -> bool:
        """Whether the order of the name's words differs between languages."""
        return self.recipient.state in _OTHER_NAME_ORDER or not self.name.sure

    def styled(self, title: str) -> str:
        """A title with the surname, or with the whole name where the surname is not sure."""
        if not title or not self.name.sure:
            return f"{title} {self.name.plain}".strip()
        return f"{title} {self.name.surname}"

    def envelope_name(self) -> str:
        """The styled name for the envelope, with what usage adds to the published form."""
        name = self.name
        if self.charge:
            kept = tuple(prefix for prefix in name.prefixes if prefix not in EXCELLENCIES)
            name = replace(name, prefixes=kept)
        elif self.head_of_mission and not name.has(*EXCELLENCIES):
            name = replace(name, prefixes=(self.excellency, *name.prefixes))
        elif name.dignity in {"Bishop of", "Lord Bishop of"} and not name.has("Rt Rev"):
            name = replace(name, prefixes=("Rt Rev", *name.prefixes))
        elif name.dignity in {"Archbishop of", "Lord Archbishop of"} and not name.has("Most Rev"):
            name = replace(name, prefixes=("Most Rev", "Rt Hon"))
        if self.recipient.kind == "peer" and name.dignity in {"Bishop of", "Archbishop of"}:
            name = replace(name, dignity=f"Lord {name.dignity}")
        return name.envelope


def _with_mp(name: StyledName) -> StyledName:
    """Add MP, which Parliament's list sometimes leaves out, before any service letters."""
    honours = name.post_nominals
    services = tuple(honour for honour in honours if honour in _SERVICES)
    others = tuple(honour for honour in honours if honour not in _SERVICES)
    return replace(name, post_nominals=(*others, "MP", *services))
