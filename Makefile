# The two commands of a new machine: `make demo` and `make test`. Everything else here is for people who work on mechgraph.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
# Options of `make bench`, such as BENCH="--claims 1000000 --keep DIR".
BENCH ?=

.PHONY: demo test check format score bench docs clean

demo: .stamp-run
	@$(BIN)/mechgraph demo

test: .stamp-dev
	@$(BIN)/python tools/browser.py
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not alone"
	$(BIN)/pytest -q -m alone

check: .stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check

format: .stamp-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: .stamp-dev
	@test -d ../shared/gold || { echo "make score needs the shared folder of annotated texts beside the checkout."; exit 2; }
	$(BIN)/python ../shared/gold/score_dev.py --reader "$(CURDIR)/$(BIN)/mechgraph read {} --format jsonl"

bench: .stamp-dev
	$(BIN)/python benchmarks/run.py $(BENCH)

docs: .stamp-dev
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/notebook.py

clean:
	rm -rf $(VENV) .stamp-* build dist

.stamp-run: requirements.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/install.sh requirements.txt
	@touch $@

.stamp-dev: requirements.txt requirements-dev.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/install.sh requirements-dev.txt
	@touch .stamp-run $@
