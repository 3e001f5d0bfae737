"""Pages are kept standing: in the next letter of their shape, only the words that differ are set.

(Standing type is type that a printer keeps after printing, to correct and print again.) The boxes
of each letter are compared with those of the letter before it. Where they differ in the words of
paragraphs alone, those paragraphs are set by WeasyPrint's own functions in the place where they
stand; so are blocks placed apart from the text, such as the address. Each such place is tried
first with the words that stand there: only if every number comes out the same is it used. Whatever
else differs, or a paragraph that comes out taller, has the whole letter laid out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import weasyprint.document
import weasyprint.layout.block
from weasyprint.formatting_structure.boxes import BlockBox, InlineBox, LineBox, MarginBox, TextBox
from weasyprint.layout import make_margin_boxes
from weasyprint.layout.absolute import AbsolutePlaceholder, absolute_box_layout
from weasyprint.layout.background import layout_box_backgrounds

from campaign.pdf.quick.ink import Differs, measures, renew

if TYPE_CHECKING:
    from campaign.pdf.hints import Box, LayoutContext, PageBox

_WORDS = ("text", "string_set")
"""What may differ from letter to letter in a box that stands."""

_OTHERWISE = ("children", "remove_decoration_sides", *_WORDS)
"""What is not compared: the rest of the tree, what layout leaves in a box, and the words."""

# What makes a box more than words; each is None, empty or False on a box of words.
MORE_THAN_WORDS = (
    "bookmark_label",
    "string_set",
    "footnote",
    "note",
    "note_call",
    "note_callback",
    "link",
    "missing_link",
    "is_leader",
    "is_outside_marker",
    "transformation_matrix",
    "first_letter_style",
    "first_line_style",
)

MORE = tuple(name for name in MORE_THAN_WORDS if name != "string_set")


@dataclass(frozen=True, slots=True)
class RawBox:
    """A box before layout, the number of the box that it is in, and what is compared of it."""

    box: Box
    parent: int
    told: dict[str, object]

    @property
    def words(self) -> tuple[str | None, object]:
        return getattr(self.box, "text", None), self.box.string_set


def only_words(box: Box) -> bool:
    """Whether a box holds words in the flow of the text and nothing else."""
    if any(getattr(box, name) for name in MORE_THAN_WORDS):
        return False
    if type(box) is TextBox:
        return True
    if type(box) not in (InlineBox, LineBox) or not box.is_in_normal_flow():
        return False
    return box.style["position"] == "static" and all(map(only_words, box.children))


def parts_of(root: Box) -> list[RawBox]:
    """Return the boxes of a letter in order, each marked with its number as its ``place``.

    Layout copies boxes, and the mark with them.
    """
    parts: list[RawBox] = []

    def walk(box: Box, parent: int) -> None:
        place = box.place = len(parts)
        told = {name: value for name, value in vars(box).items() if name not in _OTHERWISE}
        parts.append(RawBox(box, parent, told))
        for child in box.children:
            walk(child, place)

    walk(root, -1)
    return parts


@dataclass(slots=True)
class StandingPages:
    """The pages of a letter, and the boxes that they were laid out from."""

    context: LayoutContext
    pages: list[PageBox]
    parts: list[RawBox]
    latest: list[RawBox]
    standing: dict[int, list[tuple[int, Box]]]
    proven: set[int] = field(default_factory=set)

    @classmethod
    def of(
        cls, context: LayoutContext, pages: list[PageBox], parts: list[RawBox]
    ) -> StandingPages | None:
        """Keep a letter that was just laid out; None if it has more in it than blocks and words."""
        collector = context.target_collector
        if (
            context.footnotes
            or collector.counter_lookup_items
            or any(context.running_elements.values())
        ):
            return None
        if any(page.fixed_boxes for page in pages) or any(is_loose(part.box) for part in parts):
            return None
        standing: dict[int, list[tuple[int, Box]]] = defaultdict(list)
        for number, page in enumerate(pages):
            for box in blocks_of(page):
                standing[box.place].append((number, box))
        return cls(context, pages, parts, parts, standing)

    def correct(self, parts: list[RawBox], context: LayoutContext) -> list[PageBox]:
        """Return the pages with the words of another letter; raises Differs if they cannot have it.

        After that, the pages cannot be used any more.
        """
        if len(parts) != len(self.latest) or context.footnotes:
            raise Differs
        changed: dict[int, None] = {}
        for place, (old, new) in enumerate(zip(self.latest, parts, strict=True)):
            if old.parent != new.parent or old.told != new.told:
                raise Differs
            if old.words != new.words:
                changed[self.block_of(place)] = None
        for place in changed:
            if place not in self.proven:
                self.set(place, self.parts, proof=True)
                self.proven.add(place)
        pages = {self.set(place, parts) for place in changed}
        self.latest = parts
        if pages:
            self.running_heads()
        return self.pages

    def block_of(self, place: int) -> int:
        """Return the block to set again when the words of a box differ.

        That is the paragraph, or the outermost block around it that is placed apart from the text.
        """
        block = apart = -1
        while place > 0:
            box = self.parts[place].box
            if isinstance(box, BlockBox):
                block = place if block < 0 else block
                apart = place if box.style["position"] == "absolute" else apart
                if not is_plain(box):
                    raise Differs
            elif block >= 0:
                raise Differs
            place = self.parts[place].parent
        found = apart if apart >= 0 else block
        if found < 0 or len(self.standing[found]) != 1:
            raise Differs
        return found

    def set(self, place: int, parts: list[RawBox], proof: bool = False) -> int:
        """Set a block in its place and return the number of its page, from 0.

        In a ``proof``, nothing is replaced: it has to come out as what stands.
        """
        (number, standing), *_ = self.standing[place]
        page, box = self.pages[number], parts[place].box
        context = self.context
        context.current_page, context.page_bottom = number + 1, page.content_box_y() + page.height
        context.create_block_formatting_context()
        try:
            if isinstance(standing, AbsolutePlaceholder):
                new = [self.apart(place, box)]
                old = [standing._box]
            else:
                new, old = self.lines(standing, box), [*standing.children]
        finally:
            context.finish_block_formatting_context()
        if proof:
            if [*map(numbers_of, new)] != [*map(numbers_of, old)]:
                raise Differs
            return number
        for laid_out in new:
            layout_box_backgrounds(page, laid_out, context.get_image_from_uri)
        if isinstance(standing, AbsolutePlaceholder):
            standing.set_laid_out_box(new[0])
        elif [*map(depth_of, new)] == [*map(depth_of, old)]:
            standing.children = new
        else:
            raise Differs
        renew(page, old, new)
        return number

    def apart(self, place: int, box: Box) -> Box:
        if any(getattr(inner, name) for inner in box.descendants() for name in MORE):
            raise Differs
        # Where it would stand if it were not placed apart.
        first = self.parts[place].box
        box.position_x, box.position_y = first.position_x, first.position_y
        loose: list[Box] = []
        new, rest = absolute_box_layout(self.context, box, self.around(place), loose, 0, None)
        if rest or loose:
            raise Differs
        return new

    def around(self, place: int) -> Box:
        while (place := self.parts[place].parent) > 0:
            if self.parts[place].box.style["position"] == "relative":
                (_, block), *others = self.standing[place]
                if not others:
                    return block
        raise Differs

    def lines(self, block: Box, box: Box) -> list[Box]:
        """Break a paragraph into lines where another stands."""
        if len(box.children) != 1 or type(box.children[0]) is not LineBox or not block.children:
            raise Differs
        (paragraph,) = box.children
        if not only_words(paragraph):
            raise Differs
        top = block.children[0].position_y
        paragraph.position_x, paragraph.position_y = block.content_box_x(), top
        loose: list[Box] = []
        found = weasyprint.layout.block.iter_line_boxes(
            self.context, paragraph, top, 0, None, block, loose, loose, None, None
        )
        lines = []
        for line, resume_at in found:
            line.resume_at = resume_at
            lines.append(line)
        return lines

    def running_heads(self) -> None:
        """Set the margins of the pages again, with what the text now says they should."""
        context = self.context
        context.string_set = defaultdict(lambda: defaultdict(list))
        for number, page in enumerate(self.pages, start=1):
            for child in page.descendants():
                for name, text in child.string_set or ():
                    context.string_set[name][number].append(text)
        for number, page in enumerate(self.pages, start=1):
            margins = [box for box in page.children if isinstance(box, MarginBox)]
            # Whether there is anything in the margins is a matter of style, and stays.
            if not margins:
                continue
            context.current_page = number
            state = context.page_maker[number][3]
            others = list(make_margin_boxes(context, page, state))
            for box in others:
                layout_box_backgrounds(page, box, context.get_image_from_uri)
            renew(page, margins, others)
            text = [box for box in page.children if not isinstance(box, MarginBox)]
            page.children = (*text, *others)


def is_loose(box: Box) -> bool:
    """Whether a box floats, or goes elsewhere than to its place on its page."""
    return not (box.is_in_normal_flow() or box.style["position"] == "absolute")


def is_plain(box: Box) -> bool:
    """Whether the size of a block has nothing to do with the widths of words in it."""
    style = box.style
    return (
        type(box) is BlockBox
        and (style["width"] == "auto" or not isinstance(style["width"], str))
        and style["column_width"] == style["column_count"] == "auto"
        and style["max_lines"] == "none"
        and box.first_letter_style is None
        and box.first_line_style is None
    )


def blocks_of(page: PageBox) -> Iterator[Box]:
    """Yield the blocks on a page; those that are placed apart as their placeholders."""
    for child in page.children:
        if isinstance(child, MarginBox | LineBox):
            continue
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        if hasattr(inner, "place"):
            yield child
        yield from blocks_of(inner)


def numbers_of(box: Box) -> object:
    """Return all that layout worked out for a box and those in it."""
    return type(box), measures(box), [numbers_of(child) for child in box.children]


def depth_of(line: Box) -> tuple[float, float, float]:
    return line.position_y, line.height, line.baseline
