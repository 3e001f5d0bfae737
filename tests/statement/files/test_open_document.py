"""An OpenDocument text gives the words that a person sees, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.statement.files.reading import read_plain_text
from tests.statement.files.written import write_odt

STYLES = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="S" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="HH" style:family="text" style:parent-style-name="H"/>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<text:p>raise this<text:line-break/>At the UN</text:p>", "raise this\nAt the UN"),
        ("<text:p>this<text:tab/>at<text:s text:c='1000000000'/>all</text:p>", "this at all"),
        ("<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>", "ab"),
        ("<text:p>a<text:note><text:note-body><text:p>no</text:p></text:note-body></text:note>b"
         "</text:p>", "ab"),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>no</text:p>"
         "</text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change/>b"
         "</text:p>", "ab"),
        ('<text:p>a<text:span text:style-name="H">no</text:span>b</text:p>', "ab"),
        ('<text:p>a<text:span text:style-name="HH">no</text:span>b</text:p>', "ab"),
        ('<text:p>a<text:span text:style-name="S">no</text:span>b</text:p>', "ab"),
        ('<text:section text:display="none"><text:p>no</text:p></text:section><text:p>b</text:p>',
         "b"),
        ('<text:p><text:hidden-paragraph text:is-hidden="true"/>no</text:p><text:p>b</text:p>',
         "b"),
        ('<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>'
         '<text:hidden-paragraph text:is-hidden="true"/>no</text:p><text:p>b</text:p>', "box\n\nb"),
        ('<text:p>a<draw:frame><draw:text-box><text:p><text:hidden-paragraph '
         'text:is-hidden="true"/>no</text:p></draw:text-box></draw:frame>b</text:p>', "ab"),
        ('<text:p>a<text:hidden-text text:is-hidden="true">no</text:hidden-text>b</text:p>', "ab"),
        ("<text:p>a <draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b"
         "</text:p>", "a b\n\nbox"),
        ("<text:p><text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>no"
         "</text:ruby-text></text:ruby></text:p>", "base"),
        ('<text:list text:style-name="L"><text:list-item><text:p>one</text:p><text:p>more</text:p>'
         "<text:list><text:list-item><text:p>under</text:p></text:list-item></text:list>"
         "</text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>",
         "1. one\n\nmore\n\n(a) under\n\n2. two"),
        ('<text:list><text:list-item text:start-value="x"><text:p>one</text:p></text:list-item>'
         "</text:list>", "• one"),
    ],
)  # fmt: skip
def test_the_words_seen_are_read(tmp_path: Path, body: str, words: str) -> None:
    write_odt(tmp_path / "s.odt", body, STYLES)
    assert read_plain_text(tmp_path / "s.odt").text == words


def test_a_title_with_changes_of_its_own_is_the_title(tmp_path: Path) -> None:
    write_odt(tmp_path / "s.odt", '<text:p text:style-name="P1">The title</text:p>', STYLES)
    assert read_plain_text(tmp_path / "s.odt").title == "The title"


def test_a_heading_of_the_first_level_that_has_no_like_is_the_title(tmp_path: Path) -> None:
    head = "<text:p>Fen Trust</text:p><text:h text:outline-level='1'>Open the sluice</text:h>"
    below = "<text:h text:outline-level='{}'>Why</text:h><text:p>The fen is dry.</text:p>"
    for level, title in ((2, "Open the sluice"), (1, "")):
        write_odt(tmp_path / "s.odt", head + below.format(level))
        assert read_plain_text(tmp_path / "s.odt").title == title
