"""The press room: what pages may fetch, what is heard while they are set, and what comes of it."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

import pydyf
from weasyprint import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from campaign.pdf.boxes import sheets
from campaign.pdf.pictures import Pictures
from campaign.problems import stop
from campaign.sheet import Sheet

if TYPE_CHECKING:
    from campaign.pdf.hints import DocumentMetadata

LOGGER = logging.getLogger("weasyprint")

# These warnings say nothing about the page: the first asks for a check of PDF/UA that the tests
# make of every template; the last is about speed, and "campaign doctor" tells of it.
_HARMLESS = ("PDF/UA", "PDF documents are not guaranteed", "Using fontTools instead of HarfBuzz")


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches only files inside the given folders, and data URLs; never the network."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self.folders = tuple(folder.resolve() for folder in folders)
        self.pictures = Pictures()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Fetch one URL; raises ValueError for what lies outside."""
        parts = urlsplit(url)
        if parts.scheme == "data":
            return super().fetch(url, headers)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise ValueError(f"only files of this campaign may be used, not {url}")
        path = Path(os.fsdecode(unquote_to_bytes(parts.path))).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            raise ValueError(f"{path.name} lies outside the campaign")
        kind, _ = mimetypes.guess_type(path.name)
        headers = {"Content-Type": kind} if kind else {}
        if kind and kind.startswith("image/"):
            return _Picture(url, self.pictures.read(path), headers, 200)
        return URLFetcherResponse(url, path.read_bytes(), headers, 200)


class _Picture(URLFetcherResponse):  # type: ignore[misc]  # WeasyPrint ships no types
    """A picture as it is to be printed, which may not be as it is in its file."""

    path = None  # or WeasyPrint would read the file again when it draws


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page on its sheets, to be printed before the next is laid out, and what was warned of."""

    html: str
    document: Document
    warnings: tuple[str, ...]
    quickly: bool = False

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets with their ink, until it is printed; raises CampaignError for odd boxes."""
        try:
            return sheets(self.document)
        except (AttributeError, KeyError, TypeError) as error:
            told = f"This WeasyPrint does not tell where it has put what ({type(error).__name__}:"
            message = f"{told} {error}), so no letter can be looked over."
            hint = "Install the one that was looked at: sh script/bootstrap"
            raise stop("no-engine", message, hint, "WeasyPrint") from error

    @property
    def metadata(self) -> DocumentMetadata:
        return self.document.metadata


class PressRoom:
    """Where pages are set and what they may fetch; ``variant`` is the kind of PDF they become.

    ``templates`` holds the style sheet and the fonts; ``root`` is the campaign folder, where the
    logo and the signature are.
    """

    def __init__(self, templates: Path, root: Path, variant: str) -> None:
        self.templates = templates
        self.base_url = templates.resolve().as_uri() + "/"
        self.fetcher = LockedFetcher(templates, root / "data")
        self.variant = variant

    def finish(self, _document: Document, pdf: pydyf.PDF) -> None:
        """Leave the metadata as plain text in PDF/A: compressed, they are against ISO 19005."""
        for thing in pdf.objects if self.variant.startswith("pdf/a") else ():
            if isinstance(thing, pydyf.Stream) and thing.extra.get("Type") == "/Metadata":
                thing.compress = False


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings and errors, which it otherwise only logs."""
    messages: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(_HARMLESS):
                messages.append(message)

    ear = Ear(logging.WARNING)
    propagate, LOGGER.propagate = LOGGER.propagate, False
    LOGGER.addHandler(ear)
    try:
        yield messages
    finally:
        LOGGER.removeHandler(ear)
        LOGGER.propagate = propagate
