# `make` alone lists the targets. Windows has no make: the README gives the plain commands.

PYTHON ?= python3
UV_VERSION := 0.13.8
BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
# Whoever is done takes over tests from others, in runs of neighbours: few start LibreOffice.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
# One step at a time: two pips in one environment would trip over each other.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help demo test search check bench compare bom audit fuzz hostile publish-attack mutants verdict-audit import-score lock workbooks templates docs pictures golden wheel frozen clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(RUNTIME)  ## the example board, checked, updated and built, in demo-output/
	$(BIN)/toolkit demo demo-output

test: $(DEV)  ## the tests, on all cores (PYTEST_ARGS="-k plan" passes options on)
	$(PYTEST) $(PYTEST_ARGS)

search: $(DEV)  ## try the properties on ten times as many examples, new ones each time
	$(PYTEST) -m hypothesis --hypothesis-profile=search $(PYTEST_ARGS)

check: $(DEV)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@# The project's own checks of itself go here.

bench: $(DEV)  ## measure the speeds
	$(BIN)/python -m benchmarks

compare: $(DEV)  ## what this checkout changes for a user (OLD=../other-checkout)
	@test -n "$(OLD)" || { echo "Name the other checkout: make compare OLD=../other-checkout"; exit 1; }
	$(BIN)/python -m tools.compare_outputs $(OLD) .

publish-attack: $(DEV)  ## attack a thousand published packs (ATTACK="--packs 50" passes options on)
	$(BIN)/python -m tools.publish_attack $(ATTACK)

fuzz: $(DEV)  ## damaged files by the hundred, for 20 minutes (FUZZ="--seconds 60" passes options on)
	$(BIN)/python -m tools.fuzz $(FUZZ)

hostile: $(DEV)  ## other people's odd and broken files through every command (HOSTILE=FOLDER names some)
	$(BIN)/python -m tools.hostile $(HOSTILE)

mutants: $(DEV)  ## does a test notice a small fault? (MUTANTS="publishing --help" passes options on)
	$(BIN)/python -m tools.mutants $(MUTANTS)

verdict-audit: $(DEV)  ## how often charts call chance a change, and see one (AUDIT="--series 300" passes options on)
	$(BIN)/python -m tools.verdict_audit $(AUDIT)

import-score: $(DEV)  ## how well real and made plans, and made tables, are read (FOLDER=… names the reference material)
	$(BIN)/python -m benchmarks.figures_score
	$(BIN)/python -m benchmarks.import_score $(FOLDER)

workbooks: $(DEV)  ## build the workbooks again
	$(BIN)/python -m tools.maintenance workbooks

templates: $(DEV)  ## build the Word templates again
	$(BIN)/python -m tools.maintenance templates

docs: $(DEV)  ## write the generated pages of the documentation again
	$(BIN)/python -m tools.maintenance docs

pictures: $(DEV)  ## draw the pictures of the documentation again (needs LibreOffice)
	$(BIN)/python -m tools.pictures

golden: $(DEV)  ## write the golden files again, after CONFIRM=yes: then read the diff
	@test "$(CONFIRM)" = yes || { \
	    echo "This replaces what the tests hold to be right. If you mean it: make golden CONFIRM=yes"; exit 1; }
	$(BIN)/python -m pytest --refresh-golden $(PYTEST_ARGS)
	git status --short tests/golden

# Pins stay as they are while they satisfy pyproject.toml; UPGRADE=1 takes the newest.
LOCK = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" \
    --group build --extra excel $(if $(UPGRADE),--upgrade)
lock: .venv/.made  ## settle the versions in both lock files (UPGRADE=1 takes the newest)
	$(BIN)/python -m venv build/lock
	build/lock/bin/pip install --quiet uv==$(UV_VERSION)
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	$(subst --group build --extra excel,--group audit,$(LOCK)) --output-file requirements-audit.lock

AUDIT := build/audit/.installed
$(AUDIT): .venv/.made requirements-audit.lock
	$(BIN)/python -m venv --clear build/audit
	build/audit/bin/pip install --quiet --require-hashes -r requirements-audit.lock
	@touch $@

bom: $(AUDIT)  ## the list of the software that the toolkit uses (CycloneDX), in dist/bom.json
	mkdir -p dist
	@# It warns that a lock does not say which package needs which.
	PYTHONWARNINGS=ignore build/audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
	    --mc-type application --output-reproducible --output-file dist/bom.json

audit: $(AUDIT)  ## is anything in the lock known to be vulnerable? (asks pypi.org)
	build/audit/bin/pip-audit --requirement requirements.lock --disable-pip --strict \
	    --progress-spinner off

wheel: $(RUNTIME)  ## build the wheel into dist/
	@# setuptools would pack whatever an earlier build left behind.
	rm -rf build/lib build/bdist.* dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

# From an unpacked wheel: PyInstaller does not find the folders of an editable installation.
FROZEN := build/frozen
frozen: $(DEV) wheel  ## a folder that runs without Python, for this kind of computer, in dist/toolkit
	@# xlwings' folder "pro" has a licence that forbids most uses. Frames are for Python, not for it.
	rm -rf $(FROZEN)
	$(BIN)/python -m pip install --quiet --no-deps --target $(FROZEN)/source dist/*.whl
	PYTHONPATH=$(FROZEN)/source $(BIN)/pyinstaller --noconfirm --log-level ERROR --name toolkit \
	    --collect-submodules toolkit $(addprefix --collect-data ,toolkit docx pptx) \
	    $(addprefix --exclude-module ,xlwings.pro cryptography pandas numpy) \
	    --workpath $(FROZEN) --specpath $(FROZEN) --distpath dist $(FROZEN)/source/toolkit/__main__.py

clean:  ## remove everything that these targets made
	rm -rf .venv build dist demo-output *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "The toolkit needs Python 3.11 or newer. Name one like this: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUNTIME): .venv/.made requirements.lock pyproject.toml setup.py
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
