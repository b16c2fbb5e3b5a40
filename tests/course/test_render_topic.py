"""Topics, sources and lines: what authors write, as pages may hold it."""

import datetime as dt
import xml.etree.ElementTree as etree

import pytest
from markupsafe import Markup

from course.local_answers import LocalAnswerGiven
from course.model import Topic
from course.render import Html, Segment, Slot
from course.rendering.markdown_html import fill_terms
from tests.course.render_sample import CHECKED, EVIL, FIRST, MODULE, parsed, sample_renderer


def _html(segments: tuple[Segment, ...]) -> Markup:
    return Markup().join(segment.html for segment in segments if isinstance(segment, Html))


def _body(text: str) -> Markup:
    topic = Topic("made-up", "T", "S", text, CHECKED, 1, (), ())
    return _html(sample_renderer().topic(MODULE, topic))


def _one(tree: etree.Element, path: str) -> etree.Element:
    found = tree.findall(path)
    assert len(found) == 1, f"{len(found)} times {path}"
    return found[0]


def test_a_topic_is_cut_where_its_questions_stand_even_inside_a_paragraph() -> None:
    segments = sample_renderer().topic(MODULE, FIRST)
    kinds = [segment.question.id if isinstance(segment, Slot) else "html" for segment in segments]
    assert kinds == ["html", "one", "html", "several", "html"]


def test_each_stretch_of_a_topic_is_valid_on_its_own() -> None:
    for segment in sample_renderer().topic(MODULE, FIRST):
        if isinstance(segment, Html):
            parsed(segment.html)


def test_raw_html_in_markdown_is_shown_as_text() -> None:
    tree = parsed(_html(sample_renderer().topic(MODULE, FIRST)))
    assert EVIL in "".join(tree.itertext())
    assert not tree.findall(".//script")
    assert not tree.findall(".//b")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<div onclick='x()'>\n\nblock\n\n</div>",
        "<!-- <img src=x onerror=x()> -->",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://evil.example/x.png)",
        "![x](data:image/svg+xml,AAAA)",
        "A paragraph\n{: onclick=x() style=color:red }",
        '<div data-slot="one"></div>',
        "<https://example.org/<script>>",
        "[x]: javascript:alert(1)\n\n[x][x]",
    ],
)
def test_no_markdown_leads_to_script_style_or_another_address(text: str) -> None:
    tree = parsed(_body(text))
    for element in tree.iter():
        assert element.tag not in {"script", "style", "iframe", "object", "b"}
        names = {name.lower() for name in element.attrib}
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert "src" not in names
        assert element.get("href", "https:").startswith(("https:", "/"))


def test_a_question_is_never_placed_by_text_that_only_looks_like_its_place() -> None:
    segments = sample_renderer().topic(
        MODULE, Topic("x", "T", "S", '<div data-slot="one"></div>', CHECKED, 1, (), ())
    )
    assert [type(segment) for segment in segments] == [Html]


def test_a_local_answer_that_was_not_given_says_whom_to_ask() -> None:
    assert "Ask your induction lead" in _html(sample_renderer().topic(MODULE, FIRST))


def test_a_local_answer_shows_its_text_and_the_day_on_which_it_was_given() -> None:
    given = LocalAnswerGiven(f"*2222* {EVIL}", dt.date(2026, 10, 1))
    tree = parsed(_html(sample_renderer(crash_number=given).topic(MODULE, FIRST)))
    text = "".join(tree.itertext())
    assert f"*2222* {EVIL} (given by your trust on 1 October 2026)" in text
    assert "Ask your induction lead" not in text
    assert not tree.findall(".//script")


def test_links_lead_to_topics_and_tell_outside_pages_nothing() -> None:
    links = parsed(_html(sample_renderer().topic(MODULE, FIRST))).findall(".//a")
    assert [(link.get("href"), link.get("rel")) for link in links] == [
        ("/sample/second", None),
        ("https://example.org/page", "noopener noreferrer"),
    ]
    assert not [link for link in links if link.get("target")]


def test_where_a_link_opens_is_not_the_authors_to_say() -> None:
    links = parsed(
        _body("[a](https://example.org){target=_top rel=opener}\n\n[b](topic:second){target=x}")
    )
    assert [(link.get("target"), link.get("rel")) for link in links.iter("a")] == [
        (None, "noopener noreferrer"),
        (None, None),
    ]


