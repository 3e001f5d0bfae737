"""A value of a TOML file changed, and every other line left as somebody wrote it. Pure."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from campaign.problems import stop

Value = str | bool | int | list[str]

VALUE = (
    r'(?:true|false|[\d:TZ.-]+|"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'|\[[^\[\]]*\])"
)
HEADER = re.compile(r"^[ \t]*\[[^\n]*", re.MULTILINE)

MOST_PARTS = 1_000
LONG_NUMBER = re.compile(r"0[xob][0-9a-f_]{1000}", re.IGNORECASE)


def loaded(text: str) -> dict[str, Any]:
    """Return what a TOML text holds; raises ValueError too for a key of too many parts.

    The parser takes the square of their number: minutes for what fits into a letter. A number in
    figures of sixteen it takes at any length, and nobody can print it.
    """
    if LONG_NUMBER.search(text):
        raise ValueError("a number of too many digits")
    if any(part.count(".") > MOST_PARTS for part in re.split("[=\n]", text)):
        raise ValueError("a key of too many parts")
    return tomllib.loads(text)


def written(value: Value) -> str:
    """Return a value as TOML; a string in double quotes escapes as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def with_key(table: str, key: str, value: Value | None) -> str:
    """Return a table's text with a key as wanted: None takes it out, a new one stands first."""
    own = re.compile(
        rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*{VALUE}(?P<rest>[ \t]*(?:#[^\n]*)?)(?:\n|\Z)",
        re.MULTILINE,
    )
    line = f"{key} = {written(value)}" if value is not None else ""
    if found := own.search(table):
        new = f"{line}{found['rest']}\n" if line else ""
        return table[: found.start()] + new + table[found.end() :]
    if not line:
        return table
    header = HEADER.match(table)
    at = table.find("\n") + 1 or len(table) if header else 0
    before = table[:at] if not header or table[:at].endswith("\n") else f"{table[:at]}\n"
    return f"{before}{line}\n{table[at:]}"


def with_settings(source: str, wanted: Mapping[tuple[str, str], Value | None], file: str) -> str:
    """Return a settings file with the values of (section, key) as wanted; None takes one out.

    Section "" is the head of the file. Raises CampaignError where it is written in a way that
    cannot be changed so.
    """
    table = loaded(source)
    new = source
    for (section, key), value in wanted.items():
        said = table.setdefault(section, {}) if section else table
        if value is None:
            said.pop(key, None)
        else:
            said[key] = value
        new = in_section(new, section, key, value)
    return checked(new, {name: said for name, said in table.items() if said != {}}, file)


def in_section(source: str, section: str, key: str, value: Value | None) -> str:
    headers = list(HEADER.finditer(source))
    name = re.compile(rf"[ \t]*\[[ \t]*{re.escape(section)}[ \t]*\][ \t]*(?:#.*)?")
    starts = [header.start() for header in headers if name.fullmatch(header[0])]
    if not section:
        end = headers[0].start() if headers else len(source)
        return head_with(source[:end], key, value) + source[end:]
    if not starts:
        if value is None:
            return source
        return f"{source.rstrip()}\n\n[{section}]\n{key} = {written(value)}\n"
    start = starts[0]
    end = next((one.start() for one in headers if one.start() > start), len(source))
    return source[:start] + with_key(source[start:end], key, value) + source[end:]


def head_with(head: str, key: str, value: Value | None) -> str:
    """Return what stands before the first table with a key as wanted; a new one stands last."""
    if value is None or re.search(rf"^[ \t]*{re.escape(key)}[ \t]*=", head, re.MULTILINE):
        return with_key(head, key, value)
    before = f"{head.rstrip()}\n" if head.strip() else ""
    return f"{before}{key} = {written(value)}\n" + ("\n" if head.endswith("\n\n") else "")


def checked(new: str, wanted: Mapping[str, object], file: str) -> str:
    """Return a changed text; raises CampaignError where it does not say what was wanted."""
    try:
        said = {name: value for name, value in loaded(new).items() if value != {}}
    except ValueError:
        said = {}
    if said != wanted:
        message = "The file is written in a way that the page cannot change."
        hint = "Change it there; what you save shows here at once."
        raise stop("not-editable", message, hint, file)
    return new
