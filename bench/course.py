"""How long the course takes: read, checked and rendered in a new process, and a page from memory."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS = 5
PAGES = 200
ROOT = Path(__file__).resolve().parent.parent

# What one new process does; it tells each time in seconds as JSON.
COLD = """
import datetime, json, sys, time
from pathlib import Path
started = time.perf_counter()
from course.reader import check_course
from course.render import QuestionState, Renderer
imported = time.perf_counter()
checked = check_course(Path("modules"), datetime.date.today())
read = time.perf_counter()
course = checked.course
renderer = Renderer(course, image_url=lambda _, path: path, topic_url=lambda _, topic: topic.slug)
for module in course.modules:
    for topic in module.topics:
        renderer.topic(module, topic)
        renderer.sources(topic)
    for question in module.questions:
        renderer.question(question, QuestionState())
    renderer.card(module)
rendered = time.perf_counter()
json.dump({
    "import": imported - started, "read and check": read - imported, "render": rendered - read,
    "whole": rendered - started,
    "topics": sum(len(m.topics) for m in course.modules),
    "questions": sum(len(m.questions) for m in course.modules),
    "modules": len(course.modules), "mistakes": len(checked.mistakes),
}, sys.stdout)
"""


def measure() -> Iterator[str]:
    """Yield lines with the times of the whole course."""
    runs = [_cold() for _ in range(ROUNDS)]
    sizes = runs[0]
    yield (
        f"{sizes['modules']} modules, {sizes['topics']} topics, {sizes['questions']} questions,"
        f" {sizes['mistakes']} mistakes"
    )
    for name in ("import", "read and check", "render", "whole"):
        times = [run[name] for run in runs]
        yield f"cold, {name}: {median(times):.2f} s (median of {ROUNDS}, {min(times):.2f} best)"
    yield from _warm()


def _cold() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", COLD], cwd=ROOT, check=True, capture_output=True, text=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _warm() -> Iterator[str]:
    from course.reader import read_course
    from course.render import Renderer

    course, _ = read_course(ROOT / "modules")
    renderer = Renderer(course, image_url=lambda _, p: p, topic_url=lambda _, t: t.slug)
    pairs = [(module, topic) for module in course.modules for topic in module.topics]
    for module, topic in pairs:
        renderer.topic(module, topic)
    times = []
    for nth in range(PAGES):
        module, topic = pairs[nth % len(pairs)]
        began = time.perf_counter()
        renderer.topic(module, topic)
        times.append(time.perf_counter() - began)
    yield f"a topic from memory: {median(times) * 1e6:.1f} µs (median of {PAGES})"
