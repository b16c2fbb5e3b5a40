"""Boxes in which the four nations differ: how they are read, and for whom they are shown how."""

import datetime as dt
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from markupsafe import Markup

from course.model import Topic
from course.nations import HOME_NATIONS, HomeNation, names_of
from course.reading.nation_boxes import nation_boxes
from course.render import Html, Renderer
from tests.course.course_files import FIRST_FILE, broken, read, write_course
from tests.course.render_sample import COURSE, EVIL, MODULE, parsed

BOX = f"""
Before.

!!! nations "Who inspects"
    For all {EVIL}.

    ENG: One *inspects*.

    SCO: Two.

    - a list
    - of Scotland

    A paragraph of Scotland.

    WAL, NI: Three.

After.
"""


def shown(text: str, nation: HomeNation | None = None) -> Markup:
    """Return a text as a reader in a nation is shown it."""
    renderer = Renderer(
        COURSE, image_url=lambda _, name: name, topic_url=lambda _, topic: topic.slug, nation=nation
    )
    topic = Topic("made-up", "T", "S", text, dt.date(2026, 11, 25), 1, (), ())
    segments = renderer.topic(MODULE, topic)
    return Markup().join(segment.html for segment in segments if isinstance(segment, Html))


def words(element: etree.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def box(text: str, nation: HomeNation | None = None) -> etree.Element:
    """Return the one box of a text."""
    found = parsed(shown(text, nation)).findall(".//div[@class='fs-note fs-note--nations']")
    assert len(found) == 1
    return found[0]


def told(element: etree.Element) -> list[tuple[str, str]]:
    """Return the nations that are told under their names, with what is said of them."""
    names = [words(each) for each in element.iter("dt")]
    return list(zip(names, (words(each) for each in element.iter("dd")), strict=True))


def test_without_a_nation_all_are_open_and_told_in_their_order() -> None:
    drawn = box(
        BOX.replace("WAL, NI: Three.", "").replace("    ENG:", "    WAL, NI: Three.\n\n    ENG:")
    )
    assert [name for name, _ in told(drawn)] == [
        "England",
        "Scotland",
        "Wales and Northern Ireland",
    ]
    assert told(drawn)[0] == ("England", "One inspects.")
    assert not list(drawn.iter("details"))


def test_a_list_and_paragraphs_belong_to_their_nation_until_the_next_mark() -> None:
    drawn = box(BOX)
    assert dict(told(drawn))["Scotland"] == "Two. a list of Scotland A paragraph of Scotland."
    assert [words(each) for each in drawn.iter("li")] == ["a list", "of Scotland"]


@pytest.mark.parametrize(
    ("nation", "own", "others"),
    [
        ("ENG", "One inspects.", "In Scotland, Wales and Northern Ireland"),
        ("SCO", "Two.", "In England, Wales and Northern Ireland"),
        ("WAL", "Three.", "In England and Scotland"),
        ("NI", "Three.", "In England and Scotland"),
    ],
)
def test_the_readers_own_nation_comes_first_and_the_others_unfold(
    nation: HomeNation, own: str, others: str
) -> None:
    drawn = box(BOX, nation)
    children = [words(each) for each in drawn]
    where = f"In {names_of([nation])}, where you work"
    assert children[:2] == ["In the four nations", "Who inspects"]
    assert children[2] == f"For all {EVIL}."
    assert children[3] == where
    assert children[4].startswith(own)
    details = drawn[-1]
    assert details.tag == "details" and details.get("open") is None
    assert words(details.find("summary")) == others


def test_every_word_is_there_for_every_reader() -> None:
    for nation in (*HOME_NATIONS, None):
        text = words(box(BOX, nation))
        for part in ("For all", "One inspects.", "Two.", "A paragraph of Scotland.", "Three."):
            assert text.count(part) == 1, (nation, part)


def test_who_shares_a_part_is_told_that_it_holds_elsewhere_too() -> None:
    assert "The same holds in Northern Ireland." in words(box(BOX, "WAL"))
    assert "The same holds in Wales." in words(box(BOX, "NI"))
    assert "The same holds" not in words(box(BOX, "SCO"))


def test_a_box_that_says_nothing_of_the_readers_nation_says_so() -> None:
    drawn = box('!!! nations "Who"\n    For all.\n\n    SCO: Two.', "ENG")
    assert "Nothing is said here about England in particular." in words(drawn)
    assert "where you work" not in words(drawn[-1])
    assert words(drawn[-1]) == "In Scotland Two."


def test_where_nobody_else_is_left_nothing_unfolds() -> None:
    drawn = box('!!! nations "Who"\n    SCO, ENG: Two.', "SCO")
    assert not list(drawn.iter("details"))
    assert "The same holds in England." in words(drawn)


def test_a_part_may_hold_another_box_and_a_local_answer() -> None:
    text = '!!! nations "Who"\n    ENG: One.\n\n    !!! say "Words"\n        “Hello.”\n\n    SCO: [[local: crash_number]]'
    note = box(text, "ENG").find(".//div[@class='fs-note fs-note--say']")
    assert note is not None
    assert [words(each) for each in note] == ["What to say", "Words", "“Hello.”"]
    assert "Ask your induction lead" in dict(told(box(text)))["Scotland"]


def test_two_boxes_and_the_text_around_them_stay_apart() -> None:
    page = parsed(shown(f"{BOX}\n\n{BOX}\n\nENG: no mark outside a box.", "NI"))
    assert len(page.findall(".//details")) == 2
    plain = [words(each) for each in page.findall(".//body/p")]
    assert plain == ["Before.", "After.", "Before.", "After.", "ENG: no mark outside a box."]


def test_a_mark_in_code_or_in_the_depth_of_a_list_is_text() -> None:
    (found,) = nation_boxes(
        '!!! nations "Who"\n    `ENG: no`\n\n    SCO: Yes.\n\n    - An entry\n\n        NI: deep'
    )
    assert [part.mark.nations for part in found.parts] == [("SCO",)]


def test_text_that_begins_with_a_word_and_a_colon_is_text(tmp_path: Path) -> None:
    new = '!!! nations "Who"\n    Note: for all.\n\n    https://x.org\n\n    ENG: One: two.\n\n    Wales has its own.'
    _, mistakes = read(write_course(tmp_path, broken(FIRST_FILE, "## A heading", new)))
    assert mistakes == []


def test_tabs_indent_as_spaces_do() -> None:
    text = '!!! nations "Who"\n\tFor all.\n\n\tENG: One.\n\n\tSCO: Two.'
    assert told(box(text)) == [("England", "One."), ("Scotland", "Two.")]
    (found,) = nation_boxes(text)
    assert [part.mark.nations for part in found.parts] == [("ENG",), ("SCO",)]


def test_no_text_of_an_author_can_unfold_or_mark_anything_else() -> None:
    text = '<details open><summary>x</summary></details>\n\n!!! nations "<b>"\n    ENG: <summary>y</summary>'
    assert not list(parsed(shown(text)).iter("details"))
    assert not list(parsed(shown(text)).iter("summary"))


def test_names_are_a_list_for_people_in_their_order() -> None:
    assert names_of(["NI", "ENG", "SCO"]) == "England, Scotland and Northern Ireland"
    assert names_of(["WAL"]) == "Wales"
