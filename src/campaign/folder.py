"""A campaign folder: find it, read campaign.toml, know its paths."""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaign.links import refuse_links
from campaign.model import TEMPLATE_SUFFIX, Campaign
from campaign.problems import CampaignError, Problem, refuse, stop
from campaign.toml_lines import loaded

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_AS_USUAL = re.compile(
    r"\s*\{% extends \S+ %\}\s*"
    r"(?:\{% block \w+ %\}\s*\{\{ super\(\) \}\}\s*\{% endblock %\}\s*)*"
)
TomlTable = dict[str, Any]
"""What a TOML file says, by its keys."""

CONFIGURATION = Path("data/campaign.toml")
LEDGER = "ledger.sqlite"
LARGE_PRINT, SUPPORTERS = "large-print", "supporters"
"""Below the output folder: letters in large print, or in supporters' names, lie beside the ordinary
ones, never in their place."""

TRANSLATED = re.compile(r"statement\.[a-z]{2,3}(?:-[A-Za-z0-9]+)*\.\w+")
MOST_SETTINGS = 2**18
_FORBIDDING = re.compile(r"never_print\s*=\s*\[\s*[^\s\]]")


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of one campaign folder; ``root`` is absolute and resolved."""

    root: Path
    language: str = ""
    """Whose files these are: "cy" for calls.cy.toml, beside those of the campaign's own."""

    def in_language(self, language: str) -> Folder:
        """Return the folder as a language has it: its own calls, facts, wording and statement."""
        return replace(self, language=language)

    def own(self, name: str) -> Path:
        """Return a file of the data folder in this language."""
        stem, _, suffix = name.partition(".")
        return self.data / (f"{stem}.{self.language}.{suffix}" if self.language else name)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def configuration(self) -> Path:
        return self.root / CONFIGURATION

    @property
    def ledger(self) -> Path:
        """Where it is written down what was posted and answered, wherever the letters lie."""
        return self.data / LEDGER

    @property
    def calls(self) -> Path:
        return self.own("calls.toml")

    @property
    def facts(self) -> Path:
        return self.own("facts.toml")

    @property
    def wording(self) -> Path:
        return self.own("wording.md")

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def statement(self) -> Path:
        """The one ``data/statement.*``; raises CampaignError when there is none, or several."""
        stem = f"statement.{self.language}".rstrip(".")
        found = sorted(
            path
            for path in self.data.glob(f"{stem}.*")
            if path.is_file() and not (stem == "statement" and TRANSLATED.fullmatch(path.name))
        )
        if len(found) == 1:
            return found[0]
        code, message = "no-statement", f"There is no {stem} in the data folder."
        if found:
            names = ", ".join(path.name for path in found)
            code, message = "several-statements", f"There are several statements here: {names}."
        hint = f"Keep just one file named {stem} (.txt, .md, .html, .docx, .odt or .pdf)."
        raise stop(code, message, hint, self.relative(self.data))

    def relative(self, path: Path) -> str:
        """Return a path as a campaigner knows it: from the campaign folder, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def tailored(self) -> frozenset[str]:
        return tailored_in(self.templates)

    def rewritten(self) -> frozenset[str]:
        """Return the ids of those whose own template says anything else than their usual one."""
        found = set()
        for name in self.tailored():
            with suppress(OSError, UnicodeDecodeError):
                path = self.templates / "recipients" / f"{name}{TEMPLATE_SUFFIX}"
                if _AS_USUAL.fullmatch(_COMMENT.sub("", path.read_text(encoding="utf-8"))):
                    continue
            found.add(name)
        return frozenset(found)


def starter() -> Path:
    """Return the folder of the example campaign: inside the wheel, or the checkout itself."""
    package = Path(__file__).parent
    packed = package / "starter"
    return packed if packed.is_dir() else package.parent.parent


def find_folder(start: Path | None) -> Folder:
    """Return the campaign folder: ``start`` if given, else here or the nearest parent with one.

    Raises CampaignError where there is no ``data/campaign.toml``, or where the folder holds links
    to what lies elsewhere (links.py).
    """
    for candidate in candidates(start):
        if (candidate / CONFIGURATION).is_file():
            folder = Folder(candidate)
            refuse_links(folder.root, folder.output, os.environ)
            return folder
    where = str(start) if start is not None else "this folder, nor any folder above it,"
    message = f"{where} is not a campaign folder: it has no {CONFIGURATION.as_posix()}."
    hint = "Make one with: campaign new DIR. Or name one with: campaign -C DIR …"
    raise stop("no-campaign-folder", message, hint, str(CONFIGURATION))


def folder_around(start: Path | None) -> Folder | None:
    """Return the campaign folder; None where none was named and there is none around."""
    try:
        return find_folder(start)
    except CampaignError:
        if start is not None:
            raise
        return None


def candidates(start: Path | None) -> list[Path]:
    if start is not None:
        return [resolved(start)]
    here = Path.cwd()
    return [here, *here.parents]


def never_printed(start: Path | None) -> tuple[str, ...]:
    """Return the names that a campaign's settings forbid to print, as far as they can be read.

    Read with care, for it is asked before the settings have been read where they can do no harm.
    """
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError, CampaignError):
        for candidate in candidates(start):
            if not (path := candidate / CONFIGURATION).is_file():
                continue
            with path.open("rb") as file:
                told = file.read(MOST_SETTINGS).decode("utf-8-sig")
            names = loaded(told)["safety"]["never_print"] if _FORBIDDING.search(told) else ()
            return tuple(name for name in names if isinstance(name, str) and name.strip())
    return ()


def read_campaign(folder: Folder) -> Campaign:
    """Read campaign.toml, without statement and calls; raises CampaignError with every problem."""
    # Only here: who asks for a folder need not wait for all that its settings speak of.
    from campaign.enclosures import enclosures_from
    from campaign.settings import campaign_from

    name = folder.relative(folder.configuration)
    text = read_text(folder.configuration, name)
    table = read_toml(text, name)
    unsaid: list[Problem] = []
    if folder.language:
        own = folder.own("campaign.toml")
        name = folder.relative(own)
        text = read_text(own, name) if own.exists() else ""
        table, unsaid = overlaid(table, read_toml(text, name), name)
    campaign, problems = campaign_from(table, text, name, folder.root)
    enclosures, more = enclosures_from(table.get("enclosure", []), text, name, folder.root)
    refuse((*problems, *more, *unsaid))
    return replace(campaign, enclosures=(*campaign.enclosures, *enclosures))


def overlaid(table: TomlTable, own: TomlTable, name: str) -> tuple[TomlTable, list[Problem]]:
    """Return settings with those of a language in their place, and what it leaves in English.

    ``name`` is its file's. What letters say of the statement is never taken from the English.
    """
    told = [key for key in ("government", "enclosure", "enclosures") if has_words(table.get(key))]
    message = "“{}” is set in data/campaign.toml, and not in this language."
    hint = "Set it here too, in the words that these letters are to use."
    unsaid = [
        Problem("not-translated", message.format(key), hint, name) for key in told if key not in own
    ]
    words = {"title", "subject", "statement"}
    kept = {key: value for key, value in table.items() if key not in words or value == "statement"}
    inner = {
        key: {**value, **own[key]}
        for key, value in kept.items()
        if isinstance(value, dict) and isinstance(own.get(key), dict)
    }
    return {**kept, **own, **inner}, unsaid


def tailored_in(templates: Path) -> frozenset[str]:
    """Return the ids of the recipients who have a template of their own among these."""
    own = (templates / "recipients").glob(f"*{TEMPLATE_SUFFIX}")
    return frozenset(path.name.removesuffix(TEMPLATE_SUFFIX) for path in own)


def has_words(value: object) -> bool:
    """Whether a setting has any words of its own; that the statement is enclosed has none."""
    if isinstance(value, dict):
        return any(has_words(inner) for key, inner in value.items() if key != "file")
    return any(map(has_words, value)) if isinstance(value, list) else bool(value)


def read_text(path: Path, name: str, mend: str = "Copy it from a new campaign.") -> str:
    """Read UTF-8 text; raises CampaignError, named ``name``, with ``mend`` if it is missing."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise stop("missing-file", "This file is missing.", mend, name) from error
    except UnicodeDecodeError as error:
        hint = "Save it again, choosing the encoding UTF-8."
        line = error.object.count(b"\n", 0, error.start) + 1
        message = "This file is not UTF-8 text: a letter of this line stands in another encoding."
        raise stop("not-utf-8", message, hint, name, line) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise stop("unreadable", f"This file cannot be read: {reason}.", "", name) from error


