"""A finished PDF against what a print-and-post service takes, in pages, bytes and millimetres."""

from collections.abc import Iterator, Sequence

from pypdfium2 import PdfDocument, PdfTextPage

from campaign.preflight.layout import SLACK
from campaign.problems import Problem
from campaign.sheet import around
from campaign.stationery import A4_HEIGHT, A4_WIDTH, POINT, PostService, Rectangle
from campaign.typography import NBSP, typeset

_NOTHING = 0.05
"""Where less than this is out of place in millimetres, nothing is."""


def refusals(
    pdf: bytes, address: Sequence[str], service: PostService, file: str
) -> Iterator[Problem]:
    """Yield what the service would refuse of a letter to ``address``, each once a page."""
    with PdfDocument(pdf) as document:
        for code, message, hint in _refused(document, len(pdf), address, service):
            yield Problem(code, message, hint, file)


Refusal = tuple[str, str, str]


def _refused(
    document: PdfDocument, size: int, address: Sequence[str], service: PostService
) -> Iterator[Refusal]:
    count = len(document)
    if service.max_pages and count > service.max_pages:
        message = f"It has {count} pages, and {service.title} takes {service.max_pages}."
        yield "too-many-pages", message, "Shorten the letter, or send its enclosures otherwise."
    if service.max_bytes and size > service.max_bytes:
        most = service.max_bytes / 1e6
        message = f"It has {size / 1e6:.1f} MB, and {service.title} takes {most:g} MB."
        yield "too-heavy", message, "Use a smaller logo or signature."
    starts: list[int] = []
    for number, page in enumerate(document, start=1):
        width, height = (side * POINT for side in page.get_size())
        if abs(width - A4_WIDTH) > 1 or abs(height - A4_HEIGHT) > 1:
            message = f"Page {number} is {width:.0f} × {height:.0f} mm, and not A4."
            yield "not-a4", message, "Set the enclosure on A4."
        marks = [area_of(item.get_bounds(), height) for item in page.get_objects(max_depth=1)]
        yield from margins(marks, service, number)
        text = page.get_textpage()
        if service.phrase and found(text, service.phrase):
            starts.append(number)
        if number == 1:
            yield from address_zone(marks, printed_lines(text, address, height), service)
    if service.phrase and starts != [1]:
        where = f"on pages {', '.join(map(str, starts))}" if starts else "nowhere"
        phrase = f"“{service.phrase.strip()}”, by which it is split off,"
        message = f"{phrase} stands {where}, not on page 1 alone."
        yield "bad-split", message, "Let the reference stand on the first page, and no page else."


def margins(marks: Sequence[Rectangle], service: PostService, number: int) -> Iterator[Refusal]:
    """The ink that lies furthest outside the margins of a page."""
    out = max((way_in(mark, service.safe) for mark in marks), key=sum_of, default=(0, 0))
    if sum_of(out) > SLACK:
        message = f"On page {number}, ink lies outside the margins: move it {moved(out)}."
        hint = "Fold marks go with fold_marks = false under [look] in data/campaign.toml."
        yield "ink-outside-margins", message, hint


def address_zone(
    marks: Sequence[Rectangle], lines: Sequence[Rectangle], service: PostService
) -> Iterator[Refusal]:
    """The address, whole in its zone, and nothing else there."""
    hint = f"Set the letters with envelope = “{service.letter}” in data/campaign.toml."
    if not lines:
        yield "no-address", "The address is not found on page 1.", hint
        return
    block = around(lines)
    out = way_in(block, service.address)
    if sum_of(out) > SLACK:
        fits = block.width <= service.address.width and block.height <= service.address.height
        told = f"move it {moved(out)}" if fits else f"it is {too_large(block, service.address)}"
        yield "address-outside-zone", f"The address lies outside its zone: {told}.", hint
    own = Rectangle(block.left - 1, block.top - 1, block.width + 2, block.height + 2)
    others = [mark for mark in marks if not own.contains(mark)]
    depth = max((mark.overlap(service.clear) for mark in others), default=0.0)
    if depth > SLACK:
        message = f"Something else reaches {depth:.1f} mm into the zone of the address."
        yield "zone-not-clear", message, hint


def printed_lines(text: PdfTextPage, address: Sequence[str], height: float) -> list[Rectangle]:
    """Return where the lines of an address stand, broken ones too; none where one is not there."""
    start, end = None, 0
    for line in address:
        # The sender may live in the same town: each line is looked for after the one before.
        hit = found(text, line, end) or found(text, " ".join(line.split()[:3]), end)
        if hit is None:
            return []
        start, end = hit[0] if start is None else start, sum(hit)
    count = text.count_rects(start, end - (start or 0))
    return [area_of(text.get_rect(index), height) for index in range(count)]


def found(text: PdfTextPage, words: str, after: int = 0) -> tuple[int, int] | None:
    """Return where words begin and how many characters they are, or None."""
    # The page has the list's straight apostrophes as a typesetter sets them, and spaces that hold.
    for written in (typeset(words), typeset(words).replace(NBSP, " "), words):
        if hit := text.search(written, index=after).get_next():
            return (hit[0], hit[1])
    return None


def area_of(bounds: Sequence[float], height: float) -> Rectangle:
    left, bottom, right, top = (side * POINT for side in bounds)
    return Rectangle(left, height - top, right - left, top - bottom)


def way_in(inner: Rectangle, outer: Rectangle) -> tuple[float, float]:
    """Return how far to move a rectangle right and down (left and up below 0) to be inside."""
    across = max(outer.left - inner.left, 0) or min(outer.right - inner.right, 0)
    down = max(outer.top - inner.top, 0) or min(outer.bottom - inner.bottom, 0)
    return across, down


def sum_of(out: tuple[float, float]) -> float:
    return abs(out[0]) + abs(out[1])


def moved(out: tuple[float, float]) -> str:
    across, down = out
    ways = "to the right" if across > 0 else "to the left", "down" if down > 0 else "up"
    told = zip(out, ways, strict=True)
    return " and ".join(f"{abs(by):.1f} mm {way}" for by, way in told if abs(by) > _NOTHING)


def too_large(block: Rectangle, zone: Rectangle) -> str:
    over = {"wide": block.width - zone.width, "high": block.height - zone.height}
    return " and ".join(f"{by:.1f} mm too {how}" for how, by in over.items() if by > _NOTHING)
