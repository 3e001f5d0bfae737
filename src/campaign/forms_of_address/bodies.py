"""Bodies that stand where a person's name belongs: "Amnesty International UK", "Camden Council"."""

import re
import tomllib
from pathlib import Path

from campaign.forms_of_address.names import styled_name
from campaign.forms_of_address.offices import names_an_office
from campaign.forms_of_address.styles import listed

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_ANYWHERE, _AT_THE_END, _BEFORE_OF, _SOMEBODY, _WHOLE = (
    "|".join(listed(_TABLE[words]))
    for words in ("anywhere", "at_the_end", "of", "somebody", "whole")
)
_SURELY = re.compile(rf"\b(?:{_ANYWHERE})\b|\b(?:{_AT_THE_END})$", re.IGNORECASE)
# Surnames too (Jane Office): a body only with more about it than one word before.
_ALSO_SURNAMES = frozenset({"office", "parish"})
_OF = re.compile(
    rf"(?:st\.?|saint) .+['’]s? church|(?:the )?(?:\w+ ){{0,3}}(?:{_BEFORE_OF}) (?:of|for)\b.*",
    re.IGNORECASE,
)
_AFTER_THE = re.compile(rf"the (?!rt\b|right\b|hon|.*\b(?:{_SOMEBODY})\b)\w", re.IGNORECASE)
_VERBS = re.compile(r"(?i:save|free|stop|support|defend|protect) (?:[Tt]he )?[A-Z]\w+")
_COMPANY = re.compile(r"(?:&|and) (?:co|company|partners|sons|spencer)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?!TRUE|NULL|NONE|TEST)[A-Z]{4,}")
_KNOWN = re.compile(_WHOLE, re.IGNORECASE)
# Words of all of these: where none stands in a name, as in nearly all, it need not be searched.
_MAYBE = frozenset(
    re.findall(
        r"[a-z]{2,}",
        re.sub(r"\\.", " ", f"{_SURELY.pattern} {_OF.pattern} {_VERBS.pattern} {_KNOWN.pattern}"),
    )
) | {"the", "&", "of", "for", "organisation", "organization"}


def is_body(text: str) -> bool:
    """Whether a name is an institution's and no person's; a title or honours make it a person's.

    Two plain words of which the second is a surname too ("Jane Office") are a person.
    """
    words = text.casefold().replace(",", " ").replace(".", "").split()
    if _MAYBE.isdisjoint(words) and len(words) > 1 and "-" not in text and "/" not in text:
        return False
    if _KNOWN.fullmatch(text):
        return True
    if not (
        _SURELY.search(text)
        or _OF.fullmatch(text)
        or _AFTER_THE.match(text)
        or _VERBS.match(text)
        or _COMPANY.search(text)
        or (len(words) == 1 and _INITIALS.fullmatch(text))
    ):
        return False
    name = styled_name(text)
    if name.prefixes or name.dignity or name.post_nominals or names_an_office(text):
        return False
    return len(words) != 2 or words[1] not in _ALSO_SURNAMES
