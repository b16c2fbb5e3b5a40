"""Files as Moodle and people write them: what comes in, and what is told."""

from pathlib import Path

import pytest

from course.exchange.formats import FORMATS, guess
from course.exchange.importing import incoming
from course.exchange.source_text import MAX_BYTES, decode, read_source
from course.files.report import Report
from course.unwritten import COMPARE, EXPLANATION, PAIR, RIGHT, WRONG
from tests.course.exchange.travel import imported, lines

FILES = Path(__file__).parent / "files"
BANKS = ("bank.xml", "bank.gift.txt")
QUIZ = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{}</quiz>\n'
CHOICE = """\
<question type="multichoice"><name><text>{name}</text></name>
<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>
<generalfeedback><text>Why.</text></generalfeedback>
<answer fraction="{first}"><text>Yes</text><feedback><text>A</text></feedback></answer>
<answer fraction="{second}"><text>No</text><feedback><text>B</text></feedback></answer></question>
"""


def choice(stem: str = "What?", first: str = "100", second: str = "0", name: str = "n") -> str:
    return QUIZ.format(CHOICE.format(stem=stem, first=first, second=second, name=name))


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_becomes_what_an_author_would_write(name: str) -> None:
    text = (FILES / name).read_text(encoding="utf-8")
    found, report = imported(text, guess(text).name)
    written = "\n".join(each.text for each in found)
    assert written == (FILES / f"{name}.yaml").read_text(encoding="utf-8")
    told = (FILES / f"{name}.told").read_text(encoding="utf-8").splitlines()
    assert lines(report) == told
    assert report.mistakes == []


@pytest.mark.parametrize(
    ("stem", "comes_in"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("a <script>alert(1)</script>b", "a b"),
        ('<a href="javascript:alert(1)">x</a> <b onclick="y()">z</b>', "x **z**"),
        ('<a href="https://a.example/x (1)">x</a>', "[x](https://a.example/x%20%281%29)"),
        ("H<sub>2</sub>O, 10<sup>-9</sup>, 2<sup>nd</sup>", "H₂O, 10⁻⁹, 2^nd"),
        (
            "[[question: x]] &amp;lt; &lt;b&gt; 2 * 3 * 4",
            "\\[\\[question: x\\]\\] &amp;lt; &lt;b> 2 \\* 3 \\* 4",
        ),
        ("c______ and snake_case and 5 < 6", "c______ and snake_case and 5 < 6"),
        ("<b>a</b>b<i>c</i>", "**a**b*c*"),
        ("<b>a <i>b</i></b> <code>`</code>", "a b `"),
        ("<code>a_b</code> ![x](y)", "`a_b` \\!\\[x\\]\\(y)"),
        ("<ul><li>One</li><li>two</li></ul>", "One two"),
    ],
)
def test_html_comes_in_as_our_inline_markdown(stem: str, comes_in: str) -> None:
    found, _ = imported(choice(stem), "moodle")
    assert [each.question.stem for each in found] == [comes_in]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (choice('<img src="x.png">'), "2: 'n' is left out: it shows a picture, a sound or a file; say in words what it shows, and import it again"),
        (choice("<table><tr><td>a</td><td>b</td></tr></table>"), "2: 'n' loses a table; read the text again, and mend it"),
        (choice('<a href="http://a.example">a</a>'), "2: 'n' loses a link that does not begin with https://; read the text again, and mend it"),
        (choice("x" * 6000), "2: 'n' is left out: a text in it is far too long; shorten it, or take a picture out of it"),
        (choice(first="100", second="100"), "2: 'n' is left out: 2 of its answers are worth 100 per cent; give one of them 100 per cent, or let several be chosen"),
        (choice(stem=" "), "2: '' is left out: a text is missing; write it after the colon"),
    ],
)  # fmt: skip
def test_what_cannot_travel_is_told_with_its_line(text: str, told: str) -> None:
    _, report = imported(text, "moodle")
    assert report.mistakes == []
    assert told.replace("''", "'n'") in lines(report)


