"""Whatever was done in whatever order, the output is what a fresh run would give."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from campaign.folder import Folder
from campaign.making.process import Copy
from campaign.manifest import read_manifest
from tests.making.conftest import ROOT, ROWS, letters, make, write_rows
from tests.making.faulty import Killed, killed

pytestmark = pytest.mark.usefixtures("quickly")


class History(RuleBasedStateMachine):
    """A campaigner at work: edits, runs, and runs that are cut off."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        for part in ("data", "templates"):
            shutil.copytree(ROOT / part, self.place / part)
        self.folder = Folder(self.place)
        self.rows = {row["id"]: row for row in ROWS}
        self.settled = False
        write_rows(self.folder, self.rows.values())

    @rule(name=st.sampled_from([row["id"] for row in ROWS]), style=st.sampled_from(["", "The "]))
    def edit_row(self, name: str, style: str) -> None:
        row = next(row for row in ROWS if row["id"] == name)
        key = "name" if "name" in row else "role"
        self.rows[name] = row | {key: style + row[key].removeprefix("The ")}
        self.write()

    @rule(name=st.sampled_from([row["id"] for row in ROWS[1:]]))
    def drop_row(self, name: str) -> None:
        self.rows.pop(name, None)
        self.write()

    @rule()
    def turn_the_list_round(self) -> None:
        self.rows = dict(reversed(self.rows.items()))
        self.write()

    def write(self) -> None:
        write_rows(self.folder, self.rows.values())
        self.settled = False

    @rule(kind=st.sampled_from(["mp", "peer", "embassy"]), words=st.sampled_from(["A.", "B."]))
    def edit_template(self, kind: str, words: str) -> None:
        source = (ROOT / f"templates/{kind}.html.j2").read_text(encoding="utf-8")
        (self.folder.templates / f"{kind}.html.j2").write_text(
            source.replace("{% block closing %}", f"{{% block closing %}}<p>{words}</p>"),
            encoding="utf-8",
        )
        self.settled = False

    @rule(force=st.booleans())
    def run(self, force: bool) -> None:
        report = make(self.folder, force=force, prune=True)
        assert not report.count("failed")
        self.settled = True

    @rule(nth=st.integers(1, 8) | st.integers(9, 30), force=st.booleans())
    def run_and_be_killed(self, nth: int, force: bool) -> None:
        with suppress(Killed), killed(nth):
            make(self.folder, prune=True, force=force)
        self.settled = False

    @invariant()
    def output_is_what_a_fresh_run_gives(self) -> None:
        if not self.settled:
            return
        fresh = self.place / "fresh"
        make(self.folder, output=fresh)
        assert letters(self.folder.output) == letters(fresh)
        assert read_manifest(self.folder.output / "manifest.json") == read_manifest(
            fresh / "manifest.json"
        )
        shutil.rmtree(fresh)
        self.settled = False

    def teardown(self) -> None:
        shutil.rmtree(self.place)


@pytest.mark.parametrize(
    ("histories", "steps"), [(6, 8), pytest.param(100, 30, marks=pytest.mark.long)]
)
def test_any_history_ends_in_what_a_fresh_run_gives(
    histories: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A death played while the server of copies answers would take the server with it.
    monkeypatch.setattr("campaign.making.process.Copy", Copy)
    run_state_machine_as_test(
        History,
        settings=settings(max_examples=histories, stateful_step_count=steps, deadline=None),
    )
