"""What lies where it should not: on a sheet, in the window, across another text."""

from collections.abc import Iterator
from itertools import pairwise

from campaign.preflight.fault import Fault, Proof, plain, says
from campaign.sheet import Line, Mark, Sheet
from campaign.stationery import CLEAR

SLACK = 0.3
"""How far in millimetres ink may lie over a line without being seen to."""

STICKS_OUT = 0.7
"""How far a line may stick out of its column: hanging punctuation and rounding do that."""

ADDRESS_TYPE = (9.9, 12.1)
"""Royal Mail reads addresses of 10 to 12 points; either end with a tenth to spare."""


def address(proof: Proof) -> Iterator[Fault]:
    """The address: whole, in its window, and set as Royal Mail reads it."""
    first = proof.sheets[0]
    lines = first.lines("address")
    if not lines:
        yield Fault("no-address", "The first page has no address.", 1)
        return
    profile = proof.profile
    # The block's width is a matter of the margin it keeps; what the window shows is what counts.
    window = profile.always_visible
    allowed = window.inset(CLEAR) if window else profile.address
    for line in lines:
        if not allowed.contains(line.area, SLACK):
            yield Fault(
                "address-outside-window",
                f"“{line.text.strip()}” in the address leaves the part of the window that"
                " always shows."
                if window
                else f"“{line.text.strip()}” leaves the block for the address.",
                1,
                line.area,
                line.text,
            )
    printed = plain(" ".join(line.text for line in lines))
    for wanted in proof.letter.envelope_lines:
        if plain(wanted) not in printed:
            yield Fault(
                "address-incomplete", f"The address lacks the line “{wanted}”.", 1, lines[0].area
            )
    yield from address_type(lines)


def address_type(lines: list[Line]) -> Iterator[Fault]:
    least, most = ADDRESS_TYPE
    for line in lines:
        mark = line.marks[0]
        if not least <= mark.type.size <= most:
            wrong = f"{mark.type.size:.3g} points"
        elif mark.type.italic:
            wrong = "italic"
        elif mark.type.bold:
            wrong = "bold"
        elif mark.type.underlined:
            wrong = "underlined"
        else:
            continue
        yield Fault("address-type", f"The address is set {wrong}.", 1, line.area)
        return


def window(proof: Proof) -> Iterator[Fault]:
    """Nothing but the address where the window may show it, or a machine will look for it."""
    clear = proof.profile.clear
    for mark in proof.sheets[0].marks:
        if mark.role in ("address", "specimen") or mark.holds_address:
            continue
        if mark.area.overlap(clear) > SLACK:
            what = f"“{brief(mark.text)}”" if mark.text else _named(mark)
            where = "may show in the window with" if proof.profile.window else "stands too near to"
            yield Fault(
                "window-not-clear",
                f"{what} {where} the address.",
                1,
                mark.area,
                mark.text,
            )


def edges(proof: Proof) -> Iterator[Fault]:
    """Nothing nearer to the edge of the sheet than may carry ink."""
    for sheet in proof.sheets:
        safe = proof.profile.safe
        for mark in sheet.marks:
            if mark.role == "specimen" or safe.contains(mark.area, SLACK):
                continue
            what = f"“{brief(mark.text)}”" if mark.text else _named(mark)
            wrong = f"{what} lies too near to the edge"
            yield Fault.at("ink-outside-safe", wrong, sheet, mark, mark.text)


def columns(proof: Proof) -> Iterator[Fault]:
    """Nothing out at the side or the foot of the block that holds it."""
    for sheet in proof.sheets:
        for mark in sheet.texts("text", "head", "close", "after", "running"):
            if mark.area.right > mark.place.room.right + STICKS_OUT and mark.role != "running":
                word = max(mark.text.split(), key=len)
                wrong = f"“{brief(word)}” sticks out of its column"
                yield Fault.at("text-too-wide", wrong, sheet, mark, word)
            elif runs_over(mark, sheet):
                wrong = f"“{brief(mark.text)}” runs out at the foot"
                yield Fault.at("overflow", wrong, sheet, mark, mark.text)


def runs_over(mark: Mark, sheet: Sheet) -> bool:
    """Whether a text runs out below its block, or in the flow of the letter below its page."""
    if mark.role == "running":
        return False
    foot = mark.place.foot
    if not mark.place.positioned:
        foot = min(foot, sheet.content.bottom)
    return mark.area.bottom > foot + STICKS_OUT


def collisions(proof: Proof) -> Iterator[Fault]:
    """No two texts on each other."""
    for sheet in proof.sheets:
        marks = sorted(sheet.texts(), key=lambda mark: mark.area.top)
        for place, mark in enumerate(marks):
            for other in marks[place + 1 :]:
                if other.area.top > mark.area.bottom - SLACK:
                    break
                if (
                    other.place.line != mark.place.line
                    and mark.area.overlap(other.area) > SLACK * 2
                ):
                    wrong = f"“{brief(mark.text)}” and “{brief(other.text)}” lie on each other"
                    yield Fault.at("overlap", wrong, sheet, other, other.text)
                    break


def order(proof: Proof) -> Iterator[Fault]:
    """The text stands on the page in the order in which a screen reader says it."""
    for sheet in proof.sheets:
        flow = [
            line
            for line in sheet.lines("text", "close", "after")
            if not line.marks[0].place.positioned
        ]
        for above, below in pairwise(flow):
            higher = below.area.bottom < above.area.top
            # A column beside another begins at its top again.
            beside = below.area.left >= above.area.right
            if higher and not beside:
                message = f"“{brief(below.text)}” stands above what is read before it"
                yield Fault("reading-order", says(message, sheet.number), sheet.number, below.area)


def brief(words: str) -> str:
    """Return the beginning of words, enough to find them by."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"


def _named(mark: Mark) -> str:
    return "An image" if mark.kind == "image" else "A line or a coloured block"
