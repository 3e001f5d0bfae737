"""WeasyPrint starts sooner without what is seldom needed, and is the same WeasyPrint."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from campaign.pdf.quick.start import SELDOM, Later, quick_start

ROOT = Path(__file__).parent.parent

LETTER = "<html lang=en><title>Letter</title><p style='font: 11pt serif'>Dear Minister, ﬁ 600"


WITHOUT_LIBRARY = "import weasyprint.pdf.fonts; weasyprint.pdf.fonts.harfbuzz_subset = None"


def printed(imports: str, then: str = "pass", page: str = LETTER) -> bytes:
    """Print a page in a new process that imports WeasyPrint in this way."""
    write = f"sys.stdout.buffer.write(weasyprint.HTML(string={page!r}).write_pdf())"
    script = f"import sys, {imports}, weasyprint\n{then}\n{write}"
    command = [sys.executable, "-c", script]
    # fontTools writes the time of day into a font.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0"}
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


@pytest.mark.parametrize("then", ["pass", WITHOUT_LIBRARY], ids=["as it is", "no subset library"])
def test_a_page_is_the_same_however_weasyprint_was_started(then: str) -> None:
    assert printed("campaign.pdf", then) == printed("weasyprint", then)


def test_a_compressed_font_is_read(tmp_path: Path) -> None:
    with TTFont(ROOT / "templates/fonts/Gelasio-Bold.ttf") as font:
        font.flavor = "woff2"
        font.save(tmp_path / "bold.woff2")
    face = f"@font-face {{ font-family: Given; src: url({(tmp_path / 'bold.woff2').as_uri()}) }}"
    plain = "<html lang=en><title>Letter</title><p style='font-family: Given'>Dear Minister"
    page = plain.replace("<p", f"<style>{face}</style><p")
    pdf = printed("campaign.pdf", page=page)
    assert pdf == printed("weasyprint", page=page)
    assert pdf != printed("campaign.pdf", page=plain)


def test_what_is_seldom_needed_is_not_imported_before() -> None:
    script = f"import sys, campaign.pdf; sys.exit(', '.join({{*{SELDOM}}} & {{*sys.modules}}) or 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stand_in_has_what_its_module_has_once_it_is_called() -> None:
    later = Later("textwrap")
    assert later.dedent("  a") == "a"
    assert later.TextWrapper(width=5).wrap("two words") == ["two", "words"]
    with pytest.raises(AttributeError):
        later.nonsense()
    with pytest.raises(AttributeError):
        _ = later.__path__


def test_stand_ins_are_there_only_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    there, absent, *_ = SELDOM
    module = Later("something else")
    monkeypatch.setitem(sys.modules, there, module)
    monkeypatch.delitem(sys.modules, absent, raising=False)
    with quick_start():
        assert sys.modules[there] is module
        assert isinstance(sys.modules[absent], Later)
    assert sys.modules[there] is module
    assert absent not in sys.modules
