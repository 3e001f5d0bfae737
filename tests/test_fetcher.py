"""A letter fetches files of its own campaign and nothing else: each fence tried by itself."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from campaign.pdf.room import LockedFetcher


@pytest.fixture
def fetcher(tmp_path: Path) -> LockedFetcher:
    """Return the fetcher of a campaign with a good picture within, and the same beside it."""
    packed = io.BytesIO()
    Image.new("RGB", (9, 9)).save(packed, "PNG")
    for place in ("campaign/data", "outside"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "crest.png").write_bytes(packed.getvalue())
        (tmp_path / place / "words.txt").write_text("words", encoding="utf-8")
    return LockedFetcher(tmp_path / "campaign")


@pytest.mark.parametrize("name", ["crest.png", "words.txt", "of no kind that is known"])
def test_a_file_of_the_campaign_is_fetched(fetcher: LockedFetcher, name: str) -> None:
    path = fetcher.folders[0] / "data" / name
    if not path.exists():
        path.write_text("words", encoding="utf-8")
    assert fetcher.fetch(path.as_uri()).read() == path.read_bytes()
    assert fetcher.fetch(f"file://localhost{path}").read() == path.read_bytes()


def test_what_stands_in_the_address_itself_is_fetched(fetcher: LockedFetcher) -> None:
    assert fetcher.fetch("data:text/plain,words").read() == b"words"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_folder_whose_name_is_no_utf8_is_read(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    path = folder / "letter.css"
    path.write_text("p {}", encoding="utf-8")
    assert LockedFetcher(folder).fetch(path.as_uri()).read() == b"p {}"


@pytest.mark.parametrize("name", ["crest.png", "words.txt"])
@pytest.mark.parametrize(
    "way",
    [
        "file://{root}/outside/{name}",
        "file://{root}/campaign/../outside/{name}",
        "file://{root}/campaign/%2e%2e/outside/{name}",
        "file://{root}/campaign/data/link-{name}",
        "file://{root}/campaign/folder/{name}",
        "file://{root}/campaign-of-others/{name}",
    ],
)
def test_a_good_file_outside_is_refused_however_it_is_named(
    fetcher: LockedFetcher, way: str, name: str
) -> None:
    root = fetcher.folders[0].parent
    (root / "campaign/data" / f"link-{name}").symlink_to(root / "outside" / name)
    (root / "campaign/folder").symlink_to(root / "outside")
    (root / "campaign-of-others").symlink_to(root / "outside")
    with pytest.raises(ValueError, match="outside the campaign"):
        fetcher.fetch(way.format(root=root, name=name))


@pytest.mark.parametrize(
    "scheme", ["http://localhost", "https://localhost", "ftp://x", "file://elsewhere", "about:"]
)
def test_nothing_is_asked_of_a_network_though_a_file_here_has_that_path(
    fetcher: LockedFetcher, scheme: str
) -> None:
    with pytest.raises(ValueError, match="only files"):
        fetcher.fetch(f"{scheme}{fetcher.folders[0]}/data/crest.png")
