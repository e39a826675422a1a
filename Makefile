# make run    the page on this machine        make test   every test
# make lint   style, types, imports, security   make lock   renew the locked versions (needs uv)
# make audit  known faults of the locked versions (asks the network)
# make pictures   every page and state as pictures, to look at (needs chromium)
# make bench   how fast it is, beside its peers
# make encoder   fine-tune the sentence encoder again (under an hour on two cores)

# The first Python here that is 3.11 or newer; PYTHON=… names another.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint audit lock encoder bench pictures clean

run: .venv/run-ready
	@$(BIN)/coach app

test: .venv/dev-ready
	$(BIN)/python -m pytest

lint: .venv/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r coach app.py

audit: .venv/dev-ready
	$(BIN)/pip-audit --disable-pip -r requirements.lock

encoder: .venv/run-ready
	$(BIN)/python -m pip install -q -e '.[encoder]'
	$(BIN)/python -m coach.finetune

bench: .venv/dev-ready
	for what in start speed score page; do $(BIN)/python benchmarks/$$what.py || exit 1; done

pictures: .venv/dev-ready
	$(BIN)/python tests/pictures.py

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header pyproject.toml --group build -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv dist models/classifier.*

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: please install it, then try again."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "This Python cannot make environments: on Debian and Ubuntu, install python3-venv, then try again."; exit 1; }

.venv/run-ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what the coach needs (once, a minute or two) …"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev-ready: requirements-dev.lock .venv/run-ready
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.lock
	@touch $@