LAUGHS = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'<?xml version="1.0"?>\n<!-- x -->\n{LAUGHS}<quiz>&b;</quiz>', "1: the file declares a document type or entities, which can hide an attack; take '<!DOCTYPE …>' out, or export the questions again"),
        ('<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "1: the file declares a document type or entities, which can hide an attack; take '<!DOCTYPE …>' out, or export the questions again"),
        ("<quiz>\n&xxe;</quiz>", "2: this is no well-formed XML (Entity 'xxe' not defined); export the questions again"),
        ("<quiz>\n<question>\n</quiz>", "3: this is no well-formed XML (Opening and ending tag mismatch: question line 2 and quiz); export the questions again"),
        ("<questestinterop/>", "1: the file begins with <questestinterop>, not with <quiz>; export from Moodle with the format 'Moodle XML'"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><quiz/>', "1: the file says that its encoding is 'ISO-8859-1'; save it as UTF-8, and say so in its first line"),
        ("<q>" * 1000, None),
        ("<!---->" * 5000, None),
    ],
)  # fmt: skip
def test_xml_that_cannot_be_trusted_is_refused_with_a_sentence(text: str, told: str | None) -> None:
    found, report = imported(text, "moodle")
    assert found == ()
    assert len(report.mistakes) == 1
    assert told is None or lines(report) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What? {=a ~b", "1: the '{' or '}' of this question has no partner; close the answers, leave no empty line in them, and write '\\{' for the sign"),
        ("\n\nWhat? {=a ~b} {=c}", "3: the question has more than one '{' or '}'; leave an empty line between questions, and write '\\{' or '\\}' for the sign"),
        ("Match {=a -> b =c}", "1: 'c' has no '->' to its partner; write '=left -> right', and '\\=' for the sign"),
    ],
)  # fmt: skip
def test_gift_that_is_broken_is_a_mistake_with_its_line(text: str, told: str) -> None:
    found, report = imported(text, "gift")
    assert found == ()
    assert [str(each).removeprefix("bank:") for each in report.mistakes] == [told]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Fahrt über".encode("latin-1"), "1: the file is not in UTF-8"),
        (b"one\ntwo \xff", "2: the file is not in UTF-8"),
        ("What? {T}".encode("utf-16"), "1: the file is in UTF-16, or no text at all"),
        (b"PK\x03\x04\0\0", "1: the file is in UTF-16, or no text at all"),
        (b"x" * (MAX_BYTES + 1), "1: the file is larger than 10000000 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_told(data: bytes, told: str) -> None:
    report = Report("bank", [])
    assert decode(data, report) is None
    assert [line.split(";")[0] for line in lines(report)] == [told]


def test_a_picture_is_told_wherever_it_stands() -> None:
    parts = (
        "::n::[html]<img>What?{T}",
        "::n::[html]What?{T#<img>}",
        "::n::[html]What?{T####<img>}",
    )
    for text in parts:
        found, report = imported(text, "gift")
        assert found == ()
        assert lines(report)[0].startswith("1: 'n' is left out: it shows a picture")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    report = Report("bank", [])
    assert read_source(tmp_path / "none.xml", report) is None
    assert lines(report) == [
        "1: the file cannot be read (No such file or directory); name a readable file"
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake() -> None:
    report = Report("bank", [])
    text = decode(b"\xef\xbb\xbfOne? {T}\r\n\r\nTwo? {F}\r\n", report)
    assert text is not None
    found = incoming(text, guess(text), "first", "practice", (), report)
    assert [each.id for each in found] == ["one", "two"]


def test_ids_are_made_of_names_and_none_is_used_twice() -> None:
    names = ("Über uns!", "Über uns?", "日本", "x " * 60, "taken")
    text = "\n\n".join(f"::{name}::What? {{T}}" for name in names)
    report = Report("bank", [])
    found = incoming(text, FORMATS["gift"], "first", "assessment", {"taken"}, report)
    assert [each.id for each in found] == [
        "uber-uns",
        "uber-uns-2",
        "question",
        "-".join("x" * 24),
        "taken-2",
    ]


def test_what_is_only_practised_is_left_out_of_an_assessment() -> None:
    found, report = imported("::Night::Write. {}", "gift", "assessment")
    assert found == ()
    assert lines(report)[0] == (
        "1: 'Night' is left out: a question of type 'long-text' cannot have the purpose "
        "'assessment'; write practice"
    )


def test_more_answers_than_a_question_may_have_are_told() -> None:
    found, report = imported(f"What? {{=a {' '.join(f'~{n}' for n in range(9))}}}", "gift")
    assert found == ()
    assert lines(report)[0] == "1: 'What?' is left out: options has 10 entries; give 2 to 8"


def test_what_the_format_asks_for_and_a_file_lacks_is_filled_with_a_text_for_learners() -> None:
    found, _ = imported("Match {=a -> b =c -> d}\n\nWrite. {}\n\nSo? {T}", "gift")
    texts = "".join(each.text for each in found)
    assert all(text in texts for text in (PAIR, *COMPARE, RIGHT, WRONG, EXPLANATION))
