# Everything is set up in .venv by the target that needs it first, from nothing but Python 3.11 or newer and make.
#     make report ARGS='--period 2021-22 --area "West Midlands Police"'
#     make test ARGS="-k periods"
#     make lab ARGS="--no-browser --port 9000"
#     make lab DEMONSTRATION=1

PYTHON ?= python3
ARGS :=
BIN := .venv/bin
# Without compiled modules each kernel would spend some nine seconds on its imports; they stay inside the project.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --quiet --quiet --no-input --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: report test audit lab lint bench docs lock clean help

# Without a year of your own: the year of the printed report, and the newest that is whole in referrals by police force.
YEARS = $(if $(findstring --period,$(ARGS)),,2021-22 2022-23)
REPORT = $(BIN)/msoic run --strict --format html,pdf --book

report: .venv/.installed ## Run every notebook and write HTML, PDF and the year as one document to reports/
	@$(if $(YEARS),failed=0; for year in $(YEARS); do $(REPORT) --period $$year $(ARGS) || failed=1; done; exit $$failed,$(REPORT) $(ARGS))

test: .venv/.installed ## Run the tests
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup $(ARGS)

audit: .venv/.installed .cache/vnu.jar ## Make every page for every year and kind of area, and check it
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup --audit -m audit $(ARGS)

# The checker of HTML needs Java, and npm to be fetched.
.cache/vnu.jar:
	@command -v java >/dev/null && command -v npm >/dev/null || { \
		echo "make audit checks pages with vnu: install Java and npm (apt-get install default-jre-headless npm)" >&2; exit 1; }
	@mkdir -p .cache && cd .cache && npm pack --silent vnu-jar@26.9.27 >/dev/null && \
		tar -xzf vnu-jar-26.9.27.tgz --strip-components=3 package/build/dist/vnu.jar && rm vnu-jar-26.9.27.tgz && touch vnu.jar

lab: .venv/.installed ## Open JupyterLab (DEMONSTRATION=1 for an invented country)
	@$(BIN)/msoic lab $(if $(DEMONSTRATION),--demonstration) $(ARGS)

lint: .venv/.installed ## Check style, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/.installed ## Measure speed
	@$(BIN)/python -m benchmarks $(ARGS)

docs: .venv/.installed ## Write docs/index.md and docs/sources.md anew
	@$(BIN)/python -m tools.index
	@$(BIN)/python -m tools.sources

lock: .venv/.installed ## Write requirements.lock anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --extra dev $(ARGS) pyproject.toml --output-file requirements.lock

clean: ## Remove the environment and the caches; reports and downloads stay
	@rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	@find . -type d '(' -name __pycache__ -o -name .ipynb_checkpoints ')' -prune -exec rm -rf {} +

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-8s %s\n' "$$name" "$$text"; done

# Written in a Python that any version can read, so that an old one can say that it is too old.
define CHECK_PYTHON
import sys
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; $(PYTHON) is %d.%d. Name another: make PYTHON=python3.12" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv")
endef
export CHECK_PYTHON

# Most modules of so many packages are never imported: Python compiles the others as it meets them.
# Each mark is written last, so that a set-up broken off half-way is done again from the start.
.venv/.locked: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "There is no '$(PYTHON)'. Install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c "$$CHECK_PYTHON"
	@echo "Setting up .venv: this takes a few minutes, once ..."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --no-compile --require-hashes --requirement requirements.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml notebooks/.jupyterlab_page_config.json
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
