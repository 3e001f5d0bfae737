"""HTML text → a laid-out letter → PDF bytes; the only importer of WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

LOGGER = logging.getLogger("weasyprint")
STYLESHEET_LINK = '<link rel="stylesheet" href="letter.css">'

# These warnings say nothing about the page: WeasyPrint's PDF/UA notice asks for a check that the
# tests make of every template.
HARMLESS = ("PDF/UA", "PDF documents are not guaranteed")


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches only files inside the given folders, and data URLs; never the network."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch one URL; raises ValueError for what lies outside."""
        parts = urlsplit(url)
        if parts.scheme == "data":
            return super().fetch(url, headers)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise ValueError(f"only files of this campaign may be used, not {url}")
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise ValueError(f"{path.name} lies outside the campaign")
        return URLFetcherResponse(url, path.read_bytes(), {}, 200)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A letter on its pages, not yet a PDF; ``warnings`` is all that WeasyPrint had to say."""

    document: Document
    warnings: tuple[str, ...]

    @property
    def pages(self) -> int:
        return len(self.document.pages)


class Press:
    """Sets letters one after another with the same fonts, style sheet and images.

    ``templates`` holds the style sheets and the fonts; ``root`` is the campaign folder, where the
    logo and the signature are. A page that carries its own style needs no ``stylesheets``.
    """

    def __init__(
        self,
        templates: Path,
        root: Path,
        variant: str = "pdf/ua-1",
        stylesheets: Sequence[str] = ("letter.css",),
    ) -> None:
        self.base_url = templates.resolve().as_uri() + "/"
        self.fetcher = LockedFetcher(templates, root / "data")
        self.fonts = FontConfiguration()
        self.images: dict[str, Any] = {}
        self.variant = variant
        # The very style sheets that the page links to, read once for all letters.
        with heard() as self.stylesheet_warnings:
            self.stylesheets = [
                CSS(filename=templates / name, url_fetcher=self.fetcher, font_config=self.fonts)
                for name in stylesheets
            ]

    def lay_out(self, html: str) -> LaidOut:
        """Lay a page of HTML out on paper."""
        with heard() as warnings:
            page = HTML(
                string=html.replace(STYLESHEET_LINK, "", 1),
                base_url=self.base_url,
                url_fetcher=self.fetcher,
            )
            document = page.render(
                font_config=self.fonts,
                stylesheets=self.stylesheets,
                cache=self.images,
                pdf_variant=self.variant,
            )
        return LaidOut(document, (*self.stylesheet_warnings, *warnings))

    def print(self, laid_out: LaidOut) -> tuple[bytes, tuple[str, ...]]:
        """Return the PDF, and what WeasyPrint warned of while drawing it (a missing glyph)."""
        with heard() as warnings:
            pdf = laid_out.document.write_pdf(pdf_variant=self.variant, cache=self.images)
        return bytes(pdf or b""), tuple(warnings)


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings and errors, which it otherwise only logs."""
    messages: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(HARMLESS):
                messages.append(message)

    ear = Ear(logging.WARNING)
    propagate, LOGGER.propagate = LOGGER.propagate, False
    LOGGER.addHandler(ear)
    try:
        yield messages
    finally:
        LOGGER.removeHandler(ear)
        LOGGER.propagate = propagate
