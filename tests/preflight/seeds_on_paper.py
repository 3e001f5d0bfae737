"""Faults of place: the address, the window, the edges, columns and pages."""

from __future__ import annotations

import datetime as dt

from tests.preflight.seeding import Seed, picture

from campaign.model import Enclosure

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def placed(html: str, top: float, left: float) -> str:
    """Return HTML put on the sheet at so many millimetres from its content's corner."""
    return f'<div style="position: absolute; top: {top}mm; left: {left}mm">{html}</div>'


ON_PAPER: dict[str, list[tuple[str, Seed]]] = {
    "address-outside-window": [
        ("moved down", Seed(css="address { top: 70mm !important }")),
        ("moved left", Seed(css="address { left: -8mm !important }")),
        ("moved up", Seed(css="address { top: 46mm !important }")),
        ("wide line", Seed(css="address { letter-spacing: 5pt }")),
        (
            "outside Notify's block",
            Seed(look={"envelope": "notify-2.4"}, css="address { top: 55mm !important }"),
        ),
    ],
    "address-incomplete": [
        (
            "a line lost",
            Seed(meant={"envelope_lines": ("House of Lords", "Second Floor", "LONDON")}),
        ),
        ("another name", Seed(meant={"envelope_lines": ("The Lord Else", "House of Lords")})),
    ],
    "no-address": [
        ("not printed", Seed(css="address { display: none }")),
        ("another element", Seed(css="address { visibility: hidden }")),
    ],
    "address-type": [
        ("too small", Seed(css="address { font-size: 8pt !important }")),
        ("too large", Seed(css="address { font-size: 14pt !important }")),
        ("italic", Seed(css="address { font-style: italic !important }")),
        ("bold", Seed(css="address { font-weight: bold }")),
        ("underlined", Seed(css="address { text-decoration: underline }")),
    ],
    "window-not-clear": [
        ("text", Seed(top=placed("By hand", 60, 60))),
        (
            "image",
            Seed(top=placed(f'<img alt="Seal" src="{picture(400, 400)}" width="80">', 75, 50)),
        ),
        (
            "rule",
            Seed(top=placed('<hr style="width: 30mm; border: 1pt solid black">', 80, 40)),
        ),
        (
            "near the address that Notify looks for",
            Seed(look={"envelope": "notify-2.4"}, top=placed("By hand", 80, 20)),
        ),
        ("salutation too high", Seed(css="main { margin-top: -20mm }")),
    ],
    "ink-outside-safe": [
        ("text at the foot", Seed(top='<p style="position: absolute; top: 288mm">Charity 123</p>')),
        (
            "text at the side",
            Seed(top='<p style="position: absolute; left: -23mm; top: 120mm">12</p>'),
        ),
        (
            "a rule across",
            Seed(css="h1 { border-bottom: 1pt solid black; margin: 0 -30mm 0 -25mm }"),
        ),
        (
            "a coloured page",
            Seed(css="main { background: #fee; margin: 0 -30mm 0 -25mm; padding: 0 30mm 0 25mm }"),
        ),
        (
            "Notify's wide sides",
            Seed(look={"envelope": "notify-2.4"}, css="h1 { margin-left: -15mm }"),
        ),
    ],
    "text-too-wide": [
        ("long word", Seed(add=f'<p style="overflow-wrap: normal; width: 60mm">{LONG_WORD}</p>')),
        (
            "a web address",
            Seed(add=f'<p style="overflow-wrap: normal">https://www.un.org/{LONG_WORD * 2}</p>'),
        ),
        (
            "no-wrap line",
            Seed(add=f'<p style="white-space: nowrap">{"We ask you to write. " * 9}</p>'),
        ),
        (
            "table cell",
            Seed(
                add=f"<table><tr><td>{LONG_WORD}</td></tr></table>",
                css="table { table-layout: fixed; width: 40mm; overflow-wrap: normal }",
            ),
        ),
    ],
    "overflow": [
        (
            "fixed height",
            Seed(add=f'<div style="height: 8mm"><p>{"Words run on. " * 40}</p></div>'),
        ),
        (
            "cut off",
            Seed(add=f'<div style="height: 8mm; overflow: hidden">{"Words run on. " * 40}</div>'),
        ),
        (
            "kept low",
            Seed(add=f'<div style="max-height: 8mm"><p>{"Words run on. " * 40}</p></div>'),
        ),
        ("letterhead", Seed(css=".letterhead { height: 2mm }")),
        (
            "longer than a page",
            Seed(
                add='<div style="display: inline-block; width: 60mm">'
                + "Many words. " * 400
                + "</div>"
            ),
        ),
    ],
    "overlap": [
        (
            "pulled up",
            Seed(add='<p style="margin-top: -8mm">A line on another line of the letter.</p>'),
        ),
        (
            "contact on date",
            Seed(top=placed("Ref. Ref. Ref.", 58, 105) + placed("Ref. Ref.", 59, 106)),
        ),
        ("tight leading", Seed(css="main p { line-height: 5pt }")),
    ],
    "reading-order": [
        (
            "pulled up past a gap",
            Seed(
                add='<div style="height: 40mm"></div><p>After.</p>'
                '<p style="margin-top: -30mm">Before.</p>'
            ),
        ),
        ("moved up", Seed(add='<p style="position: relative; top: -60mm">Moved.</p>')),
    ],
    "blank-page": [
        (
            "break after",
            Seed(
                css=".enclosures { break-after: page } p.sources { visibility: hidden }",
                campaign={"enclosures": (Enclosure("The statement"),)},
            ),
        ),
        (
            "break before the close",
            Seed(
                add='<div style="break-before: page; height: 9mm"></div><p class="next">Words.</p>',
                css=".next { break-before: page }",
            ),
        ),
    ],
    "short-last-page": [
        ("close alone", Seed(css=".close { break-before: page !important }")),
        (
            "one line",
            Seed(
                add='<p style="break-before: page">One line.</p>',
                css=".last, .close { break-before: auto !important }",
            ),
        ),
    ],
    "close-split": [
        (
            "name on the next page",
            Seed(css=".close { break-inside: auto !important } .signature { break-before: page }"),
        ),
    ],
    "too-many-pages": [
        ("long text", Seed(add="<p>We ask you to write to the Foreign Secretary.</p>" * 60)),
        ("one page allowed", Seed(look={"max_pages": 1})),
    ],
    "stranded-heading": [
        (
            "break after",
            Seed(add='<h2 style="break-after: page">Next</h2><p>Words.</p><p>Words.</p>'),
        ),
        (
            "a heading of another level",
            Seed(
                add='<h3>Next</h3><p style="break-before: page">Words.</p><p>More words.</p>',
                css="h3 { break-after: auto }",
            ),
        ),
    ],
    "stranded-line": [
        (
            "orphans and widows of one",
            Seed(
                add="<p>Line<br>Line</p>" * 120,
                css="p { orphans: 1; widows: 1; margin: 0 !important }",
                look={"max_pages": 9},
            ),
        ),
    ],
    "no-page-number": [
        ("no running head", Seed(css="@page { @top-left { content: none !important } }")),
    ],
    "missing-part": [
        ("salutation", Seed(css=".salutation { display: none }")),
        ("close", Seed(css=".close { display: none }")),
        ("date", Seed(meant={"date": dt.date(2026, 1, 2)})),
    ],
}
