"""A paragraph that stands in many letters is broken into lines once for each place on the sheet.

Only paragraphs of words are remembered: nothing that floats, is placed apart from the text, holds
an image or counts pages. Whatever decides how such a paragraph breaks is in the key; everything
else goes WeasyPrint's own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.block
import weasyprint.layout.inline
from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

from campaign.pdf.quick.lines import remembered

iterate_plainly = weasyprint.layout.inline.iter_line_boxes

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

Words = tuple[Any, ...]


def words_of(box: Any, styles: list[Any]) -> Words | None:
    """Return what a box says and in which styles, or None if it is more than words.

    ``styles`` collects the styles, which are known in the key by their place in memory and so
    have to live as long as it.
    """
    if any(getattr(box, name) for name in MORE_THAN_WORDS):
        return None
    style = box.style
    styles.append(style)
    if type(box) is TextBox:
        spaces = (box.leading_collapsible_space, box.trailing_collapsible_space)
        return (box.text, id(style), box.element, box.justification_spacing, spaces)
    if type(box) not in (InlineBox, LineBox) or not box.is_in_normal_flow():
        return None
    if style["position"] != "static":
        return None
    inside = [words_of(child, styles) for child in box.children]
    if None in inside:
        return None
    return (id(style), box.element, box.element_tag, *inside)


def freeze(skip_stack: Any) -> Any:
    """Return where in a paragraph to begin, as something that can be a key."""
    return skip_stack and tuple((index, freeze(deeper)) for index, deeper in skip_stack.items())


def iter_line_boxes(
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:
    """Do as WeasyPrint's function of this name, once for each paragraph and its place."""
    styles: list[Any] = []
    simple = not (context.excluded_shapes or first_letter_style or first_line_style)
    words = words_of(box, styles) if simple else None
    lines = iterate_plainly(
        context,
        box,
        position_y,
        bottom_space,
        skip_stack,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        first_letter_style,
        first_line_style,
    )
    if words is None:
        yield from lines
        return
    key = (
        words,
        freeze(skip_stack),
        position_y,
        containing_block.content_box_x(),
        containing_block.width,
        containing_block.height,
        id(containing_block.style),
    )
    styles.append(containing_block.style)
    _, found = remembered(box.style, "lines", key, lambda: (styles, tuple(lines)))
    for line, resume_at in found:
        # A copy, for the page goes on to move and mark its lines.
        yield line.deepcopy(), resume_at


@contextmanager
def remembering_paragraphs() -> Iterator[None]:
    """Have WeasyPrint break paragraphs by the function of this module, for a while."""
    weasyprint.layout.block.iter_line_boxes = iter_line_boxes
    try:
        yield
    finally:
        weasyprint.layout.block.iter_line_boxes = iterate_plainly
