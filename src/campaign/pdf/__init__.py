"""HTML text → a laid-out letter → PDF bytes; the only room that knows WeasyPrint."""

from campaign.pdf.door import starting

with starting():
    from campaign.pdf.press import LaidOut, Press

__all__ = ["LaidOut", "Press"]
