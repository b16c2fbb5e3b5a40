"""Run the benchmarks that are named, or all of them: ``python -m bench [NAME …]``."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if not p.stem.startswith("_"))


def main(names: list[str]) -> int:
    """Run them, and print what each has measured."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark '{unknown[0]}'. There are: {', '.join(NAMES)}.")
        return 1
    for name in names or NAMES:
        print(f"{name}:")
        for line in import_module(f"bench.{name}").measure():
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
