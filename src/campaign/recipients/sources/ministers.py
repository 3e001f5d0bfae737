"""The Institute for Government's database of ministers: a folder of CSV files (CC BY 4.0)."""

import csv
import datetime as dt
import io
from pathlib import Path

from campaign.decoding import decoded
from campaign.problems import CampaignError
from campaign.recipients.files.opening import read_file
from campaign.recipients.sources.facts import Person, Source
from campaign.recipients.sources.members_api import text_of
from campaign.recipients.told import told

_NAME = "Institute for Government, Ministers Database"
_COLUMNS = {
    "appointment": {"person_id", "post_id", "start_date", "end_date"},
    "person": {"id", "id_parliament", "name", "gender"},
    "post": {"id", "name", "organisation_id"},
    "organisation": {"id", "name"},
}
_NOTHING = frozenset({"", "null", "nan"})


def ministers_in(folder: Path, on: dt.date | None) -> Source:
    """Return who held which office on a day, or holds it; raises CampaignError."""
    tables = {name: _table(folder / f"{name}.csv", columns) for name, columns in _COLUMNS.items()}
    day = on.isoformat() if on else "9999"
    people = {row["id"]: row for row in tables["person"] if in_force(row, day)}
    posts, bodies = ({row["id"]: row for row in tables[name]} for name in ("post", "organisation"))
    found: dict[str, Person] = {}
    for row in tables["appointment"]:
        person, post = people.get(row["person_id"]), posts.get(row["post_id"])
        if not (in_force(row, day) and person and post):
            continue
        body = bodies.get(post["organisation_id"], {}).get("name", "")
        facts = {
            "kind": "minister",
            "name": person["name"],
            "role": post["name"],
            "organisation": body,
            "gender": person["gender"],
            "member_id": person["id_parliament"].removesuffix(".0"),
        }
        if before := found.get(row["person_id"]):
            facts = {**before.facts, "role": f"{before.facts['role']}; {post['name']}"}
        found[row["person_id"]] = Person(facts, styled=False)
    if not found:
        raise CampaignError(told("no-ministers/then", file=folder.as_posix()))
    return Source(_NAME, tuple(found.values()))


def _table(path: Path, columns: set[str]) -> list[dict[str, str]]:
    try:
        text = decoded(read_file(path)).text
        rows = csv.DictReader(io.StringIO(text), strict=True)
        missing = columns - {*(rows.fieldnames or ())}
        if missing:
            raise csv.Error(f"it has no column {', '.join(sorted(missing))}")
        return [{key: _clean(row[key]) for key in row if isinstance(key, str)} for row in rows]
    except csv.Error as error:
        problem = told("unknown-source/ministers", file=path.as_posix(), error=error)
        raise CampaignError(problem) from error
    except CampaignError as error:
        reason = error.problems[0].message
        problem = told("no-file/ministers", file=path.as_posix(), reason=reason)
        raise CampaignError(problem) from error


def _clean(cell: str | None) -> str:
    plain = text_of(cell)
    return "" if plain.casefold() in _NOTHING else plain


def in_force(row: dict[str, str], day: str) -> bool:
    """Whether a row holds on a day; ends and beginnings that are not told are open."""
    return row.get("start_date", "") <= day and day < (row.get("end_date") or "99999")
