"""A letter's words in their order, for those who do not see the picture of it."""

from __future__ import annotations

from campaign.page import read_page


def paragraphs(html: str) -> tuple[str, ...]:
    """Return the text of a page of HTML, a paragraph each, without markup."""
    return read_page(html).paragraphs
