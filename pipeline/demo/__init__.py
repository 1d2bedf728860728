"""Demo: a seed to an invented company's sheets, for trying out and for tests."""
