"""Postal address rules, purely."""
