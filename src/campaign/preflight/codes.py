"""Every fault that preflight looks for: what it is, where it is mended and how."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from campaign.problems import Severity

Home = Literal["template", "recipient", "campaign"]
"""The file to open where the fault's own words do not tell: the letter's template, its row of the
list of recipients, or campaign.toml."""


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of fault: ``finds`` and ``mend`` are for the campaigner, ``mend`` as its hint.

    ``in_list`` is how grave it is where the words stand so in the list of recipients itself, which
    may mean them.
    """

    code: str
    finds: str
    mend: str
    home: Home = "template"
    severity: Severity = "error"
    in_list: Severity = "error"


CHECKS: Mapping[str, Check] = {
    code: Check(code, **said)
    for code, said in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items()
}
