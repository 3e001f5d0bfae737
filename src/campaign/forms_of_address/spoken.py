"""A salutation that somebody wrote down, and the close that agrees with it."""

import re

from campaign.forms_of_address.names import is_title_alone
from campaign.forms_of_address.rules import (
    AMBASSADOR_CLOSE,
    FAITHFULLY,
    HIGH_COMMISSIONER_CLOSE,
    SINCERELY,
    Rule,
)

_DEAR = re.compile(r"dear\s+", re.IGNORECASE)
# Salutations that name nobody: "Yours faithfully" follows.
_IMPERSONAL = re.compile(
    r"(?:dear )?(?:sir|sirs|madam|mesdames|sir or madam|sir/madam|sir / madam|madam or sir"
    r"|sir and madam|to whom it may concern|my lord|my lady|your grace|your eminence"
    r"|my lord archbishop|my lord bishop)",
    re.IGNORECASE,
)
_WITHOUT_DEAR = re.compile(r"(?:my (?:lord|lady)|your |to whom|excellency)", re.IGNORECASE)


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
