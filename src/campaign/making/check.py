"""Every problem of a campaign's letters, without a letter."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import asdict, replace

from campaign.address.postcode import postal_area, postcode_problem
from campaign.compose import standing
from campaign.enclosures import STATEMENT
from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.closed import closed
from campaign.making.drafts import drafts, nothing, writers
from campaign.making.enclosing import looked_over
from campaign.making.load import Ready
from campaign.making.statement_sheet import write_statement
from campaign.model import Campaign, Recipient
from campaign.preflight import stand_ins
from campaign.preflight.codes import CHECKS
from campaign.problems import CampaignError, Problem
from campaign.recipients.values import is_email
from campaign.statement.held import names_at_risk
from campaign.wording import plain

LARGE = 2_000
"""Letters up to which each is written, to see whether it can be."""

EACH = 10
"""Letters of one likeness that are written of more."""

# What in a row may make its letter another than those like it: quotations, and what looks like
# anything but words.
_TELLING = re.compile("[“”\"«»‘{}<>&]|(?<!\\w)'|attachment", re.IGNORECASE)
FONTS = frozenset({b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"})
"""What the files of fonts begin with (OpenType 1.9, Organization of an OpenType Font)."""

BY_VALUE = ("kind", "template", "language", "state")


def check(
    ready: Ready, on: dt.date, seen: Callable[[int, int], object] = lambda _done, _total: None
) -> tuple[int, tuple[Problem, ...]]:
    """Write letters' HTML, none to disk; return how many letters there are and all problems.

    Of a large list, so many of each likeness are written, and all whose rows hold words of their
    own that may be wrong. ``seen`` hears of each: how many are done, of how many.
    """
    problems = [
        *ready.problems,
        *unread_fonts(ready.folder),
        *unfit_settings(ready.campaign, ready.folder.relative(ready.folder.configuration)),
        *closed("enclosures", unfit_enclosures, replace(ready, recipients=())),
    ]
    total = len(ready.recipients)
    written = ready if total <= LARGE else replace(ready, recipients=tuple(worth_writing(ready)))
    count = len(written.recipients)
    with writers() as executor:
        letters = written.letters(on)
        for done, (_, draft) in enumerate(drafts(written, letters, nothing, executor), 1):
            seen(done, count)
            problems += draft.problems
    return total, tuple(dict.fromkeys(problems))


def worth_writing(ready: Ready) -> Iterator[Recipient]:
    """Yield the readers whose letters may show what those of others like them do not."""
    asked = {key for section in ready.campaign.wording for key, _ in section.conditions}
    tailored = ready.folder.tailored()
    alike: Counter[Hashable] = Counter()
    for reader in ready.recipients:
        words = "\n".join([reader.note, reader.name, reader.role, reader.organisation])
        words += "\n".join(reader.extra.values())
        filled = tuple(map(bool, (words, reader.note, reader.name, reader.role, reader.party)))
        likeness = (
            *(getattr(reader, name) for name in BY_VALUE),
            standing(reader),
            *filled,
            bool(reader.organisation),
            *(plain(str(getattr(reader, key, "") or reader.extra.get(key, ""))) for key in asked),
            *map(bool, reader.extra.values()),
        )
        alike[likeness] += 1
        if (
            alike[likeness] <= EACH
            or reader.id in tailored
            or reader.follow_up
            or _TELLING.search(words)
            or any(names_at_risk(f"{words}\n{reader.id}", ready.campaign.never_print))
        ):
            yield reader


def unfit_enclosures(ready: Ready) -> list[Problem]:
    templates = Templates(ready.folder.templates)
    problems: list[Problem] = []
    for enclosure in ready.campaign.all_enclosures:
        try:
            if enclosure.file == STATEMENT:
                write_statement(templates, ready.folder, ready.campaign, enclosure)
            elif enclosure.file:
                problems += looked_over(ready.folder.root, enclosure.file)[2]
        except CampaignError as error:
            problems += error.problems
    return problems


def unread_fonts(folder: Folder) -> Iterator[Problem]:
    """Yield a problem for each file among the fonts that does not begin as a font does."""
    for path in sorted((folder.templates / "fonts").glob("*.[otw][otf][ctf]*")):
        with path.open("rb") as file:
            if file.read(4) not in FONTS:
                hint = CHECKS["missing-font"].mend
                yield Problem("missing-font", "This is no font.", hint, folder.relative(path))


def unfit_settings(campaign: Campaign, file: str) -> Iterator[Problem]:
    """Yield a problem for each setting, in ``file``, with words to be replaced, or misspelt."""
    settings: dict[str, str | tuple[str, ...]] = {
        "title": campaign.title,
        "subject": campaign.subject,
        "enclosure": tuple(one.title for one in campaign.enclosures),
        **asdict(campaign.sender),
        **asdict(campaign.letterhead),
    }
    for key, value in settings.items():
        for words in (value,) if isinstance(value, str) else value:
            for found in stand_ins(words):
                message = f"Words that were to be replaced are still there: “{found}”."
                hint = "Write what belongs there, or remove it."
                yield Problem("placeholder", message, hint, file, None, key)
    email, postcode = campaign.sender.email, campaign.sender.postcode
    if email and not is_email(email):
        message, hint = f"“{email}” is no e-mail address.", "Mend it, or leave it out."
        yield Problem("bad-email", message, hint, file, None, "email")
    # A sender abroad has a postcode of another shape.
    if postal_area(postcode.upper()) and (wrong := postcode_problem(postcode)):
        message = f"{wrong.message[0].upper()}{wrong.message[1:]}."
        yield replace(wrong, message=message, file=file, severity="warning")
