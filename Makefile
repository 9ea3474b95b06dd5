# Two commands: `make book` and `make test`. Each sets up its own environment first.
EDITION ?= 2019-20-Q2
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help book serve publish verify reproduce test test-browser lint types layers unit notebooks benchmark lock clean

help: ## list what can be asked for
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

book: $(READY) ## build the book (EDITION=2019-20-Q2)
	@$(BIN)/spf build $(EDITION)

serve: $(READY) ## open the built book on localhost
	@$(BIN)/spf serve

publish: $(READY) ## freeze an edition's executed notebooks under book/
	@$(BIN)/spf publish $(EDITION)

verify: $(READY) ## execute every published edition again and compare it with its manifest
	@for edition in $(patsubst book/%/manifest.json,%,$(wildcard book/*/manifest.json)); do \
	  $(BIN)/spf verify $$edition || exit 1; \
	done

reproduce: $(READY) ## build twice under different conditions, compare byte for byte
	@$(BIN)/python -m tests.reproduce $(EDITION)

test: lint types layers unit notebooks ## every check, in about five minutes

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest tests --ignore tests/site -n 2 --dist loadfile

notebooks: $(READY)
	$(BIN)/python -m pytest -p tests.own_kernels --nbval book -n 2 --dist loadfile

test-browser: $(READY) ## check the built site, as files and in Debian's chromium
	@missing=$$(for one in chromium:chromium chromedriver:chromium-driver npm:npm; do \
	  command -v $${one%:*} >/dev/null || echo $${one#*:}; done); \
	  test -z "$$missing" || { apt-get update -qq && apt-get install -y -qq $$missing >/dev/null; }
	npm ci --prefix tests/site --ignore-scripts --no-audit --no-fund --silent
	$(BIN)/python -m pytest tests/site

benchmark: $(READY) ## time the jobs against their yardsticks, in about fifteen minutes
	@$(BIN)/python -m benchmarks.table

lock: ## resolve the dependencies again and write the lock files
	uv export --no-emit-index-url --no-emit-project --all-groups --all-extras --no-header -o requirements.txt
	echo uv | uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 - -o requirements-bootstrap.txt

$(READY): requirements.txt requirements-bootstrap.txt pyproject.toml
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bootstrap.txt
	$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.txt
	$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

clean: ## remove what was built
	rm -rf _build $(VENV)
