# Commands of the repository. What a command needs is installed before it when a lock, pyproject.toml or a compiled module has
# changed: what runs for `compare`, `serve` and `worker`, the tools of development too for all others.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
STAMP := .venv/.complete
LOCK_OPTIONS := --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# one thread a process: the matrices are small, and a pool of threads only fights the service's own
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup compare test test-browser test-contract test-service test-rooms test-kernel golden shape same check lint format serve worker bench page-bench page-walk library-bench export-bench soak queue-bench fuzz siege hunt growth migration lexicon train train-finder evaluate gate ablate lock pictures looks look-alikes cases round-trips wagtail wordpress helm spark

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv with everything in it

# with a C compiler and Python's headers the kernel is compiled too; without them its plain twin serves
$(RUNTIME): requirements.lock pyproject.toml setup.py $(wildcard app/*/*.px[dy])
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@tools/install requirements.lock
	@echo "setup: compiling Unspun's modules, up to a minute"
	@PYTHONWARNINGS=ignore $(BIN)/python setup.py --quiet build_ext --inplace --parallel $(shell getconf _NPROCESSORS_ONLN) >.venv/compiling.log 2>&1 \
		|| cat .venv/compiling.log >&2
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(STAMP): requirements-dev.lock $(RUNTIME)
	@tools/install requirements-dev.lock
	@touch $@

compare: $(RUNTIME) ## compare the sample pair: verdict and ledger
	@$(BIN)/unspun compare data/samples/reference.txt data/samples/suspect.txt

test: test-browser test-contract test-service test-rooms ## run the tests; `make -j4 test` takes half the time on two cores

# where much fails the rest says nothing new, and each test that waits in vain takes minutes
PYTEST := $(BIN)/python -m pytest --maxfail 10

# half of the time is waiting: for killed workers, browsers and other programs; four processes fill two cores
test-browser: $(STAMP)
	$(PYTEST) tests/browser

test-contract: $(STAMP)
	$(PYTEST) tests/contract

test-service: $(STAMP)
	$(PYTEST) tests/service tests/growth tests/quality

test-rooms: $(STAMP)
	$(PYTEST) --ignore tests/browser --ignore tests/contract --ignore tests/service --ignore tests/growth --ignore tests/quality

test-kernel: $(STAMP)
	.ci/other-kernel

WAGTAIL := build/wagtail
wagtail: $(STAMP) ## run the Wagtail app's tests in a real Wagtail, in an environment of its own, against a real service
	@test -x $(WAGTAIL)/venv/bin/python || $(PYTHON) -m venv $(WAGTAIL)/venv
	@$(WAGTAIL)/venv/bin/python -m pip install --quiet --progress-bar off wagtail==8.0.1 ./clients/python
	@$(BIN)/python -m integrations.wagtail.tests.run $(CURDIR)/$(WAGTAIL)/venv/bin/python

HELM := build/helm
helm: $(STAMP) ## render the Helm chart into deploy/kubernetes.yml and check it, by Helm's engine from PyPI in an environment of its own
	@test -x $(HELM)/venv/bin/python || $(PYTHON) -m venv $(HELM)/venv
	@$(HELM)/venv/bin/python -m pip install --quiet --progress-bar off helm-python-sdk==0.2.2
	@$(HELM)/venv/bin/python tools/chart.py
	@$(BIN)/python -m pytest -q tests/contract/test_chart.py

wordpress: $(STAMP) ## try the WordPress plugin by the screens of a real WordPress (Debian's packages, by name)
	@WITH_WORDPRESS=1 $(BIN)/python -m pytest -p no:randomly -rs tests/browser/test_wordpress.py

# beside the environment, whose numpy and duckdb serve; half a gigabyte
SPARK := $(CURDIR)/build/spark
spark: $(STAMP) ## sweep by Spark as by DuckDB, on two cores and on a cluster of a master and two workers; needs Java 17
	@test -d $(SPARK)/pyspark || $(BIN)/python -m pip install --quiet --progress-bar off --no-deps --target $(SPARK) \
		pyspark==4.1.1 py4j==0.10.9.9 pyarrow==26.0.1 pandas==3.1.1 python-dateutil==4.0.0 six==1.17.0
	@PYTHONPATH=$(SPARK) $(BIN)/python -m pytest -p no:randomly -rs tests/unit/library/test_spark_sweeps.py

golden: $(STAMP) ## record what the detector answers to the gold standard, for review; the answers by hand stay as they are
	$(BIN)/python -m tests.golden --write

shape: $(STAMP) ## how the code is built, in figures: files, functions, doors; ARGS=folder of another checkout beside it
	$(BIN)/python -m tools.shape $(ARGS)

same: $(STAMP) ## whether 300 reports of dev pairs and the gold standard's, in all forms, are those of a commit: SINCE=main
	@test -n "$(SINCE)" || { echo "same: say since when: make same SINCE=commit" >&2; exit 2; }
	$(BIN)/python -m tests.sameness $(SINCE) $(ARGS)

check: lint ## format, lint, types, import contracts, tests
	$(BIN)/python -m pytest

lint: $(STAMP) ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## format the code and repair what ruff can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

serve: $(RUNTIME) ## serve the pages and the API on 127.0.0.1:8000
	$(BIN)/unspun serve

worker: $(RUNTIME) ## work on the queue
	$(BIN)/unspun worker

bench: $(STAMP) ## milliseconds per stage, memory, start-up, ratio to difflib
	$(BIN)/python -m tests.benchmarks

page-bench: $(STAMP) ## the editors' page of two 10,000-word articles: first paint, next-substitution key, memory
	$(BIN)/python -m tests.benchmarks.page

page-walk: $(STAMP) ## from a batch of 200 to its ten worst decided, keyboard only: key presses and seconds
	$(BIN)/python -m tests.benchmarks.walk $(ARGS)

export-bench: $(STAMP) ## seconds and bytes of every form a report is handed on in; ARGS="--words 1600"
	$(BIN)/python -m tests.benchmarks.exports $(ARGS)

library-bench: $(STAMP) ## how well and fast a library finds the sources of suspects; ARTICLES=10000
	$(BIN)/python -m tests.benchmarks.library --articles $(or $(ARTICLES),10000) $(ARGS)

soak: $(STAMP) ## thousands of pairs while everything is killed now and then; ARGS="--database postgresql --pairs 2000"
	$(BIN)/python -m tests.soak $(ARGS)

queue-bench: $(STAMP) ## the queue's overhead, fair share and latency; ARGS="--database postgresql --pairs 1000"
	$(BIN)/python -m tests.soak.bench $(ARGS)

growth: $(STAMP) ## how time and memory grow with the size of nasty texts; ARGS="compare marks" for some of them
	$(BIN)/python -m tests.growth $(ARGS)

fuzz: $(STAMP) ## look for inputs that break a promise, for some minutes; ARGS="--minutes 20 reader"
	$(BIN)/python -m tests.fuzz $(ARGS)

round-trips: $(STAMP) ## our own articles through every kind of file and back: words lost, words invented, labels; ARGS="--articles 20"
	$(BIN)/python -m tests.round_trips $(ARGS)

pictures: $(STAMP) ## take the pictures of the README with Debian's Chromium
	$(BIN)/python -m tools.pictures

looks: $(STAMP) ## take pictures of every page in every state into build/looks, to be looked at; ARGS=names of states
	$(BIN)/python -m tools.looks $(ARGS)

siege: $(STAMP) ## ten clients send the worst that is permitted for 30 s: how long /healthz takes meanwhile; ARGS="--seconds 60"
	$(BIN)/python -m tests.soak.siege $(ARGS)

hunt: $(STAMP) ## schemathesis draws requests from the description for ten minutes; ARGS="--minutes 1"
	$(BIN)/python -m tests.soak.hunt $(ARGS)

migration: $(STAMP) ## write a revision from the changed tables: MESSAGE="What changed"
	@test -n "$(MESSAGE)" || { echo "migration: say what changed: make migration MESSAGE=\"…\"" >&2; exit 2; }
	$(BIN)/python -m tools.revision "$(MESSAGE)"

cases: $(STAMP) ## reported cases against what is right for them: CASES=folder
	$(BIN)/python -m tests.cases $(or $(CASES),../shared/cases)

look-alikes: ## build app/text/look_alikes.txt from Unicode's confusables, as a package carries them
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && $(PYTHON) -m venv "$$made" && \
		"$$made/bin/pip" install --quiet disarm==0.17.2 && "$$made/bin/python" tools/look_alikes.py app/text/look_alikes.txt

lexicon: $(STAMP) ## build data/lexicon from its sources
	$(BIN)/unspun lexicon

train: $(STAMP) ## train the model into models/
	$(BIN)/unspun train

train-finder: $(STAMP) ## train the finder of reused passages into models/
	$(BIN)/unspun train-finder

evaluate: $(STAMP) ## measure the model on the dev corpora
	$(BIN)/unspun evaluate

gate: $(STAMP) ## compare CANDIDATE=models/NAME with the current model on every dev set
	@test -n "$(CANDIDATE)" || { echo "gate: say which model: make gate CANDIDATE=models/NAME" >&2; exit 2; }
	$(BIN)/unspun gate --candidate $(CANDIDATE)

ablate: $(STAMP) ## what each group of features brings, and a baseline, into the current model's figures
	$(BIN)/unspun ablate --write

lock: $(STAMP) ## resolve pyproject.toml again and write the lock files
	@echo 'uv>=0.13,<0.14' | $(BIN)/pip-compile $(LOCK_OPTIONS) -o requirements-setup.lock -
	$(BIN)/pip-compile $(LOCK_OPTIONS) --all-build-deps -o requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK_OPTIONS) --all-build-deps --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
