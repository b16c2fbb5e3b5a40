"""Read a module's folder into a draft: every file in it, and nothing that is not known."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, did_you_mean, listing, table
from course.files.yaml_files import read_yaml_file
from course.model import Assessment, Objective
from course.reading.card import read_card
from course.reading.changes import FILE as CHANGES
from course.reading.changes import read_changes
from course.reading.conversation import read_conversation
from course.reading.drafts import IndexDraft, ModuleDraft, QuestionDraft, TopicDraft
from course.reading.questions import read_questions
from course.reading.topic import TOPIC_FILE, read_topic

_OBJECTIVE = table(
    (
        Key("id", kinds.slug),
        Key("text", kinds.inline),
        Key("gmp", listing(kinds.whole(1, 4, "domain"), "gmp"), required=False),
        Key("gpc", listing(kinds.whole(1, 9, "domain"), "gpc"), required=False),
    ),
    Objective,
    "an objective",
)
_ASSESSMENT = table(
    (
        Key("draw", kinds.whole(1, 100, "number of questions")),
        Key(
            "review",
            kinds.one_of("feedback", "marks", "score", what="word for what is shown before a pass"),
            required=False,
        ),
    ),
    Assessment,
    "assessment",
)
_MODULE = (
    Key("title", kinds.text),
    Key("summary", kinds.inline),
    Key("version", kinds.version),
    Key("language", kinds.language),
    Key("pass_mark", kinds.whole(1, 100, "pass mark")),
    Key("objectives", listing(_OBJECTIVE, "objectives", least=1, unique="id")),
    Key("assessment", _ASSESSMENT),
    Key("further_reading", listing(kinds.slug, "further_reading"), required=False),
)
_INDEX = (
    Key("topics", listing(kinds.slug, "topics")),
    Key("questions", listing(kinds.slug, "questions")),
)
_FILES: Final = (
    *("module.yaml", "index.yaml", CHANGES, "card.md", "released.json", "README.md", "LICENSE"),
)
_FOLDERS: Final = ("questions", "conversations", "images")


def read_module(folder: Path, root: Path, report: Report, today: dt.date) -> ModuleDraft:
    """Return what a module's folder holds. report: for the folder itself."""
    topic_files = [path for path in _visible(folder) if TOPIC_FILE.fullmatch(path.name)]
    topics = tuple(_read_topics(topic_files, root, report, today))
    questions, unread = _read_questions(folder, root, report, topics)
    questions += _read_conversations(folder, root, report)
    _refuse_strangers(folder, report)
    module_report = report.for_file(f"{report.file}/module.yaml")
    node, values = read_yaml_file(folder / "module.yaml", root, module_report, _MODULE)
    index_report = report.for_file(f"{report.file}/index.yaml")
    index_node, index_values = read_yaml_file(folder / "index.yaml", root, index_report, _INDEX)
    return ModuleDraft(
        slug=folder.name,
        folder=folder,
        report=module_report,
        node=node,
        values=values,
        topics=topics,
        card=read_card(folder / "card.md", root, report.for_file(f"{report.file}/card.md")),
        questions=tuple(questions),
        unread=unread,
        index=IndexDraft(index_report, index_node, index_values),
        changes=read_changes(
            folder / CHANGES, root, report.for_file(f"{report.file}/{CHANGES}"), today
        ),
        images=frozenset(path.name for path in _visible(folder / "images")),
    )


def _visible(folder: Path) -> list[Path]:
    """Return a folder's entries in order, without what editors and systems leave behind."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~"))]


def _read_topics(
    paths: list[Path], root: Path, report: Report, today: dt.date
) -> Iterator[TopicDraft]:
    numbers: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for path in paths:
        number, _, slug = path.stem.partition("-")
        own = report.for_file(f"{report.file}/{path.name}")
        if number in numbers:
            mend = f"renumber this or '{numbers[number]}'"
            own.add(1, f"another topic has the number {number}", mend)
        if slug in slugs:
            own.add(1, f"another topic is called '{slug}'", f"rename this or '{slugs[slug]}'")
            continue
        numbers[number] = slugs[slug] = path.name
        yield read_topic(path, root, own, today)


def _read_questions(
    folder: Path, root: Path, report: Report, topics: tuple[TopicDraft, ...]
) -> tuple[list[QuestionDraft], frozenset[str]]:
    """Return the questions in the order of the topics, and the topics whose file was not read."""
    slugs = [topic.slug for topic in topics]
    files = {path.stem: path for path in _visible(folder / "questions") if path.suffix == ".yaml"}
    questions: list[QuestionDraft] = []
    unread = set()
    for stem in sorted(files, key=lambda stem: (slugs.index(stem) if stem in slugs else -1, stem)):
        own = report.for_file(f"{report.file}/questions/{files[stem].name}")
        if stem not in slugs:
            own.add(
                1, f"no topic is called '{stem}'", f"rename the file: {did_you_mean(stem, slugs)}"
            )
        entries = read_questions(files[stem], root, own)
        if entries is None:
            unread.add(stem)
        questions.extend(entries or [])
    return questions, frozenset(unread)


def _read_conversations(folder: Path, root: Path, report: Report) -> list[QuestionDraft]:
    return [
        read_conversation(path, root, report.for_file(f"{report.file}/conversations/{path.name}"))
        for path in _visible(folder / "conversations")
        if path.suffix == ".yaml"
    ]


def _refuse_strangers(folder: Path, report: Report) -> None:
    for path in _visible(folder):
        known = path.name in (_FOLDERS if path.is_dir() else _FILES)
        if not known and not TOPIC_FILE.fullmatch(path.name):
            mend = "name a topic like '03-who-is-who.md', or take the file out"
            report.for_file(f"{report.file}/{path.name}").add(1, "this file is not known", mend)
    _refuse_other_than_yaml(folder / "questions", report, "file of questions", "its topic")
    _refuse_other_than_yaml(folder / "conversations", report, "conversation", "its id")


def _refuse_other_than_yaml(folder: Path, report: Report, what: str, like: str) -> None:
    for path in _visible(folder):
        if path.suffix != ".yaml":
            own = report.for_file(f"{report.file}/{folder.name}/{path.name}")
            own.add(1, f"this is no {what}", f"name it like {like}, with '.yaml'")
