"""Symbolic links in a campaign folder: refused, for they lead to files that are not its own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from campaign.problems import CampaignError, Problem

READ = ("data", "templates")
NEVER = frozenset({"data", "data/campaign.toml"})
"""Where it is said which links are allowed cannot itself lie elsewhere."""


def refuse_links(root: Path, configuration: Path, output: Path) -> None:
    """Check a campaign folder and an output folder; raises CampaignError naming every link.

    All below ``data`` and ``templates`` is looked at, for all of it may be read, and every folder
    of the output, for files are written and removed there; a letter is never followed by whoever
    opens it. What ``[safety] links`` in the configuration names is allowed.
    """
    found = [path for part in READ for path in links_below(root / part)]
    found += folders_linked(output)
    names = {name_of(path, root) for path in found}
    if names:
        names -= allowed(configuration) - NEVER
    if names:
        raise CampaignError(*map(refused, sorted(names)))


def links_below(folder: Path) -> Iterator[Path]:
    """Yield every symbolic link in a folder, itself among them."""
    if folder.is_symlink():
        yield folder
        return
    for place, folders, files in os.walk(folder):
        yield from (path for name in (*folders, *files) if (path := Path(place, name)).is_symlink())


def folders_linked(output: Path) -> Iterator[Path]:
    """Yield the output folder, and those in it, that are links."""
    if output.is_symlink():
        yield output
    with suppress(OSError), os.scandir(output) as entries:
        for entry in entries:
            if entry.is_symlink():
                yield Path(entry.path)
            elif entry.is_dir():
                with suppress(OSError), os.scandir(entry.path) as inner:
                    yield from (
                        Path(one.path) for one in inner if one.is_symlink() and one.is_dir()
                    )


def allowed(configuration: Path) -> frozenset[str]:
    """Return the links that ``[safety] links`` names; what is wrong there is told elsewhere."""
    if configuration.is_symlink():
        return frozenset()
    with suppress(OSError, ValueError, RecursionError, LookupError, AttributeError, TypeError):
        table = tomllib.loads(configuration.read_text(encoding="utf-8-sig"))
        return frozenset(name.strip().rstrip("/") for name in table["safety"]["links"])
    return frozenset()


def name_of(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def refused(name: str) -> Problem:
    hint = "Put the file or folder itself here."
    if name not in NEVER:
        hint += f' Or allow it in data/campaign.toml: under [safety], links = ["{name}"].'
    return Problem("symbolic-link", "This is a symbolic link to something elsewhere.", hint, name)
