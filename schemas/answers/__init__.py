"""The derived tables, one file an answer (CONTRACT 4 to 6)."""
