"""Files to accepted documents."""
