"""Which words of a topic are linked to the glossary, and which are left alone."""

import re
import time
from pathlib import Path

import msgspec
import pytest

from course.glossary.links import TermFinder
from course.model import GlossaryEntry, Topic
from course.nations import HomeNation
from course.render import Html, Renderer
from tests.course.glossary_sample import entry, with_glossary
from tests.course.render_sample import CHECKED, COURSE, EVIL, MODULE, parsed

GLOSSARY = (
    entry("bleep", "bleep", "bleeps", "bleeped"),
    entry("round", "round"),
    entry("board-round", "board round"),
    entry("take", "take"),
    entry("it", "IT"),
    entry("sho", "SHO", "senior house officer"),
    entry("ae", "A&E"),
    entry("two-week", "2WW", "two-week wait"),
    entry("bobs", "Bob’s your uncle"),
    entry("quite", "quite", link=False),
    entry("bd", "b.d."),
)


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (found.entry, text[found.start : found.end]) for found in TermFinder(GLOSSARY).find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your bleep.", [("bleep", "bleep")]),
        ("BLEEP me, I bleeped you", [("bleep", "BLEEP"), ("bleep", "bleeped")]),
        ("the board round, then a round", [("board-round", "board round"), ("round", "round")]),
        ("the board\n round", [("board-round", "board\n round")]),
        ("call IT about it, not It", [("it", "IT")]),
        ("two SHOs and the SHO’s phone", [("sho", "SHOs"), ("sho", "SHO")]),
        ("SHOES", []),
        ("a Senior House Officer", [("sho", "Senior House Officer")]),
        ("in A&E, now", [("ae", "A&E")]),
        ("a 2WW or two‑week wait", [("two-week", "2WW"), ("two-week", "two‑week wait")]),
        ("Bob's your uncle", [("bobs", "Bob's your uncle")]),
        ("‘bleep’ and “take”", [("bleep", "bleep"), ("take", "take")]),
        ("twice b.d. or", [("bd", "b.d.")]),
        ("take-home, un-bleep, all‑round", []),
        ("don't take’em", []),
        ("the take's length", [("take", "take")]),
        ("write to bleep@trust.example or see bleep.example", []),
        ("mistake, taken, bleeping, around", []),
        ("quite", []),
        ("", []),
    ],
)
def test_whole_words_are_found_the_longest_first(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert _found(text) == expected


def _renderer(*entries: GlossaryEntry) -> Renderer:
    course = msgspec.structs.replace(COURSE, glossary={each.id: each for each in entries})
    return Renderer(
        course,
        image_url=lambda _module, name: name,
        topic_url=lambda _module, topic: topic.slug,
        term_url=lambda each: f"/glossary#{each.id}",
    )


def _linked(body: str, slug: str = "made-up") -> list[str]:
    """Return the words that are linked in a topic, in the order of reading."""
    topic = Topic(slug, "T", "S", body, CHECKED, 1, (), ())
    segments = _renderer(*GLOSSARY).topic(MODULE, topic)
    html = "".join(segment.html for segment in segments if isinstance(segment, Html))
    return [button.text or "" for button in parsed(html).iterfind(".//button[@aria-describedby]")]


def test_a_term_is_linked_at_its_first_use_only() -> None:
    assert _linked("A bleep. Two bleeps.\n\n- The take, the bleep, the take.") == ["bleep", "take"]


@pytest.mark.parametrize(
    "body",
    [
        "A **bleep** here",
        "- one\n- a bleep",
        "> a bleep",
        "| Who | What |\n|-|-|\n| You | a bleep |",
        '!!! say "Words"\n    A bleep.',
        "Word\n:   A bleep.",
        "See *this*, and a bleep",
    ],
)
def test_running_text_is_linked_wherever_it_stands(body: str) -> None:
    assert _linked(body) == ["bleep"]


@pytest.mark.parametrize(
    "body",
    [
        "## The bleep",
        "[a bleep](https://example.org/)",
        "[the *bleep*](topic:second)",
        "`bleep`",
        "    bleep",
        '!!! say "The bleep"\n    Words.',
        '!!! bleep "Words"\n    Words.',
        "| bleep | bleep |\n|-|-|\n| bleep | x |",
        "Bleep\n:   Words.",
        "![A bleep](images/doors.svg)",
        "[[local: bleep]]",
    ],
)
def test_what_is_no_running_text_is_left_alone(body: str) -> None:
    assert _linked(body) == []


def test_the_text_around_terms_stays_as_it_was() -> None:
    body = "Before the bleep, *between the take* and IT & after.\n\nA board round, a round."
    with_terms = _renderer(*GLOSSARY)
    topic = Topic("made-up", "T", "S", body, CHECKED, 1, (), ())
    tree = parsed("".join(s.html for s in with_terms.topic(MODULE, topic) if isinstance(s, Html)))
    for place in tree.iterfind(".//span[@popover]"):
        place.text = None
        for child in list(place):
            place.remove(child)
    plain = parsed("".join(s.html for s in _renderer().topic(MODULE, topic) if isinstance(s, Html)))
    assert "".join(tree.itertext()) == "".join(plain.itertext())


def test_a_question_of_a_topic_is_not_linked() -> None:
    assert _linked("[[question: one]]\n\nA bleep.") == ["bleep"]


def test_a_term_opens_its_meaning_and_says_it_to_the_ear(tmp_path: Path) -> None:
    course = with_glossary(COURSE, tmp_path)
    renderer = _renderer(*course.glossary.values())
    topic = Topic("night", "T", "S", "She has MS.", CHECKED, 1, (), ())
    (segment,) = renderer.topic(MODULE, topic)
    assert isinstance(segment, Html)
    tree = parsed(segment.html)
    button = tree.find(".//button[@aria-describedby]")
    assert button is not None
    assert (button.text, button.get("type")) == ("MS", "button")
    note = tree.find(f".//span[@id='{button.get('popovertarget')}']")
    assert note is not None and note.get("popover") is not None
    heard = [
        tree.find(f".//span[@id='{each}']") for each in button.get("aria-describedby", "").split()
    ]
    said = " ".join("".join(part.itertext()) for part in heard if part is not None)
    assert said == (
        "Multiple sclerosis, or mitral stenosis. Take care: On a drug chart it could be read as "
        "morphine sulfate or magnesium sulfate. Never write it there."
    )
    assert [link.get("href") for link in note.iterfind(".//a")] == ["/glossary#ms"]
    assert "She has " in segment.html and "</span></span>." in segment.html


def test_two_topics_of_one_page_share_no_id() -> None:
    renderer = _renderer(*GLOSSARY)
    html = "".join(
        segment.html
        for slug in ("one", "two")
        for segment in renderer.topic(MODULE, Topic(slug, "T", "S", "A bleep.", CHECKED, 1, (), ()))
        if isinstance(segment, Html)
    )
    ids = [each.get("id") for each in parsed(html).iterfind(".//*[@id]")]
    assert len(ids) == len(set(ids)) == 4


def test_an_authors_words_never_become_markup_in_a_meaning() -> None:
    evil = GlossaryEntry("bleep", "bleep", "jargon", EVIL, EVIL, warning=f'" onclick="{EVIL}')
    (segment,) = _renderer(evil).topic(MODULE, Topic("x", "T", "S", "bleep", CHECKED, 1, (), ()))
    assert isinstance(segment, Html)
    assert not parsed(segment.html).findall(".//script")


def test_no_text_of_an_author_makes_a_button() -> None:
    html = '<span data-term="round">x</span> <button aria-describedby="x">x</button>'
    assert _linked(html) == ["round"]  # the word in the text that is shown, not the x


def test_the_glossary_of_a_module_holds_what_its_topics_use(tmp_path: Path) -> None:
    course = with_glossary(COURSE, tmp_path)
    first = Topic("first", "T", "S", "A reg and a bleep. Quite.", CHECKED, 1, (), ())
    second = Topic("second", "T", "S", "Another bleep on the take.", CHECKED, 1, (), ())
    module = msgspec.structs.replace(MODULE, topics=(first, second))
    used = _renderer(*course.glossary.values()).terms(module)
    assert [each.id for each in used] == ["bleep", "reg", "take"]
    assert _renderer().terms(module) == ()


def test_a_large_glossary_costs_little() -> None:
    many = [entry(f"e{n}", f"word{n} of many", f"form{n}", f"AB{n}") for n in range(350)]
    finder = TermFinder(many)
    text = "The ward is quiet and word7 of many things, form7 among them, wait for AB9. " * 100
    begun = time.perf_counter()
    for _ in range(50):
        assert sum(1 for _ in finder.find(text)) == 300
    assert time.perf_counter() - begun < 1


def test_a_first_use_that_is_folded_away_leaves_the_next_one_linked() -> None:
    body = (
        '!!! nations "Who plans"\n    ENG: Ask for a bleep.\n\n    SCO: Ask the board.\n\n'
        "Then take a bleep.\n"
    )
    html = _topic_html(body, nation="SCO")
    folded, _, after = html.partition("</details>")
    assert 'popovertarget="term-first-bleep"' in folded
    assert 'popovertarget="term-first-bleep-2"' in after
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_what_opens_the_folded_part_is_no_term() -> None:
    html = _topic_html(
        '!!! nations "Who"\n    ENG: A round.\n\n    SCO: B.\n', "SCO", entry("england", "England")
    )
    assert "<button" not in html[html.index("<summary") : html.index("</summary>")]


def _topic_html(body: str, nation: HomeNation, *more: GlossaryEntry) -> str:
    topic = msgspec.structs.replace(MODULE.topics[0], body=body)
    module = msgspec.structs.replace(MODULE, topics=(topic,))
    glossary = {each.id: each for each in (*GLOSSARY, *more)}
    course = msgspec.structs.replace(COURSE, modules=(module,), glossary=glossary)
    renderer = Renderer(
        course, image_url=lambda _, path: path, topic_url=lambda _, t: t.slug, nation=nation
    )
    return "".join(str(s.html) for s in renderer.topic(module, topic) if isinstance(s, Html))
