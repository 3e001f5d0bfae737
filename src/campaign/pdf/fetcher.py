"""What a letter may fetch: files of its campaign, never the network."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from campaign.pdf.pictures import Pictures


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
        path = Path(unquote(parts.path)).resolve()
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
