"""The sheets that come in, one file a kind (CONTRACT 3)."""
