"""Every fault that is put into a clean letter is found, and a clean letter has none.

Each row is a way in which letters really go wrong, with the code that must be told for it.
"""

from __future__ import annotations

import pytest

from campaign.model import Sender
from campaign.preflight.codes import CHECKS
from tests.preflight.seeding import Bench, Seed, picture

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SEEDS: dict[str, list[tuple[str, Seed]]] = {
    "address-outside-window": [
        ("moved down", Seed(css="address { top: 70mm !important }")),
        ("moved left", Seed(css="address { left: -8mm !important }")),
        ("moved up", Seed(css="address { top: 46mm !important }")),
        ("wide line", Seed(css="address { letter-spacing: 5pt }")),
        ("outside Notify's block", Seed(look={"envelope": "notify-2.4"}, css="address { top: 55mm !important }")),
    ],
    "address-incomplete": [
        ("a line lost", Seed(swap=("LONDON<br>", ""))),
        ("another name", Seed(letter={"envelope_lines": ("The Lord Else", "SW1A 0PW")}, swap=("The Lord\u00a0Else<br>", ""))),
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
        ("text", Seed(top='<p style="position: absolute; top: 60mm; left: 60mm">By hand</p>')),
        ("image", Seed(top=f'<img alt="Seal" src="{picture(400, 400)}" style="position: absolute; top: 75mm; left: 50mm; width: 20mm">')),
        ("rule", Seed(top='<hr style="position: absolute; top: 80mm; left: 40mm; width: 30mm; border: 1pt solid black">')),
        ("salutation too high", Seed(css="main { margin-top: -20mm }")),
    ],
    "ink-outside-safe": [
        ("text at the foot", Seed(top='<p style="position: absolute; top: 288mm">Charity 123</p>')),
        ("text at the side", Seed(top='<p style="position: absolute; left: -23mm; top: 120mm">12</p>')),
        ("a rule across", Seed(css="h1 { border-bottom: 1pt solid black; margin: 0 -30mm 0 -25mm }")),
        ("a coloured page", Seed(css="main { background: #fee; margin: 0 -30mm 0 -25mm; padding: 0 30mm 0 25mm }")),
        ("Notify's wide sides", Seed(look={"envelope": "notify-2.4"}, css="h1 { margin-left: -15mm }")),
    ],
    "text-too-wide": [
        ("long word", Seed(add=f'<p style="overflow-wrap: normal; width: 60mm">{LONG_WORD}</p>')),
        ("a web address", Seed(add=f'<p style="overflow-wrap: normal">https://www.un.org/{LONG_WORD * 2}</p>')),
        ("no-wrap line", Seed(add=f'<p style="white-space: nowrap">{"We ask you to write. " * 9}</p>')),
        ("table cell", Seed(add=f'<table style="table-layout: fixed; width: 40mm; overflow-wrap: normal"><tr><td>{LONG_WORD}</td></tr></table>')),
    ],
    "overflow": [
        ("fixed height", Seed(add=f'<div style="height: 8mm"><p>{"Words run on. " * 40}</p></div>')),
        ("cut off", Seed(add=f'<div style="height: 8mm; overflow: hidden">{"Words run on. " * 40}</div>')),
        ("letterhead", Seed(css=".letterhead { height: 2mm }")),
        ("longer than a page", Seed(add='<div style="display: inline-block; width: 60mm">' + "Many words. " * 400 + "</div>")),
    ],
    "overlap": [
        ("pulled up", Seed(add='<p style="margin-top: -8mm">A line on another line of the letter.</p>')),
        ("contact on date", Seed(top='<p style="position: absolute; top: 58mm; left: 105mm; width: 60mm">Ref. Ref. Ref. Ref.</p><p style="position: absolute; top: 59mm; left: 106mm; width: 60mm">Ref. Ref.</p>')),
        ("tight leading", Seed(css="main p { line-height: 5pt }")),
    ],
    "blank-page": [
        ("break after", Seed(css=".enclosures { break-after: page } p.sources { visibility: hidden }", campaign={"enclosures": ("The statement",)})),
        ("break before the close", Seed(add='<div style="break-before: page; height: 10mm"></div><div style="break-before: page"></div><p>Words.</p>')),
    ],
    "short-last-page": [
        ("close alone", Seed(css=".close { break-before: page !important }")),
        ("one line", Seed(add='<p style="break-before: page">One line.</p>', css=".last, .close { break-before: auto !important }")),
    ],
    "close-split": [
        ("name on the next page", Seed(css=".close { break-inside: auto !important } .signature { break-before: page }")),
    ],
    "too-many-pages": [
        ("long text", Seed(add="<p>We ask you to write to the Foreign Secretary.</p>" * 60)),
        ("one page allowed", Seed(look={"max_pages": 1})),
    ],
    "stranded-heading": [
        ("break after", Seed(add='<h2 style="break-after: page">Next</h2><p>Words.</p><p>Words.</p>')),
        ("a heading of another level", Seed(add='<h3>Next</h3><p style="break-before: page">Words.</p><p>More words.</p>', css="h3 { break-after: auto }")),
    ],
    "stranded-line": [
        ("orphans and widows of one", Seed(add="<p>Line<br>Line</p>" * 120, css="p { orphans: 1; widows: 1; margin: 0 !important }", look={"max_pages": 9})),
    ],
    "no-page-number": [
        ("no running head", Seed(css="@page { @top-left { content: none !important } }")),
    ],
    "missing-part": [
        ("salutation", Seed(css=".salutation { display: none }")),
        ("close", Seed(css=".close { display: none }")),
        ("date", Seed(swap=("23\u00a0November 2026</p>", "</p>"))),
    ],
    "placeholder": [
        ("[your name]", Seed(add="<p>Signed, [your name]</p>")),
        ("[Insert date]", Seed(add="<p>We met on [Insert date here].</p>")),
        ("<name>", Seed(add="<p>Dear &lt;name&gt;</p>")),
        ("merge field", Seed(add="<p>Dear «Surname»</p>")),
        ("TODO", Seed(add="<p>TODO: ask about the report.</p>")),
        ("XXXX", Seed(add="<p>Bill no. XXXX was debated.</p>")),
        ("xxx", Seed(add="<p>on xxx November.</p>")),
        ("{{", Seed(add="<p>Dear {{ letter.salutation }}</p>")),
        ("{%", Seed(add="<p>{% if x %}Words.</p>")),
        ("${}", Seed(add="<p>Dear ${name}</p>")),
        ("blank line", Seed(add="<p>Signed ______ in London</p>")),
        ("lorem", Seed(add="<p>Lorem ipsum dolor sit amet.</p>")),
        ("example.org", Seed(add="<p>Write to office@example.org today.</p>")),
    ],
    "empty-field": [
        (", ,", Seed(add="<p>The Rt Hon X, , Minister of State</p>")),
        (",,", Seed(add="<p>House of Commons,, London</p>")),
        (" ,", Seed(add="<p>As the Member for , you know.</p>")),
        (" .", Seed(add="<p>You are the Member for .</p>")),
        ("()", Seed(add="<p>The Embassy () in London.</p>")),
        ("(, )", Seed(add="<p>The Member (, Labour) asked.</p>")),
        ("“”", Seed(add="<p>It said “” of the returns.</p>")),
        ("..", Seed(add="<p>We thank you.. Yours.</p>")),
        ("the .", Seed(add="<p>We write to the, and ask.</p>")),
        ("Dear ,", Seed(swap=('<p class="salutation">', '<p class="salutation">Dear ,</p><p>'))),
        ("Dear", Seed(swap=('<p class="salutation">', '<p class="salutation">Dear</p><p>'))),
        ("begins with a comma", Seed(add="<p>, London</p>")),
    ],
    "doubled-space": [
        ("held spaces", Seed(add="<p>As Member for&nbsp;&nbsp;the North.</p>")),
        ("in the source", Seed(add="<p>As Member  for the North.</p>")),
        ("a field between", Seed(add="<p>The <b>Group</b>  asks.</p>")),
    ],
    "doubled-word": [
        ("the the", Seed(add="<p>We ask the the Government.</p>")),
        ("of of", Seed(add="<p>The Member for Isle of of Wight.</p>")),
    ],
    "leftover-code": [
        ("None", Seed(add="<p>Your office at None is known.</p>")),
        ("None alone", Seed(add="<p>None</p>")),
        ("nan", Seed(add="<p>Dear nan, we write.</p>")),
        ("method", Seed(add="<p>&lt;built-in method title of str object at 0x7f&gt;</p>")),
        ("date", Seed(add="<p>On datetime.date(2026, 1, 1).</p>")),
        ("spreadsheet", Seed(add="<p>Room #N/A on the second floor.</p>")),
    ],
    "garbled-text": [
        ("François", Seed(add="<p>Dear FranÃ§ois</p>")),
        ("curly quote", Seed(add="<p>The Groupâ€™s statement.</p>")),
        ("replacement character", Seed(add="<p>Dear Si\ufffdn</p>")),
        ("escaped twice", Seed(add="<p>Foreign &amp;amp; Commonwealth</p>")),
    ],
    "invisible-character": [
        ("turned about", Seed(add="<p>Dear \u202eNomis\u202c</p>")),
    ],
    "missing-glyph": [
        ("in the text", Seed(add="<p>As 김정은 said.</p>")),
        ("in the address", Seed(letter={"envelope_lines": ("郑泽光", "LONDON", "SW1A 0PW")})),
    ],
    "missing-image": [
        ("no such file", Seed(top='<img alt="Crest" src="../data/none.png">')),
        ("not an image", Seed(top='<img alt="Crest" src="../data/recipients.csv">')),
        ("from the network", Seed(top='<img alt="Crest" src="https://www.parliament.uk/a.png">')),
        ("behind the text", Seed(css="h1 { background: url(../data/none.png) }")),
    ],
    "no-alternative-text": [
        ("no alt", Seed(top=f'<img src="{picture(300, 300)}" style="width: 9mm">')),
        ("empty alt", Seed(top=f'<img alt=" " src="{picture(300, 300)}" style="width: 9mm">')),
    ],
    "low-resolution": [
        ("logo", Seed(top=f'<img alt="Crest" src="{picture(100, 100)}" style="width: 30mm">')),
        ("signature", Seed(add=f'<img alt="Signature" src="{picture(300, 60)}" style="width: 60mm">')),
    ],
    "distorted-image": [
        ("stretched", Seed(top=f'<img alt="Crest" src="{picture(400, 400)}" style="width: 30mm; height: 15mm">')),
        ("squeezed", Seed(top=f'<img alt="Crest" src="{picture(400, 400)}" style="width: 10mm; height: 15mm">')),
    ],
    "low-contrast": [
        ("yellow accent", Seed(look={"accent": "#ffd700"})),
        ("grey text", Seed(css=".last p { color: #999 }")),
        ("see-through", Seed(css="h1 { color: rgb(0 0 0 / 30%) }")),
    ],
    "small-type": [
        ("six points", Seed(add='<p style="font-size: 6pt">Small words.</p>')),
        ("large print that is not", Seed(look={"large_print": True, "max_pages": 9}, css=".large .last p { font-size: 12pt }")),
    ],
    "no-metadata": [
        ("no language", Seed(swap=('<html lang="en-GB">', "<html>"))),
        ("no author", Seed(swap=('name="author"', 'name="writer"'))),
        ("no subject", Seed(swap=('name="description"', 'name="about"'))),
    ],
    "specimen": [
        ("sender not filled in", Seed(campaign={"sender": Sender()}, final=True)),
    ],
    "missing-font": [
        ("no such file", Seed(css='@font-face { font-family: "Else"; src: url(fonts/None.ttf) }')),
    ],
    "typesetting": [
        ("unknown property", Seed(css="h1 { colr: red }")),
        ("unknown value", Seed(css="h1 { color: reddish }")),
    ],
}  # fmt: skip
TABLE = [(code, name, seed) for code, seeds in SEEDS.items() for name, seed in seeds]
OF_THE_FILE = {"unembedded-font", "too-heavy"}


@pytest.mark.parametrize(
    ("code", "seed"), [pytest.param(c, s, id=f"{c}-{name}") for c, name, s in TABLE]
)
def test_a_seeded_fault_is_found(bench: Bench, code: str, seed: Seed) -> None:
    found = [problem for problem in bench.problems(seed) if problem.code == code]
    assert found
    for problem in found:
        assert problem.place
        assert problem.hint
        assert problem.severity == CHECKS[code].severity


def test_every_fault_has_a_seed() -> None:
    assert set(SEEDS) | OF_THE_FILE == set(CHECKS)
    assert len(TABLE) >= 40


def test_the_clean_letter_has_no_fault(bench: Bench) -> None:
    assert bench.problems(Seed(final=True)) == ()
