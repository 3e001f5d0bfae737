"""Envelope name, salutation and complimentary close, purely."""
