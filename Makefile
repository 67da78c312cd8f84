# Two commands: `make run` and `make test`. Both can be repeated at any time.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export PYTHONWARNINGS ?= default

.PHONY: run test setup setup-dev data check bench clean

run: setup data
	@exec env HOST=$(HOST) PORT=$(PORT) $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

test: setup-dev
	@$(BIN)/python tools/run_tests.py

setup: $(VENV)/.runtime

setup-dev: $(VENV)/.dev

$(VENV)/.runtime: requirements.txt
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	@$(PYTHON) tools/make_venv.py $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

data:
	@$(BIN)/python manage.py prepare

check: setup-dev
	@$(BIN)/python tools/run_tests.py --checks-only

bench: setup-dev data
	@$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) var
