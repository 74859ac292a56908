"""Does a piece of Python print the same in every run, whatever the seed of its hashes?"""

import os
import subprocess
import sys


def outputs_under_hash_seeds(code: str) -> set[str]:
    """Return the different texts that `code` prints when it is run under three hash seeds."""
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "1", "4711")
    }
