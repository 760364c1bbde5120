# An Trú: `make` alone says what there is to make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYSTEM_PACKAGES := age chromium gdal-bin libreoffice-writer-nogui fonts-liberation poppler-utils
# The tests run without it as well, only longer.
QUICKER := chromium-headless-shell
# A loopback address gets demo accounts and an invented province; ANTRU_DEMO=0 leaves both out.

.DEFAULT_GOAL := help
.PHONY: help run test test-all check format lint types imports bench demo system-packages clean

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 18

run: $(VENV)/run.stamp ## Set up everything and serve at http://127.0.0.1:8000
	@$(BIN)/flask --app wsgi serve

test: system-packages check ## Set up everything, check, and run the tests, but for corners that are like others
	$(BIN)/python -m pytest -n 3 --dist loadgroup -m "not slow"

test-all: system-packages check ## The same with those: some minutes more
	$(BIN)/python -m pytest -n 3 --dist loadgroup

check: $(VENV)/dev.stamp ## Format, lint, types, import directions, checklists
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m checklists

format: $(VENV)/dev.stamp ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp ## Measure, as ratios within one run
	$(BIN)/python -m bench

demo: $(VENV)/run.stamp ## Load the invented province into DATA_DIR
	$(BIN)/flask --app wsgi demo

clean: ## Remove the virtual environment and caches; data/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache

system-packages: ## Install what the tests need of the system, as root on Debian; else say the line
	@missing=""; for package in $(SYSTEM_PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	  else echo "The tests need:$$missing. Run: sudo apt-get install -y$$missing"; exit 1; fi; fi
	@dpkg -s $(QUICKER) >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(QUICKER) >/dev/null 2>&1; } || true

$(VENV)/run.stamp: requirements.txt
	$(call install,requirements.txt)
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch $@ $(VENV)/run.stamp

define install
	@if command -v uv >/dev/null; then \
	  { [ -x $(BIN)/python ] || uv venv -q --python $(PYTHON) $(VENV); } && uv pip install -q -p $(BIN)/python -r $(1); \
	else \
	  { [ -x $(BIN)/pip ] || $(PYTHON) -m venv $(VENV); } && $(BIN)/pip install -q --disable-pip-version-check -r $(1); \
	fi
endef
