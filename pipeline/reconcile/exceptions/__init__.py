"""Exceptions: one rule a function, in a file a category; `rules.RULES` is the only list (CONTRACT 6)."""
