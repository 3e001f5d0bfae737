"""A clean letter on the bench, and how to spoil it in one place."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image
from tests.conftest import ROOT
from tests.letters import DAY, SENDER

from campaign.folder import Folder
from campaign.html import Templates
from campaign.making.load import Ready, load
from campaign.model import Campaign, Letter
from campaign.pdf import LaidOut, Press
from campaign.preflight import Proof, drawn, faults
from campaign.problems import Problem

CLEAN = "peer-anderson-of-ipswich"


def inspect(
    laid_out: LaidOut, letter: Letter, campaign: Campaign, html: str
) -> tuple[Problem, ...]:
    """Return the problems of a laid-out letter, each once."""
    proof = Proof.of(laid_out, letter, campaign, html)
    return tuple(dict.fromkeys(map(proof.problem, faults(proof))))


def inspect_pdf(
    pdf: bytes, warnings: Iterable[str], letter: Letter, campaign: Campaign
) -> tuple[Problem, ...]:
    """Return what only the finished PDF of a letter shows, each problem once."""
    proof = Proof((), letter, campaign, "", None, ())
    return tuple(dict.fromkeys(map(proof.problem, drawn(proof, pdf, warnings))))


@dataclass(frozen=True)
class Bench:
    """The first campaign, and one press for all its letters."""

    ready: Ready
    templates: Templates
    press: Press

    @classmethod
    def of_the_first_campaign(cls) -> Bench:
        templates = ROOT / "templates"
        ready = load(Folder(ROOT), DAY, after_act_by=True)
        return cls(ready, Templates(templates), Press(templates, ROOT))

    def campaign(self, **look: Any) -> Campaign:
        campaign = replace(self.ready.campaign, sender=SENDER)
        return replace(campaign, look=replace(campaign.look, **look))

    def letter(self, name: str = CLEAN) -> Letter:
        return next(letter for letter in self.ready.letters(DAY) if letter.id == name)

    def lay_out(self, seed: Seed) -> tuple[LaidOut, Letter, Campaign, str]:
        """Lay out the clean letter with the seed in it."""
        campaign = replace(self.campaign(**seed.look), **seed.campaign)
        recipient = replace(self.letter().recipient, **seed.recipient)
        letter = replace(self.letter(), recipient=recipient, **seed.letter)
        html = seed.spoil(self.templates.letter(letter, campaign))
        return self.press.lay_out(html), replace(letter, **seed.meant), campaign, html

    def problems(self, seed: Seed) -> tuple[Problem, ...]:
        return inspect(*self.lay_out(seed))


@dataclass(frozen=True)
class Seed:
    """One fault to put into a clean letter.

    ``add`` is HTML before the close, ``top`` before the text, ``css`` a style sheet; ``swap``
    replaces words of the page. ``meant`` is what the letter should have said and its template does
    not. The rest changes what the letter is made from.
    """

    add: str = ""
    top: str = ""
    css: str = ""
    swap: tuple[str, str] | None = None
    look: dict[str, Any] = field(default_factory=dict)
    letter: dict[str, Any] = field(default_factory=dict)
    meant: dict[str, Any] = field(default_factory=dict)
    recipient: dict[str, Any] = field(default_factory=dict)
    campaign: dict[str, Any] = field(default_factory=dict)

    def spoil(self, html: str) -> str:
        swaps = [
            ('<div class="close">', f'{self.add}<div class="close">'),
            ("<main>", f"<main>{self.top}"),
            ("</head>", f"<style>{self.css}</style></head>" if self.css else "</head>"),
        ]
        for old, new in (*swaps, *([self.swap] if self.swap else [])):
            assert old in html, f"the clean letter has no {old}"
            html = html.replace(old, new, 1)
        return html


def picture(width: int, height: int) -> str:
    """Return a grey PNG of so many pixels as a data URL."""
    stream = io.BytesIO()
    Image.new("L", (width, height), 128).save(stream, "PNG")
    return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"
