# Every target makes the same .venv when it is missing or older than what it is made from; nothing needs root.
PYTHON ?= python3
BIN := .venv/bin
WEEK ?= 2023-W14
OUT ?= out

.PHONY: demo test lint bench clean

demo: .venv/ready
	$(BIN)/ntm-playout demo --out $(OUT)

test: .venv/ready
	. tests/programs.sh && $(BIN)/python -m pytest -n 2 --cov --cov-report=term

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	for script in benchmarks/planning.py benchmarks/rosters.py benchmarks/bundles.py benchmarks/as_run.py; do $(BIN)/python $$script --quick || exit 1; done

# The marker comes last, so that an interrupted installation is made again.
.venv/ready: pyproject.toml constraints.txt
	rm -rf .venv
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ntm_playout needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch .venv/ready

clean:
	rm -rf .venv $(OUT)
