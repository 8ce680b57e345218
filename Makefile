# make run    start the program (without a display: the main job offscreen, into tour/)
# make test   format, lint, types and tests with coverage; fails if any of them fails
# make format tidy the source    make messages  bring the translations up to date with it
# make lock   renew the locked versions    make clean  start over
# Each command does the set-up it needs by itself.

# the first Python that is new enough; a name may be a launcher that answers with an error
# (`true`: make shows instead of reads what a shell says that ends with "command not found")
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$name" && break; done; true)
VENV := .venv
BIN := $(VENV)/bin

NOTO := /usr/share/fonts/truetype/noto
SCRIPTS := NotoSans NotoSansArabic NotoSansBengali NotoSansDevanagari NotoSansEthiopic
FONTS := $(foreach script,$(SCRIPTS),resources/fonts/$(script)-Regular.ttf resources/fonts/$(script)-Bold.ttf)

.DEFAULT_GOAL := run
# the set-up steps follow one another
.NOTPARALLEL:
.PHONY: run test format messages lock clean python packages test-packages

run: packages $(VENV)/.project
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		exec $(BIN)/mami-desktop; \
	else \
		echo "No display here: carrying out the main job offscreen, results in tour/"; \
		QT_QPA_PLATFORM=offscreen exec $(BIN)/mami-desktop tour -o tour/; \
	fi

# every check runs, the tests last; one failure is enough to fail
test: test-packages $(VENV)/.project
	@failed=0; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/pytest --cov --cov-report=term || failed=1; \
	exit $$failed

format: packages $(VENV)/.locked
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# the texts of the source into resources/locale, without touching what is translated
messages: packages $(VENV)/.locked
	$(BIN)/python setup/catalogues.py

lock: packages
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade uv
	build/lock/bin/uv pip compile pyproject.toml --extra test --group build --universal \
		--python-version 3.11 --generate-hashes --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist tour .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf resources/fonts *.egg-info
	find mami_desktop resources tests -name __pycache__ -prune -exec rm -rf {} +

# -- set-up ----------------------------------------------------------------------------------

python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed (Debian: python3.11)." >&2; exit 1; }

packages: python
	@setup/system_packages.sh $(PYTHON) run

test-packages: python
	@setup/system_packages.sh $(PYTHON) test

# the environment is made anew where its Python has gone
$(VENV)/.locked: requirements.lock | packages
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --compile \
		-r requirements.lock
	@touch $@

# editable, so that a change in the source needs no new set-up
$(VENV)/.project: $(VENV)/.locked pyproject.toml $(FONTS)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps \
		--editable .
	$(BIN)/python -m compileall -q mami_desktop resources
	@touch $@

resources/fonts/%.ttf: | packages
	@mkdir -p resources/fonts
	@if [ -f $(NOTO)/$*.ttf ]; then install -m 644 $(NOTO)/$*.ttf $@; else \
		echo "$*.ttf not found: papers in its script will not be printed" >&2; fi
