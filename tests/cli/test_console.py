"""What leaves for a terminal holds no orders to it, whoever wrote it and whatever it is."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from campaign.cli.console import UNREAD, Clean, as_json, clean, clean_output, console
from campaign.cli.main import main
from campaign.folder import Folder

COMMAND = Path(sys.executable).with_name("campaign")
ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EVIL = "a\x1b]0;title\x07b\x1b[2Jc\x9b31md\u202ee\x7f\r\x08f"


def run(starter: Folder, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [str(COMMAND), "-C", str(starter.root), *arguments]
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, **options)


@given(st.text())
def test_nothing_that_commands_a_terminal_is_left(words: str) -> None:
    assert not ORDERS.search(clean(words))
    plain = "".join(letter for letter in words if letter.isprintable())
    assert clean(plain) == plain


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (EVIL, "abcdef"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP+q544e\x1b\\x", "x"),
        ("\x1b]0;never ended, and the mend", "0;never ended, and the mend"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("Zoë — “Łódź” 中文 عربي", "Zoë — “Łódź” 中文 عربي"),
        ("half \ud800 of one", "half  of one"),
    ],
)
def test_orders_go_whole_and_words_stay(words: str, left: str) -> None:
    assert clean(words) == left


@given(st.dictionaries(st.text(), st.text()))
def test_json_says_everything_and_shows_nothing(document: dict[str, str]) -> None:
    text = as_json(document, indent=2)
    assert json.loads(text) == document
    assert not ORDERS.search(text)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_stream_of_few_letters_gets_the_nearest(encoding: str) -> None:
    raw = io.BytesIO()
    stream = Clean(io.TextIOWrapper(raw, encoding=encoding))
    stream.write("“Zoë” … 中\n")
    stream.flush()
    told = raw.getvalue().decode(encoding)
    assert re.fullmatch(r'"Zo[eë]" \.\.\. \?\n', told.replace("…", "..."))


def test_a_table_is_clean_and_keeps_its_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with clean_output():
        table = Table()
        table.add_row(Text(EVIL, style="bold"), f"[bold]{EVIL}[/]")
        console(width=60).print(table)
        sys.stdout.write("\x1b[31mnot ours\x1b[0m")
    told = terminal.getvalue()
    assert told.count("bcdef\x1b[0m") == 2
    assert "\x1b]" not in told
    assert "\x1b[2J" not in told
    assert told.endswith("not ours")


def test_all_commands_are_clean(starter: Folder) -> None:
    starter.configuration.write_text('"\\u001b]0;x\\u0007\\u009b" = 1', encoding="utf-8")
    for arguments in (["check"], ["\x1b]0;x\x07"], ["recipients", "list"], ["check", "--json"]):
        result = CliRunner().invoke(main, ["-C", str(starter.root), *arguments])
        assert result.exit_code
        assert not ORDERS.search(result.stdout + result.stderr)


@pytest.mark.skipif(os.name == "nt", reason="a shell's way of closing streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(starter: Folder, closed: str, tmp_path: Path) -> None:
    line = f'"$0" -C "$1" recipients list --json {closed}; echo $? > "$2"'
    code = tmp_path / "code"
    done = subprocess.run(
        ["sh", "-c", line, COMMAND, starter.root, code], check=True, capture_output=True
    )
    assert code.read_text().strip() == "0"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("arguments", [["status"], ["calls"], ["recipients", "list", "--json"]])
def test_a_narrow_stream_is_no_fault(starter: Folder, arguments: list[str], encoding: str) -> None:
    done = run(
        starter,
        *arguments,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout.decode(encoding)
    if "--json" in arguments:
        full = json.loads(run(starter, *arguments, capture_output=True).stdout)
        assert json.loads(told) == full


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("arguments", [["recipients", "list"], ["recipients", "list", "--json"]])
def test_a_reader_who_has_seen_enough_ends_it_without_a_word(
    starter: Folder, arguments: list[str]
) -> None:
    read, write = os.pipe()
    os.close(read)
    done = run(starter, *arguments, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.returncode == UNREAD
    assert b"roken pipe" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("arguments", [["--json"], [], ["--where", "kind=Choi Mina"]])
def test_a_name_at_risk_is_in_no_list_and_no_message(
    starter: Folder, arguments: list[str], encoding: str
) -> None:
    settings = starter.configuration.read_text(encoding="utf-8")
    settings = settings.replace("never_print = []", 'never_print = ["Sarah Champion", "Choi Mína"]')
    starter.configuration.write_text(settings, encoding="utf-8")
    lines = ["kind,name", "mp,Sarah Champion MP", "mp,Ann Mp", 'mp,"Choi, MÍNA"']
    (starter.data / "recipients.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = run(
        starter,
        *("recipients", "list", *arguments),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    told = json.loads(ran.stdout) if arguments == ["--json"] else {}
    words = f"{ran.stdout.decode()}{ran.stderr.decode()}{json.dumps(told, ensure_ascii=False)}"
    assert not re.search("champion|choi|m[ií]na", words, re.IGNORECASE)
