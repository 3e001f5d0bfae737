"""The command itself: its help is fast because it imports nothing, and still says the truth."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from campaign.cli.main import COMMANDS, main, summary_of


def ran(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a Python of its own, which has imported nothing yet."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_each_command_what_the_command_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").splitlines()[0] == summary_of(name)


def test_help_imports_no_engine() -> None:
    script = (
        "import sys\nfrom campaign.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'weasyprint', 'flask', 'jinja2', 'rich', 'httpx', 'pikepdf', 'openpyxl'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = ran(script)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_worker_starts_before_the_rest_is_imported() -> None:
    script = (
        "import sys, campaign.cli.generate, campaign.making.workers\n"
        "sys.exit(', '.join({'campaign.model', 'campaign.folder'} & set(sys.modules)) or 0)"
    )
    done = ran(script)
    assert (done.returncode, done.stderr) == (0, "")


def test_listing_recipients_imports_nothing_that_reads_a_statement() -> None:
    script = (
        "import sys, campaign.cli.recipients.list_, campaign.making.listing\n"
        "spared = {'campaign.making.load', 'campaign.statement'}\n"
        "sys.exit(', '.join(spared & set(sys.modules)) or 0)"
    )
    done = ran(script)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_does_not_tidy_up_what_ends_with_it() -> None:
    # What is registered first is done last, after all that the command registers.
    script = (
        "import atexit, gc\nfrom campaign.cli.main import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1000))\n"
        "main(['--help'])"
    )
    done = ran(script)
    assert done.stdout.splitlines()[-1] == "True"


@pytest.mark.parametrize("moment", ["parse_args", "get_command"])
def test_ctrl_c_before_a_command_has_begun_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def strike(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, moment, strike)
    result = CliRunner().invoke(main, ["generate"])
    assert (result.exit_code, result.stdout) == (130, "")
    assert "Stopped" in result.stderr


def test_ctrl_c_while_the_command_is_imported_ends_with_130() -> None:
    script = (
        "import sys\nfrom campaign.cli.start import main\n"
        "class Strike:\n"
        "    def find_spec(self, *_):\n"
        "        raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Strike())\n"
        "main()"
    )
    done = ran(script)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Stopped before anything was done.\n"


def test_nothing_is_imported_before_ctrl_c_is_heard() -> None:
    script = (
        "import sys; before = {*sys.modules}; import campaign.cli.start\n"
        "print(*sorted({*sys.modules} - before - {'__future__'}))"
    )
    done = ran(script)
    assert done.stdout.split() == ["campaign", "campaign.cli", "campaign.cli.start"]


def test_a_mistyped_command_is_told_the_nearest() -> None:
    result = CliRunner().invoke(main, ["genrate"])
    assert result.exit_code == 2
    assert "Did you mean “generate”?" in result.stderr
