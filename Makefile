# Two commands do everything: `make run` and `make test`. The rest is for whoever works on the code.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check lint fix bench eval gazetteer lock clean

run: $(READY)  ## create the environment, ingest seeds/, serve on http://127.0.0.1:8000
	@$(BIN)/warraq up seeds

test: $(READY)  ## run the tests
	@$(BIN)/pytest -n auto

check: lint test  ## everything a machine can judge

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)  ## mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## measure, side by side in one run
	$(BIN)/python -m bench

eval: $(READY)  ## score what is read against labelled data in GOLD
	$(BIN)/python -m eval $(GOLD)

gazetteer: $(READY)  ## write the names that CLDR has anew
	$(BIN)/python -m app.gazetteer.cldr

lock: $(READY)  ## choose the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --no-header --no-annotate --generate-hashes --upgrade \
		--group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove the environment and the database made by `make run`
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Warraq needs Python 3.11 or newer; say which with PYTHON=python3.12")'
	@echo "Creating the environment in .venv: a minute or two, once."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
