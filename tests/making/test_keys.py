"""A key knows every file that a letter is made from, and no other."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from campaign.making.keys import (
    TOOLS,
    Files,
    digest,
    images_in,
    installed_packages,
    is_installed,
    letter_key,
    library_version,
    named_by,
    tool_version,
    tools,
)


def test_where_one_part_ends_and_the_next_begins_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("ab") == digest(b"ab")


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<img src="../data/logo.svg" alt="">', ["data/logo.svg"]),
        ("<img alt='' src='our%20logo.png'>", ["templates/our logo.png"]),
        ("<img src=a&amp;b.png>", ["templates/a&b.png"]),
        ('<img src="data:image/png;base64,AAAA"><img src="https://example.org/x.png">', []),
        ("<p>src=no.png</p>", []),
    ],
)
def test_pictures_are_found_in_the_page(tmp_path: Path, html: str, names: list[str]) -> None:
    found = list(images_in(html, tmp_path / "templates"))
    assert found == [tmp_path / name for name in names]


def test_a_picture_that_changes_or_comes_or_goes_is_another_letter(tmp_path: Path) -> None:
    html = '<img src="logo.svg">'
    seen = set()
    for content in (None, b"<svg/>", b"<svg></svg>"):
        if content is not None:
            (tmp_path / "logo.svg").write_bytes(content)
        seen.add(letter_key("engine", html, tmp_path, Files()))
    assert len(seen) == 3


def test_a_style_sheet_names_its_fonts_and_other_sheets(tmp_path: Path) -> None:
    (tmp_path / "letter.css").write_text(
        """@import "other.css"; @font-face { src: url( 'fonts/a%20b.ttf' ) }
        p { background: url(data:image/png;base64,AA) } @import url(letter.css);""",
        encoding="utf-8",
    )
    (tmp_path / "other.css").write_bytes(b"p { background: url(x.png) } /* \xff */")
    found = {path.name for path in named_by(tmp_path / "letter.css")}
    assert found == {"letter.css", "other.css", "a b.ttf"}
    (tmp_path / "other.css").write_bytes(b"p { background: url(x.png) }")
    assert "x.png" in {path.name for path in named_by(tmp_path / "letter.css")}
    assert list(named_by(tmp_path / "lost.css")) == [tmp_path / "lost.css"]


def test_the_tools_are_told_by_their_versions() -> None:
    assert "weasyprint 70" in tools()
    assert "libpango" in tools()
    assert tool_version("no-such-package-as-this") == "no-such-package-as-this absent"
    assert not is_installed("libnosuchlibrary.so.0")


@pytest.mark.parametrize("name", TOOLS)
def test_versions_are_those_of_what_is_imported(name: str) -> None:
    assert installed_packages()[name] == version(name)


def test_a_tool_that_is_in_no_folder_is_asked_for_its_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("campaign.making.keys.installed_packages", dict)
    assert tool_version("weasyprint") == f"weasyprint {version('weasyprint')}"


def test_what_stands_first_on_the_path_is_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place, folder in (("a", "Tool-2.0.dist-info"), ("b", "tool-1.0.dist-info")):
        (tmp_path / place / folder).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / place) for place in ("none", "a", "b")])
    assert installed_packages.__wrapped__() == {"tool": "2.0"}


def test_a_library_that_is_not_there_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.making.keys.LIBRARIES", {"version": ("libnosuchlibrary.so.0",)})
    assert library_version("version") == "version absent"


@pytest.mark.parametrize("name", ["/dev/zero", "../../outside.svg", "a%00b.svg", "loop", "pipe"])
def test_what_lies_outside_or_never_ends_is_not_read(tmp_path: Path, name: str) -> None:
    templates = tmp_path / "campaign" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "outside.svg").write_text("<svg/>")
    (templates / "loop").symlink_to(templates / "loop")
    os.mkfifo(templates / "pipe")
    html = f'<img src="{name}">'
    files = Files()
    letter_key("engine", html, templates, files)
    (templates / "letter.css").write_text(f"p {{ background: url({name}) }}")
    for path in named_by(templates / "letter.css"):
        files(path)
    assert {known for path, known in files.known.items() if path.suffix != ".css"} <= {"absent"}
