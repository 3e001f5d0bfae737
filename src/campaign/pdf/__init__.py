"""HTML text → a laid-out letter → PDF bytes; the only room that knows WeasyPrint."""

from campaign.pdf.start import quick_start

with quick_start():
    from campaign.pdf.press import LaidOut, Press

__all__ = ["LaidOut", "Press"]
