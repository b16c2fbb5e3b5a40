"""The three files of the form read together."""

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from course.errors import AuthorMistake
from course.files.report import Report
from course.welcome_form.model import Form, Need
from course.welcome_form.reading import FORM_FILE, read_form, read_needs
from course.welcome_form.rule_reading import RULES_FILE, read_rules
from course.welcome_form.rules import Rule


class WelcomeForm(Struct, frozen=True):
    """The form, the items that are rated, and the rules that propose."""

    form: Form
    needs: tuple[Need, ...]
    rules: tuple[Rule, ...]

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that a rule or an item proposes."""
        return frozenset(
            tag
            for tags in (*(r.topics for r in self.rules), *(n.tags for n in self.needs))
            for tag in tags
        )


def has_welcome_form(root: Path) -> bool:
    """Say whether a folder of modules brings a form at all."""
    return (root / FORM_FILE).exists()


def read_welcome_form(
    root: Path, known_tags: Collection[str] | None = None
) -> tuple[WelcomeForm | None, tuple[AuthorMistake, ...]]:
    """Return the form of a folder of modules and every mistake in its files; none where there is one.

    known_tags: of the course, if tags are to be checked.
    """
    mistakes: list[AuthorMistake] = []
    report = Report(root.name, mistakes)
    form, needs = read_form(root, report), read_needs(root, report)
    rules = read_rules(root, report, form) if form else None
    if form is None or needs is None or rules is None:
        return None, tuple(mistakes)
    if known_tags is not None:
        for rule in rules:
            for tag in rule.topics:
                if tag not in known_tags:
                    report.for_file(f"{root.name}/{RULES_FILE}").add(
                        rule.line, f"no topic is bound to the tag '{tag}'", "use one of tags.yaml"
                    )
    return WelcomeForm(form, needs, rules), tuple(mistakes)
