"""Dates as British and other English statements write them."""

import datetime as dt
import re
from contextlib import suppress

_NAMES = "january february march april may june july august september october november december"
_MONTHS = [name[:3] for name in _NAMES.split()]
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _NAMES.split()) + r"|sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}\s+(?:day\s+)?(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b",
        r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4}|\d\d)\b(?![/.]\d)",
    )
)


def find_date(text: str) -> tuple[dt.date, int, int] | None:
    """Return the first date in a text with its span; 18/10/23 is read day first."""
    found = [match for form in _FORMS for match in form.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        named = (parts.get("month") or "").casefold()[:3]
        month = parts.get("number") or 1 + _MONTHS.index(named)
        year = int(parts["year"])
        with suppress(ValueError):
            date = dt.date(year + 2000 * (year < 100), int(month), int(parts["day"]))
            return date, match.start(), match.end()
    return None
