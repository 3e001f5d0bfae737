"""Plain text → calls to action, by rules that a person can read."""
