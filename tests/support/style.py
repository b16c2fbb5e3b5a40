"""Style sheets for tests: compiled as the set-up does it, and taken apart into rules."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
_SELECTOR_END = re.compile(r",(?![^(]*\))")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")


@cache
def compiled(name: str) -> str:
    """Return a sheet of ``course/style``, compiled from its sources as they are now."""
    modules = ROOT / "node_modules"
    wheel = Path(sys.prefix) / "bin" / "node"
    node = str(wheel) if wheel.exists() else shutil.which("node")
    if node is None or not (modules / "sass").is_dir():
        pytest.fail("Node's parts are not there: run ./run set-up once.")
    options = [f"--load-path={modules}", "--style=compressed", "--no-source-map", "--quiet-deps"]
    sheet = ROOT / "course" / "style" / f"{name}.scss"
    command = [node, str(modules / "sass" / "sass.js"), *options, str(sheet)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


class Rule(NamedTuple):
    """A rule of a sheet. media: what stands around it; selectors and body as they are compiled."""

    media: str
    selectors: str
    body: str

    def may_apply(self, used: frozenset[str]) -> bool:
        """Say whether one of its selectors asks for no class but those used."""
        return any(
            used.issuperset(_CLASS.findall(each)) for each in _SELECTOR_END.split(self.selectors)
        )


def rules(css: str, media: str = "") -> Iterator[Rule]:
    """Give the rules of a compiled sheet, in their order."""
    at = 0
    while (opening := css.find("{", at)) >= 0:
        closing = _closing(css, opening)
        head, body = css[at:opening].lstrip("\ufeff"), css[opening + 1 : closing]
        if head.startswith(("@media", "@supports")):
            yield from rules(body, f"{media}{head}")
        else:
            yield Rule(media, head, body)
        at = closing + 1


def _closing(css: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[place], 0)
        if depth == 0:
            return place
    raise ValueError("the sheet ends inside a rule")
