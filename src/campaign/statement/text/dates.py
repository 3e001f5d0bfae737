"""Dates as British and other English statements write them."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = "january february march april may june july august september october november december"
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS.split()) + r"|sept)\.?"
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
    found = [(match.start(), match) for form in _FORMS for match in form.finditer(text)]
    for _, match in sorted(found, key=lambda pair: pair[0]):
        parts = match.groupdict()
        month = (
            int(parts["number"])
            if parts.get("number")
            else _MONTHS.split().index(_full_month(parts["month"])) + 1
        )
        try:
            year = int(parts["year"])
            date = dt.date(year + 2000 * (year < 100), month, int(parts["day"]))
        except ValueError:
            continue
        return date, match.start(), match.end()
    return None


def _full_month(name: str) -> str:
    return next(month for month in _MONTHS.split() if month.startswith(name.casefold()[:3]))
