"""What this machine has of all that letters need, and what to install where it has not."""

import ctypes
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from campaign.folder import Folder
from campaign.problems import Problem, Severity

ROOM_MB = 200
"""Free space, in megabytes, under which a run of letters may not fit."""

_LIBRARIES = {
    # name: (file on Linux, Debian package, what is lost without it)
    "Pango": ("libpango-1.0.so.0", "libpango-1.0-0", "no letter can be made"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "no letter can be made"),
    "HarfBuzz subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset0",
        "letters take several times as long",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: what was found, or the problem that it was not."""

    name: str
    found: str
    problem: Problem | None = None


def examine(folder: Folder | None) -> tuple[Finding, ...]:
    """Look over the machine and, where there is one, the campaign folder's own place."""
    findings = [
        Finding("Python", ".".join(map(str, sys.version_info[:3]))),
        *(library(name) for name in _LIBRARIES),
        engine(),
        printing(),
    ]
    if folder:
        findings += [fonts(folder), room(folder.root)]
    return tuple(findings)


def library(name: str) -> Finding:
    file, package, loss = _LIBRARIES[name]
    if sys.platform != "linux":
        return Finding(name, "not looked for on this system; see the README")
    try:
        ctypes.CDLL(file)
    except OSError:
        severity: Severity = "warning" if "long" in loss else "error"
        return missing(name, loss, f"Install it with: sudo apt install {package}", severity)
    return Finding(name, file)


def engine() -> Finding:
    try:
        from campaign.pdf.press import quick_press
    except OSError as error:
        reason = str(error).splitlines()[0]
        return missing("WeasyPrint", reason, "Run: sh script/bootstrap", "error")
    quick, notice = quick_press()
    plainly = "" if quick else ", letters are set the plain way"
    return Finding("WeasyPrint", version("weasyprint") + plainly, notice)


def printing() -> Finding:
    if path := shutil.which("lp"):
        return Finding("CUPS", path)
    loss = "letters are printed from the PDF viewer instead"
    return missing("CUPS", loss, "Install it with: sudo apt install cups-client", "warning")


def fonts(folder: Folder) -> Finding:
    names = sorted(path.stem for path in (folder.templates / "fonts").glob("*.[ot]tf"))
    if not names:
        hint = "Copy templates/fonts from a new campaign: campaign new DIR"
        return missing("Fonts", "the letters would look different everywhere", hint, "error")
    return Finding("Fonts", ", ".join(names))


def room(place: Path) -> Finding:
    free = shutil.disk_usage(place).free // 1_000_000
    if free < ROOM_MB:
        loss = f"only {free} MB are free, and a run may not fit"
        return missing("Disk", loss, "Make room on the disk.", "warning")
    return Finding("Disk", f"{free} MB free")


def missing(name: str, loss: str, hint: str, severity: Severity) -> Finding:
    code = f"no-{name.lower().replace(' ', '-')}"
    problem = Problem(code, f"{name} is missing: {loss}.", hint, severity=severity)
    return Finding(name, "missing", problem)
