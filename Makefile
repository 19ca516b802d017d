# Everything a newcomer, a contributor and CI run. Plain `make` prints the targets.
# A target that needs packages installs them first, from the hashed locks, into .venv; stamps in
# .venv/stamps remember what was installed, so that a second run starts at once and needs no network.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
CODEGEN := $(VENV)/codegen
ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := --require-hashes --only-binary :all:
COMPILE := pip compile --quiet --universal --python-version 3.12 --no-python-downloads --generate-hashes \
    --no-emit-index-url --no-annotate --custom-compile-command "make lock"
BENCHES := $(patsubst bench/bench_%.py,bench-%,$(wildcard bench/bench_*.py))

.PHONY: help
help: ## Print every target with its sentence
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  ARGS goes to the command behind a target: make demo ARGS=--no-serve, make test ARGS="-k seed -x"'

# -- using it ----------------------------------------------------------------------------------------

.PHONY: demo
demo: $(STAMPS)/project ## Load the sample pages, print who mediated what, serve the API (ARGS=--no-serve: only print)
	@$(BIN)/goodoffices demo $(ARGS)

.PHONY: install
install: $(STAMPS)/project ## Install the command goodoffices into .venv

# -- working on it -----------------------------------------------------------------------------------

.PHONY: test
test: $(STAMPS)/dev ## Run the tests, on a Neo4j of their own
	@$(BIN)/pytest $(ARGS)

.PHONY: check
check: lint types imports check-schema test ## All that CI checks

.PHONY: lint
lint: $(STAMPS)/dev ## Look for mistakes and for code that is not formatted
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(STAMPS)/dev ## Check the types, strictly
	@$(BIN)/mypy

.PHONY: imports
imports: $(STAMPS)/dev ## Check that imports run one way: graph_schema <- database <- loaders <- evaluation <- app
	@$(BIN)/lint-imports

.PHONY: format
format: $(STAMPS)/dev ## Format the code and mend what ruff can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: docs
docs: $(STAMPS)/project ## Write anew what is generated: docs/schema.md, docs/queries.md, the README's answer
	@$(BIN)/goodoffices schema docs > docs/schema.md.new && mv docs/schema.md.new docs/schema.md
	@$(BIN)/python -m tools.write_sample_answers
	@$(BIN)/python -m tools.write_actor_coverage

.PHONY: check-schema
check-schema: $(STAMPS)/project ## Tell what a change of the API takes from its clients
	@$(BIN)/python -m tools.check_schema

.PHONY: accept-schema
accept-schema: $(STAMPS)/project ## Promise clients the API as it is now: at a release, or when a break is meant
	@$(BIN)/python -m tools.check_schema --accept

.PHONY: client
client: $(STAMPS)/codegen ## Make a typed Python client in build/client, with a method for each named query
	@rm -rf build/client && mkdir -p build/client
	@$(CODEGEN)/bin/ariadne-codegen --config client/codegen.toml > build/client/made.txt || \
	    { cat build/client/made.txt; exit 1; }
	@echo "build/client/goodoffices_client: see client/analyst.ipynb"

.PHONY: evaluation
evaluation: $(STAMPS)/project ## Write the tables of docs/evaluation.md anew, from runs on the annotated set (about two minutes)
	@$(BIN)/python -m tools.write_evaluation

.PHONY: score-set-aside
score-set-aside: $(STAMPS)/project ## Score the set-aside part of annotated/, when a release is cut and never while rules are written
	@$(BIN)/goodoffices eval annotated/set_aside --figures-only --out build/set-aside $(ARGS)

.PHONY: bench $(BENCHES)
bench: $(BENCHES) ## Run all benches; each prints lines "figure NAME VALUE" (one: make bench-extract, bench-load ...)

$(BENCHES): bench-%: $(STAMPS)/project
	@$(BIN)/python -m bench.bench_$* $(ARGS)

.PHONY: hooks
hooks: $(STAMPS)/dev ## Let git run the quick checks before each commit
	@$(BIN)/pre-commit install

.PHONY: lock
lock: $(STAMPS)/venv ## Resolve the dependencies of pyproject.toml into the locks (ARGS=--upgrade: to their newest versions)
	@command -v uv >/dev/null || test -x $(BIN)/uv || $(PIP) install --quiet uv
	@PATH="$$PATH:$(CURDIR)/$(BIN)"; \
	    uv $(COMPILE) $(ARGS) --group install --output-file requirements.lock pyproject.toml && \
	    uv $(COMPILE) $(ARGS) --group dev --constraint requirements.lock --output-file requirements-dev.lock && \
    uv $(COMPILE) $(ARGS) --output-file client/requirements.lock client/requirements.in

.PHONY: clean
clean: ## Remove .venv and all caches (data under the service's home stays)
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- what is installed -------------------------------------------------------------------------------

$(STAMPS)/venv:
	@python=$$(PYTHON="$(PYTHON)" tools/find_python) && echo "Creating $(VENV) with $$python" && "$$python" -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements.lock | $(STAMPS)/venv
	@echo "Installing the packages of requirements.lock (once)"
	@$(PIP) install --quiet $(LOCKED) -r requirements.lock
	@touch $@

# The project itself: an editable install, built with what the lock brought, so without a network.
$(STAMPS)/project: pyproject.toml $(STAMPS)/run
	@$(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/project
	@echo "Installing the packages of requirements-dev.lock (once)"
	@$(PIP) install --quiet $(LOCKED) -r requirements.lock -r requirements-dev.lock
	@touch $@

# The generator of the client has a place of its own: it needs an older graphql-core and ruff than the project.
$(STAMPS)/codegen: client/requirements.lock | $(STAMPS)/venv
	@echo "Installing the generator of the client (once)"
	@$(BIN)/python -m venv $(CODEGEN)
	@$(CODEGEN)/bin/python -m pip --disable-pip-version-check --no-input install --quiet $(LOCKED) -r client/requirements.lock
	@touch $@
