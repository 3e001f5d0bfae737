"""Whatever a template may hold, it is looked over without stumbling, and its fault alone told."""

from __future__ import annotations

import pytest
from tests.preflight.seeding import Bench, Seed


@pytest.mark.parametrize(
    "html",
    [
        "<table><caption>c</caption><tr><th>a<td rowspan=2>b<tr><td>c</table>",
        '<div style="columns: 2">' + "words " * 60 + "</div>",
        '<div style="display: grid; grid-template-columns: 1fr 1fr"><p>a</p><p>b</p></div>',
        '<div style="display: flex"><p>a</p><p>b</p></div>',
        '<p>As told<span style="float: footnote">By the group</span>.</p>',
        '<p style="float: left; width: 30mm">Beside</p>',
        '<svg width="50" height="50"><text x="5" y="20">Hi</text><circle r="5"/></svg>',
        '<p style="display: inline-block">x</p><span style="display: inline-flex">y</span>',
        '<p style="color: oklch(0.4 0.1 20)">Red</p>',
        '<p style="background: device-cmyk(0 0 0 0)">White</p>',
        '<p style="font-size: 0">Nothing</p>',
        '<form><button>b</button><input value="x"><textarea>t</textarea></form>',
        '<p style="visibility: hidden">TODO</p>',
        '<p style="opacity: 0">TODO</p>',
        '<p style="display: none">TODO</p>',
        "<!-- TODO -->",
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>",
        "<pre>as  it  was</pre>".replace("  ", " "),
    ],
)
def test_a_page_of_another_make_passes(bench: Bench, html: str) -> None:
    found = bench.problems(Seed(add=html, look={"max_pages": 3}))
    assert [problem for problem in found if problem.severity == "error"] == []
