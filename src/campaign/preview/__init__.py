"""The local web page that shows and tailors letters."""

from campaign.making.process import TYPESETTER

WARM = (*TYPESETTER, "campaign.preview.bench", "campaign.making.load")
"""What the worker imports before the first letter comes."""

PATIENCE = 30.0
"""Seconds after which a letter is given up."""
