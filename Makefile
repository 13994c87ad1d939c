# Two doors: make lab (learn) and make test (develop). Works with GNU make 3.81, as macOS has it.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps
DIR := cx-workspace
ARGS :=
WORKERS := 2

# The first Python that is new enough; `make lab PYTHON=/path/to/python3` names another one.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON = $(shell for name in python3.13 python3.12 python3.11 python3; do \
	if $$name -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then echo $$name; break; fi; done)

.PHONY: help lab test check clean

help:
	@echo "make lab     open the course in your browser (DIR=folder keeps your work elsewhere)"
	@echo "make test    run every test in WORKERS=2 processes (ARGS=... is handed to pytest)"
	@echo "make check   lint, compare generated files with their sources, import every test"
	@echo "make clean   remove what was installed; your work in $(DIR) stays"

lab: $(VENV)/.installed
	@$(BIN)/cxcourse lab $(DIR) $(ARGS)

# A file's tests stay in one process, so that what they share is made once.
test: $(VENV)/.installed-tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.installed-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --diff --quiet .; exit 1; }
	@if command -v npx >/dev/null; then npx --yes prettier@3.6.2 --log-level warn --check "cxcourse/**/*.{js,css}"; fi
	@$(BIN)/cxcourse check
	@found=$$($(BIN)/python -m pytest -q --collect-only 2>&1) || { echo "$$found" | tail -n 30; exit 1; } # seconds now, not a late surprise

clean:
	@rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@set -e; python="$(PYTHON)"; \
	if [ -z "$$python" ]; then \
	  echo "The course needs Python 3.11 or newer, and none was found."; \
	  echo "  Debian, Ubuntu:  sudo apt install python3 python3-venv"; \
	  echo "  macOS:           brew install python, or the installer of python.org"; \
	  echo "  Another place:   make lab PYTHON=/path/to/python3"; exit 1; \
	elif ! "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then \
	  echo "$$python cannot be used: it is not there, or older than Python 3.11."; exit 1; \
	elif ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python has no venv module, which is a package of its own here. Install it, then run make again:"; \
	  echo "  Debian, Ubuntu:  sudo apt install python3-venv"; exit 1; \
	fi; \
	echo "Making a place for the course in $(VENV) ($$("$$python" -V)) ..."; \
	"$$python" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing what the course needs (a minute or two, once) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-tests: $(VENV)/.installed tests/requirements.lock
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes -r tests/requirements.lock
	@touch $@
