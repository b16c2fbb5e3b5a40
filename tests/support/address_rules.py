"""The rules of addresses, compiled once a process: each test makes an app, and each app has the same hundreds.

Werkzeug writes two small functions for each rule, the most of what it takes to make an app. They depend on
nothing but the rule's text, so that apps can share them. A rule that gives defaults is left alone.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


@pytest.fixture(scope="session", autouse=True)
def rules_compiled_once() -> Iterator[None]:
    """Keep what a rule compiles to."""
    compiled: dict[tuple[Any, ...], Builder] = {}
    compile_builder = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Builder:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, *rule._trace, append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield
