# Two commands: `make run` and `make test`. Both can be repeated at any time, like all others here.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: run demo test coverage check messages bench lock setup setup-dev data python clean

run: setup data
	@exec env HOST=$(HOST) PORT=$(PORT) $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

# Demo content that came with newer code, into data that is already there.
demo: setup data
	@$(BIN)/python manage.py seed

test: setup-dev
	@$(BIN)/python tools/run_tests.py

setup: $(VENV)/.runtime

setup-dev: $(VENV)/.dev

$(VENV)/.runtime: requirements.lock | python
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | python
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.runtime

python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or later, or run \`make PYTHON=/path/to/python …\`"; exit 1; }

data:
	@$(BIN)/python manage.py prepare

coverage: setup-dev
	@$(BIN)/python tools/run_tests.py --coverage

check: setup-dev
	@$(BIN)/python tools/run_tests.py --checks-only

messages: setup
	@$(BIN)/python manage.py update_catalogues

# After a change of requirements.txt or requirements-dev.txt: what comes along is pinned too, each file by its hash.
# No rule by age: a fresh clone gives all files any age, and whoever installs needs no uv.
lock:
	@command -v uv >/dev/null || { echo "There is no uv: pip install uv"; exit 1; }
	@for name in requirements requirements-dev; do uv pip compile --quiet --generate-hashes --no-header --universal --python-version 3.11 $$name.txt -o $$name.lock || exit 1; done

bench: setup-dev data
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) var
