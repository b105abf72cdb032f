# make demo   the local messenger and the bot, with sample people
# make test   everything that must be green before a commit
# make test-postgres  all of it on PostgreSQL; BLEIBDRAN_TEST_POSTGRES_URL names a server, else one is started
# make fuzz   FUZZ=100000 broken updates through the real bot; SEED=n repeats a run
# make audit  known weaknesses in what is installed (needs the network)
# make licences  write docs/licences.md anew
# make bench  how fast, beside bare python-telegram-bot and aiogram
# make lock   renew requirements*.txt from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests wait a good part of their time: one more than there are cores.
BESIDE = -n $$(( 1 + $$(nproc 2>/dev/null || echo 1) )) --dist loadgroup

.PHONY: demo test test-postgres fuzz audit licences bench lint lock browser clean

demo: $(VENV)/demo
	@exec $(BIN)/bleibdran demo

test: $(VENV)/dev browser lint
	$(BIN)/python -m pytest $(BESIDE)

test-postgres: $(VENV)/dev browser
	$(BIN)/python -m pytest $(BESIDE) --store postgresql

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The web page is tested in Debian's Chromium, the one thing PyPI does not have. Where it cannot be had, the rest still runs.
browser:
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing chromium for the browser tests ..."; \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    chromium fonts-noto-color-emoji >/dev/null && exit 0; \
	fi; \
	printf '%s\n' "" "!! No chromium here: THE BROWSER TESTS WILL BE SKIPPED." "!! As root: apt-get install chromium" ""

fuzz: $(VENV)/dev
	$(BIN)/python -m tests.fuzz

# Asks PyPI's list of known weaknesses about every locked package; installs the asker when it is first needed.
audit: $(VENV)/dev
	@echo "Fragt im Netz nach bekannten Schwachstellen ..."
	$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --require-hashes --disable-pip --strict -r requirements.txt

licences: $(VENV)/dev
	$(BIN)/python -m tests.licences --write

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

lock: $(VENV)/dev
	$(BIN)/pip install --quiet uv
	for out in requirements.txt requirements-dev.txt; do \
	  extra=$$( [ $$out = requirements-dev.txt ] && echo "--extra dev" || echo "--extra build" ); \
	  $(BIN)/uv pip compile pyproject.toml $$extra --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet --output-file $$out; done

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/demo

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
