"""The rules of salutation and complimentary close, in their order of authority."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from campaign.forms_of_address.names import is_title_alone

_TABLE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)
_USAGE, _CLOSES = _TABLE["usage"], _TABLE["closes"]
SINCERELY, FAITHFULLY = _CLOSES["sincerely"], _CLOSES["faithfully"]
AMBASSADOR_CLOSE = _CLOSES["ambassador"]
HIGH_COMMISSIONER_CLOSE = _CLOSES["high commissioner"]
_DEAR = re.compile(r"dear\s+", re.IGNORECASE)
# Salutations that name nobody: "Yours faithfully" follows.
_IMPERSONAL = re.compile(
    r"(?:dear )?(?:sir|sirs|madam|mesdames|sir or madam|sir/madam|sir / madam|madam or sir"
    r"|sir and madam|to whom it may concern|my lord|my lady|your grace|your eminence"
    r"|my lord archbishop|my lord bishop)",
    re.IGNORECASE,
)
_WITHOUT_DEAR = re.compile(
    r"(?:my (?:lord|lady)|your |to whom|excellency|a (?:chara\w*|aire)\b|annwyl |monsieur"
    r"|madame\b)",
    re.IGNORECASE,
)


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
    basis: str = _USAGE["custom"]
    close: str = SINCERELY


def _rule(row: str) -> Rule:
    key, whom, marks, salutation, usage, *close = row.split(" | ")
    borne = frozenset(marks.split(" + ")) - {""}
    return Rule(key, whom, borne, salutation, _USAGE[usage], _CLOSES[(close or ["sincerely"])[0]])


RULES = tuple(map(_rule, _TABLE["table"]["rules"].strip().splitlines()))


@lru_cache(maxsize=1024)
def rule_for(marks: frozenset[str]) -> Rule:
    """Return the first rule all of whose marks are borne."""
    return next(rule for rule in RULES if rule.marks <= marks)


def given_salutation(wish: str, rule: Rule) -> tuple[str, str] | None:
    """Return the salutation and close for what a row says should follow "Dear".

    "Dear" and a comma at the end are welcome or not. The rule that would have applied decides
    which formal close an Excellency gets. None if nothing is left of the wish.
    """
    spoken = _DEAR.sub("", " ".join(wish.split()), count=1).rstrip(" ,:")
    if not spoken or is_title_alone(spoken):
        return None
    if spoken.casefold() in {"your excellency", "excellency"}:
        formal = HIGH_COMMISSIONER_CLOSE if rule.key == "high_commissioner" else AMBASSADOR_CLOSE
        return ("Your Excellency" if spoken.casefold().startswith("your") else spoken), formal
    salutation = spoken if _WITHOUT_DEAR.match(spoken) else f"Dear {spoken}"
    return salutation, FAITHFULLY if _IMPERSONAL.fullmatch(spoken) else SINCERELY
