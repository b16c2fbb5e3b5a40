"""Rules for roles: what they give, and each mistake with its line."""

from typing import Any

import pytest

from app.organisations.models import Role
from app.providers.role_rules import after, given, read, roles_of

RULES = """# whoever teaches
groups contains "fs-supervisors" -> supervisor
job_title is "IMG lead" and groups contains "medical education" -> lead, editor

realm_access.roles contains "lms" -> LMS administrator
"https://trust.example/site" begins with "North" → editor
everybody -> learner
"""


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({}, {Role.LEARNER}),
        ({"groups": ["fs-supervisors", "x"]}, {Role.LEARNER, Role.SUPERVISOR}),
        ({"groups": "fs-supervisors"}, {Role.LEARNER, Role.SUPERVISOR}),
        ({"groups": ["fs-supervisors-2"]}, {Role.LEARNER}),
        ({"job_title": "IMG lead"}, {Role.LEARNER}),
        (
            {"job_title": "IMG lead", "groups": ["medical education"]},
            {Role.LEARNER, Role.LEAD, Role.EDITOR},
        ),
        ({"realm_access": {"roles": ["lms"]}}, {Role.LEARNER, Role.LMS_ADMINISTRATOR}),
        ({"realm_access": "lms"}, {Role.LEARNER}),
        ({"https://trust.example/site": "North Wing"}, {Role.LEARNER, Role.EDITOR}),
        ({"https://trust.example/site": None}, {Role.LEARNER}),
    ],
)
def test_rules_give_the_roles_that_they_say(claims: dict[str, Any], roles: set[Role]) -> None:
    rules = read(RULES)
    assert rules.mistakes == ()
    assert roles_of(given(rules, claims)) == roles


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('groups contains "a" supervisor', "An arrow is missing"),
        ("-> learner", "Nothing stands before the arrow"),
        ("groups contains fs -> learner", "“groups contains fs” is no condition"),
        ('groups holds "a" -> learner', "is no condition"),
        ('groups is "a" or groups is "b" -> learner', "Join conditions by “and”"),
        ('groups is "a" and -> learner', "missing after “and”"),
        ("everybody -> doctor", "“doctor” is no role. Write one of: learner, supervisor"),
        ("everybody ->", "“” is no role"),
        ("everybody -> administrator", "Administrators are made under People"),
        ("everybody -> organisation administrator", "Administrators are made under People"),
    ],
)
def test_each_mistake_names_its_line_and_what_is_wrong(line: str, sentence: str) -> None:
    found = read(f"everybody -> learner\n\n{line}\n")
    assert len(found.mistakes) == 1
    assert found.mistakes[0].startswith("Line 3: ") and sentence in found.mistakes[0]


def test_all_mistakes_are_told_at_once() -> None:
    assert [each[:6] for each in read("x\neverybody -> learner\ny -> z").mistakes] == [
        "Line 1",
        "Line 3",
    ]


def test_roles_that_no_rule_is_about_stay_and_the_others_follow_the_claims() -> None:
    rules = read('groups contains "s" -> supervisor')
    before = frozenset({Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR, Role.EDITOR})
    assert after(rules, before, {}) == before - {Role.SUPERVISOR}
    assert after(rules, frozenset(), {"groups": ["s"]}) == {Role.SUPERVISOR}
