"""Write questions in GIFT. Its texts are HTML, in which no sign of GIFT is left as it is."""

from collections.abc import Iterator, Sequence

from course.exchange.gift_text import escaped
from course.exchange.html_text import general_html, to_html, to_text
from course.exchange.neutral import FULL, Answer, Item, any_text, category_path

_FIRST = {"[": "&#91;", "%": "&#37;"}
"""What at the beginning of a text would be read as a format or a weight."""


def write(items: Sequence[Item], told: Sequence[str]) -> str:
    """Return a file with the questions. told: lines for whoever opens it, as comments."""
    lines = ["// What does not travel as it is:", *(f"// {each}" for each in told)]
    blocks = ["\n".join(lines)] if told else []
    category: tuple[str, ...] = ()
    for item in items:
        if item.category != category:
            category = item.category
            blocks.append(f"$CATEGORY: {category_path(category)}")
        if not _is_ambiguous(item):
            blocks.append(_question(item))
    return "\n\n".join(blocks) + "\n"


def lost(item: Item) -> Iterator[str]:
    """Yield what an item loses in GIFT, each as a line."""
    if _is_ambiguous(item):
        yield f"{item.name}: left out, since GIFT would read '->' in an answer as a pair"
    if item.kind == "order":
        yield f"{item.name}: loses its feedback, for which GIFT has no place in an ordering"
    if item.hint:
        yield f"{item.name}: loses its hint, for which GIFT has no place"
    if item.unit:
        yield f"{item.name}: its unit stands in its text, since GIFT knows none"


def _is_ambiguous(item: Item) -> bool:
    return item.kind == "words" and any("->" in answer.text for answer in item.answers)


def _question(item: Item) -> str:
    stem = to_html(item.stem) + (f" (in {to_html(item.unit)})" if item.unit else "")
    if item.kind == "order":
        stem = _without_braces(stem)
    start = f"::{escaped(item.name)}::[html]{_signs(stem)}"
    if item.kind == "order":
        steps = "\n".join(_raw_line(answer) for answer in item.answers)
        header = f"{{>{len(item.answers)} ALL VERTICAL ABSOLUTE_POSITION SHOW none"
        return f"{start}{header}\n{steps}\n}}"
    general = general_html(item.general, item.remarks)
    lines = [*_answers(item), *([f"####{_signs(general)}"] if general else [])]
    return start + "{" + "".join(f"\n\t{line}" for line in lines) + "\n}"


def _answers(item: Item) -> Iterator[str]:
    match item.kind:
        case "choice":
            yield from _choice(item)
        case "choices":
            for answer in item.answers:
                yield f"~%{answer.credit:f}%{_html(answer.text)}#{_html(answer.feedback)}"
        case "true-false":
            true, false = item.answers
            right, wrong = (true, false) if true.credit else (false, true)
            word = "TRUE" if right is true else "FALSE"
            yield f"{word}#{_html(wrong.feedback)}#{_html(right.feedback)}"
        case "words":
            for answer in item.answers:
                text = f"[plain]{answer.text}" if answer.text.startswith("[") else answer.text
                yield f"=%{answer.credit:f}%{escaped(text)}#{_html(answer.feedback)}"
        case "number":
            yield from _number(item)
        case "match":
            for answer in item.answers:
                yield f"={_html(answer.text)} -> {escaped(to_text(answer.target))}"


def _choice(item: Item) -> Iterator[str]:
    """Yield the options; a second one that is right needs a weight, as '=' may stand once."""
    first = True
    for answer in item.answers:
        if answer.credit == FULL and first:
            sign, first = "=", False
        else:
            sign = "~" if not answer.credit else f"~%{answer.credit:f}%"
        yield f"{sign}{_html(answer.text)}#{_html(answer.feedback)}"


def _number(item: Item) -> Iterator[str]:
    yield "#"
    for answer in item.answers:
        if any_text(answer.text):
            yield f"~#{_html(answer.feedback)}"
        else:
            yield f"=%{answer.credit:f}%{answer.text}:{answer.tolerance}#{_html(answer.feedback)}"


def _html(inline: str) -> str:
    return _signs(to_html(inline))


def _signs(html: str) -> str:
    return escaped(_FIRST.get(html[:1], html[:1]) + html[1:])


def _raw_line(answer: Answer) -> str:
    """Return a step, in which the type that reads it by itself undoes no escape."""
    html = _without_braces(to_html(answer.text))
    return html.replace("\\", "&#92;").replace("//", "&#47;/")


def _without_braces(html: str) -> str:
    return html.replace("{", "&#123;").replace("}", "&#125;")
