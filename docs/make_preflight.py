"""Write the table of preflight.md: every check, as the program itself tells it."""

from __future__ import annotations

from pathlib import Path

from campaign.preflight import CHECKS

PAGE = Path(__file__).parent / "preflight.md"
BEGIN, END = "<!-- checks: written by script/docs -->\n", "<!-- end of checks -->\n"


def table() -> str:
    """Return the checks as a table in Markdown."""
    rows = ["| code | what is wrong | how to mend it | |", "|---|---|---|---|"]
    for check in CHECKS.values():
        mend = check.mend.replace("<", "&lt;").replace("|", r"\|")
        finds = check.finds.replace("<", "&lt;").replace("|", r"\|")
        rows.append(f"| `{check.code}` | {finds} | {mend} | {check.severity} |")
    return "\n".join(rows) + "\n"


def page(before: str) -> str:
    """Return the guide with its table written anew."""
    head, _, rest = before.partition(BEGIN)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
