"""A person's name out of one column or several."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from campaign.forms_of_address import is_body, is_title_alone, parted_name, styled_name
from campaign.forms_of_address.offices import is_office_alone
from campaign.forms_of_address.styles import COURTESY, SHORT_OFFICES
from campaign.model import MEMBERS
from campaign.problems import Problem
from campaign.recipients.told import told
from campaign.recipients.values import kind_of

# Stands for a name after a title: what is left of the two tells whether the first was one.
_SOMEBODY = "Xyzzy"
_PERSONAL = (*COURTESY, "Dr", "Sir", "Dame", "Revd", "Professor", "Councillor")
# A peer's younger children and a knight's wife have these before a forename.
_OF_FAMILIES = frozenset({"Lord", "Lady"})
_MAY_BE_BEFORE = frozenset("FfAaDdHh")
_BEFORE = re.compile(
    r"(?:f\.?a\.?o\.?|att(?:n|ention)?|for the attention of|dear)[:.]? +(?=\w)"
    r"|(?:h\.?e\.?|(?:his|her) excellency),? +(?=the )",
    re.IGNORECASE,
)
# "Cooper, Margaret (Mrs)", "Cooper, John, Mr"
_TITLE_BEHIND = re.compile(
    r"(?P<name>.+?)(?:,? \((?P<title>[A-Za-z]+\.?)\)|, (?P<last>[A-Za-z]+\.?))"
)
_COMMA = re.compile(r", (?![^()]{0,80}\))")  # not the one in "MP (Labour, Leeds West)"
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
# "Sir Geoffrey Cox's Private Secretary", who is not called Cox.
_SOMEBODY_S = re.compile(
    r".+[’'](?:s|(?<=s[’'])) (?:[\w-]+ )*(?:secretary|offices?|team|staff|assistant|advis[eo]r|aide"
    r"|caseworker|researcher|clerk|chaplain|chief of staff|manager|wife|husband|representative)",
    re.IGNORECASE,
)


def name_in(values: Mapping[str, str]) -> str:
    """Return the styled name in a row: from name, or forename and surname, with title and honours.

    A title that is a job is no part of the name. A peer is called by title alone: "Lord", "David",
    "Alton of Liverpool" gives "Lord Alton of Liverpool".
    """
    name = values.get("name", "")
    title, honours = values.get("name_title", ""), values.get("honours", "")
    if title and not is_style(title):
        title = ""
    if not name:
        surname = values.get("surname", "")
        given = (values.get("forename", ""), values.get("middle_name", ""))
        name = " ".join(part for part in (*given, surname) if part)
        if surname and title and is_peerage(title, surname, values.get("kind", "")):
            name = surname
    if not name:
        return ""
    if title and not name.casefold().startswith(title.casefold()):
        name = f"{title} {name}"
    return f"{name} {honours}" if honours and not name.endswith(honours) else name


def title_first(name: str) -> str:
    """Return a name with a title behind it before the forename, without "FAO", "Dear" or "HE".

    An office written short is spelt out.
    """
    if office := SHORT_OFFICES.get(name.casefold().replace(".", "").removeprefix("the ")):
        return office
    if name[:1] in _MAY_BE_BEFORE:
        name = _BEFORE.sub("", name)
    found = _TITLE_BEHIND.fullmatch(name) if name.endswith(")") or "," in name else None
    title = (found["title"] or found["last"]) if found else ""
    if found is None or not styled_name(f"{title} {_SOMEBODY}").has(*_PERSONAL):
        return name
    surname, comma, forename = found["name"].partition(", ")
    return f"{surname}, {title} {forename}" if comma else f"{title} {found['name']}"


def body_as_such(values: dict[str, str]) -> Problem | None:
    """Move a body, or somebody’s office, from name to organisation or role; say what is told."""
    name = values.get("name", "")
    if not name or kind_of(values.get("kind", "")) in MEMBERS or values.get("gender"):
        return None
    theirs = _SOMEBODY_S.fullmatch(name)
    columns = ("role", "organisation") if theirs else ("organisation", "role")
    free = next((column for column in columns if not values.get(column)), "")
    if not free or not (theirs or is_body(parted_name(name)[0])) or is_title_alone(name):
        return None
    del values["name"]
    if values.get("organisation") != name:
        values[free] = name
    return told("body-for-name", name=name, free=free)


def first_line(cell: str) -> tuple[str, str]:
    """Return the first line of a cell and the rest; a comma parts those that stand on one."""
    first, *rest = cell.split("\n", 1) if "\n" in cell else _COMMA.split(cell, 1)
    return first, "".join(rest)


def office_as_such(values: dict[str, str]) -> Problem | None:
    """Move an office at the head of an address, and the body below it, out; say what is told."""
    first, rest = first_line(values.get("address", ""))
    if values.get("role") or not (rest and values.get("name") and is_office_alone(first)):
        return None
    values["role"] = first
    body, below = first_line(rest)
    if below and not values.get("organisation") and is_body(body):
        values["organisation"], rest = body, below
    values["address"] = rest
    return told("office-in-address", line=first)


@lru_cache(maxsize=1024)
def is_style(title: str) -> bool:
    """Whether a cell headed "Title" holds styles ("Rt Hon Dr", "Lord") rather than a job."""
    named = styled_name(f"{_ARTICLE.sub('', title)} {_SOMEBODY}")
    return named.surname == _SOMEBODY and not named.forename


def are_titles(cells: Collection[str]) -> bool:
    """Whether a column's cells are titles before names, not what follows "Dear"."""
    return any(map(is_title_alone, cells)) and all(map(is_style, cells))


def is_peerage(title: str, surname: str, kind: str) -> bool:
    """Whether title and surname are a peer's whole name: "Lord" "Alton of Liverpool"."""
    dignity = styled_name(f"{title} {surname}").dignity
    surely = " of " in f"{dignity} {surname}" or dignity not in _OF_FAMILIES
    return bool(dignity) and (surely or kind_of(kind) == "peer")
