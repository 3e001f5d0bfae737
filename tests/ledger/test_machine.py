"""Whatever is done in whatever order, the ledger is what a plain model of it says.

No letter is posted twice unasked, no reader who answered is chased, and no event is lost, however
often a command is cut off.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from campaign.cli.main import main
from campaign.folder import Folder
from campaign.ledger import store
from campaign.ledger.events import read_threads
from campaign.ledger.reply_days import reckoned, reply_rule
from campaign.making.load import load
from campaign.manifest import read_manifest
from campaign.model import reference_of
from tests.ledger.conftest import DAY, MODULES, Desk
from tests.making.conftest import ROOT, ROWS, make, write_rows
from tests.making.faulty import Killed

pytestmark = pytest.mark.usefixtures("quickly")

FIRSTS = {row["id"]: row for row in ROWS[1:]}
IDS = st.sampled_from([*FIRSTS, *(f"{name}-follow-up" for name in FIRSTS)])
ANSWERS = ("substantive", "refusal")
KINDS = st.sampled_from(["acknowledged", "holding", "bounced", *ANSWERS])
Reply = tuple[dt.date, str, dt.date | None]


class Dying(sqlite3.Connection):
    """A connection whose process ends at one of its statements."""

    left = 10**9

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        Dying.left -= 1
        if Dying.left < 0:
            raise Killed
        return super().execute(*arguments)


class Story(RuleBasedStateMachine):
    """A coordinator at work after the post, and what a plain memory would know of it."""

    patch: pytest.MonkeyPatch

    @initialize(stage=st.sampled_from(["new", "posted", "chased", "chased"]))
    def begin(self, stage: str) -> None:
        root = Path(tempfile.mkdtemp()).resolve()
        for part in ("data", "templates"):
            shutil.copytree(ROOT / part, root / part)
        self.desk = Desk(Folder(root))
        self.rows = {name: dict(row) for name, row in FIRSTS.items()}
        write_rows(self.desk.folder, self.rows.values())
        self.made: dict[str, str] = {}
        self.dirty: set[str] = set()
        self.printed: dict[str, str] = {}
        self.posted: dict[str, list[dt.date]] = defaultdict(list)
        self.order: list[tuple[dt.date, str]] = []
        self.sent: set[tuple[dt.date, str, str]] = set()
        self.replies: dict[str, list[Reply]] = defaultdict(list)
        self.drafts: dict[str, dt.date] = {}
        self.purged: set[str] = set()
        self.dies = 10**9
        self.go_to(DAY)
        if stage != "new":
            self.generate()
            for name in FIRSTS:
                self.print_one(name)
            self.post_all()
            self.go_to(DAY + dt.timedelta(days=60))
        if stage == "chased":
            self.follow_up()
            self.generate()

    def teardown(self) -> None:
        shutil.rmtree(self.desk.folder.root, ignore_errors=True)

    def go_to(self, day: dt.date) -> None:
        self.day = day
        for module in MODULES:
            self.patch.setattr(f"campaign.cli.{module}.today", lambda: day)

    def run(self, *arguments: str) -> Any:
        """Run a command: perhaps cut off first, then to its end."""
        command = ["-C", str(self.desk.folder.root), *arguments, "--json"]
        if self.dies < 10**9:
            Dying.left, self.dies = self.dies, 10**9
            try:
                CliRunner().invoke(main, command)
            except Killed:
                pass
            finally:
                Dying.left = 10**9
        result = CliRunner().invoke(main, command)
        assert result.exit_code in (0, 1), result.output
        assert "program itself" not in result.output, result.output
        return json.loads(result.stdout)

    def thread(self, name: str) -> list[Reply]:
        return self.replies[name] + self.replies[f"{name}-follow-up"]

    def has_answered(self, name: str) -> bool:
        return any(kind in ANSWERS for _, kind, _ in self.thread(name))

    def wanted(self) -> list[str]:
        firsts = [name for name in self.rows if name not in self.purged]
        seconds = [
            f"{name}-follow-up"
            for name in firsts
            if name in self.drafts
            and (self.posted[f"{name}-follow-up"] or not self.has_answered(name))
        ]
        return firsts + seconds

    def is_late(self, name: str) -> bool:
        postings = [one for one in self.order if one[1] in (name, f"{name}-follow-up")]
        if not postings:
            return False
        (last, _) = max(postings, key=lambda one: one[0])
        since = [one for one in self.thread(name) if one[0] >= last]
        if since and max(since, key=lambda one: one[0])[1] == "bounced":
            return False
        if promises := [one for one in since if one[2]]:
            by = max(promises, key=lambda one: one[0])[2]
            return by is not None and self.day > by
        rule = reply_rule(self.rows[name]["kind"], {})
        return self.day > reckoned(rule, last, "second", "england").due

    @rule(days=st.integers(1, 45))
    def days_go_by(self, days: int) -> None:
        self.go_to(self.day + dt.timedelta(days=days))

    @rule(statement=st.integers(0, 60))
    def die_in_the_next(self, statement: int) -> None:
        self.dies = statement

    @rule()
    def generate(self) -> None:
        make(self.desk.folder, prune=True)
        letters = read_manifest(self.desk.folder.output / "manifest.json").letters
        assert list(letters) == self.wanted()
        self.made = {name: entry.sha256 for name, entry in letters.items()}
        self.dirty.clear()

    @rule(name=st.sampled_from(list(FIRSTS)), note=st.sampled_from(["", "We met.", "We spoke."]))
    def edit(self, name: str, note: str) -> None:
        if self.rows[name].get("note", "") != note:
            self.rows[name]["note"] = note
            write_rows(self.desk.folder, self.rows.values())
            self.dirty.add(name)

    @rule(name=IDS)
    def print_one(self, name: str) -> None:
        if name in self.made and name in self.wanted():
            self.desk.print_all(name)
            self.printed[name] = self.made[name]

    def is_current(self, name: str) -> bool:
        return name in self.made and name in self.wanted() and name not in self.dirty

    def note(self, name: str) -> None:
        self.posted[name].append(self.day)
        self.order.append((self.day, name))
        self.sent.add((self.day, name, self.made[name]))

    @rule()
    def post_all(self) -> None:
        told = self.run("posted")
        for name in self.wanted():
            ready = self.is_current(name) and self.printed.get(name) == self.made.get(name)
            if ready and not self.posted[name]:
                self.note(name)
        assert all(one["id"] in self.wanted() for one in told["posted"])

    @rule(name=IDS)
    def post_again(self, name: str) -> None:
        if self.is_current(name):
            self.run("posted", "--only", name, "--again", "--printed-elsewhere")
            if (self.day, name, self.made[name]) not in self.sent:
                self.note(name)

    @rule(name=IDS, kind=KINDS, promised=st.none() | st.integers(0, 40))
    def reply(self, name: str, kind: str, promised: int | None) -> None:
        if not self.posted[name]:
            return
        by = self.day + dt.timedelta(days=promised) if promised is not None else None
        self.run("reply", name, "--kind", kind, *(("--promised", str(by)) if by else ()))
        if (self.day, kind, by) not in self.replies[name]:
            self.replies[name].append((self.day, kind, by))

    @rule()
    def follow_up(self) -> None:
        told = self.run("follow-up")
        new = {
            name
            for name in self.rows
            if name not in self.purged
            and name not in self.drafts
            and not self.has_answered(name)
            and self.is_late(name)
        }
        drafted = {one["first"] for one in told["follow_ups"] if one["status"] == "drafted"}
        assert drafted <= new
        self.drafts |= dict.fromkeys(new, self.day)

    @rule(days=st.integers(30, 120))
    def purge(self, days: int) -> None:
        told = self.run("purge", "--older-than", f"{days}d")
        before = self.day - dt.timedelta(days=days)
        for name in self.rows:
            happened = self.posted[name] + self.posted[f"{name}-follow-up"]
            if not happened:
                continue
            happened = happened + [day for who, day in self.drafts.items() if who == name]
            for day, _, by in self.thread(name):
                happened += [day] if by is None else [day, by]
            if max(happened) < before:
                self.purged.add(name)
        assert told["problems"] == []

    @invariant()
    def the_ledger_is_the_model(self) -> None:
        path = self.desk.folder.ledger
        with store.ledger(path) as db:
            threads = read_threads(db)
        for name in FIRSTS:
            for own in (name, f"{name}-follow-up"):
                reference = reference_of(own)
                thread = threads.get(reference)
                postings = thread.postings if thread else []
                replies = thread.replies if thread else []
                days = [one.day for one in postings if one.letter == reference]
                assert days == sorted(self.posted[own]), own
                kinds = [(r.day, r.kind, r.promised) for r in replies if r.letter == reference]
                assert kinds == self.replies[own], own
            thread = threads.get(reference_of(name))
            assert bool(thread and thread.purged) == (name in self.purged)
        if self.purged:
            content = path.read_bytes()
            for name in self.purged:
                for words in (f"{name}-", FIRSTS[name].get("name", "Ambassador")):
                    assert words.encode() not in content
                letters = self.desk.folder.output / "letters"
                assert not (letters / f"{name}.pdf").exists()

    @invariant()
    def nobody_who_answered_is_chased(self) -> None:
        wanted = {one.id for one in load(self.desk.folder, self.day).recipients}
        assert wanted == set(self.wanted())


@pytest.mark.parametrize("examples", [6, pytest.param(150, marks=pytest.mark.long)])
def test_the_ledger_equals_a_plain_model(examples: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(
        "campaign.ledger.store.sqlite3.connect",
        lambda *given, **named: real(*given, factory=Dying, **named),
    )
    monkeypatch.setattr(Story, "patch", monkeypatch, raising=False)
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
