# What can be done here; `make` alone lists it.
#
# PYTHON names the interpreter that makes the virtual environment, VENV its folder:
#     make test PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: audit help demo test lint format coverage browser java page bench stress fuzz package clean

help: ## List what can be done here
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Build the notebook from data/ and its map; say where both are and what to type next
	@$(BIN)/kg demo

test: lint browser java ## Check everything: lint, all tests on files, then what shows and changes on PostgreSQL
	$(BIN)/python -m pytest $(SPREAD)
	$(BIN)/python -m pytest $(SPREAD) --database postgresql $(SERVED)

# WORKERS says how many processes share the tests: as many as there are cores, up to four; 0 is none
# beside the first. A file's tests stay together, as they share what is made once.
WORKERS ?= auto
SPREAD := -n $(WORKERS) --maxprocesses 4 --dist loadfile

# What runs twice: all that people and programs do with a notebook, and what follows from it.
SERVED := tests/cli tests/notebook tests/analysis tests/api

lint: $(VENV)/.ready ## Check style, layout and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.ready ## Lay out the code and mend what can be mended without thinking
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

coverage: $(VENV)/.ready browser java ## Run the tests and list the lines that none of them reaches
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

browser: $(VENV)/.ready ## Find a Chromium for the tests, or install one
	$(BIN)/python tests/rig/browser.py

java: $(VENV)/.ready ## Find Java and a JDBC driver for the tests of Spark, or install them
	$(BIN)/python tests/rig/java.py

page: ## Build the script and style of pages from kg/pages/browser (needs Node.js 20 or newer)
	@command -v npm >/dev/null || { echo 'npm was not found: install Node.js 20 or newer' >&2; exit 1; }
	cd kg/pages/browser && npm ci --no-audit --no-fund && npm run check && npm run build

bench: $(VENV)/.ready ## Measure each thing that ought to be fast against its baseline (an hour)
	@for each in startup completion daily due search adding bulk_import importing merging layout map scores camps engines suggest growth concurrency; do \
	  echo "$$each:"; $(BIN)/python benchmarks/$$each.py || exit 1; \
	done

stress: $(VENV)/.ready ## Kill kg a thousand times, and let eight processes change one notebook (a quarter of an hour)
	$(BIN)/python tests/stress/killing.py --kills 1000
	$(BIN)/python tests/stress/crowding.py --processes 8 --rounds 40

audit: $(VENV)/.ready ## Ask PyPI and npm for known vulnerabilities of all that kg is made with (needs a network)
	@$(PIP) --editable '.[audit]' || echo 'pip-audit cannot be installed' >&2
	@$(BIN)/python tests/rig/audit.py $(if $(AUDIT),--$(AUDIT))

SECONDS ?= 120

fuzz: $(VENV)/.ready ## Spoil files of every format for SECONDS (120): readers must answer with one sentence
	$(BIN)/python -m tests.formats.fuzzing $(SECONDS)

package: $(VENV)/.ready ## Build the source archive and the wheel into dist/
	$(BIN)/python -m build --no-isolation

clean: ## Remove what the other targets made here, the virtual environment included
	rm -rf $(VENV) build dist .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name node_modules -type d -prune -exec rm -rf {} +

# The stamps: each says that a step was done since pyproject.toml last changed.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'kg needs Python 3.11 or newer, and "$(PYTHON)" is none: name one, as in make PYTHON=python3.12' >&2; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.made
	@echo 'Installing kg into $(VENV) (under a minute on most machines)'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.ready: pyproject.toml $(VENV)/.made
	@echo 'Installing kg and what its tests need into $(VENV) (a minute or two)'
	@$(PIP) --editable '.[test]'
	@touch $(VENV)/.installed $@