def read_toml(text: str, name: str) -> TomlTable:
    """Return what a TOML text holds; raises CampaignError, named ``name``, where it is not TOML."""
    try:
        return loaded(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column \d+\)", str(error))
        where = "This line" if match else "The end of the file"
        message = f"{where} is not valid TOML: {str(error).partition(' (at ')[0].rstrip('.')}."
        hint = 'Text stands in quotation marks: title = "…". Dates do not: date = 2026-11-23.'
        row = int(match[1]) if match else text.count("\n") + 1
        raise stop("bad-toml", message, hint, name, row) from error
    # A number of five thousand digits, or brackets within brackets without end.
    except (ValueError, RecursionError) as error:
        message = "Something in this file is far too long, or nested too deeply."
        hint = "Look for a number of very many digits, or for a long row of brackets or full stops."
        raise stop("bad-toml", message, hint, name) from error


def resolved(path: Path) -> Path:
    """Return a path without links; raises CampaignError where they lead in a circle, or nowhere."""
    try:
        return path.resolve()
    # Python tells a circle of links as RuntimeError, before 3.13.
    except (OSError, RuntimeError, ValueError) as error:
        message = "This path leads nowhere: its links form a circle, or it is no path at all."
        name = str(path).replace("\0", "�")
        raise stop("bad-path", message, "Give the folder itself.", name) from error
