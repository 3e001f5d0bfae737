"""Words outside every block are told; no template of another folder is read for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.html import Templates

BASE = "{% block body %}{% endblock %}"


def lost(folder: Path, text: str) -> list[tuple[str, int | None, str]]:
    folder.mkdir()
    (folder / "base.html.j2").write_text(BASE, encoding="utf-8")
    (folder / "own.html.j2").write_text(text, encoding="utf-8")
    found = Templates(folder).lost_words("own.html.j2")
    return [(one.file, one.row, one.message) for one in found]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{% extends "base.html.j2" %}\n\nDear friend\n', 3, "Dear friend"),
        ('{% extends "base.html.j2" %}\n{% if x %}\nLost\n{% endif %}', 3, "Lost"),
        ('{% extends "base.html.j2" %}{{ letter.id }}', 1, "{{ … }}"),
    ],
)
def test_words_outside_every_block_are_told(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    ((file, row, message),) = lost(tmp_path / "templates", text)
    assert (file, row) == ("templates/own.html.j2", line)
    assert f"“{words}” stands outside every block" in message


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        '{% extends "base.html.j2" %}{# a note #}<!-- another -->{% set x = 1 %}',
        '{% extends "base.html.j2" %}{% block body %}Dear friend{% endblock %}',
    ],
)
def test_what_is_printed_is_not(tmp_path: Path, text: str) -> None:
    assert lost(tmp_path / "templates", text) == []


@pytest.mark.parametrize("name", ["../secret.html.j2", "{place}/secret.html.j2", "/dev/zero"])
def test_nothing_is_read_that_lies_outside(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html.j2").write_text('{% extends "base.html.j2" %}secret words')
    text = f'{{% extends "{name.format(place=tmp_path)}" %}}'
    assert lost(tmp_path / "templates", text) == []


def test_a_template_is_read_again_where_it_has_changed_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (
        ("base.html.j2", BASE),
        ("mp.html.j2", '{% extends "base.html.j2" %}'),
        ("own.html.j2", '{% extends "mp.html.j2" %}'),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    templates = Templates(tmp_path)
    assert templates.lost_words("own.html.j2") == []
    read: list[str] = []
    parse = templates.environment.parse
    monkeypatch.setattr(
        templates.environment, "parse", lambda source: read.append(source) or parse(source)
    )
    (tmp_path / "mp.html.j2").write_text('{% extends "base.html.j2" %}Lost', encoding="utf-8")
    templates.forget({"mp.html.j2"})
    ((file, words),) = [(one.file, one.message[:6]) for one in templates.lost_words("own.html.j2")]
    assert (file, words) == ("templates/mp.html.j2", "“Lost”")
    assert len(read) == 1


def test_templates_that_extend_each_other_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "one.html.j2").write_text('{% extends "two.html.j2" %}Lost', encoding="utf-8")
    (tmp_path / "two.html.j2").write_text('{% extends "one.html.j2" %}', encoding="utf-8")
    assert len(Templates(tmp_path).lost_words("one.html.j2")) == 1
