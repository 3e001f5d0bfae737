"""What a letter is made from, as digests: the same digest means the same letter."""

import ctypes
import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import campaign as campaign_package
from campaign.enclosures import STATEMENT
from campaign.folder import Folder
from campaign.manifest import file_sha256
from campaign.model import Campaign, Letter
from campaign.page import read_page

# All that sets type and writes PDF, and so could draw a letter otherwise after an update.
TOOLS = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "fonttools",
    "pillow",
    "jinja2",
)
LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
}
SUBSETTERS = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0.dll",
)
_REFERENCE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


def digest(*parts: str | bytes) -> str:
    """Return one SHA-256 of several texts; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode()
        whole.update(f"{len(content)}:".encode() + content)
    return whole.hexdigest()


class Files:
    def __init__(self) -> None:
        self.known: dict[Path, str] = {}

    def __call__(self, path: Path) -> str:
        """Return the digest of a file, or of its absence."""
        if path not in self.known:
            self.known[path] = "absent"
            # A pipe or a device would be read for ever.
            with suppress(OSError):
                if path.is_file():
                    self.known[path] = file_sha256(path.resolve())
        return f"{path.name} {self.known[path]}"


def engine_digest(folder: Folder, campaign: Campaign, files: Files) -> str:
    """Return the digest of all that HTML is set with: style sheet, fonts, tools and limits."""
    limits = repr((campaign.look, campaign.never_print))
    sheet = map(files, named_by(folder.templates / "letter.css", folder.root))
    return digest(tools(), program_digest(), limits, *sheet)


def whole_digest(folder: Folder, campaign: Campaign, files: Files) -> str:
    """Return the digest of all that the letters of a campaign share, used by each or not."""
    images = [campaign.sender.signature, campaign.letterhead.logo]
    # Whoever hands a letter on is to know that what goes with it is another by now.
    images += [one.file for one in campaign.all_enclosures if one.file != STATEMENT]
    paths = sorted(path for path in folder.templates.rglob("*") if path.is_file())
    shared = map(files, [*paths, *(folder.root / image for image in images if image)])
    return digest(tools(), program_digest(), repr(campaign), *shared)


def inputs_digest(whole: str, letter: Letter) -> str:
    """Return the digest of all that a letter could be made from.

    The rest of a letter follows from these and the campaign, which is in ``whole`` (compose.py).
    """
    readers = (rowless(one).recipient for one in (letter, letter.also) if one)
    return digest(whole, letter.template, letter.date.isoformat(), *map(repr, readers))


def rowless(letter: Letter) -> Letter:
    """Return a letter as its template sees it: rows move, and no letter is another for that."""
    return replace(letter, recipient=replace(letter.recipient, row=0))


def letter_key(engine: str, html: str, templates: Path, files: Files) -> str:
    """Return the digest of a letter's HTML, the images in it and all that it is set with."""
    return digest(engine, html, *map(files, images_in(html, templates)))


def images_in(html: str, templates: Path) -> Iterator[Path]:
    for value in read_page(html).values("src"):
        source = urlsplit(value)
        if source.scheme in ("", "file"):
            yield from within(templates / unquote(source.path), templates.parent)


def within(path: Path, root: Path) -> Iterator[Path]:
    """Yield a file where it lies if that is in the campaign folder: no other may be printed."""
    with suppress(OSError, ValueError, RuntimeError):
        found = path.resolve()
        if found.is_relative_to(root.resolve()):
            yield found


def named_by(
    sheet: Path, root: Path | None = None, seen: frozenset[Path] = frozenset()
) -> Iterator[Path]:
    """Yield a style sheet and every file below ``root`` that it names, and they name."""
    root = root or sheet.parent.parent
    yield sheet
    if sheet.suffix != ".css" or sheet in seen:
        return
    try:
        # One out of all measure is told by whoever sets type with it.
        source = sheet.read_text(encoding="utf-8-sig") if sheet.stat().st_size < 10**7 else ""
    except (OSError, UnicodeDecodeError):
        return
    for match in _REFERENCE.finditer(source):
        name = urlsplit(match[1] or match[2])
        if name.scheme in ("", "file"):
            for path in within(sheet.parent / unquote(name.path), root):
                yield from named_by(path, root, seen | {sheet})


@cache
def program_digest() -> str:
    """Return the digest of this program's own source: what is mended makes other letters."""
    package = Path(campaign_package.__file__).parent
    sources = (path for path in package.rglob("*") if path.suffix in (".py", ".toml"))
    return digest(*(path.read_bytes() for path in sorted(sources)))


@cache
def tools() -> str:
    """Return the versions of all that sets type; nothing of it is imported for that."""
    versions = [*map(tool_version, TOOLS), *map(library_version, LIBRARIES)]
    return " ".join([*versions, next(filter(is_installed, SUBSETTERS), "no subset library")])


def tool_version(name: str) -> str:
    return f"{name} {installed_packages().get(name) or _asked_for(name)}"


@cache
def installed_packages() -> dict[str, str]:
    """Return the version of all that is installed, as installers write it in the folders' names."""
    versions: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for folder in sorted(Path(place).iterdir()):
                name, _, version = folder.name.partition("-")
                if version.endswith((".dist-info", ".egg-info")):
                    # What stands first on the path is what is imported.
                    versions.setdefault(name.lower(), version.rpartition(".")[0])
    return versions


def _asked_for(name: str) -> str:
    """Return the version of what was not installed into a folder, in ten times the time."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def library_version(function: str) -> str:
    """Return the version that a library tells, or that it is there at all."""
    for name in LIBRARIES[function]:
        with suppress(OSError, AttributeError):
            tell = getattr(ctypes.CDLL(name), function)
            tell.restype = ctypes.c_char_p
            return f"{name} {tell().decode()}"
    return f"{function} absent"


def is_installed(library: str) -> bool:
    with suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False
