"""Every fault that preflight looks for: what it is, where it is mended and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from campaign.problems import Severity

Home = Literal["template", "recipient", "campaign"]
"""The file to open where the fault's own words do not tell: the letter's template, its row of the
list of recipients, or campaign.toml."""


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of fault: ``finds`` and ``mend`` are for the campaigner, ``mend`` as its hint.

    ``in_list`` is how grave it is where the words stand so in the list of recipients itself, which
    may mean them.
    """

    code: str
    finds: str
    mend: str
    home: Home = "template"
    severity: Severity = "error"
    in_list: Severity = "error"


_CHECKS = (
    # The address and its window
    Check(
        "address-outside-window",
        "The address leaves the part of the window that always shows, or the block for it.",
        "Shorten or join lines of the address.",
        "recipient",
    ),
    Check(
        "address-incomplete",
        "A line of the address is not on the first page.",
        "Print every line of letter.envelope_lines in the template's address.",
    ),
    Check(
        "no-address",
        "The first page has no address.",
        "Put the address in an <address> element, as base.html.j2 does.",
        severity="warning",
    ),
    Check(
        "address-type",
        "The address is smaller than 10 or larger than 12 points, or italic, bold or underlined.",
        "Leave the address to base.html.j2, which sets it as Royal Mail reads it.",
        severity="warning",
    ),
    Check(
        "window-not-clear",
        "Something besides the address may show in the window, or (Notify) stands near it.",
        "Move it down or to the right, or choose another envelope in campaign.toml.",
    ),
    # The sheet
    Check(
        "ink-outside-safe",
        "Something lies nearer to the edge of the sheet than printers can print.",
        "Move it in from the edge, or make the page's margins wider.",
    ),
    Check(
        "text-too-wide",
        "A word or line sticks out of its column, because it cannot be broken.",
        "Shorten it, or put a space or a hyphen where it may break.",
    ),
    Check(
        "overflow",
        "Text runs out at the foot of the block or the page that should hold it.",
        "Shorten the text, or give its block more height.",
    ),
    Check(
        "overlap",
        "Two pieces of text lie on each other.",
        "Shorten the one, or move the other away.",
    ),
    Check(
        "reading-order",
        "A screen reader says the text in another order than the page shows it.",
        "Put the words in the template in the order in which they are to be read.",
    ),
    # Pages
    Check(
        "blank-page",
        "A page has no text.",
        "Remove the page break or the empty space that makes it.",
    ),
    Check(
        "short-last-page",
        "The last page has fewer than two lines of text before the close.",
        "Shorten the letter by a few lines, or lengthen it.",
        "recipient",
    ),
    Check(
        "close-split",
        "The close and the name under it are on different pages.",
        "Keep them together: break-inside: avoid for their block in letter.css.",
    ),
    Check(
        "too-many-pages",
        "The letter has more pages than max_pages, or in large print twice as many.",
        "Shorten the letter, or raise max_pages under [look] in data/campaign.toml.",
        "recipient",
    ),
    Check(
        "stranded-heading",
        "A heading stands last on a page.",
        "Keep it with what follows: break-after: avoid for it in letter.css.",
        severity="warning",
    ),
    Check(
        "stranded-line",
        "One line of a paragraph stands alone at the head or foot of a page.",
        "Set orphans and widows to 2 in letter.css, or change a few words.",
        severity="warning",
    ),
    Check(
        "no-page-number",
        "A page after the first does not carry its number.",
        "Print counter(page) in the head of the page in letter.css.",
        severity="warning",
    ),
    Check(
        "missing-part",
        "The date, the salutation or the close is not on the letter.",
        "Print it in the template, as base.html.j2 does.",
        severity="warning",
    ),
    # Words
    Check(
        "placeholder",
        "Words that were to be replaced are still there: [your name], TODO, XXXX.",
        "Write what belongs there, or remove it.",
    ),
    Check(
        "template-code",
        "A piece of a template was printed instead of what it stands for: {{ … }}, ${…}.",
        "Check the braces in the template; in the list of recipients, write the words themselves.",
        in_list="warning",
    ),
    Check(
        "empty-field",
        "Punctuation shows that a field was empty: “, ,”, “()”, “Dear ,”.",
        "Fill the field in, or have the template print the punctuation only with the field.",
        in_list="warning",
    ),
    Check(
        "doubled-space",
        "Two spaces stand together on paper, as an empty field between two others leaves them.",
        "Remove one, or have the template print the space only with the field.",
        in_list="warning",
    ),
    Check(
        "source-gap",
        "Two spaces stand together in the template or a field; the typesetter made one of them.",
        "Remove one, or have the template print the space only with the field.",
        severity="warning",
        in_list="warning",
    ),
    Check(
        "odd-link",
        "A link leads neither to a page of the web nor to an e-mail address or a telephone.",
        "Take the link away, or let it begin with https:, mailto: or tel:.",
    ),
    Check(
        "doubled-word",
        "A small word stands twice: “the the”.",
        "Remove one of them.",
        severity="warning",
        in_list="warning",
    ),
    Check(
        "leftover-code",
        "A program's own word was printed: None, nan, <built-in method …>.",
        "Test in the template whether there is a value, and print the value itself.",
    ),
    Check(
        "garbled-text",
        "Letters were read in the wrong encoding: “FranÃ§ois”, “â€™”, “�”.",
        "Type the words again, and save the file as UTF-8.",
    ),
    Check(
        "invisible-character",
        "A character that cannot be seen changes the order of the letters around it.",
        "Type the words again by hand rather than pasting them.",
    ),
    # Glyphs, pictures, colour
    Check(
        "missing-glyph",
        "No font on this machine has a character of the letter.",
        "Install a font that has it.",
    ),
    Check(
        "missing-font",
        "A font that the style sheet names cannot be read.",
        "Put the font file back in templates/fonts.",
    ),
    Check(
        "missing-image",
        "An image cannot be read.",
        "Put the file where campaign.toml or the template says it is, as PNG, JPEG or SVG.",
    ),
    Check(
        "image-scaled",
        "An image has over 1,800 dots an inch as it is printed, and was scaled down to 600.",
        "Nothing need be done; with a smaller file letters are made sooner.",
        "campaign",
        severity="warning",
    ),
    Check(
        "image-part-lost",
        "A drawing has a part that cannot be printed: a piece of a web page, a script.",
        "Save the drawing with its text as text or as paths, or as a PNG.",
        "campaign",
    ),
    Check(
        "image-effect-lost",
        "A drawing has an effect that is not printed: a blurred shadow, a movement.",
        "Look at it in the preview; if something is missing, save the drawing as a PNG.",
        "campaign",
        severity="warning",
    ),
    Check(
        "no-alternative-text",
        "An image has no words for those who cannot see it.",
        'Say in the template what it shows: <img alt="…">.',
    ),
    Check(
        "low-resolution",
        "An image has fewer than 200 dots an inch at the size it is printed.",
        "Use a larger file, best an SVG, or print it smaller.",
        "campaign",
    ),
    Check(
        "distorted-image",
        "An image is stretched or squeezed.",
        "Give its width or its height in letter.css, not both.",
    ),
    Check(
        "low-contrast",
        "Text is too pale to read easily (WCAG 2.2, 1.4.3: 4.5 to 1, large type 3 to 1).",
        "Choose a darker colour; the accent is under [look] in data/campaign.toml.",
        "campaign",
        severity="warning",
    ),
    Check(
        "small-type",
        "Text is smaller than 8 points; in a large-print letter than 16, or 14 around the text.",
        "Set it larger in letter.css.",
        severity="warning",
    ),
    # The file
    Check(
        "no-metadata",
        "The letter does not say its title, language, author or subject to a screen reader.",
        "Give the page <html lang>, <title> and <meta> author and description.",
        severity="warning",
    ),
    Check(
        "specimen",
        "The letter still bears the specimen mark, and final letters were asked for.",
        "Fill in the sender's name, address and postcode in data/campaign.toml.",
        "campaign",
    ),
    Check(
        "unembedded-font",
        "The PDF does not carry a font that it uses, so that another machine may change it.",
        "Use fonts from templates/fonts.",
    ),
    Check(
        "too-heavy",
        "The file is larger than GOV.UK Notify takes: 2 MB.",
        "Use a smaller logo or signature.",
        "campaign",
    ),
    Check(
        "typesetting",
        "The typesetter could not do what the template or the style sheet asks.",
        "Mend the template or letter.css; its words say what it did not understand.",
    ),
)
CHECKS: Mapping[str, Check] = {check.code: check for check in _CHECKS}
