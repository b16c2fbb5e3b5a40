"""What each new thing consists of. Nothing is written here: see ``course/authoring/plan.py``."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from course.authoring.examples import example
from course.authoring.index_text import with_id
from course.authoring.plan import CannotBegin, Plan
from course.files.kinds import SLUG
from course.question_types import QUESTION_TYPES
from course.reading.changes import FILE as CHANGES
from course.reading.topic import TOPIC_FILE

_SLUG = re.compile(SLUG, re.ASCII)


def module(root: Path, slug: str, today: dt.date) -> Plan:
    """Return a new module: a topic, a question of each purpose, a card. Raises CannotBegin."""
    _must_be_name(slug)
    folder = root / slug
    if folder.exists():
        raise CannotBegin(f"There is a folder {folder} already. Choose another name.")
    names = {"title": _title(slug), "source": _a_source(root)}
    practice = example("single.yaml", id="first-practice", objective="o1")
    bank = [
        example("true-false.yaml", id="first-a-one", objective="o1"),
        example("matching.yaml", id="first-a-two", objective="o1"),
    ]
    assessed = [text.replace("purpose: practice", "purpose: assessment") for text in bank]
    topic_text = _topic("First topic", names["source"], "o1", today)
    return {
        folder / "module.yaml": example("module.yaml", **names),
        folder / "index.yaml": example("index.yaml"),
        folder / CHANGES: example(CHANGES, today=today.isoformat()),
        folder / "01-first-topic.md": f"{topic_text}\n[[question: first-practice]]\n",
        folder / "questions" / "first-topic.yaml": "\n".join([practice, *assessed]),
        folder / "card.md": example("card.md", title=names["title"]),
    }


def topic(root: Path, module_slug: str, slug: str, today: dt.date) -> Plan:
    """Return a new topic at the end of a module. Raises CannotBegin."""
    folder = _module_folder(root, module_slug)
    _must_be_name(slug)
    files = [path for path in folder.iterdir() if TOPIC_FILE.fullmatch(path.name)]
    if slug in {path.stem.partition("-")[2] for path in files}:
        raise CannotBegin(f"The module {module_slug} has a topic '{slug}' already.")
    number = max((int(path.name[:2]) for path in files), default=0) + 1
    text = _topic(_title(slug), _a_source(root), _an_objective(folder), today)
    index = folder / "index.yaml"
    return {folder / f"{number:02}-{slug}.md": text, index: with_id(_read(index), "topics", slug)}


def question(root: Path, module_slug: str, topic_slug: str, kind: str, new_id: str) -> Plan:
    """Return a new practice question of a topic, placed at the topic's end. Raises CannotBegin.

    kind: the name of a type, ``single`` say.
    """
    folder = _module_folder(root, module_slug)
    page = _topic_file(folder, topic_slug)
    entries = {name for name, known in QUESTION_TYPES.items() if not known.in_own_file}
    if kind not in entries:
        raise CannotBegin(f"There is no type '{kind}'. Choose one of: {', '.join(entries)}.")
    plan = _placed(folder, page, new_id, "question")
    file = folder / "questions" / f"{topic_slug}.yaml"
    before = f"{_read(file).rstrip()}\n\n" if file.exists() else ""
    text = example(f"{kind}.yaml", id=new_id, objective=_an_objective(folder))
    return plan | {file: before + text}


def conversation(root: Path, module_slug: str, topic_slug: str, new_id: str) -> Plan:
    """Return a new conversation of a topic, placed at the topic's end. Raises CannotBegin."""
    folder = _module_folder(root, module_slug)
    page = _topic_file(folder, topic_slug)
    plan = _placed(folder, page, new_id, "conversation")
    values = {"id": new_id, "topic": topic_slug, "objective": _an_objective(folder)}
    return plan | {
        folder / "conversations" / f"{new_id}.yaml": example("conversation.yaml", **values)
    }


