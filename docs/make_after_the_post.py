"""Write the table of days in after-the-post.md, and the bank holidays that are counted by."""

from __future__ import annotations

import re
from pathlib import Path

from holidays import __version__
from holidays.countries.united_kingdom import UnitedKingdom

from campaign.ledger.reply_days import pauses, reply_rule, table
from campaign.typography import british_date

PAGE = Path(__file__).parent / "after-the-post.md"
HOLIDAYS = Path(__file__).parent.parent / "src/campaign/ledger/holidays.toml"
DIVISIONS = {"england": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
YEARS = range(2019, 2036)
KINDS = {"minister": "ministers", "mp": "MPs", "peer": "peers", "embassy": "embassies"}
HEAD = f"""\
# Bank holidays by nation, year by year, from the package holidays {__version__}: written by
# script/docs, and held to the package by the tests. Wales has those of England.
"""


def holidays_file() -> str:
    """Return the bank holidays as the program reads them."""
    parts = [HEAD]
    for nation, division in DIVISIONS.items():
        parts.append(f"\n[{nation}]\n")
        for year in YEARS:
            days = sorted(UnitedKingdom(subdiv=division, years=year))
            listed = ", ".join(f'"{day:%m-%d}"' for day in days)
            parts.append(f"{year} = [{listed}]\n")
    return "".join(parts)


def rows() -> str:
    """Return the table of days by kind of reader, and that of the recesses."""
    lines = ["| reader | days | whose measure | pauses |", "|---|---|---|---|"]
    for kind in (*KINDS, "other"):
        rule = reply_rule(kind, {})
        whose = f"ours: {rule.source}" if rule.ours else rule.source
        pause = f"recess and dissolution ({rule.pauses.title()})" if rule.pauses else ""
        lines.append(f"| {KINDS.get(kind, 'all others')} | {rule.words} | {whose} | {pause} |")
    as_of = british_date(table("parliament.toml")["as_of"]).replace("\xa0", " ")
    lines += ["", f"Known to be left out, as of {as_of}:", ""]
    lines += ["| House | from | to | why | source |", "|---|---|---|---|---|"]
    seen = sorted({*pauses("commons"), *pauses("lords")}, key=lambda one: (one.first, one.house))
    lines += [f"| {p.house} | {p.first} | {p.last} | {p.why} | {p.source} |" for p in seen]
    return "\n".join(lines)


def page() -> str:
    """Return the whole page with its tables as the rules are."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = "<!-- days: by script/docs -->", "<!-- end of days -->"
    return re.sub(f"{begin}.*{end}", f"{begin}\n\n{rows()}\n\n{end}", text, flags=re.DOTALL)


if __name__ == "__main__":
    HOLIDAYS.write_text(holidays_file(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
