"""Statements with something odd at any place, and the odd things themselves."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.lrs.samples import statement


class Text(str):
    """JSON text that is put into a statement as it is, valid or not."""


ODD = tuple(
    Text(text)
    for text in (
        *("null", "true", "0", "-0", "-1", "1.0", "1e400", "1E-400", "0.1e2", "01", "1.", "+1"),
        *("9" * 400, "9" * 5_000, "1e99999999999999999999", "1e999999999999999999999"),
        *("NaN", "Infinity", "[]", "{}", '""', "[null]", "[[]]", "[{}]", '{"a":1}', "", ","),
        *('{"id":"https://a.b","id":"https://c.d"}', '{"a":{"b":1,"\\u0062":2}}'),
        *('"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\udc00\\ud800"', '"\\x"'),
        *('"\ufeff"', '"\u2028"', '"\x00"', '"\x1f"', "\ufeff{}", '"\udcff"', "'a'", "{'a':1}"),
        *("[" * 90 + "]" * 90, "[" * 150 + "]" * 150, "[" * 5_000, '{"a":' * 150 + "1" + "}" * 150),
        *('"2026-02-30T00:00:00Z"', '"0001-01-01T00:00:00+23:59"', '"9999-12-31T23:59:60Z"'),
        *('"2026-01-01T00:00:00-00:00"', '"2026-01-01T00:00:00.1234567890123Z"', '"P1D"', '"PT٣S"'),
        *('"mailto:a@b.c"', '"mailto:a@b.c\\n"', '"https://e.x/\\r\\nX: y"', '"https://e.x/{}"'),
        *(
            f'"https://e.x/{"l" * 9_000}"',
            '"x:y"',
            '"ab=c://x"',
            '"en-GB"',
            '"en_GB"',
            '"e\\u0301"',
        ),
        *('"6F2D3C1E-8F0B-4A57-9C3E-0D1B2A3C4D5E"', '"6f2d3c1e8f0b4a579c3e0d1b2a3c4d5e"'),
        *(
            '"\'; DROP TABLE lrs_statement; --"',
            '"Activity"',
            '"Agent"',
            '"Group"',
            '"SubStatement"',
        ),
        *('"StatementRef"', '{"objectType":"StatementRef","id":"x"}', '{"mbox":"mailto:a@b.c"}'),
        *('{"objectType":"Group","member":[]}', '"1.0.3"', '"2.0.0"', '"1.0\\n"', '"٢.0"'),
    )
)

_AGENT = {
    "objectType": "Agent",
    "name": "Ada",
    "account": {"homePage": "https://h.p", "name": "a b"},
}
_GROUP = {"objectType": "Group", "name": "All", "member": [_AGENT, {"openid": "https://o.i/d"}]}
_CHOICE = {
    "name": {"en-GB": "One", "cy": "Un"},
    "description": {"en": "d"},
    "type": "https://t.y/pe",
    "moreInfo": "https://more.info",
    "interactionType": "choice",
    "correctResponsesPattern": ["a[,]b"],
    "choices": [{"id": "a", "description": {"en": "A"}}, {"id": "b"}],
    "extensions": {"https://e.x/t": {"deep": [1, None, {"x": "y"}]}},
}
_ACTIVITY = {"objectType": "Activity", "id": "https://a.ct/1", "definition": _CHOICE}
_CONTEXT = {
    "registration": "123E4567-e89b-42d3-a456-426614174000",
    "instructor": _AGENT,
    "team": _GROUP,
    "contextActivities": {"parent": {"id": "https://p.a"}, "other": [{"id": "https://o.t"}]},
    "revision": "1",
    "platform": "p",
    "language": "en-GB",
    "statement": {"objectType": "StatementRef", "id": "123e4567-e89b-42d3-a456-426614174001"},
    "extensions": {"https://e.x/t": None},
}
_RESULT = {
    "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10.50},
    "success": True,
    "completion": False,
    "response": "r",
    "duration": "P1DT2H3M4.5678S",
    "extensions": {"https://e.x/t": [0.10, "\x00"]},
}
_FILE = {
    "usageType": "https://u.t",
    "display": {"en": "f"},
    "description": {"en": "d"},
    "contentType": "text/plain; charset=utf-8",
    "length": 3,
    "sha2": "ab" * 32,
    "fileUrl": "https://f.u/x",
}
FULL = statement(
    actor=_AGENT,
    verb={"id": "https://v.e/rb", "display": {"en": "did"}},
    object=_ACTIVITY,
    result=_RESULT,
    context=_CONTEXT,
    timestamp="2026-11-29T08:00:00.123+01:00",
    attachments=[_FILE],
    authority=_AGENT,
    version="1.0.0",
)
_INNER = {
    name: FULL[name] for name in ("actor", "verb", "object", "result", "context", "timestamp")
}
VALID: tuple[dict[str, Any], ...] = (
    FULL,
    statement(actor=_GROUP, object=_INNER | {"objectType": "SubStatement"}),
    statement(object=_AGENT, context={"contextActivities": {"category": _ACTIVITY}}),
    statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=_CONTEXT["statement"]),
)


def encoded(value: Any) -> bytes:
    """Return JSON in which the odd text stands as it is; a lone surrogate becomes a byte of no UTF-8."""
    return _text(value).encode("utf-8", "surrogateescape")


def _text(value: Any) -> str:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_key(name)}:{_text(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_text(one) for one in value) + "]"
    return json.dumps(value)


def _key(name: str) -> str:
    return str(name) if isinstance(name, Text) else json.dumps(name)


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """Return a valid statement with one or two places replaced, removed, renamed or added to."""
    tree: Any = json.loads(json.dumps(draw(st.sampled_from(VALID))))
    for _ in range(draw(st.integers(0, 2))):
        tree = _changed(draw, tree)
    return tree


def _changed(draw: st.DrawFn, value: Any) -> Any:
    here = not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0
    if here:
        return draw(st.sampled_from(ODD)) if draw(st.booleans()) else draw(_JSON)
    if isinstance(value, list):
        at = draw(st.integers(0, len(value) - 1))
        return [_changed(draw, one) if n == at else one for n, one in enumerate(value)]
    name = draw(st.sampled_from(sorted(value)))
    what = draw(
        st.sampled_from(("inside", "inside", "inside", "inside", "remove", "rename", "add"))
    )
    if what == "inside":
        return value | {name: _changed(draw, value[name])}
    if what == "add":
        return value | {draw(_NAMES): draw(_JSON)}
    rest = {other: one for other, one in value.items() if other != name}
    return rest if what == "remove" else rest | {draw(_NAMES): value[name]}


_WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(
    (
        "id",
        "Id",
        "stored",
        "https://e.x/y",
        "",
        "objectType",
        "extensions",
        "member",
        "mbox",
        "a\x00",
        Text('"i\\u0064"'),
        Text('"\\ud800"'),
        Text("id"),
        Text('"actor"'),
    )
)
