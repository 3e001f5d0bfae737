"""Personalised PDF letters from a published statement and a list of recipients."""

__version__ = "0.1.0"
