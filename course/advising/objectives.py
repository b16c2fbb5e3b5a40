"""Advice on objectives: what a module promises, its assessment asks for."""

from collections.abc import Iterator

from course.files.report import Report
from course.files.yaml_positions import line_of
from course.reading.drafts import ModuleDraft


def advise_objectives(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each objective that no question of the assessment tests."""
    if draft.values is None:
        return
    tested = {
        entry.question.objective
        for entry in draft.questions
        if entry.question is not None and entry.purpose == "assessment"
    }
    for place, objective in enumerate(draft.values["objectives"]):
        if objective.id not in tested:
            line = line_of(draft.node, "objectives", place, "id")
            what = f"no question of the assessment tests the objective '{objective.id}'"
            yield draft.report, line, what, f"write one with 'objective: {objective.id}'"
