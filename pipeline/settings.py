"""hongdan.toml to one frozen object: every key validated, unknown keys refused with a suggestion."""
