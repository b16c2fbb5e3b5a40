"""A small course without a mistake, as files, for tests to break one line at a time."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from course.model import Course
from course.reader import read_course

TODAY = dt.date(2026, 11, 25)

SOURCES = """\
gmc:
  title: Good medical practice
  publisher: General Medical Council
  address: https://www.gmc-uk.org/gmp
  checked: 2026-11-25
"""

MODULE = """\
title: Small
summary: A small module.
version: 1.0.0
language: en-GB
pass_mark: 80
objectives:
  - id: o1
    text: Know a thing
    gmp: [1]
    gpc: [3]
assessment:
  draw: 1
further_reading: [gmc]
"""

INDEX = """\
topics: [first-day, night]
questions: [fd-one, fd-two, fd-a-one, ni-a-one]
"""

CHANGES = """\
1.0.0:
  day: 2026-11-20
  lines:
    - Added a picture.
0.9.0:
  day: 2026-11-02
  lines: [First version.]
"""

FIRST = """\
---
title: First day
summary: What to do first.
objectives: [o1]
sources: [gmc]
checked: 2026-11-25
facts:
  - says: There are four services
    nation: UK
    as_at: 2026-04-01
    source: gmc
    look_again: 2027-04-01
---
Ring [[local: crash_number]].

## A heading

![A door that says welcome](images/door.svg)

[[question: fd-one]]

!!! say "What works"
    See [the night](topic:night) and [the GMC](https://www.gmc-uk.org/).

[[question: fd-two]]
"""

NIGHT = """\
---
title: Night
summary: Who is there.
objectives: [o1]
sources: [gmc]
checked: 2026-11-25
---
Sleep when you can.
"""

FIRST_QUESTIONS = """\
- id: fd-one
  purpose: practice
  type: single
  objective: o1
  stem: What is right?
  options:
    - id: a
      text: This
      correct: yes
      feedback: Yes.
    - id: b
      text: That
      feedback: No.
  explanation: Because.
- id: fd-two
  purpose: practice
  type: matching
  stem: Match.
  targets:
    - {id: "1", text: One}
    - {id: "2", text: Two}
  pairs:
    - {id: a, text: A, target: "1", feedback: Fa}
    - {id: b, text: B, target: "2", feedback: Fb}
  explanation: Because.
- id: fd-a-one
  purpose: assessment
  type: numeric
  stem: How many?
  answer: 30
  tolerance: 0.5
  unit: days
  feedback: {right: Yes., wrong: No.}
  explanation: Because.
"""

NIGHT_QUESTIONS = """\
- id: ni-a-one
  purpose: assessment
  type: true-false
  stem: It is so.
  answer: true
  feedback:
    true: Yes.
    false: No.
  explanation: Because.
  sources: [gmc]
"""

DOOR = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">
  <title>A door</title>
  <text x="10" y="30" font-size="16">Welcome</text>
</svg>
"""

MODULE_FILE = "small/module.yaml"
INDEX_FILE = "small/index.yaml"
CHANGES_FILE = "small/changes.yaml"
FIRST_FILE = "small/01-first-day.md"
NIGHT_FILE = "small/02-night.md"
FIRST_QUESTIONS_FILE = "small/questions/first-day.yaml"
NIGHT_QUESTIONS_FILE = "small/questions/night.yaml"
DOOR_FILE = "small/images/door.svg"
SOURCES_FILE = "sources.yaml"
LOCAL_FILE = "local_answers.yaml"

GOOD: Mapping[str, str] = {
    SOURCES_FILE: SOURCES,
    LOCAL_FILE: 'crash_number: {label: "Crash team", example: "2222"}\n',
    MODULE_FILE: MODULE,
    INDEX_FILE: INDEX,
    CHANGES_FILE: CHANGES,
    FIRST_FILE: FIRST,
    NIGHT_FILE: NIGHT,
    FIRST_QUESTIONS_FILE: FIRST_QUESTIONS,
    NIGHT_QUESTIONS_FILE: NIGHT_QUESTIONS,
    DOOR_FILE: DOOR,
}


def write_course(folder: Path, files: Mapping[str, str | bytes | None] = GOOD) -> Path:
    """Write files below ``folder/modules`` and return it; None leaves a file out."""
    root = folder / "modules"
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(content, encoding="utf-8")
    return root


def broken(file: str, old: str, new: str) -> dict[str, str]:
    """Return the good files with the first ``old`` of one of them replaced."""
    text = GOOD.get(file, "")
    assert old in text, f"{file} holds no {old!r}"
    return {**GOOD, file: text.replace(old, new, 1)}


def read(root: Path) -> tuple[Course, list[str]]:
    """Return the course and its mistakes as lines, on the day of the tests."""
    course, mistakes = read_course(root, TODAY)
    return course, [str(mistake) for mistake in mistakes]
