"""How long a message waits for a fresh process, beside `import numpy` alone in the same run.

    python benchmarks/start.py [--rounds N]

The commands take turns, so that a slow moment of the machine falls on all of them. Times are
medians, in milliseconds, from start to exit; memory is the highest resident set, in MiB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c 'import numpy'": ["-c", "import numpy"],
    "python -c 'import coach'": ["-c", "import coach"],
    "coach check, nothing to soften": ["-m", "coach", "check", "Dinner is at six."],
    "coach check, blame": ["-m", "coach", "check", "You never listen to me."],
    "coach check, a safety notice": ["-m", "coach", "check", "You hit me again last night."],
}


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    memory = dict.fromkeys(COMMANDS, 0.0)
    for round_ in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            seconds, mebibytes = run(arguments)
            memory[name] = max(memory[name], mebibytes)
            if round_:  # the first one warms the disk
                taken[name].append(seconds)
    least = statistics.median(taken["python -c 'import numpy'"])
    print("| fresh process | median ms | times `import numpy` | peak MiB |\n|---|---|---|---|")
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"| {name} | {median * 1000:.0f} | {median / least:.1f} | {memory[name]:.0f} |")


def run(arguments: list[str]) -> tuple[float, float]:
    """Return how many seconds a command took, and its peak memory in MiB."""
    start = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - its own commands
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    return time.perf_counter() - start, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
