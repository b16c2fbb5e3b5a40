"""What ``./run`` does: set up the checkout, then start the server, the tests or a command."""

import os
import sys

from tools.assets import build_assets, report
from tools.checkout import PYTHON, ROOT
from tools.errors import SetUpError
from tools.gates import run_gates, run_tests
from tools.steps import set_up

USAGE = """\
First Shift. Everything is set up inside this folder, once.

  ./run                     start the server on the real modules
  ./run --demo              start a demonstration: people and progress of its own
  ./run serve --help        the server's options (--host, --port)
  ./run test                set up for the tests and run every gate
  ./run test tests/lrs -k X run some tests (arguments of pytest)
  ./run check               print every mistake in the modules as file:line
  ./run package MODULE      make a package for an LMS
  ./run package verify ZIP  judge a package, ours or another's
  ./run COMMAND             any other command of firstshift: people, library, dispatch, lrs, records,
                            retention, credentials, settings, db, doctor, backup, restore, keys
  ./run set-up [--tests]    only set up
  ./run docs                build the documentation site, into build/site
  ./run bench [NAME]        measure, and print what was measured (./run bench lrs --help)
  ./run assets              build style sheet and scripts again
"""


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return the exit status."""
    first = arguments[0] if arguments else "serve"
    if first in {"--help", "-h", "help"}:
        print(USAGE, end="")
        return 0
    set_up(tests=first == "test" or (first == "set-up" and "--tests" in arguments))
    if first == "set-up":
        return 0
    if first == "assets":
        build_assets()
        report()
        return 0
    if first == "test":
        return run_tests(arguments[1:]) if arguments[1:] else run_gates()
    if first.startswith("-") or not arguments:
        arguments = ["serve", *arguments]
    # The site is not the command of this name, which writes the pages that are made from the code.
    part = {"bench": ["bench"], "docs": ["tools.site"]}.get(first)
    os.chdir(ROOT)
    os.execv(
        PYTHON, [str(PYTHON), "-m", *((*part, *arguments[1:]) if part else ("app", *arguments))]
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped. Run the same command again to go on.")
