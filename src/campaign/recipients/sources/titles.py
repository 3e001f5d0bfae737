"""Courtesy titles that Parliament displays and leaves out of the full title."""

from __future__ import annotations

from campaign.forms_of_address import styled_name

_DISPLAYED = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")


def title_for_salutation(display_as: str, full_title: str) -> str:
    """Return what follows "Dear" by the display name's title, or nothing.

    "Ms Diane Abbott" beside "Rt Hon Diane Abbott MP" gives "Ms Abbott"; a title that the full
    name has too gives nothing, because the name's own rule says it.
    """
    display = styled_name(display_as)
    full = styled_name(full_title)
    # A knight or dame is not called Mr or Ms, whatever a display name says.
    if full.has("Sir", "Dame") or full.dignity:
        return ""
    for title in _DISPLAYED:
        if display.has(title) and not full.has(title):
            return f"{title} {display.surname if display.sure else display.plain}"
    return ""