def taken_ids(root: Path, module_slug: str) -> frozenset[str]:
    """Return every id that a question of a module has, or had. Raises CannotBegin."""
    folder = _module_folder(root, module_slug)
    index = re.findall(SLUG, re.sub(r"#.*", "", _read(folder / "index.yaml")))
    files = sorted(folder.glob("questions/*.yaml"))
    entries = (re.findall(rf"(?m)^- id: *[\"']?({SLUG})", _read(file)) for file in files)
    return frozenset(index).union(*entries)


def more_questions(
    root: Path, module_slug: str, topic_slug: str, entries: Mapping[str, str], *, place: bool
) -> Plan:
    """Return a topic with questions more, all or none. Raises CannotBegin.

    entries: the text of each question by its id; place: put each at the topic's end.
    """
    folder = _module_folder(root, module_slug)
    page, index = _topic_file(folder, topic_slug), folder / "index.yaml"
    file = folder / "questions" / f"{topic_slug}.yaml"
    before = [_read(file).rstrip()] if file.exists() else []
    index_text = _read(index)
    for new_id in entries:
        index_text = with_id(index_text, "questions", new_id)
    plan = {file: "\n\n".join([*before, *(text.rstrip() for text in entries.values())]) + "\n"}
    if place:
        blocks = "".join(f"\n[[question: {new_id}]]\n" for new_id in entries)
        plan[page] = f"{_read(page).rstrip()}\n{blocks}"
    return plan | {index: index_text}


def _placed(folder: Path, page: Path, new_id: str, block: str) -> Plan:
    """Return the topic with a block that places an id, and the index with the id."""
    _must_be_name(new_id)
    index = folder / "index.yaml"
    text = _read(index)
    if re.search(rf"(?<![\w-]){re.escape(new_id)}(?![\w-])", text):
        raise CannotBegin(f"The id '{new_id}' is in index.yaml already. Ids are never used twice.")
    return {
        page: f"{_read(page).rstrip()}\n\n[[{block}: {new_id}]]\n",
        index: with_id(text, "questions", new_id),
    }


def _topic(title: str, source: str, objective: str, today: dt.date) -> str:
    values = {"title": title, "source": source, "objective": objective}
    return example("topic.md", today=today.isoformat(), **values)


def _must_be_name(name: str) -> None:
    if not _SLUG.fullmatch(name):
        raise CannotBegin(
            f"'{name}' is no id. Write small letters, digits and hyphens, such as 'night-shift'."
        )


def _module_folder(root: Path, slug: str) -> Path:
    _must_be_name(slug)
    folder = root / slug
    if not (folder / "module.yaml").is_file():
        known = ", ".join(sorted(path.parent.name for path in root.glob("*/module.yaml")))
        raise CannotBegin(f"There is no module '{slug}'. There are: {known or 'none yet'}.")
    return folder


def _topic_file(folder: Path, slug: str) -> Path:
    files = {path.stem.partition("-")[2]: path for path in folder.glob("[0-9][0-9]-*.md")}
    if slug not in files:
        raise CannotBegin(
            f"The module {folder.name} has no topic '{slug}'. It has: {', '.join(sorted(files))}."
        )
    return files[slug]


def _an_objective(folder: Path) -> str:
    """Return an objective that the module has, for the author to change."""
    found = re.search(
        r"^\s*- +id: *['\"]?([a-z0-9-]+)", _read(folder / "module.yaml"), re.MULTILINE
    )
    if found is None:
        raise CannotBegin("module.yaml names no objective. Add one with '- id: o1', and try again.")
    return found[1]


def _a_source(root: Path) -> str:
    """Return a source that there is, for the author to change."""
    file = root / "sources.yaml"
    found = re.search(r"^([a-z0-9-]+):", _read(file) if file.exists() else "", re.MULTILINE)
    if found is None:
        raise CannotBegin("sources.yaml names no source. Add one there, and try again.")
    return found[1]


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotBegin(f"{path} cannot be read. Run: firstshift check") from error
