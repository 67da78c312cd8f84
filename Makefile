# Two commands: `make run` and `make test`. Both can be repeated at any time, like all others here.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: run demo test check messages bench setup setup-dev data python clean

run: setup data
	@exec env HOST=$(HOST) PORT=$(PORT) $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

# Demo content that came with newer code, into data that is already there.
demo: setup data
	@$(BIN)/python manage.py seed

test: setup-dev
	@$(BIN)/python tools/run_tests.py

setup: $(VENV)/.runtime

setup-dev: $(VENV)/.dev

$(VENV)/.runtime: requirements.txt | python
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | python
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or later, or run \`make PYTHON=/path/to/python …\`"; exit 1; }

data:
	@$(BIN)/python manage.py prepare

check: setup-dev
	@$(BIN)/python tools/run_tests.py --checks-only

messages: setup
	@$(BIN)/python manage.py update_catalogues

bench: setup-dev data
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) var
