"""What a badge says was achieved: the module or the course, what it took, and the results.

Source: Open Badges 3.0, appendix B: Achievement, Result, ResultDescription.
"""

from typing import Any, Final

from app.evidence.lines import Line
from app.evidence.models import Certificate
from app.supervision.standing import State
from app.wording import day
from course.vocabulary import BASE, COURSE, module_iri

_STATUS: Final = {
    State.PASSED: "Completed",
    State.IN_PROGRESS: "InProgress",
    State.NOT_PASSED: "Failed",
    State.NOT_STARTED: "Enrolled",
}


def achievement(certificate: Certificate, name: str, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Return the achievement. name: of the credential, below which its results are named."""
    described = [_described(name, line) for line in lines if line.started]
    common: dict[str, Any] = {
        "type": ["Achievement"],
        "name": certificate.title,
        "inLanguage": "en-GB",
    }
    if described:
        common["resultDescription"] = described
    if certificate.kind == "module":
        line = lines[0]
        return common | {
            "id": module_iri(line.module),
            "achievementType": "CertificateOfCompletion",
            "version": line.version,
            "description": line.summary or line.title,
            "criteria": {"narrative": f"{_criteria(line)} {_how(line)}"},
        }
    if certificate.kind == "course":
        return common | {
            "id": COURSE,
            "achievementType": "CertificateOfCompletion",
            "description": f"Every module of the course: {', '.join(line.title for line in lines)}.",
            "criteria": {"narrative": "\n".join(f"- {line.title}: {_how(line)}" for line in lines)},
        }
    return common | {
        "id": f"{BASE}/transcript",
        "achievementType": "ext:Transcript",
        "description": f"What was learnt until {day(certificate.issued)}, passed or not.",
        "criteria": {
            "narrative": "None: this lists where somebody stood in each module on that day."
        },
    }


def _criteria(line: Line) -> str:
    mark = f"{line.pass_mark} % or more in" if line.pass_mark else "a pass in"
    return f"For this module: {mark} its assessment."


def _how(line: Line) -> str:
    passed = f"on {day(line.passed)}" if line.passed else ""
    version = f", version {line.version}" if line.version else ""
    return f"Passed {passed} with {line.score_words} at the {line.attempt_words}{version}, time spent: {line.time_words}."


def _described(name: str, line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": _result_id(name, line),
        "type": ["ResultDescription"],
        "name": f"Score in “{line.title}”" if line.score is not None else f"“{line.title}”",
        "resultType": "Percent" if line.score is not None else "Status",
    }
    if line.score is not None:
        found |= {"valueMin": "0", "valueMax": "100"}
        if line.pass_mark:
            found["requiredValue"] = str(line.pass_mark)
    return found


def result(name: str, line: Line) -> dict[str, Any]:
    """Return the result in a module."""
    found: dict[str, Any] = {
        "type": ["Result"],
        "resultDescription": _result_id(name, line),
        "status": _STATUS[line.state],
    }
    if line.score is not None:
        found["value"] = f"{line.score:g}"
    return found


def _result_id(name: str, line: Line) -> str:
    return f"{name}#{line.module}"
