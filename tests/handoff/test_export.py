"""A list for mail merge has the forms of address as the letters have them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from click.testing import CliRunner

from campaign.cli.main import main
from campaign.folder import Folder
from tests.making.conftest import ROWS, write_rows


def test_each_row_has_its_envelope_salutation_and_close(starter: Folder, tmp_path: Path) -> None:
    write_rows(starter, [{**row, "our column": "=1+1"} for row in ROWS])
    settings = starter.data / "campaign.toml"
    settings.write_text('series = "NK26"\n' + settings.read_text("utf-8"), "utf-8")
    target = tmp_path / "list.csv"
    words = ["-C", str(starter.root), "recipients", "export", str(target), "--where", "kind=mp"]
    told = CliRunner().invoke(main, words)
    assert target.is_file(), told.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [row["id"] for row in rows] == ["champion", "smith"]
    assert rows[0]["reference"].startswith("NK26-")  # as on the letter
    assert rows[0]["envelope_1"] == "Sarah Champion MP"
    assert rows[0]["salutation"].startswith("Dear ")
    assert rows[0]["complimentary_close"] == "Yours sincerely"
    assert "'=1+1" in rows[0].values()


def test_unknown_column_is_an_error(starter: Folder, tmp_path: Path) -> None:
    words = ["-C", str(starter.root), "recipients", "export", str(tmp_path / "x.csv")]
    told = CliRunner().invoke(main, [*words, "--where", "parti=Labour"])
    assert told.exit_code == 1
    assert "Did you mean “party”?" in told.stderr
    assert not (tmp_path / "x.csv").exists()
