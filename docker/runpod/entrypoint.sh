#!/usr/bin/env bash
# entrypoint.sh RECIPE [flags of scripts/train.py]
# Starts the run of a recipe in runs/RECIPE below the current folder, or continues it. One process per GPU; NPROC overrides that.
# SIGTERM goes to torchrun, which hands it to all processes: they save a checkpoint and end. The same command again goes on from there.
set -euo pipefail

if [[ $# -eq 0 || $1 == -* ]]; then
  echo 'usage: entrypoint.sh RECIPE [flags of scripts/train.py, such as --data FOLDER or --dry-run]' >&2
  exit 2
fi
recipe=$1; shift
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# How many processes can share a step of the recipe.
read -r most < <(python - "$recipe" <<'PYTHON'
import sys
from keydrift.recipes.listed import get_recipe

try: print(get_recipe(sys.argv[1]).task.n_groups)
except ValueError as wrong: sys.exit(f'error: {wrong}')
PYTHON
) || exit 2 # python has said why

gpus=$(python -c 'import torch; print(max(1, torch.cuda.device_count()))')
nproc=${NPROC:-$(( gpus < most ? gpus : most ))}

# Saving a large run takes longer than the 30 seconds after which torchrun would kill it.
export TORCH_ELASTIC_SHUTDOWN_TIMEOUT=${TORCH_ELASTIC_SHUTDOWN_TIMEOUT:-600}
exec torchrun --standalone --nproc_per_node="$nproc" "$home/scripts/train.py" --recipe "$recipe" --run-dir "runs/$recipe" "$@"
