"""Check a module across its files: each rule notes its mistakes with file, line and mend.

What one file says by itself (keys, kinds of value) is checked while reading; here is what two must
agree on.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from course.checking.changes import check_changes
from course.checking.citations import (
    check_further_reading,
    check_question_sources,
    check_topic_sources,
    cited_sources,
    used_local_answers,
)
from course.checking.images import check_images
from course.checking.index import check_index
from course.checking.nations import check_nations
from course.checking.objectives import check_objectives
from course.checking.questions import (
    check_bank,
    check_conversation_topics,
    check_placements,
    check_unique,
)
from course.checking.release import check_release
from course.checking.tags import check_topic_tags
from course.checking.text import check_blocks, check_headings, check_links
from course.errors import SuspendDataError
from course.files.yaml_positions import line_of
from course.model import Module
from course.reading.drafts import ModuleDraft, Shared
from course.suspend_data import BUDGET_CHARACTERS, encode, fullest_state

Rule: TypeAlias = Callable[[ModuleDraft, Shared], None]

RULES: Final[tuple[Rule, ...]] = (
    check_unique,
    check_conversation_topics,
    check_placements,
    check_bank,
    check_objectives,
    check_index,
    check_topic_sources,
    check_question_sources,
    check_further_reading,
    check_topic_tags,
    check_blocks,
    check_nations,
    check_links,
    check_headings,
    check_images,
    check_release,
    check_changes,
)


def check_module(draft: ModuleDraft, shared: Shared) -> None:
    """Apply every rule to a module; the mistakes go to the reports of its files."""
    if not draft.topics:
        draft.report.add(1, "the module has no topic", "add one, named like '01-who-is-who.md'")
    for rule in RULES:
        rule(draft, shared)


def depends_on_broken(draft: ModuleDraft, shared: Shared) -> bool:
    """Say whether a module uses an entry of the shared files that has a mistake.

    The mistake is told where it is; the module that leans on it is only left out.
    """
    sources, answers = cited_sources(draft), used_local_answers(draft)
    return bool(
        (sources and not shared.sources_whole)
        or (answers and not shared.local_answers_whole)
        or sources & shared.broken_sources
        or answers & shared.broken_local_answers
    )


def check_size(module: Module, draft: ModuleDraft) -> None:
    """Check that a learner's fullest state fits into what an LMS keeps."""
    try:
        characters = len(encode(fullest_state(module), module))
    except SuspendDataError:
        characters = BUDGET_CHARACTERS + 1
    if characters > BUDGET_CHARACTERS:
        what = f"a learner's state may take more than {BUDGET_CHARACTERS} characters"
        draft.report.add(line_of(draft.node, "title"), what, "make two modules of this one")
