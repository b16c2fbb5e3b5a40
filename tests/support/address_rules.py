"""The rules of addresses, compiled once a process: each test makes an app, and each app has the same hundreds.

To compile them is the most of what it takes to make an app. What comes of it depends on nothing but the rule's
text and the kinds of converters, so that apps can share it. A rule that gives defaults is left alone.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule


@pytest.fixture(scope="session", autouse=True)
def rules_compiled_once() -> Iterator[None]:
    """Keep what a rule compiles to."""
    compiled: dict[tuple[Any, ...], Rule] = {}
    compile_rule = Rule.compile

    def once(rule: Rule) -> None:
        if rule.defaults or rule.map is None or rule.map.host_matching:
            compile_rule(rule)
            return
        kinds = tuple(rule.map.converters.items())
        key = (rule.rule, rule.subdomain, rule.merge_slashes, kinds)
        first = compiled.get(key)
        if first is None:
            compile_rule(rule)
            compiled[key] = rule
            return
        rule.arguments |= first.arguments
        rule._parts, rule._trace, rule._converters = first._parts, first._trace, first._converters
        rule._build = first._build.__func__.__get__(rule, None)  # type: ignore[attr-defined]
        rule._build_unknown = first._build_unknown.__func__.__get__(rule, None)  # type: ignore[attr-defined]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", once)
        yield
