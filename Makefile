# make train   the default refiner, or RECIPE=… RUN=… ARGS="--data 'my pictures'"; the same command continues
# make test    every page in a process of its own; ARGS="--path nbs/drift/00_field.ipynb" for one
# make lab     Jupyter, at the page with the explorers
# make sync    keydrift/, scripts/ and README again from the pages
# make docs    the site, in _docs
# make bench   measured answers once more, on this machine
# make clean   what can be made again
# Each target builds the environment .venv first when it is missing or older than the settings.
PYTHON ?= python3
VENV   ?= .venv
RECIPE ?= keypatch_fashion_cpu
RUN    ?= runs/$(RECIPE)
ARGS   ?=

BIN   := $(VENV)/bin
READY := $(VENV)/.ok
DEV   := $(VENV)/.ok-dev
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# The first import compiles what is used and keeps it; compiling everything would double the time of an installation.
PIP := $(BIN)/python -m pip install -qq --no-compile
unexport PYTHONDONTWRITEBYTECODE
# Threads that wait by spinning for long make a machine that has anything else to do several times slower (nbs/benches/00_step_cost.ipynb).
export GOMP_SPINCOUNT ?= 1000

# Names and arguments go to programs as they are: no shell reads them again. ARGS is split as a shell splits words.
export RECIPE RUN ARGS
define WITH_ARGS
import os, shlex, sys
words = sys.argv[1:] + shlex.split(os.environ['ARGS'])
os.execv(words[0], words)
endef
# One process per GPU, at most as many as a step of the recipe has groups; one process needs no torchrun.
define TRAIN
import os, shlex, sys
import torch
from keydrift.recipes.listed import get_recipe
try: n = max(1, min(torch.cuda.device_count(), get_recipe(os.environ['RECIPE']).task.n_groups))
except ValueError: n = 1 # the script says what is wrong
torchrun = ['-m', 'torch.distributed.run', '--standalone', f'--nproc_per_node={n}'] if n > 1 else []
words = [sys.executable, *torchrun, 'scripts/train.py', '--recipe', os.environ['RECIPE'], '--run-dir', os.environ['RUN']]
words += shlex.split(os.environ['ARGS'])
print('#', shlex.join(words), flush=True)
os.execv(words[0], words)
endef
export WITH_ARGS TRAIN
RUN_WITH := @$(BIN)/python -c "$$WITH_ARGS"

.PHONY: help env train test docs lab sync bench clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p;/^PYTHON/q' Makefile

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
	@$(BIN)/python -c 'import sys; from pathlib import Path; from keydrift.build.notebooks import install_commands; install_commands("settings.ini", Path(sys.executable).parent)'
	@touch $@

train: $(READY)
	@$(BIN)/python -c "$$TRAIN"

test: $(DEV)
	$(RUN_WITH) $(BIN)/keydrift_test

docs: $(DEV)
	$(RUN_WITH) $(BIN)/keydrift_docs

sync: $(DEV)
	$(RUN_WITH) $(BIN)/keydrift_sync

lab: $(DEV)
	$(RUN_WITH) $(BIN)/jupyter lab --notebook-dir nbs $(if $(filter 0,$(shell id -u)),--allow-root) --LabApp.default_url=/lab/tree/tutorials/04_explore.ipynb

bench: $(DEV)
	$(RUN_WITH) $(BIN)/python scripts/bench.py
	$(BIN)/jupyter nbconvert --log-level WARN --to notebook --execute --inplace nbs/benches/*.ipynb
	@$(BIN)/nbdev_clean

clean:
	rm -rf _proc _docs build *.egg-info keydrift/__pycache__
