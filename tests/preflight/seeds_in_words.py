"""Faults of words, characters, pictures and colours, and of what the page says of itself."""

from __future__ import annotations

from tests.preflight.seeding import Seed, picture

IN_WORDS: dict[str, list[tuple[str, Seed]]] = {
    "placeholder": [
        ("[your name]", Seed(add="<p>Signed, [your name]</p>")),
        ("[date]", Seed(add="<p>We met on [date].</p>")),
        ("[name of MP]", Seed(add="<p>Dear [Name of MP]</p>")),
        ("[Insert date]", Seed(add="<p>We met on [Insert date here].</p>")),
        ("<name>", Seed(add="<p>Dear &lt;name&gt;</p>")),
        ("merge field", Seed(add="<p>Dear «Surname»</p>")),
        ("TODO", Seed(add="<p>TODO: ask about the report.</p>")),
        ("XXXX", Seed(add="<p>Bill no. XXXX was debated.</p>")),
        ("xxx", Seed(add="<p>on xxx November.</p>")),
        ("blank line", Seed(add="<p>Signed ______ in London</p>")),
        ("lorem", Seed(add="<p>Lorem ipsum dolor sit amet.</p>")),
        ("example.org", Seed(add="<p>Write to office@example.org today.</p>")),
    ],
    "template-code": [
        ("{{", Seed(add="<p>Dear {{ letter.salutation }}</p>")),
        ("{%", Seed(add="<p>{% if x %}Words.</p>")),
        ("${}", Seed(add="<p>Dear ${name}</p>")),
        ("{}", Seed(add="<p>Dear {name}</p>")),
        ("%%", Seed(add="<p>Dear %name%</p>")),
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
        ("a held space and another", Seed(add="<p>As Member for&nbsp; the North.</p>")),
    ],
    "source-gap": [
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
        ("Windows' apostrophe", Seed(add="<p>The Group\x92s statement.</p>")),
        ("replacement character", Seed(add="<p>Dear Si\ufffdn</p>")),
        ("escaped twice", Seed(add="<p>Foreign &amp;amp; Commonwealth</p>")),
    ],
    "invisible-character": [
        ("turned about", Seed(add="<p>Dear \u202eNomis\u202c</p>")),
    ],
}
IN_PICTURES: dict[str, list[tuple[str, Seed]]] = {
    "missing-glyph": [
        ("in the text", Seed(add="<p>As 김정은 said.</p>")),
        ("in the address", Seed(letter={"envelope_lines": ("郑泽光", "LONDON", "SW1A 0PW")})),
    ],
    "missing-image": [
        ("no such file", Seed(top='<img alt="Crest" src="../data/none.png">')),
        ("not an image", Seed(top='<img alt="Crest" src="../data/recipients.csv">')),
        ("from the network", Seed(top='<img alt="Crest" src="https://www.parliament.uk/a.png">')),
        ("behind the text", Seed(css="h1 { background: url(../data/absent.png) }")),
    ],
    "no-alternative-text": [
        ("no alt", Seed(top=f'<img src="{picture(300, 300)}" style="width: 9mm">')),
        ("empty alt", Seed(top=f'<img alt=" " src="{picture(300, 300)}" style="width: 9mm">')),
    ],
    "low-resolution": [
        ("logo", Seed(top=f'<img alt="Crest" src="{picture(100, 100)}" style="width: 30mm">')),
        (
            "signature",
            Seed(add=f'<img alt="Signature" src="{picture(300, 60)}" style="width: 60mm">'),
        ),
    ],
    "distorted-image": [
        (
            "stretched",
            Seed(
                top=f'<img alt="Crest" src="{picture(400, 400)}" style="width: 30mm; height: 15mm">'
            ),
        ),
        (
            "squeezed",
            Seed(
                top=f'<img alt="Crest" src="{picture(400, 400)}" style="width: 10mm; height: 15mm">'
            ),
        ),
    ],
    "low-contrast": [
        ("yellow accent", Seed(look={"accent": "#ffd700"})),
        ("grey text", Seed(css=".last p { color: #999 }")),
        ("see-through", Seed(css="h1 { color: rgb(0 0 0 / 30%) }")),
    ],
    "small-type": [
        ("six points", Seed(add='<p style="font-size: 6pt">Small words.</p>')),
        (
            "large print that is not",
            Seed(
                look={"large_print": True, "max_pages": 9}, css=".large .last p { font-size: 12pt }"
            ),
        ),
    ],
    "no-metadata": [
        ("no language", Seed(swap=('<html lang="en-GB">', "<html>"))),
        ("no author", Seed(swap=('name="author"', 'name="writer"'))),
        ("no subject", Seed(swap=('name="description"', 'name="about"'))),
    ],
    "missing-font": [
        ("no such file", Seed(css='@font-face { font-family: "Else"; src: url(fonts/None.ttf) }')),
    ],
    "typesetting": [
        ("unknown property", Seed(css="h1 { colr: red }")),
        ("unknown value", Seed(css="h1 { color: reddish }")),
    ],
}
