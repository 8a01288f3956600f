# Everything a newcomer needs. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
MAKEFLAGS += --no-print-directory

.PHONY: help setup run test check style types layers templates migrations words bench lock

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## install everything Hearback and its builders need into .venv

$(VENV)/.ready: requirements-dev.lock scripts/setup
	@PYTHON="$(PYTHON)" scripts/setup $(VENV)
	@touch $@

run: setup ## start Hearback with a demo company and say where it is (PORT=8000)
	@HEARBACK_DEMO=on exec $(BIN)/hearback up

test: setup ## install what the tests need and run every check there is
	@scripts/ready-to-test
	@$(MAKE) style types layers templates migrations
	@$(BIN)/python -m pytest -n 2 -q
	@echo "Once more on a PostgreSQL of the machine's own, named by DATABASE_URL:"
	@scripts/with-postgres $(BIN)/python -m pytest -n 2 -q -m "django_db and not browser and not embedded"

check: setup ## the quick loop: style, types, and the tests that start nothing
	@$(MAKE) style types
	@$(BIN)/python -m pytest -n 2 -q -m "not browser and not slow and not faults"

style:
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types:
	@$(BIN)/mypy --no-error-summary

layers:
	@$(BIN)/lint-imports --no-cache > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }

templates:
	@$(BIN)/djlint --quiet --lint hearback

migrations:
	@$(BIN)/python -m tests.migrations

words: setup ## bring the catalogs up to date with what candidates read, and compile them
	@$(BIN)/python -m tests.words

bench: setup ## measure, and print ratios
	@for one in start demo scale receipt decline kills inbound slots freeze cadence surveys customers consent; do $(BIN)/python -m bench.$$one || exit 1; done

lock: setup ## pin the newest fitting versions, hashed, without index addresses
	@scripts/lock --upgrade
