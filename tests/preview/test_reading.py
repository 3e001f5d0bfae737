"""Who does not see the picture of a letter hears its words in their order."""

from __future__ import annotations

import pytest

from campaign.preview.reading import paragraphs


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>two</b>\n three.</p><p>Four.</p>", ("One two three.", "Four.")),
        ("<head><title>x</title></head><style>p {}</style><p>A</p>", ("A",)),
        ("<address>1 High Street<br>LONDON</address>", ("1 High Street", "LONDON")),
        ("<ol><li>a;</li><li>b.</li></ol>end", ("a;", "b.", "end")),
        ("<p>&lt;b&gt; &amp; &nbsp; c</p>", ("<b> & c",)),
        ("", ()),
    ],
)
def test_paragraphs_follow_the_page(html: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(html) == expected
