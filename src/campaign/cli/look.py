"""Options that change the look of one run's letters, and ask for letters that may go out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from campaign.making.load import Ready
    from campaign.model import PdfVariant

# They are said here too so that a command knows its options before it imports the model.
PDF_VARIANTS: tuple[PdfVariant, ...] = (
    "pdf/ua-1",
    "pdf/a-2a",
    "pdf/a-2b",
    "pdf/a-2u",
    "pdf/a-3a",
    "pdf/a-3b",
    "pdf/a-3u",
)


def look_options(command: Callable[..., object]) -> Callable[..., object]:
    variant = click.option(
        "--pdf-variant",
        metavar="VARIANT",
        type=click.Choice(PDF_VARIANTS),
        help="pdf/ua-1 for readers (the default), or a PDF/A for archives such as pdf/a-3a.",
    )
    large = click.option("--large-print", is_flag=True, help="Set the letters in 16 points.")
    return large(variant(command))


def with_look(ready: Ready, large_print: bool, pdf_variant: PdfVariant | None) -> Ready:
    from campaign.manifest import Order

    return ready.ordered(Order(large_print=large_print, pdf_variant=pdf_variant or ""))
