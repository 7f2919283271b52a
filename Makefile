# make train · make test · make docs · make lab · make sync · make bench · make clean
# Each target builds the environment .venv first when it is missing or older than the settings.
PYTHON ?= python3
VENV   ?= .venv
RECIPE ?= keypatch_fashion_cpu
RUN    ?= runs/$(RECIPE)
ARGS   ?=

BIN   := $(VENV)/bin
READY := $(VENV)/.ok
DEV   := $(VENV)/.ok-dev
# One process per GPU, at most as many as a step of the recipe has classes.
GPUS   = $(shell $(BIN)/python -c 'import torch; from keydrift.recipes import RECIPES; r = RECIPES.get("$(RECIPE)"); print(max(1, min(torch.cuda.device_count(), r().n_classes_step if r else 1)))')
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# The first import compiles what is used and keeps it; compiling everything would double the time of an installation.
PIP := $(BIN)/python -m pip install -qq --no-compile
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help env train test docs lab sync bench clean
.DEFAULT_GOAL := help

help:
	@sed -n 1,2p Makefile

env: $(DEV)

$(READY): settings.ini setup.py
	@command -v $(PYTHON) >/dev/null || { echo 'keydrift needs Python 3.11 or newer; $(PYTHON) was not found (choose one: make PYTHON=python3.12)' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "keydrift needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1) (choose another: make PYTHON=python3.12)" >&2; exit 1; }
	@echo '# making the environment $(VENV)'
	@$(PYTHON) -m venv $(VENV) || { echo 'python could not make a virtual environment (on Debian: apt install python3-venv)' >&2; exit 1; }
	@echo '# installing keydrift and what it needs (1 to 2 minutes)'
	@$(PIP) -e .
	@touch $@

$(DEV): $(READY)
	@echo '# installing the tools for notebooks, tests and docs'
	@$(PIP) -e '.[dev]'
	@touch $@

train: $(READY)
	$(BIN)/torchrun --standalone --nproc_per_node=$(GPUS) scripts/train_refiner.py --recipe $(RECIPE) --run-dir $(RUN) $(ARGS)

test: $(DEV)
	@$(BIN)/keydrift_test $(ARGS)

docs: $(DEV)
	@$(BIN)/keydrift_docs $(ARGS)

sync: $(DEV)
	@$(BIN)/keydrift_sync $(ARGS)

lab: $(DEV)
	$(BIN)/jupyter lab --notebook-dir nbs $(if $(filter 0,$(shell id -u)),--allow-root) --LabApp.default_url=/lab/tree/tutorials/04_explore.ipynb $(ARGS)

bench: $(DEV)
	@$(BIN)/python scripts/bench.py $(ARGS)
	$(BIN)/jupyter nbconvert --log-level WARN --to notebook --execute --inplace nbs/benches/*.ipynb
	@$(BIN)/nbdev_clean

clean:
	rm -rf _proc _docs build *.egg-info keydrift/__pycache__
