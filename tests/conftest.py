"""Names of cases that are the same in every process, so that tests can run on every core."""


def pytest_make_parametrize_id(config: object, val: object, argname: str) -> str | None:
    """A file's bytes hold the time of saving; its case is named for the argument instead."""
    return argname if isinstance(val, bytes) else None
