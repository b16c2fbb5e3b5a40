"""How long packages take and how large they are: each format, cold and warm, and a comparison."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

from bench._comparison import OTHERS, PAGES, SLUG, write_course

ROUNDS: Final = 3
ROOT: Final = Path(__file__).resolve().parent.parent

# What one new process does; its arguments are the format and the modules. It tells seconds and bytes.
COLD: Final = """
import json, sys, time
from functools import partial
from pathlib import Path
started = time.perf_counter()
from course.reader import read_course
from packager import PackageOptions, package
imported = time.perf_counter()
course, _ = read_course(Path("modules"))
read = time.perf_counter()
made = package(course, sys.argv[2:], PackageOptions(format=sys.argv[1]))
done = time.perf_counter()
json.dump({"import": imported - started, "read": read - imported, "make": done - read,
           "bytes": len(made.content)}, sys.stdout)
"""


class Run(NamedTuple):
    """A process: seconds on the clock, seconds of the processor, and what it printed."""

    seconds: float
    processor: float
    printed: str


def measure() -> Iterator[str]:
    """Yield lines: a module and the whole course in each format, then the comparison."""
    from course.reader import read_course
    from packager import PackageOptions, package
    from packager.formats import FORMATS

    course, _ = read_course(ROOT / "modules")
    selections = {"culture": ["culture"], "whole course": [each.slug for each in course.modules]}
    for name, slugs in selections.items():
        for kind in FORMATS:
            runs = [_run([sys.executable, "-c", COLD, kind, *slugs]) for _ in range(ROUNDS)]
            told = [json.loads(run.printed) for run in runs]
            options = PackageOptions(format=kind)
            warm = _timed(partial(package, course, slugs, options))
            yield (
                f"{name}, {kind}: {told[0]['bytes'] / 1000:.0f} kB;"
                f" new process {_told(runs)}: import {_median(told, 'import')},"
                f" read all modules {_median(told, 'read')}, make {_median(told, 'make')};"
                f" again {warm:.2f} s"
            )
    yield from _comparison()


def _comparison() -> Iterator[str]:
    """Yield what an author waits for, from the command to the zip, beside other makers."""
    with tempfile.TemporaryDirectory() as folder:
        modules = write_course(Path(folder) / "modules")
        settings = {"FIRSTSHIFT_MODULES": str(modules), "FIRSTSHIFT_INSTANCE": f"{folder}/instance"}
        command = [sys.executable, "-m", "app", "package", SLUG, "--format", "scorm12"]
        _run([*command, "--out", folder], settings)
        runs = [_run([*command, "--out", folder], settings) for _ in range(ROUNDS)]
        (made,) = Path(folder).glob("*.zip")
        megabytes = made.stat().st_size / 1e6
    yield (
        f"{PAGES} pages with {2 * PAGES} questions as SCORM 1.2, the whole command:"
        f" {_told(runs)}, {megabytes:.3f} MB"
    )
    seconds, processor = median(run.seconds for run in runs), median(run.processor for run in runs)
    for other, (theirs, size) in OTHERS.items():
        yield (
            f"{other} on the same work: {theirs} s, {size} MB:"
            f" {theirs / seconds:.1f} times as long ({theirs / processor:.1f} against processor"
            f" time), {size / megabytes:.0f} times as large"
        )


def _run(command: Sequence[str], settings: dict[str, str] | None = None) -> Run:
    # As on a machine that has run it before: compiled modules and templates are kept.
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**kept, **(settings or {})},
    )
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, processor, done.stdout)


def _told(runs: Sequence[Run]) -> str:
    """Return how long processes took; on a machine that others use, the processor's time is truer."""
    clock, processor = median(run.seconds for run in runs), median(run.processor for run in runs)
    return f"{clock:.2f} s ({processor:.2f} s of processor)"


def _median(told: Sequence[dict[str, Any]], name: str) -> str:
    return f"{median(one[name] for one in told):.2f}"


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)