def test_a_picture_alone_is_a_figure_with_its_alternative_text() -> None:
    picture = _one(parsed(_html(sample_renderer().topic(MODULE, FIRST))), ".//figure/img")
    assert picture.get("alt") == "Two doors side by side"
    assert picture.get("src") == "/pictures/sample/images/doors.svg"


def test_a_table_says_its_headers_to_the_ear_once_and_to_the_eye_in_each_cell() -> None:
    table = _one(parsed(_html(sample_renderer().topic(MODULE, FIRST))), ".//table")
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row"]
    label = _one(table, ".//td/span")
    assert (label.text, label.get("aria-hidden"), label.tail) == ("How many", "true", "1")
    assert not [cell for cell in table.iter() if cell.get("style") or cell.get("align")]


def test_a_note_says_its_kind_in_words() -> None:
    note = _one(parsed(_html(sample_renderer().topic(MODULE, FIRST))), ".//div[@class]")
    assert note.get("class") == "fs-note fs-note--say"
    assert [part.text for part in note][:2] == ["What to say", "What works"]


def test_a_note_whose_title_is_its_kind_does_not_say_it_twice() -> None:
    assert _body('!!! nations "In the four nations"\n    Text').count("In the four nations") == 1


def test_no_heading_of_a_topic_takes_the_level_of_the_page() -> None:
    tree = parsed(_body("# One\n\n## Two\n\nUnderlined\n==========\n\n### Three"))
    levels = [part.tag for part in tree.iter() if part.tag[0] == "h" and part.tag[1:].isdigit()]
    assert levels == ["h2", "h2", "h2", "h3"]


@pytest.mark.parametrize("text", ["# one", "1. one", "- one", "> one", "30. one", "    one"])
def test_a_line_never_becomes_a_block(text: str) -> None:
    assert sample_renderer().inline(text).strip() == text.strip().replace(">", "&gt;")


@pytest.mark.parametrize(
    "text", ["“Plain”, it's 5 % (or so): 1. - # + = ~ | ^ $ 'x' \"y\"", "a  b\nc"]
)
def test_a_plain_line_is_what_markdown_would_make_of_it(text: str) -> None:
    in_full = sample_renderer().inline(f"{text} *x*").removesuffix(" <em>x</em>")
    assert sample_renderer().inline(text) == in_full


def test_a_line_keeps_its_emphasis_and_loses_its_html() -> None:
    line = sample_renderer().inline(f"Say *this* {EVIL}")
    assert line == "Say <em>this</em> &lt;script&gt;alert(1)&lt;/script&gt;"


def test_sources_carry_publisher_edition_and_the_day_they_were_looked_at() -> None:
    text = " ".join("".join(parsed(sample_renderer().sources(FIRST)).itertext()).split())
    assert f"An act {EVIL}, A publisher, 2nd edition. Looked at on 25 November 2026." in text
    assert "Boards are merging. England, as at 1 April 2026" in text


def test_an_empty_corner_of_a_table_heads_nothing() -> None:
    table = parsed(_body("|  | Visa | Pay |\n| --- | --- | --- |\n| Ask | A | B |\n"))
    heads = [(cell.tag, cell.get("role")) for cell in table.find(".//thead/tr") or ()]
    assert heads == [("td", "cell"), ("th", "columnheader"), ("th", "columnheader")]
    assert all("".join(cell.itertext()).strip() for cell in table.iter("th"))


@pytest.mark.parametrize(
    ("around", "kept"),
    [("“{}”, then", ("“", "”,")), ("the ({}) is", ("(", ")")), ("ask the {}.", ("", "."))],
)
def test_a_mark_beside_a_term_stays_in_its_line(around: str, kept: tuple[str, str]) -> None:
    html = Markup(around.format('<span data-term="take">take</span>'))  # noqa: S704
    before, after = kept
    line = f'<span class="fs-term-line">{before}<b>take</b>{after}</span>'
    assert line in fill_terms(html, lambda _, words: Markup("<b>{}</b>").format(words))


def test_a_term_between_words_needs_no_line_of_its_own() -> None:
    html = Markup('the <span data-term="take">take</span> is')
    assert fill_terms(html, lambda _, words: words) == "the take is"
