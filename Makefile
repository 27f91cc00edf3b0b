PY ?= python3.11
BIN := .venv/bin
export ALONGSIDE_HOME ?= $(CURDIR)/var
# Python compiles what is used when it is first used; without kept files every start would do so again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run install test test-sqlite test-pg test-tools attack mutate fuzz coverage check format docs bench fresh lock

run: install
	@ALONGSIDE_MODE=demonstration $(BIN)/alongside serve

install: .venv/.ok

.venv/.python:
	@command -v $(PY) >/dev/null || { echo "Alongside needs Python 3.11. Install it, or say where it is: make PY=/path/to/python3.11"; exit 1; }
	@test -x .venv/bin/python || $(PY) -m venv --without-pip .venv
	@test -x .uv/bin/uv || { $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip --user >/dev/null; \
	  $(PY) -m pip install -q --disable-pip-version-check --root-user-action=ignore --target .uv 'uv>=0.9'; }
	@touch $@

.venv/.ok: .venv/.python requirements.lock pyproject.toml
	@test -f .venv/.dev || { echo "Installing Alongside (about half a minute the first time)…"; \
	  .uv/bin/uv pip sync -q --python $(BIN)/python --require-hashes requirements.lock; \
	  .uv/bin/uv pip install -q --python $(BIN)/python --no-deps -e .; }
	@touch $@

.venv/.dev: .venv/.python requirements-dev.lock pyproject.toml
	@.uv/bin/uv pip sync -q --python $(BIN)/python --require-hashes requirements-dev.lock
	@.uv/bin/uv pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@ .venv/.ok

lock: .venv/.python
	.uv/bin/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements.lock pyproject.toml
	.uv/bin/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev -o requirements-dev.lock pyproject.toml

# Everything on SQLite, then what leans on the engine again on PostgreSQL. make test ROOM=plan for one room.
test: test-sqlite $(if $(ROOM),,test-pg)

test-tools: .venv/.dev
	@sh scripts/test-tools

test-sqlite: test-tools
	@$(BIN)/pytest -q $(if $(ROOM),tests/$(ROOM),-n 2 --dist worksteal) $(ARGS)

# A thousand random tables, and a reader who tries to recover what was hidden.
attack: test-tools
	@ATTACK_TABLES=1000 $(BIN)/pytest -q -n0 tests/disclosure/test_attack.py $(ARGS)

# Small faults in the law's code, one at a time; a test has to notice each. make mutate ARGS=states.py for one file.
mutate: test-tools
	@$(BIN)/python scripts/mutate.py $(ARGS)

# The API of health systems, called in many more ways than make test has time for.
fuzz: test-tools
	@FUZZ_EXAMPLES=500 $(BIN)/pytest -q -n0 tests/advice/test_api_fuzz.py $(ARGS)

# Which lines and branches the tests reach. Apart from make test, which it slows by a quarter.
coverage: test-tools
	@$(BIN)/pytest -q -n 2 --dist worksteal -m "not browser" --cov --cov-report=term $(ARGS)

# Only the files that have such tests are read.
test-pg: test-tools
	@TEST_ENGINE=postgresql $(BIN)/pytest -q -n 2 --dist worksteal -m both_engines $$(grep -rlw both_engines tests --include='test_*.py') $(ARGS)

check: .venv/.dev
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/djlint --check src
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	ALONGSIDE_MODE=test ALONGSIDE_HOME=.check-home $(BIN)/python -m django makemigrations --check --dry-run --settings=alongside.config.settings
	ALONGSIDE_MODE=test ALONGSIDE_HOME=.check-home $(BIN)/alongside reference --check
	@rm -rf .check-home

format: .venv/.dev
	$(BIN)/ruff check --fix-only -q src tests bench scripts
	$(BIN)/ruff format src tests bench scripts
	$(BIN)/djlint --reformat --quiet src

docs: .venv/.dev
	ALONGSIDE_MODE=test ALONGSIDE_HOME=.check-home $(BIN)/alongside reference
	@rm -rf .check-home

# Loads its own data into a home of its own, beside the bare page of the same server.
bench: .venv/.dev
	@sh scripts/test-tools wrk
	@$(BIN)/python -m bench $(ARGS)

# Asks before it puts the old demonstration aside.
fresh: install
	@ALONGSIDE_MODE=demonstration $(BIN)/alongside demo fresh
