"""Run the benchmarks that are named, or all that need no database of yours: ``python -m bench [NAME …] [--option …]``."""

import sys
from importlib import import_module
from itertools import takewhile
from pathlib import Path

ASK_FOR_A_DATABASE = ("distribution", "faults")
WITH_OPTIONS = (*ASK_FOR_A_DATABASE, "learners", "lrs", "supervision")
NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if not p.stem.startswith("_"))


def main(arguments: list[str]) -> int:
    """Run them, and print what each has measured. Options go to the one that is named."""
    names = list(takewhile(lambda word: not word.startswith("-"), arguments))
    options = arguments[len(names) :]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark '{unknown[0]}'. There are: {', '.join(NAMES)}.")
        return 1
    if options and (len(names) != 1 or names[0] not in WITH_OPTIONS):
        known = ", ".join(WITH_OPTIONS)
        print(f"The option {options[0]} is for one benchmark of {known}: ./run bench lrs --help.")
        return 1
    for name in names or [each for each in NAMES if each not in ASK_FOR_A_DATABASE]:
        # Apart from the measurements, so that these can be read by a program.
        print(f"{name}:", file=sys.stderr)
        measure = import_module(f"bench.{name}").measure
        for line in measure(options) if options else measure():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
