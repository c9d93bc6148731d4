# Two commands do everything: `make run` and `make test`. The rest is for whoever works on the code.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

CLIENTS := tests/clients

.PHONY: run test check lint fix clients openapi bench eval gazetteer lock clean

run: $(READY)  ## create the environment, ingest seeds/, serve on http://127.0.0.1:8000
	@$(BIN)/warraq up seeds

test: $(READY)  ## run the tests
	@$(BIN)/pytest -n auto

check: lint  ## everything a machine can judge
	-@$(MAKE) --no-print-directory clients
	@$(BIN)/pytest -n auto -rs

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)  ## mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clients: $(READY) $(CLIENTS)/.venv/.ready  ## what the tests of generated clients need: a generator, and packages of node
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(CLIENTS)/node_modules/.package-lock.json; \
	else echo "npm is not here: the document is not linted, no TypeScript client is made of it."; fi

openapi: $(READY)  ## write docs/openapi.json anew
	@env -u WARRAQ_API_KEYS $(BIN)/warraq openapi > docs/openapi.json.new
	@mv docs/openapi.json.new docs/openapi.json

SIZES ?= 10000 100000
bench: $(READY) .bench/datasette/.ready  ## measure, side by side in one run; SIZES="10000 100000 1000000" for all of it
	@$(BIN)/python -m bench $(SECTIONS) $(addprefix --size ,$(SIZES))

# What is compared with gets an environment of its own. Without the network the comparison says that it is not there.
.bench/datasette/.ready: bench/requirements.lock
	-@$(PYTHON) -m venv .bench/datasette && .bench/datasette/bin/pip install --quiet --disable-pip-version-check \
		--require-hashes -r bench/requirements.lock && touch $@

eval: $(READY)  ## score what is read against labelled data in GOLD
	$(BIN)/python -m eval $(GOLD)

gazetteer: $(READY)  ## write the names that CLDR has anew
	$(BIN)/python -m app.gazetteer.cldr

lock: $(READY)  ## choose the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		--group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		--python-version 3.11 $(CLIENTS)/requirements.in -o $(CLIENTS)/requirements.txt
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		--python-version 3.11 bench/requirements.in -o bench/requirements.lock

clean:  ## remove the environment and the database made by `make run`
	rm -rf $(CLIENTS)/.venv $(CLIENTS)/node_modules
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Warraq needs Python 3.11 or newer; say which with PYTHON=python3.12")'
	@echo "Creating the environment in .venv: a minute or two, once."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

# A virtual environment of its own: the generator wants other releases of packages than Warraq does.
$(CLIENTS)/.venv/.ready: $(CLIENTS)/requirements.txt | $(READY)
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(CLIENTS)/.venv
	@$(BIN)/uv pip install --quiet --python $(CLIENTS)/.venv/bin/python --require-hashes -r $<
	@touch $@

$(CLIENTS)/node_modules/.package-lock.json: $(CLIENTS)/package-lock.json
	@cd $(CLIENTS) && npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
