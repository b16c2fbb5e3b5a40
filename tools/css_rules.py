"""A compressed style sheet as rules, as far as our themes need it: selectors, declarations, what is around."""

from collections.abc import Iterator
from typing import Final, NamedTuple

_QUOTES: Final = "\"'"


class Rule(NamedTuple):
    """A rule. around: the at-rules that it stands in, the outermost first; declarations: name and value."""

    around: tuple[str, ...]
    selector: str
    declarations: tuple[tuple[str, str], ...]


def read_rules(css: str, around: tuple[str, ...] = ()) -> Iterator[Rule]:
    """Give the rules of a style sheet in order. At-rules without rules in them are left out."""
    at = 0
    while at < len(css):
        end = _find(css, "{;", at)
        head = css[at:end].strip()
        if end == len(css) or css[end] == ";":
            at = end + 1
            continue
        close = _closing(css, end)
        body = css[end + 1 : close]
        if head.startswith(("@media", "@supports")):
            yield from read_rules(body, (*around, head))
        elif not head.startswith("@"):
            yield Rule(around, head, tuple(_declarations(body)))
        at = close + 1


def write_rules(rules: Iterator[Rule]) -> str:
    """Return rules as a style sheet."""
    return "".join(_written(rule) for rule in rules)


def _written(rule: Rule) -> str:
    inner = ";".join(f"{name}:{value}" for name, value in rule.declarations)
    text = f"{rule.selector}{{{inner}}}"
    for head in reversed(rule.around):
        text = f"{head}{{{text}}}"
    return text


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(body):
        end = _find(body, ";", at)
        name, colon, value = body[at:end].partition(":")
        if colon:
            yield name.strip(), value.strip()
        at = end + 1


def _find(text: str, wanted: str, at: int) -> int:
    """Return the place of the first of some letters outside quotes and brackets; the end without one."""
    depth, quote = 0, ""
    while at < len(text):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES:
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter in wanted and depth == 0:
            return at
        at += 1
    return at


def _closing(text: str, opening: int) -> int:
    depth, at = 0, opening
    while at < len(text):
        at = _find(text, "{}", at)
        depth += 1 if text[at : at + 1] == "{" else -1
        if depth == 0:
            return at
        at += 1
    return at
