# Needs Python 3.11 or newer, make and the package index; everything else is put into .venv.
# Where python3 is older, name another: make setup PYTHON=python3.12

PYTHON ?= python3
RUN    := .venv/bin/python
READY  := .venv/ready
TYPED  := $(wildcard statute drafting api main.py bench)

.DEFAULT_GOAL := help
.PHONY: help setup redline serve test lint check format bench conformance docs pins clean

help:
	@echo 'make setup        build .venv from the pinned requirements'
	@echo 'make redline      show the redline of the law and bill shipped as an example'
	@echo 'make serve        open the drafting page on this machine'
	@echo 'make test         run the tests'
	@echo 'make check        formatting, lint, types, layers, then the tests'
	@echo 'make format       put the code into its one format'
	@echo 'make bench        measure speed'
	@echo 'make conformance  count what of a corpus of real law is read and carried out'
	@echo 'make docs         make the table of forms and the pictures anew'
	@echo 'make pins         pin the newest releases that pyproject.toml admits'
	@echo 'make clean        remove what checks and builds leave behind; .venv stays'

setup: $(READY)

$(READY): requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null 2>&1 || \
	  { echo 'Ramseyer needs Python 3.11 or newer, and no $(PYTHON) was found here.'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Ramseyer needs Python 3.11 or newer; $(PYTHON) here is $$($(PYTHON) --version 2>&1)."; \
	    echo 'If a newer one is installed, name it: make setup PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

redline: $(READY)
	@$(RUN) main.py redline

serve: $(READY)
	@$(RUN) main.py serve

test: $(READY)
	$(RUN) -m pytest -n 2

lint: $(READY)
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy $(TYPED)
	.venv/bin/lint-imports --no-logo

check: lint test

format: $(READY)
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(READY)
	@$(RUN) -m bench

conformance: $(READY)
	@$(RUN) -m bench.conformance

docs: $(READY)
	@$(RUN) -m bench.forms
	@$(RUN) -m bench.picture
	@$(RUN) -m bench.pages

# uv only resolves here; what it writes is plain input for pip.
PIN := .venv-pins/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
       --generate-hashes --no-emit-index-url --no-header

pins:
	$(PYTHON) -m venv --clear .venv-pins
	.venv-pins/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(PIN) -o requirements.txt
	$(PIN) -c requirements.txt --extra dev -o requirements-dev.txt
	rm -rf .venv-pins

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
