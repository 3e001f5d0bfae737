"""JSON Schemas of the TOML files of a campaign, written from what reads them.

An editor that knows TOML (Taplo, Even Better TOML) follows the ``#:schema`` line at a file's head,
and completes and checks its keys.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from campaign.model import KINDS
from campaign.settings import DATE, WORDS, Schema, readers
from campaign.statement import facts, reviewed

FOLDER = ".schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors of TOML know; later drafts they do not."""

TYPES: Mapping[type, Schema] = {
    str: WORDS,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    list: {"type": "array", "items": {"enum": list(KINDS)}},
}


def table_schema(
    properties: Mapping[str, Schema], needed: tuple[str, ...] = ()
) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(needed),
        "additionalProperties": False,
    }


def campaign_schema() -> dict[str, object]:
    known = readers(Path())
    sections = {
        name: table_schema({key: reader.schema for key, reader in keys.items()})
        for name, keys in known.items()
        if name
    }
    top = {key: reader.schema for key, reader in known[""].items()}
    sections["columns"] = {"type": "object", "additionalProperties": WORDS}
    enclosure = table_schema({"title": WORDS, "file": WORDS})
    sections["enclosure"] = {"type": "array", "items": enclosure}
    return table_schema(top | sections, ("title", "subject"))


def calls_schema() -> dict[str, object]:
    entries: dict[str, Schema] = {
        name: {
            "type": "array",
            "items": table_schema(
                {key: TYPES[kind] for key, kind in keys.items()}, reviewed.NEEDED[name]
            ),
        }
        for name, keys in reviewed.KEYS.items()
    }
    return table_schema({"reviewed": TYPES[bool], **entries})


def facts_schema() -> dict[str, object]:
    keys = {key: DATE if key == "date" else WORDS for key in facts.KEYS}
    return {"type": "object", "additionalProperties": table_schema(keys, facts.NEEDED)}


def schemas() -> dict[str, dict[str, object]]:
    """Return each file's schema by the file's name without its ending."""
    made = {"campaign": campaign_schema(), "calls": calls_schema(), "facts": facts_schema()}
    return {
        name: {"$schema": DRAFT, "title": f"{name}.toml of a letter campaign"} | schema
        for name, schema in made.items()
    }


def add_schemas(folder: Path) -> None:
    """Put the schemas into a new campaign, and at the head of its files where they are."""
    (folder / FOLDER).mkdir()
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (folder / FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
        file = folder / "data" / f"{name}.toml"
        if file.is_file():
            line = f"#:schema ../{FOLDER}/{name}.json\n"
            file.write_bytes(line.encode() + file.read_bytes())
