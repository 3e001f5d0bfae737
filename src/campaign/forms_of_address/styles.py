"""The styles, ranks, dignities and honours around a name, read from ``styles.toml``."""

import tomllib
from pathlib import Path
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def listed(text: str) -> tuple[str, ...]:
    """Return what stands between commas, line ends being blanks."""
    return tuple(" ".join(part.split()) for part in text.split(",") if part.strip())


def _words(*groups: str) -> tuple[str, ...]:
    return tuple(word for group in groups for word in listed(_TABLE[group]))


COURTESY = _words("courtesy")
EXCELLENCIES = _words("excellencies")
TAKES_THE = frozenset(_words("takes_the"))
JUDGES = _words("judges")
LORDS_JUSTICES = _words("lords_justices")
OFFICE_STYLES = _words("office_styles")
SPOKEN_CLERGY = _words("spoken_clergy")
CLERGY = _words("other_clergy", "spoken_clergy")
BUDDHIST = frozenset(_words("buddhist"))
RANKS = _words("ranks")
SPOKEN_RANKS: dict[str, str] = _TABLE["spoken_ranks"]
FORENAME_OR_RANK: dict[str, str] = _TABLE["forename_or_rank"]

_STYLES = _words("ranks", "judges", "lords_justices", "office_styles", "spoken_clergy", "courtesy")
_SPELLINGS: dict[str, str] = _TABLE["spellings"]
PREFIXES: dict[str, str] = {
    **{
        style.casefold(): style
        for style in (*_STYLES, *_SPELLINGS)
        if style and style.casefold() not in FORENAME_OR_RANK
    },
    **{other: style for style, others in _SPELLINGS.items() for other in listed(others)},
}
"""Lower-case spelling, without full stops and hyphens, to the usual style."""

DIGNITIES = {dignity.casefold(): dignity for dignity in _words("dignities")}
TERRITORIAL = frozenset(_words("territorial"))
PARTICLES = frozenset(_words("particles"))
FORENAMES_TOO = frozenset(_words("forenames_too"))
PARTLY_FORENAMES = frozenset(_words("partly_forenames"))
FAMILY_FIRST = frozenset(_words("family_first"))
SAINTS = frozenset(_words("saints"))

HEADS = _words("heads")
"""Those by which the head of a body is called where no name is known."""
LEGISLATURES = frozenset(_words("legislatures"))
RELIGIOUS_ORDERS = frozenset(_words("religious_orders"))
SHORT_OFFICES: dict[str, str] = {
    short: office for office, others in _TABLE["short_offices"].items() for short in listed(others)
}
SHORT_RELIGIOUS: dict[str, str] = _TABLE["short_religious"]
RELIGIOUS = frozenset({*SHORT_RELIGIOUS.values(), "Mother"})
"""Those called by their name in religion, which is the forename: "Dear Sister Mary"."""

POST_NOMINALS = frozenset(
    _words("suffixes", "legislatures", "orders", "offices", "degrees", "fellowships")
    + _words("religious_orders", "services")
)
CASELESS_POST_NOMINALS = {honour.casefold(): honour for honour in _words("caseless")}
"""Lower-case spelling to the usual one."""
