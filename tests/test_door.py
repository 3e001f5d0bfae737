"""The door to the quick way is shut where WeasyPrint is not as it was; letters are made plainly."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import weasyprint

from campaign import doctor, pace
from campaign.folder import Folder
from campaign.pdf import Press, door
from campaign.pdf.quick.press import QuickPress

from .making.conftest import ROWS, write_rows
from .test_pdf import MEMBER, ROOT, TEMPLATES, ink, plainly, tree

NAMES = door.RECORDED["names"]
QUICK = sorted((ROOT / "src/campaign/pdf/quick").glob("*.py"))


def owner(name: str) -> tuple[Any, str]:
    """Return what holds a recorded name, and its last part."""
    module, _, rest = name.partition(":")
    *parts, last = rest.split(".")
    held: Any = import_module(module)
    for part in parts:
        held = getattr(held, part)
    return held, last


@pytest.fixture(scope="module")
def plain_ink() -> list[bytes]:
    return ink(plainly(MEMBER))


def assert_plain(press: Press, why: str) -> None:
    assert press.quick is None
    (notice,) = press.notices
    assert (notice.code, notice.severity) == ("set-plainly", "warning")
    assert why in notice.message


@pytest.mark.parametrize("name", NAMES)
def test_without_one_name_letters_are_set_plainly_and_the_doctor_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # WeasyPrint itself would go by another name then: it is gone only while the door looks.
    with monkeypatch.context() as without:
        without.delattr(*owner(name))
        press, told = Press(TEMPLATES, ROOT), doctor.engine()
    assert_plain(press, f"{name} is not there")
    assert told.found == f"{weasyprint.VERSION}, letters are set the plain way"
    assert (told.problem,) == press.notices


def test_a_letter_is_then_what_a_plain_run_makes(
    plain_ink: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.delattr(weasyprint.document, "draw_page")
        press = Press(TEMPLATES, ROOT)
    pdf, _ = press.print(press.lay_out(MEMBER))
    assert (ink(pdf), tree(pdf)) == (plain_ink, tree(plainly(MEMBER)))


@pytest.mark.parametrize("name", [name for name, kind in NAMES.items() if kind.startswith("(")])
def test_a_name_that_is_called_otherwise_is_not_what_it_was(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*owner(name), lambda *others, more=None: (others, more))
    assert door.unlike() == f"{name} is not what it was"


@pytest.mark.parametrize("package", door.RECORDED["releases"])
def test_another_release_is_not_known(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(door.RECORDED["releases"], package, "0.1")
    assert_plain(Press(TEMPLATES, ROOT), f"{package} ")


def used(tree: ast.AST) -> Iterator[str]:
    """Yield the names of WeasyPrint and pydyf in a module, as they are recorded."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in ("weasyprint", "pydyf"):
                yield from (f"{node.module}:{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute):
            path = ast.unparse(node)
            if path.split(".")[0] in ("weasyprint", "pydyf"):
                module = path
                while module not in sys.modules and "." in module:
                    module = module.rpartition(".")[0]
                if rest := path[len(module) + 1 :]:
                    yield f"{module}:{rest}"


def test_every_name_that_the_quick_way_uses_is_recorded() -> None:
    found = {name for path in QUICK for name in used(ast.parse(path.read_text("utf-8")))}
    known = {known for name in NAMES for known in (name, name.rpartition(".")[0])}
    assert len(found) > 30
    assert found <= known


def test_what_the_quick_way_alone_stumbles_over_shuts_it(
    plain_ink: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("lay_out", "print"):
        press = Press(TEMPLATES, ROOT)
        with monkeypatch.context() as broken:
            broken.setattr(QuickPress, step, lambda *_: {}["position_x"])
            pdf, _ = press.print(press.lay_out(MEMBER))
        assert ink(pdf) == plain_ink
        assert_plain(press, "KeyError")


def test_what_either_way_stumbles_over_is_the_letters_own(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(TEMPLATES, ROOT)
    with monkeypatch.context() as broken:
        broken.setattr(weasyprint.HTML, "__init__", lambda *_, **__: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            press.lay_out(MEMBER)
    assert press.quick is not None
    assert press.notices == ()


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_depth_and_hunger_say_nothing_of_the_quick_way(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    press = Press(TEMPLATES, ROOT)
    with monkeypatch.context() as broken:
        broken.setattr(QuickPress, "lay_out", fail)
        if error is MemoryError:
            with pytest.raises(MemoryError):
                press.lay_out(MEMBER)
        else:
            assert press.lay_out(MEMBER).pages
    assert press.quick is not None


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WeasyPrint of another release, with a function by another name."""
    copy = tmp_path_factory.mktemp("other") / "altered/weasyprint"
    shutil.copytree(Path(weasyprint.__file__).parent, copy)
    for path in copy.rglob("*.py"):
        text = path.read_text("utf-8").replace("layout_document", "lay_document_out")
        path.write_text(text.replace(f"'{weasyprint.VERSION}'", "'71.0'"), "utf-8")
    return copy.parent


PROGRAM = "from campaign.cli.main import main; main()"


def run(folder: Folder, *command: str, **environment: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, "-C", str(folder.root), *command, "--json"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    return json.loads(done.stdout)


def test_with_an_altered_weasyprint_letters_are_made_and_no_row_is_blamed(
    starter: Folder, altered: Path
) -> None:
    write_rows(starter, ROWS)
    made = run(starter, "generate", PYTHONPATH=str(altered))
    assert {letter["status"] for letter in made["letters"]} == {"written"}
    said = [problem for problem in made["problems"] if problem["code"] == "set-plainly"]
    assert len(said) == 1
    assert "weasyprint 71.0" in said[0]["message"]
    assert said[0]["row"] is None
    findings = run(starter, "doctor", PYTHONPATH=str(altered))["findings"]
    assert any("plain way" in finding["found"] for finding in findings)


IMPORTED = """
import sys
from campaign.pace import choose_pace
choose_pace(sys.argv[1])
import campaign.pdf
from pathlib import Path
campaign.pdf.Press(Path("templates"), Path("."))
print(*(name for name in sys.modules if name.startswith("campaign.pdf.quick")))
"""


@pytest.mark.parametrize(("pace", "other"), [("plain", False), ("quick", True), ("quick", False)])
def test_nothing_of_the_quick_way_is_imported_unless_the_door_is_open(
    pace: str, other: bool, altered: Path
) -> None:
    environment = os.environ | ({"PYTHONPATH": str(altered)} if other else {})
    command = [sys.executable, "-c", IMPORTED, pace]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.stderr == ""
    assert bool(done.stdout.strip()) == (pace == "quick" and not other)


LIVES = """
import gc, sys
from pathlib import Path
from campaign.pace import choose_pace
choose_pace(sys.argv[1])
import campaign.pdf
gc.freeze()
press = campaign.pdf.Press(Path("templates"), Path("."))
press.print(press.lay_out(Path("tests/golden/mp-member.html").read_text("utf-8")))
sys.modules["campaign"].press = press
"""


@pytest.mark.parametrize("pace", ["plain", "quick"])
def test_a_worker_comes_to_its_end_in_peace(pace: str) -> None:
    """Pango is let go when Python ends, whatever the collector was told to leave alone."""
    done = subprocess.run([sys.executable, "-c", LIVES, pace], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_environment_switches_the_quick_way_off(starter: Folder) -> None:
    write_rows(starter, ROWS)
    made = run(starter, "generate", CAMPAIGN_QUICK="0")
    assert {letter["status"] for letter in made["letters"]} == {"written"}
    # Who asked for it need not be told.
    assert "set-plainly" not in {problem["code"] for problem in made["problems"]}
    findings = run(starter, "doctor", CAMPAIGN_QUICK="0")["findings"]
    assert any("plain way" in finding["found"] for finding in findings)


def test_a_switched_off_press_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_chosen", pace.PLAIN)
    press = Press(TEMPLATES, ROOT)
    assert (press.quick, press.notices) == (None, ())
