"""Paper, envelope profiles and label sheets as data, in millimetres."""
