"""Write json.md: the shape of every command's ``--json``, as the program itself prints it."""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner
from docx import Document

from campaign.cli.main import main
from campaign.making.starter import new_example

PAGE = Path(__file__).parent / "json.md"
OPENING = """\
# What `--json` prints

Every command with `--json` prints one document and nothing else on standard output. Its shape
stands here, written by `sh script/docs` from a run in the example campaign: `text`, `number`,
`true|false`; `null` where a value may be missing; `[]` for a list that was empty in that run; `…`
for keys of the campaign's own. Days are `YYYY-MM-DD`. `perhaps` has the shape of `calls`. Keys may
be added in a later version; none is renamed or taken away.

`problems` is the same everywhere, and its errors make the exit code 1:

```text
{"severity": "error"|"warning", "code": text, "file": text, "row": number|null,
 "column": text|null, "message": text, "hint": text}
```
"""

READERS = ("embassy-cn", "mp-iain-duncan-smith", "mp-david-smith")
DOCUMENT = f"output/letters/{READERS[2]}.docx"
WORDS = {
    "campaign post-pack": ["--profile", "notify-2.4"],
    "campaign print": ["--dry-run"],
    "campaign tailor": ["--from", DOCUMENT],
    "campaign posted": ["--printed-elsewhere"],
    "campaign reply": [READERS[0], "--kind", "holding"],
    "campaign templates show": ["mp"],
    "campaign history": [READERS[0]],
    "campaign recipients import": ["data/recipients.csv", "--dry-run"],
    "campaign supporters areas": ["--import", "data/nspl.csv"],
    "campaign supporters forget": ["2", "--dry-run"],
}
"""What a command is given beside --json, so that it has something to tell."""

ALIKE = dict.fromkeys(
    ["campaign recipients fetch", "campaign recipients refresh"], "campaign recipients import"
)
"""Commands that need the network, and those that print the same without it."""

OPEN = {"values", "extra", "envelopes", "stamps", "recipients", "columns"}
"""Tables whose keys are the campaign's own."""

LISTS = {
    "supporters.csv": "name,postcode,consent\nThe Clerk,E4 7AA,yes\n",
    "nspl.csv": "pcds,doterm,pcon24cd\nBT1 5GS,,N05000001\n",
}
"""What the example has beside, for the commands that read it."""

SENDER = {
    "name": '"The Secretary"',
    "organisation": '"The Group"',
    "address": '["1 High Street", "LONDON"]',
    "postcode": '"N1 9GU"',
    "envelope": '"notify-2.4"',
    "fold_marks": "false",
}
BY_NUMBER = {int: "number", float: "number", str: "text", bool: "true|false", type(None): "null"}


def with_json(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[str]:
    """Yield the full name of each command that has --json, in the order of their help."""
    context = click.Context(command, info_name=name, parent=parent)
    if any("--json" in option.opts for option in command.params):
        yield context.command_path
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from with_json(found, inner, context)


def example(folder: Path) -> None:
    """Make the example campaign with three readers and a sender, its letters made."""
    new_example(folder)
    settings = folder / "data/campaign.toml"
    text = settings.read_text(encoding="utf-8")
    for key, value in SENDER.items():
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", text, count=1)
    settings.write_text(text, encoding="utf-8")
    path = folder / "data/recipients.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] in READERS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    for name, lines in LISTS.items():
        (folder / "data" / name).write_text(lines, encoding="utf-8")
    run(folder, "campaign generate")
    run(folder, "campaign generate", "--format", "docx", "--only", READERS[2])
    letter = Document(str(folder / DOCUMENT))
    next(one for one in letter.paragraphs if one.text.startswith("Thank you")).add_run(" Do write.")
    letter.save(str(folder / DOCUMENT))


def run(folder: Path, path: str, *words: str) -> str:
    inner = path.split()[1:]
    words = tuple(str(folder / word) if word == DOCUMENT else word for word in words)
    told = CliRunner().invoke(main, ["-C", str(folder), *inner, *words]).stdout
    # Other words make another letter, and only one that is up to date can be posted.
    if path == "campaign tailor":
        run(folder, "campaign generate")
    return told


def shape(value: Any, depth: int = 0) -> str:
    """Return the shape of a JSON value, nested lines set in."""
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        told = {
            key: opened(inner)
            if key in OPEN and isinstance(inner, dict)
            else shape(inner, depth + 1)
            for key, inner in value.items()
            if key != "problems"
        }
        told |= {"problems": "[…]"} if "problems" in value else {}
        lines = ",\n".join(f'{pad}"{key}": {inner}' for key, inner in told.items())
        return f"{{\n{lines}\n{'  ' * depth}}}" if lines else "{}"
    if isinstance(value, list):
        kinds = dict.fromkeys(shape(one, depth) for one in value)
        # Entries of one list differ only in what is missing: the fullest stands for all.
        return f"[{max(kinds, key=len)}]" if kinds else "[]"
    return BY_NUMBER[type(value)]


def has_own_keys(key: str, value: Any) -> bool:
    return key in OPEN and isinstance(value, dict)


def opened(table: dict[str, Any]) -> str:
    """Return the shape of a table whose keys are the campaign's own."""
    return f'{{"…": {shape(next(iter(table.values()), ""))}}}'


def page() -> str:
    """Return the whole page."""
    sections = [OPENING]
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there).resolve() / "example"
        example(folder)
        for path in with_json(main, "campaign"):
            alike = ALIKE.get(path, path)
            words = [word.replace("data/", f"{folder}/data/") for word in WORDS.get(alike, [])]
            told = run(folder, alike, *words, "--json")
            found = shape(json.loads(told)) if told else "{}"
            sections.append(f"## {path}\n\n```text\n{found}\n```\n")
    return "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
