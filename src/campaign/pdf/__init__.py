"""HTML text → a laid-out letter → PDF bytes; the only room that knows WeasyPrint."""

from campaign.pdf.door import quick_press, starting

with starting():
    from campaign.pdf.press import LaidOut, Press

# A worker is to have all that it needs before its first letter.
quick_press()

__all__ = ["LaidOut", "Press"]
