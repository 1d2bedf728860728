# Each target sets up what is missing and does its job. Needs Python 3.11 or later, and make.

PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test bench bench-reading bench-statements bench-rules setup lock clean

run: $(READY)  ## Takes in the sample inbox and writes the outbox.
	$(BIN)/hongdan run --home . --as-of 2026-11-05

test: $(READY)  ## Style, types and tests.
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest --numprocesses auto

bench: $(READY)  ## hongdan at three sizes beside a user's script, the plain floor and formulas.
	$(BIN)/python -m tests.bench.bench

bench-reading: $(READY)  ## Reading beside fastexcel alone, and many small files beside a large one.
	$(BIN)/python -m tests.bench.reading

bench-statements: $(READY)  ## Statements beside xlsxwriter alone writing the same cells.
	$(BIN)/python -m tests.bench.statements

bench-rules: $(READY)  ## All rules beside matching and statements.
	$(BIN)/python -m tests.bench.rules

setup: $(READY)  ## The environment alone.

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "hongdan needs Python 3.11 or later; none was found." >&2; exit 2; }
	@$(BIN)/python -c '' 2>/dev/null || { rm -rf .venv && $(PYTHON) -m venv .venv; } || \
		{ echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	$(PIP) install --no-deps --requirement requirements.lock
	$(PIP) check
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

lock:  ## Resolves the newest versions that pyproject.toml allows, and writes them into the lock file.
	rm -rf .venv && $(PYTHON) -m venv .venv
	$(PIP) install --upgrade setuptools --editable '.[cluster,dev]'
	@{ $(BIN)/python -m pip freeze --all --exclude pip --exclude-editable; \
		echo 'colorama==0.4.6; sys_platform == "win32"'; echo 'pywin32-ctypes==0.2.3; sys_platform == "win32"'; } | LC_ALL=C sort -f > requirements.lock

clean:  ## Everything that was made here, but neither the ledger nor the outbox.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	find pipeline schemas tests -name __pycache__ -type d -prune -exec rm -rf {} +
