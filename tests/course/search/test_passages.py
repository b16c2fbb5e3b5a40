"""The course in passages, and the stretch of a text that is shown of one."""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import msgspec
import pytest

from course.model import Course
from course.reader import read_course
from course.render import Html, Renderer
from course.rendering.markdown_blocks import NOT_GIVEN
from course.search.answer_places import with_answers, without_answers
from course.search.passages import edition_of, passages, sections
from course.search.snippet import snippet
from course.search.words import normal, words
from tools.checkout import ROOT


@pytest.fixture(scope="module")
def course() -> Course:
    """Read the real course."""
    return read_course(ROOT / "modules")[0]


def test_every_section_leads_to_a_place_that_its_topic_has(course: Course) -> None:
    renderer = Renderer(course, image_url=lambda *_: "", topic_url=lambda *_: "")
    found = [each for each in passages(course) if each.kind == "topic"]
    assert len({(each.module, each.key, each.anchor) for each in found}) == len(found)
    module = course.module("culture")
    for topic in module.topics:
        segments = renderer.topic(module, topic)
        html = "".join(each.html for each in segments if isinstance(each, Html))
        ids = re.findall(r'<h[23][^>]* id="([^"]+)"|<h[23] id="([^"]+)"', html)
        there = {one or other for one, other in ids}
        own = [each for each in found if (each.module, each.key) == (module.slug, topic.slug)]
        assert {each.anchor for each in own if each.anchor} == there
        assert own[0].anchor == "" and topic.title == own[0].title


def test_no_passage_holds_what_a_trust_is_asked_for_or_any_mark(course: Course) -> None:
    for each in passages(course):
        assert NOT_GIVEN not in each.text
        assert not re.search(r"\]\(|\[\[|<[a-z]|\{#|\*\*", each.text), each


def test_no_word_that_can_be_found_is_two_words_run_together(course: Course) -> None:
    renderer = Renderer(course, image_url=lambda *_: "", topic_url=lambda *_: "")
    for module in course.modules:
        shown = {
            topic.slug: words_of(renderer.topic(module, topic), topic.summary)
            for topic in module.topics
        }
        for each in passages(course):
            if each.module == module.slug:
                there = {word.plain for word in words(without_answers(each.text))}
                there |= {word.plain for word in words(without_answers(each.heading))}
                assert there <= shown[each.key], (each.key, there - shown[each.key])


def words_of(segments: Iterable[object], summary: str) -> set[str]:
    """Return the words that stand between the tags of a topic as it is shown."""
    html = " ".join(each.html for each in segments if isinstance(each, Html))
    # A letter may be marked inside its word: “**C**oncerned”.
    text = unescape(re.sub("<[^>]+>", " ", re.sub("</?(?:em|strong)>", "", html)))
    return {word.plain for word in words(f"{text} {summary}")}


def test_a_head_that_a_narrow_screen_repeats_is_in_no_passage(course: Course) -> None:
    topic = msgspec.structs.replace(
        course.modules[0].topics[0],
        summary="",
        body="| Who | Whose |\n| --- | --- |\n| her son | Omar |\n| her *sis*ter | **Mina**, née X |",
    )
    assert [text for *_, text in sections(topic)] == [
        "Who; Whose; her son; Omar; her sister; Mina, née X"
    ]


def test_blocks_are_joined_with_a_mark_where_they_have_none(course: Course) -> None:
    body = "Ring:\n\n- the ward\n- “the team?”\n- (switch.)\n\nThen wait.\n\n"
    body += '!!! situation "A favour for the son"\n    Omar asks.\n'
    topic = msgspec.structs.replace(course.modules[0].topics[0], summary="Why", body=body)
    assert next(text for *_, text in sections(topic)) == (
        "Why; Ring: the ward; “the team?” (switch.) Then wait. "
        "Situation: A favour for the son; Omar asks."
    )


def test_an_answer_of_a_trust_stands_where_it_is_asked_for_and_else_whom_to_ask(
    course: Course,
) -> None:
    body = "Ring [[local: crash_number]] now. Wait.\n\n[[local: img_lead]] helps; or [[local: img_lead]]."
    topic = msgspec.structs.replace(course.modules[0].topics[0], summary="", body=body)
    passage = next(text for *_, text in sections(topic))
    given = {"crash_number": "2222 & more"}
    assert with_answers(passage, lambda key: given.get(key, ""), NOT_GIVEN) == (
        "Ring 2222 & more now. Wait. Ask your induction lead helps; or ask your induction lead."
    )
    assert [word.plain for word in words(without_answers(passage))] == [
        *("ring", "now", "wait", "helps", "or"),
    ]


def test_another_text_is_another_edition(course: Course) -> None:
    module = course.modules[0]
    topic = msgspec.structs.replace(module.topics[0], body="# Other")
    changed = msgspec.structs.replace(module, topics=(topic, *module.topics[1:]))
    other = msgspec.structs.replace(course, modules=(changed, *course.modules[1:]))
    assert edition_of(course) == edition_of(read_course(Path(module.folder).parent)[0])
    assert edition_of(other) != edition_of(course)


def test_a_stretch_shows_the_words_that_were_found_and_no_markup_of_others() -> None:
    text = f"{'Before it. ' * 30}Ring the <b>bleeps</b> & wait. {'After it. ' * 30}"
    shown = snippet(text, [normal("bleep"), normal("ring")])
    assert "<mark>Ring</mark> the &lt;b&gt;<mark>bleeps</mark>&lt;/b&gt; &amp; wait." in shown
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(re.sub("<[^>]+>", "", shown)) < 230


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("Bleep me.", [normal("ward")]) == "Bleep me."
    assert snippet("", []) == ""
