"""A file → its plain text, to which every offset refers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from campaign.problems import CampaignError, Problem

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class PlainText:
    """The words of a file, and its title where the format marks one."""

    text: str
    title: str = ""


def read_plain_text(path: Path) -> PlainText:
    """Return the words of a statement's file; raises CampaignError when it holds none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise unreadable(path, "file-missing", f"There is no {path.name}.") from None
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror}."
        raise unreadable(path, "file-unreadable", message) from error
    if not (reader := _READERS.get(path.suffix.casefold())):
        message = f"{path.name} is not a kind of file that can be read."
        hint = f"Save it as one of: {', '.join(sorted(_READERS))}."
        raise unreadable(path, "statement-format", message, hint)
    plain = reader(data, path)
    if not plain.text.strip():
        raise unreadable(
            path, "statement-empty", f"{path.name} holds no words.", "Paste the statement into it."
        )
    return plain


def unreadable(path: Path, code: str, message: str, hint: str = "") -> CampaignError:
    """Return the error that says why a statement's file cannot be read."""
    return CampaignError(Problem(code, message, hint, str(path)))


def _read_text(data: bytes, path: Path) -> PlainText:
    return PlainText(decoded(data, path))


def decoded(data: bytes, path: Path) -> str:
    """Return the text of a file in UTF-8 or UTF-16 with line feeds as its only line ends."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CampaignError(
            Problem(
                "statement-undecodable",
                f"{path.name} is not in UTF-8: a character on line {line} cannot be read.",
                "Open it where it reads well and save it as plain text in UTF-8.",
                str(path),
                line,
            )
        ) from error
    if "\0" in text:
        message = f"{path.name} is not a text file."
        raise unreadable(path, "statement-binary", message, "Give the statement itself.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


_READERS: dict[str, Callable[[bytes, Path], PlainText]] = {".txt": _read_text}
