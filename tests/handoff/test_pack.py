"""A pack holds each letter once, says where, and is refused here before a service refuses it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.stationery import post_service, service_names
from tests.making.conftest import ROWS, write_rows


def run(folder: Folder, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder.root), *words])


def signed(folder: Folder, envelope: str) -> Folder:
    """Fill in the sender and choose an envelope, and make two letters."""
    settings = folder.configuration.read_text(encoding="utf-8")
    for key, value in {
        "name": '"The Secretary"',
        "role": '"Secretary"',
        "organisation": '"The Group"',
        "address": '["1 High Street", "LONDON"]',
        "postcode": '"N1 9GU"',
        "envelope": f'"{envelope}"',
        "fold_marks": "false",
    }.items():
        settings = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", settings, count=1)
    folder.configuration.write_text(settings, encoding="utf-8")
    # An apostrophe as people type it, which the letter has as a typesetter sets it.
    write_rows(folder, [ROWS[0], ROWS[3] | {"address_1": "29-30 Queen's Gate"}])
    assert run(folder, "generate").exit_code == 0
    return folder


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", service_names())
def test_zones_lie_on_the_sheet_and_within_each_other(name: str) -> None:
    service = post_service(name)
    assert service.clear.contains(service.address)
    assert service.merged == bool(service.phrase)


def test_one_pdf_a_letter_and_one_of_all(starter: Folder) -> None:
    folder = signed(starter, "notify-2.4")
    told = run(folder, "post-pack", "--profile", "notify-2.4", "--json")
    assert told.exit_code == 0, told.stdout
    document = json.loads(told.stdout)
    place = folder.output / document["pack"]
    rows = rows_of((place / "manifest.csv").read_bytes())
    assert [row["reference"] for row in rows] == [one["reference"] for one in document["letters"]]
    for row in rows:
        pdf = (place / row["file"]).read_bytes()
        assert hashlib.sha256(pdf).hexdigest() == row["sha256"]
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) == int(row["pages"])
    assert (rows[1]["postcode"], rows[1]["address_1"]) == ("W2 3TS", "The Ambassador")

    told = run(folder, "post-pack", "--profile", "intelliprint", "--zip", "--class", "first")
    assert "was not found in print" in told.stderr
    with zipfile.ZipFile(folder.output / "post-pack/intelliprint.zip") as pack:
        rows = rows_of(pack.read("manifest.csv"))
        with pikepdf.open(io.BytesIO(pack.read("letters.pdf"))) as opened:
            assert len(opened.pages) == sum(int(row["pages"]) for row in rows)
    assert [int(row["first_page"]) for row in rows] == [1, 1 + int(rows[0]["pages"])]
    assert {row["class"] for row in rows} == {"first"}

    # What was posted is not packed again unless it is asked for.
    run(folder, "posted", "--only", ROWS[0]["id"], "--printed-elsewhere")
    told = run(folder, "post-pack", "--profile", "notify-2.4", "--json")
    assert [one["id"] for one in json.loads(told.stdout)["letters"]] == [ROWS[3]["id"]]
    assert len(list(place.glob("*.pdf"))) == 1
    told = run(folder, "post-pack", "--profile", "notify-2.4", "--again", "--json")
    assert len(json.loads(told.stdout)["letters"]) == 2


def test_address_out_of_its_zone_is_told_in_millimetres(starter: Folder) -> None:
    folder = signed(starter, "dl-bs4264")
    told = run(folder, "post-pack", "--profile", "notify-2.4")
    assert told.exit_code == 1
    assert re.search(r"lies outside its zone: move it \d+\.\d mm .*up", told.stderr), told.stderr
    assert "notify-2.4" in told.stderr
    assert not (folder.output / "post-pack").exists()


def test_specimens_are_not_packed(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, ROWS[:1])
    output = ("--output", str(tmp_path / "out"))
    run(starter, "generate", *output)
    told = run(starter, "post-pack", "--profile", "stannp", *output)
    assert told.exit_code == 1
    assert "specimens" in told.stderr
