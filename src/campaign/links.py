"""What in a campaign folder is no file or folder of its own: links, pipes, devices. Refused."""

import math
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from campaign.problems import CampaignError, Problem

READ = ("data", "templates")
_ALLOWED = "CAMPAIGN_LINKS"
"""The variable of the environment that names links which may be followed: a folder that somebody
else made must not allow its own. Full paths, parted as in PATH."""


def refuse_links(root: Path, output: Path, environment: Mapping[str, str]) -> None:
    """Check a campaign folder and an output folder; raises CampaignError naming all it refuses.

    All below ``data`` and ``templates`` is looked at, for all of it may be read, and the output two
    folders deep, for files are written and removed there. There no link is ever allowed but that to
    a file, which nobody follows (own_files.py).
    """
    read = [entry for part in READ for entry in strange_in(root / part)]
    named = map(Path, filter(None, environment.get(_ALLOWED, "").split(os.pathsep)))
    # The place of the link itself, not where it leads.
    allowed = {path.parent.resolve() / path.name for path in named}
    found = [path for path in read if not (path.is_symlink() and path in allowed)]
    written = [
        path
        for path in strange_in(output, 2)
        if path in (output, output / path.name) or not path.is_symlink() or path.is_dir()
    ]
    if found or written:
        raise CampaignError(
            *(_refused(path, root, may_be_allowed=True) for path in sorted(found)),
            *(_refused(path, root, may_be_allowed=False) for path in sorted(written)),
        )


def strange_in(folder: Path, deep: float = math.inf) -> Iterator[Path]:
    """Yield all in a folder, so many levels deep, that is no file or folder; itself among them."""
    if folder.is_symlink():
        yield folder
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                if not entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)
            elif deep > 1:
                yield from strange_in(Path(entry.path), deep - 1)


def _refused(path: Path, root: Path, *, may_be_allowed: bool) -> Problem:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    if not path.is_symlink():
        message = "This is neither a file nor a folder, but a pipe or a device."
        return Problem("not-a-file", message, "Remove it.", name)
    hint = "Put the file or folder itself here."
    if may_be_allowed:
        hint += f" Or allow it yourself: export {_ALLOWED}={shlex.quote(str(path))}"
    return Problem("symbolic-link", "This is a symbolic link to something elsewhere.", hint, name)
