"""HTML text → a laid-out letter → PDF bytes; the only room that knows WeasyPrint."""

from campaign.pdf.door import starting

with starting():
    from campaign.pdf.press import Press, quick_press
    from campaign.pdf.room import LaidOut

# A worker is to have all that it needs before its first letter.
quick_press()

__all__ = ["LaidOut", "Press"]
