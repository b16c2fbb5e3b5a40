"""Known holes in the libraries that are locked, and those that are accepted for a time.

A hole is accepted in ``requirements/accepted-holes.toml`` with its number, a reason, the day and the last
day: whoever runs the gates after that day looks at it again.
"""

import datetime as dt
import json
import os
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tools.checkout import ROOT, VENV
from tools.node import node_environment, npm_command

LOCKS = (ROOT / "requirements" / "run.txt", ROOT / "requirements" / "test.txt")
ACCEPTED = ROOT / "requirements" / "accepted-holes.toml"
SECONDS = 120

Run = Callable[[list[str]], str]


class Hole(NamedTuple):
    """A known hole. number: by which it is known, such as CVE-…; others: by which it is known too."""

    package: str
    version: str
    number: str
    others: tuple[str, ...] = ()
    mended: str = ""

    def sentence(self) -> str:
        """Say it in a line."""
        way = f"mended in {self.mended}" if self.mended else "no version mends it yet"
        return f"{self.package} {self.version}: {self.number}, {way}"


class Accepted(NamedTuple):
    """A hole that is accepted. until: the last day on which it is."""

    number: str
    package: str
    reason: str
    since: dt.date
    until: dt.date


class UnansweredError(Exception):
    """Raised where nobody could be asked; holds the reason as a sentence."""


def read_accepted(file: Path) -> tuple[Accepted, ...]:
    """Return the holes that are accepted. Raises ValueError for one without reason, package or days."""
    found = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return tuple(_accepted(each) for each in found.get("hole", ()))


def _accepted(each: Mapping[str, Any]) -> Accepted:
    made = Accepted(*(each.get(name, "") for name in Accepted._fields))
    if not all(made) or not (isinstance(made.since, dt.date) and isinstance(made.until, dt.date)):
        raise ValueError(
            f"{made.number or 'a hole'} needs number, package, reason, since and until"
        )
    return made


def python_holes(run: Run) -> tuple[Hole, ...]:
    """Ask for the holes of the Python packages. Raises UnansweredError where not all could be asked for."""
    locks = [part for lock in LOCKS for part in ("-r", str(lock))]
    command = [str(VENV / "bin" / "pip-audit"), *locks, "--disable-pip", "--no-deps", "-f", "json"]
    told = _json(run([*command, "--progress-spinner", "off"]), "pip-audit")["dependencies"]
    unknown = sorted(each["name"] for each in told if "skip_reason" in each)
    if unknown:
        raise UnansweredError(
            f"the package index told nothing of {len(unknown)} of {len(told)} packages"
            f" ({unknown[0]} and others)"
        )
    return tuple(
        Hole(
            each["name"],
            each["version"],
            hole["id"],
            tuple(hole.get("aliases", ())),
            ", ".join(hole.get("fix_versions", ())),
        )
        for each in told
        for hole in each["vulns"]
    )


def node_holes(run: Run) -> tuple[Hole, ...]:
    """Ask for the holes of the packages of npm. Raises UnansweredError where it does not answer."""
    told = _json(run([*map(str, npm_command()), "audit", "--json"]), "npm audit")
    if "vulnerabilities" not in told:
        raise UnansweredError(f"npm audit: {told.get('message', 'no answer')}")
    return tuple(
        Hole(name, found.get("range", ""), _npm_number(via), (), _npm_mended(found))
        for name, found in sorted(told["vulnerabilities"].items())
        for via in found["via"]
        if isinstance(via, dict)  # a name alone is a package that uses the one with the hole
    )


def _npm_number(via: Mapping[str, Any]) -> str:
    return str(via.get("url", "")).rpartition("/")[2] or str(via.get("source", ""))


def _npm_mended(found: Mapping[str, Any]) -> str:
    fix = found.get("fixAvailable")
    return str(fix["version"]) if isinstance(fix, dict) else ""


def faults(holes: Iterable[Hole], accepted: Iterable[Accepted], today: dt.date) -> tuple[str, ...]:
    """Return a sentence for each hole that is not accepted, and for each that is accepted no longer or in vain."""
    held = {each.number: each for each in accepted}
    found, met = [], set()
    for hole in holes:
        number = next((n for n in (hole.number, *hole.others) if n in held), None)
        met.add(number)
        if number is None:
            found.append(f"{hole.sentence()}: update it, or accept it in {ACCEPTED.name}")
        elif held[number].until < today:
            found.append(
                f"{hole.sentence()}: accepted until {held[number].until}, look at it again"
            )
    for number in sorted(set(held) - met):
        found.append(f"{number} is accepted in {ACCEPTED.name} and no hole any more: take it out")
    return tuple(found)


def ask(command: list[str]) -> str:
    """Run a command and return what it printed, whatever its exit status. Raises UnansweredError."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **node_environment()},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnansweredError(f"{Path(command[0]).name}: {error}") from error
    return done.stdout


def _json(text: str, who: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UnansweredError(f"{who} did not answer: is there a network?") from error
    return found if isinstance(found, dict) else {}
