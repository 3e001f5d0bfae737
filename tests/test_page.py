"""A page of HTML is read once, and one idea of what is inline serves all who ask about it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.page import Tag, read_page

from .test_pdf import GOLDEN


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>two</b>\n three.</p><p>Four.</p>", ("One two three.", "Four.")),
        # Within a line, whatever the element: none of them parts a word.
        *((f"<p>un<{tag}>brok</{tag}>en</p>", ("unbroken",)) for tag in ("u", "b", "mark", "s")),
        ("<p>a<br>b<img src='x.png'>c</p>", ("a", "b", "c")),
        ("<title>x</title><head><meta name='a'>x</head><p>A</p>", ("A",)),
        # A head whose own end was forgotten ends where the body begins.
        ("<head><title>x<body>A", ("A",)),
        ("<template><p>x</p></template>A", ("A",)),
        ("<style>p > a { color: red }</style><script>if (a<b) c('</p>')</script>A", ("A",)),
        ("<!-- <p>not this</p> -->A<!DOCTYPE html>", ("A",)),
        ("<p title='a > b' class=x>A</p>", ("A",)),
        ("a < b <3 &lt;i&gt; &amp; c", ("a < b <3 <i> & c",)),
        ("</b>A</head></p>", ("A",)),
        ("", ()),
    ],
)
def test_paragraphs_are_what_is_read(html: str, expected: tuple[str, ...]) -> None:
    assert read_page(html).paragraphs == expected


def test_the_words_of_blocks_stand_apart() -> None:
    assert read_page("<p>one</p><p>two <i>three</i></p>").text.split() == ["one", "two", "three"]
    assert read_page("<ul><li>one</li><li>two</li></ul>").lines == (
        "",
        "",
        "one",
        "",
        "two",
        "",
        "",
    )


def test_the_body_is_the_main_part_without_head_and_address() -> None:
    main = "<main><header>Head</header><address>1 High Street</address><p>Words</p></main>"
    assert read_page(f"<p>Before</p>{main}").body.split() == ["Words"]
    assert read_page("<p>All</p>").body.split() == ["All"]


def test_a_tag_tells_its_attributes_once_and_as_they_read() -> None:
    (tag,) = read_page("<IMG SRC='a&amp;b.png' alt=\"one > two\" alt=no hidden data-x=1>").pieces
    expected = {"src": "a&b.png", "alt": "one > two", "hidden": "", "data-x": "1"}
    assert tag == Tag("img", expected, ends=False)


def test_a_page_tells_what_it_asks_for() -> None:
    page = read_page("<img src='a.png'><a rel='x attachment'>b</a><style>p {}</style></table>")
    assert (page.values("src"), page.values("rel")) == (("a.png",), ("x attachment",))
    assert (page.has("style"), page.has("a"), page.has("table")) == (True, True, False)


class Peer(HTMLParser):
    """Python's own reader, for comparing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str | tuple[str, dict[str, str]] | tuple[str, None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in reversed(attrs)}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((tag, None))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def by_peer(html: str) -> list[object]:
    peer = Peer()
    peer.feed(html)
    peer.close()
    return [*peer.found]


def by_us(html: str) -> list[object]:
    return [
        piece if isinstance(piece, str) else (piece.name, None if piece.ends else piece.attributes)
        for piece in read_page(html).pieces
    ]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_letters_are_read_as_python_reads_them(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert by_us(html) == by_peer(html)


WORDS = st.text(st.sampled_from("aB 1&;<>\"'=é\n–"), max_size=12)
PIECES = st.sampled_from(
    ["<p>", "</p>", "<b class='x'>", "</b>", '<i title="1 > 0">', "<br>", "<!-- - -->"]
)


@given(st.lists(st.one_of(PIECES, WORDS.map(lambda words: words.replace("<", "&lt;")))))
def test_no_word_is_lost_and_none_is_invented(parts: list[str]) -> None:
    html = "".join(parts)
    ours = "".join(piece for piece in by_us(html) if isinstance(piece, str))
    theirs = "".join(piece for piece in by_peer(html) if isinstance(piece, str))
    assert ours == theirs
