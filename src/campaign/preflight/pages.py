"""How a letter falls into pages, and whether each part of it is there."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from campaign.preflight.fault import Fault, Proof, plain, says
from campaign.preflight.layout import brief
from campaign.sheet import Line
from campaign.typography import long_date

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FEWEST_LINES = 2


def count(proof: Proof) -> Iterator[Fault]:
    """No page too many, and none without text."""
    look = proof.campaign.look
    # Large print takes about twice the paper, and nobody is to be refused it for that.
    most = (look.max_pages or 2) * (2 if look.large_print else 1) * (2 if proof.letter.also else 1)
    if len(proof.sheets) > most:
        message = f"The letter has {len(proof.sheets)} pages, and {most} are allowed."
        yield Fault("too-many-pages", message, most + 1)
    for sheet in proof.sheets:
        if not sheet.texts("text", "head", "close", "after"):
            yield Fault("blank-page", f"Page {sheet.number} has no text.", sheet.number)


def breaks(proof: Proof) -> Iterator[Fault]:
    """No heading, and no line of a paragraph, alone on the wrong side of a page break."""
    flows = [sheet.lines("text", "close", "after") for sheet in proof.sheets]
    counts = [Counter(id(line.block) for line in flow) for flow in flows]
    for number, ((flow, here), (following, there)) in enumerate(
        pairwise(zip(flows, counts, strict=True)), start=1
    ):
        if not flow or not following:
            continue
        last, first = flow[-1], following[0]
        if last.block.tag in _HEADINGS:
            message = f"The heading “{brief(last.text)}” stands last"
            yield Fault("stranded-heading", says(message, number), number, last.area)
        for line, lines, page in ((last, here, number), (first, there, number + 1)):
            block = id(line.block)
            if here[block] and there[block] and lines[block] == 1:
                message = f"“{brief(line.text)}” stands alone"
                yield Fault("stranded-line", says(message, page), page, line.area)


def ending(proof: Proof) -> Iterator[Fault]:
    """The close: with the name under it, and with text before it on its page."""
    flows = [sheet.lines("text", "close", "after") for sheet in proof.sheets]
    close = plain(proof.letter.complimentary_close).rstrip(",")
    at = None
    for number, flow in enumerate(flows, start=1):
        at = _where(flow, close)
        if at is None:
            continue
        signed = plain(proof.campaign.sender.name)
        under = plain(" ".join(line.text for line in flow[at:]))
        if signed and signed not in under and number < len(flows):
            message = f"The close is on page {number} and the name under it on the next."
            yield Fault("close-split", message, number, flow[at].area)
    before = flows[-1][:at]
    if len(flows) > 1 and flows[-1] and len(before) < FEWEST_LINES:
        lines = "one line" if before else "no line"
        message = f"The last page has only {lines} of text before the close."
        yield Fault("short-last-page", message, len(flows), flows[-1][0].area)


def _where(lines: list[Line], words: str) -> int | None:
    """Return the last line that begins as these words begin."""
    for place in range(len(lines) - 1, -1, -1):
        said = plain(lines[place].text)
        if said and (said.startswith(words) or (len(said) > 12 and words.startswith(said))):
            return place
    return None


def parts(proof: Proof) -> Iterator[Fault]:
    """The date, the salutation and the close are there."""
    letter = proof.letter
    # Letters share most of their paragraphs, and what is known of those is kept.
    words = " ".join(plain(text) for _, _, text in proof.paragraphs)
    wanted = {
        "date": long_date(letter.date, letter.language),
        "salutation": letter.salutation,
        "close": letter.complimentary_close,
    }
    for part, text in wanted.items():
        if plain(text).rstrip(",") not in words:
            yield Fault("missing-part", f"The {part} “{text}” is not on the letter.", 1)


def numbers(proof: Proof) -> Iterator[Fault]:
    """Later pages are numbered."""
    for sheet in proof.sheets[1:]:
        head = " ".join(mark.text for mark in sheet.texts("running"))
        if str(sheet.number) not in head.split():
            message = f"Page {sheet.number} does not carry its number."
            yield Fault("no-page-number", message, sheet.number)


def metadata(proof: Proof) -> Iterator[Fault]:
    """The title, language, author and subject that a screen reader says."""
    if (said := proof.metadata) is None:
        return
    wanted = {
        "title": said.title,
        "language": said.lang,
        "author": said.authors,
        "subject": said.description,
    }
    for name, value in wanted.items():
        if not value:
            yield Fault("no-metadata", f"The page does not say its {name}.")
