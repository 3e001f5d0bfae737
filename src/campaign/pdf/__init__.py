"""HTML text → a laid-out letter → PDF bytes; the only room that knows WeasyPrint."""

from campaign.pdf.press import LaidOut, Press

__all__ = ["LaidOut", "Press"]
