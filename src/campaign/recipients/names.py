"""A person's name out of one column or several."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.forms_of_address.styles import PREFIXES


def name_in(values: Mapping[str, str]) -> str:
    """Return the styled name in a row: from name, or forename and surname, with title and honours.

    A title that is a job is no part of the name.
    """
    name = values.get("name", "")
    if not name:
        name = f"{values.get('forename', '')} {values.get('surname', '')}".strip()
    if not name:
        return ""
    title, honours = values.get("name_title", ""), values.get("honours", "")
    if title and is_style(title) and not name.casefold().startswith(title.casefold()):
        name = f"{title} {name}"
    return f"{name} {honours}" if honours and not name.endswith(honours) else name


def is_style(title: str) -> bool:
    """Whether a cell headed "Title" holds styles ("Rt Hon Dr") rather than a job."""
    words = title.casefold().replace(".", "").split()
    return bool(words) and (
        " ".join(words) in PREFIXES or all(word in PREFIXES or word == "rt" for word in words)
    )
