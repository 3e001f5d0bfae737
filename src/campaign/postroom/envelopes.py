"""Plain envelopes, printed: the address, and where to return it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pikepdf import Name, Pdf

from campaign.address import normalised_postcode
from campaign.address.countries import country_name
from campaign.model import Sender
from campaign.postroom.addressing import Cover, set_addresses
from campaign.postroom.typesetting import Typesetter
from campaign.stationery import EnvelopeProfile, Rectangle, envelope_profile, set_address

PROFILES: Mapping[str, str] = {"dl": "dl-bs4264", "c5": "c5", "c4": "c4-plain"}
"""The profile that gives each size; its window, if any, does not matter here."""

Feed = Literal["as-read", "turned-right", "turned-left"]
TURNS: Mapping[Feed, int] = {"as-read": 0, "turned-right": 90, "turned-left": 270}

_SIZES = (12.0, 11.0, 10.5, 10.0)
RETURN_SIZES = (8.0, 7.5, 7.0)

TOGETHER = 200
"""Envelopes that are set at once."""

POSTMARK = 40.0
"""Royal Mail keeps the top 40 mm of an envelope for stamp and postmark."""

EDGE = 15.0
"""What Royal Mail asks to be kept clear of the address at the sides and the bottom."""


@dataclass(frozen=True, slots=True)
class Size:
    """An envelope's front and what stands on it, in millimetres."""

    profile: EnvelopeProfile
    address: Rectangle
    sender: Rectangle


def envelope_size(name: str) -> Size:
    """Return an envelope of the size dl, c5 or c4; raises KeyError for another."""
    profile = envelope_profile(PROFILES[name])
    left = round(0.38 * profile.width, 1)
    top = max(POSTMARK + 5, round(0.42 * profile.height, 1))
    right, bottom = profile.width - EDGE, profile.height - EDGE
    return Size(
        profile=profile,
        address=Rectangle(left, top, right - left, bottom - top),
        sender=Rectangle(10, 8, 75, POSTMARK - 11),
    )


def return_address(sender: Sender, *, abroad: bool = False) -> tuple[str, ...]:
    """Return the sender's lines for the envelope, or none before the sender is filled in.

    From ``abroad`` nothing comes back without its country.
    """
    if not sender.filled_in:
        return ()
    lines = (sender.organisation or sender.name, *sender.address, sender.postcode)
    british = abroad and normalised_postcode(sender.postcode)
    return (*lines, "UNITED KINGDOM") if british else lines


def envelopes_pdf(
    typesetter: Typesetter,
    wanted: Sequence[Cover],
    size: Size,
    sender: Sender,
    feed: Feed = "as-read",
) -> bytes:
    """Return a page an envelope, turned for the printer; raises CampaignError for a misfit."""
    addresses = set_addresses(wanted, size.address, _SIZES)
    home, away = (
        set_address(lines, size.sender, RETURN_SIZES) if lines else None
        for lines in (return_address(sender, abroad=abroad) for abroad in (False, True))
    )
    backs = [away if country_name(cover.lines[-1]) else home for cover in wanted]
    both = list(zip(addresses, backs, strict=True))
    template, values = "envelopes.html.j2", {"size": size}
    pdf = typesetter.set_all(template, "Envelopes", values, TOGETHER, addresses=both)
    return turned(pdf, TURNS[feed])


def turned(pdf: bytes, degrees: int) -> bytes:
    if not degrees:
        return pdf
    file = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as whole:
        for page in whole.pages:
            page.obj[Name.Rotate] = degrees
        whole.save(file, deterministic_id=True)
    return file.getvalue()
