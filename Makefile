# `make` alone prints the targets. Every target works from a clean clone.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

DEMO := golden_docs/cn-xjr3-2021/discrepant-01/input
DEMO_OUT := build/demo
GOLDEN_PACKAGES := fonts-noto-cjk fonts-arphic-uming fonts-arphic-ukai fonts-wqy-zenhei
TEST_PACKAGES := chromium $(GOLDEN_PACKAGES)
PYTEST := $(BIN)/python -m pytest
FAST := -m "not ocr and not browser and not slow"

# Libraries that would look for newer weights on the network are told not to.
export PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK := True
export HF_HUB_OFFLINE := 1
export PYTHONUTF8 := 1

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## make .venv and install everything at the pinned versions

$(LOCKED): requirements.lock requirements-dev.lock packaging/opencv-contrib-python/pyproject.toml
	@[ -n "$(PYTHON)" ] && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "Python 3.11 is needed (make setup PYTHON=/path/to/python3.11)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || tools/debian-packages python3-venv
	@echo "Installing into $(VENV); this takes some minutes the first time." >&2
	@[ -x $(BIN)/pip ] || "$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --no-deps --require-hashes -r requirements.lock -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation ./packaging/opencv-contrib-python
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: demo
demo: $(READY) ## verify an example application with planted discrepancies and show where the report is
	@rm -rf $(DEMO_OUT)
	@code=0; $(BIN)/heyan verify $(DEMO) --programme cn-xjr3-2021 --out $(DEMO_OUT) </dev/null || code=$$?; \
	  [ $$code -le 1 ] || { echo "heyan verify ended with exit code $$code; see docs/errors.md." >&2; exit $$code; }; \
	  [ -s $(DEMO_OUT)/report.html ] || { echo "No report was written." >&2; exit 1; }; \
	  echo "Report: $$(realpath $(DEMO_OUT)/report.html)"

.PHONY: serve
serve: $(READY) ## start the service: web pages, interface, worker, its own database
	@exec $(BIN)/heyan serve </dev/null

.PHONY: test
test: $(READY) test-packages ## run the whole test suite
	@code=0; $(PYTEST) -q $(FAST) --numprocesses auto --maxprocesses 4 </dev/null || code=$$?; \
	  $(PYTEST) -m "ocr or browser or slow" --durations 20 </dev/null || code=$$?; exit $$code

.PHONY: test-packages
test-packages:
	@tools/debian-packages $(TEST_PACKAGES)

.PHONY: check
check: $(READY) ## format, lint, types, layers and the fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -q $(FAST) --numprocesses auto --maxprocesses 4 </dev/null

.PHONY: format
format: $(READY) ## format the sources and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: eval
eval: $(READY) ## measure accuracy on all golden documents
	@mkdir -p build
	$(BIN)/heyan eval golden_docs --json build/eval.json

.PHONY: ceiling
ceiling: $(READY) ## exact fields beside the reading ceiling: make ceiling DIRS="DIR…"
	$(BIN)/heyan eval $(or $(DIRS),golden_docs/documents)

.PHONY: golden
golden: $(READY) ## draw the golden packages and documents anew
	@tools/debian-packages $(GOLDEN_PACKAGES)
	$(BIN)/python -m golden_docs.maker

.PHONY: docs
docs: $(READY) ## write docs/reference anew from code and catalogue
	$(BIN)/python -m tools.reference

.PHONY: lock
lock: $(READY) ## write the lock files anew from what is installed in .venv
	$(BIN)/python tools/lock.py
	$(BIN)/python tools/sbom.py

.PHONY: clean
clean: ## remove everything that can be made again
	rm -rf build dist *.egg-info packaging/*/build packaging/*/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	rm -rf $(VENV)
