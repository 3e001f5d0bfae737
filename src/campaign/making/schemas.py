"""JSON Schemas of the TOML files of a campaign, written from what reads them.

An editor that knows TOML (Taplo, Even Better TOML) follows the ``#:schema`` line at a file's head,
and completes and checks its keys.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from campaign import settings
from campaign.model import KINDS, PdfVariant
from campaign.statement import facts, reviewed
from campaign.stationery import envelope_names

FOLDER = ".schemas"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors of TOML know; later drafts they do not."""

Schema = dict[str, object]
WORDS: Schema = {"type": "string"}
LIST: Schema = {"type": "array", "items": WORDS}
DATE: Schema = {"type": "string", "format": "date"}

READ: Mapping[object, Schema] = {
    settings.text: WORDS,
    settings.texts: LIST,
    settings.enclosure_titles: LIST,
    settings.office: WORDS,
    settings.series: WORDS,
    settings.day: DATE,
    settings.letter_date: {"anyOf": [DATE, {"const": "today"}]},
    settings.yes_or_no: {"type": "boolean"},
    settings.count: {"type": "integer", "minimum": 1, "maximum": settings.MOST},
    settings.colour: {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"},
    settings.envelope: {"enum": list(envelope_names())},
    settings.pdf_variant: {"enum": list(get_args(PdfVariant))},
    settings.state: {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    settings.sender_kind: {"enum": ["organisation", "constituent"]},
}
"""What each reader of a setting takes."""

TYPES: Mapping[type, Schema] = {
    str: WORDS,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    list: {"type": "array", "items": {"enum": list(KINDS)}},
}


def table_schema(properties: Mapping[str, Schema], needed: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(needed),
        "additionalProperties": False,
    }


def campaign_schema() -> Schema:
    known = settings.readers(Path())
    sections = {
        name: table_schema({key: read_by(reader) for key, reader in keys.items()})
        for name, keys in known.items()
        if name
    }
    top = {key: read_by(reader) for key, reader in known[""].items()}
    sections["columns"] = {"type": "object", "additionalProperties": WORDS}
    enclosure = table_schema({"title": WORDS, "file": WORDS})
    sections["enclosure"] = {"type": "array", "items": enclosure}
    return table_schema(top | sections, ("title", "subject"))


def read_by(reader: settings.Reader) -> Schema:
    # The path of an image is words, too. A reader that is not known here takes anything.
    return WORDS if isinstance(reader, settings.Image) else READ.get(reader, {})


def calls_schema() -> Schema:
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


def facts_schema() -> Schema:
    keys = {key: DATE if key == "date" else WORDS for key in facts.KEYS}
    return {"type": "object", "additionalProperties": table_schema(keys, tuple(facts.NEEDED))}


def schemas() -> dict[str, Schema]:
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
