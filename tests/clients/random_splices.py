"""Splice random programmes of 20 to 60 seconds and hear each by ffmpeg, mpg123, libsndfile and mp3val.

python tests/clients/random_splices.py [--count 2000] [--seed 2]
"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.audio.random_splices import faults, parts, programmes


def main() -> None:
    """Hear all programmes, print what is wrong with each, and end with 1 if anything is."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=2)
    chosen = options.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as executor:
        made = list(enumerate(programmes(parts(Path(folder)), chosen.count, seed=chosen.seed)))

        def heard(number: int) -> list[str]:
            path = Path(folder) / f"programme-{number}.mp3"
            found = faults(made[number][1], path)
            path.unlink()
            return found

        for number, found in enumerate(executor.map(heard, range(len(made)))):
            wrong += bool(found)
            for fault in found:
                sys.stdout.write(f"programme {number}: {fault}\n")
    sys.stdout.write(f"{chosen.count} programmes, {wrong} with faults\n")
    sys.exit(min(wrong, 1))


if __name__ == "__main__":
    main()
