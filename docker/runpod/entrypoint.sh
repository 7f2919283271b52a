#!/usr/bin/env bash
# entrypoint.sh RECIPE [flags of its training script]
# Starts the run of a recipe in runs/RECIPE below the current folder, or continues it. One process per GPU; NPROC overrides that.
# SIGTERM goes to torchrun, which hands it to all processes: they save a checkpoint and end. The same command again goes on from there.
set -euo pipefail

if [[ $# -eq 0 || $1 == -* ]]; then
  echo 'usage: entrypoint.sh RECIPE [flags of its training script, such as --data FOLDER or --dry-run auto]' >&2
  exit 2
fi
recipe=$1; shift
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

# The script that knows the recipe, and how many processes can share a step of it.
read -r script most < <(python - "$recipe" <<'PYTHON'
import sys
from keydrift.recipes.masks import MAE_RECIPES
from keydrift.recipes.images import RECIPES

name = sys.argv[1]
if name in RECIPES: print('train_refiner', RECIPES[name]().n_classes_step)
elif name in MAE_RECIPES: print('train_mae', MAE_RECIPES[name]().n_groups)
else: sys.exit(f'error: recipe must be one of {", ".join([*RECIPES, *MAE_RECIPES])}; it is {name!r}')
PYTHON
) || exit 2 # python has said why

gpus=$(python -c 'import torch; print(max(1, torch.cuda.device_count()))')
nproc=${NPROC:-$(( gpus < most ? gpus : most ))}

# Saving a large run takes longer than the 30 seconds after which torchrun would kill it.
export TORCH_ELASTIC_SHUTDOWN_TIMEOUT=${TORCH_ELASTIC_SHUTDOWN_TIMEOUT:-600}
exec torchrun --standalone --nproc_per_node="$nproc" "$home/scripts/$script.py" --recipe "$recipe" --run-dir "runs/$recipe" "$@"
