"""The door to the quick way: shut unless WeasyPrint is to the last name as it was looked at.

The quick way (quick/) replaces functions of WeasyPrint and pydyf for a while and uses others that
nobody promised to keep. Nothing of it is imported before this door has asked: whether the releases
are known, and every name there with the very signature that was recorded in names.toml. Otherwise
letters are set plainly, by what WeasyPrint promises to everybody, in several times as long.
"""

import inspect
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from campaign.pace import PLAIN, pace
from campaign.problems import Problem

RECORDED: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)
"""The releases that were looked at, and each name of them with its signature."""

_VERSION = re.compile(r"^VERSION = (?:__version__ = )?['\"]([^'\"]+)", re.MULTILINE)


def unlike() -> str:
    """Return in what this machine's WeasyPrint differs from the one that is known, if at all."""
    for package, known in RECORDED["releases"].items():
        if (found := release_of(package)) != known:
            return f"{package} {found} is not the {known} that is known"
    for name, signature in RECORDED["names"].items():
        try:
            found = signature_of(name)
        except (ImportError, KeyError):
            return f"{name} is not there"
        if found != signature:
            return f"{name} is not what it was"
    return ""


def release_of(package: str) -> str:
    """Return the release of a package, read from its source without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return "(absent)"
    found = _VERSION.search(Path(spec.origin).read_text(encoding="utf-8"))
    return found[1] if found else "(unknown)"


def signature_of(name: str) -> str:
    """Return how a dotted name is called, or what kind of thing it is.

    It counts where it is defined: one that is inherited has another name. Raises ImportError or
    KeyError where there is no such thing.
    """
    module, _, rest = name.partition(":")
    thing: object = import_module(module)
    for part in rest.split("."):
        thing = vars(thing)[part]
    if isinstance(thing, staticmethod | classmethod):
        thing = thing.__func__
    if inspect.isclass(thing) or not callable(thing):
        return type(thing).__name__
    return str(inspect.signature(thing))


def plain_notice(why: str) -> Problem:
    """Return what to say of letters that are set plainly though nobody asked for it."""
    message = f"Letters are set the plain way, which takes several times as long: {why}."
    hint = "They are the same letters. For the quick way: sh script/bootstrap"
    return Problem("set-plainly", message, hint, "WeasyPrint", severity="warning")


@contextmanager
def starting() -> Iterator[None]:
    """Have WeasyPrint, if it is imported meanwhile, start quickly where its release is known."""
    known = RECORDED["releases"]["weasyprint"]
    quick = pace() != PLAIN and release_of("weasyprint") == known
    if quick:
        from campaign.pdf.quick.start import quick_start
    with quick_start() if quick else nullcontext():
        yield
