"""Mistakes in questions, images and shared files; each with the line that it gives."""

from tests.course.course_files import DOOR_FILE as DOOR
from tests.course.course_files import FIRST_QUESTIONS_FILE as FQ
from tests.course.course_files import LOCAL_FILE as LOCAL
from tests.course.course_files import NIGHT_QUESTIONS_FILE as NQ
from tests.course.course_files import SOURCES_FILE as SOURCES

# What is broken: file, text, its replacement; what is said: line, and the sentence.
IN_QUESTIONS = {
    "unknown question type": (
        *(FQ, "type: single", "type: singel", 3),
        "unknown question type 'singel'; did you mean 'single'? "
        "(use single, multiple, true-false, fill-in, numeric, matching, sequencing, ranking, rating, "
        "hotspot, likert or long-text)",
    ),
    "unknown purpose": (
        *(NQ, "purpose: assessment", "purpose: exam", 2),
        "unknown purpose 'exam'; use precheck, practice or assessment",
    ),
    "question without its type": (
        *(FQ, "  type: single\n", "", 1),
        "a question lacks the key 'type'; add 'type:'",
    ),
    "question without explanation": (
        *(NQ, "  explanation: Because.\n", "", 1),
        "a question of type 'true-false' lacks the key 'explanation'; add 'explanation:'",
    ),
    "question with a key of another type": (
        *(NQ, "answer: true", "answer: true\n  tolerance: 1", 6),
        "a question of type 'true-false' has no key 'tolerance'; "
        "use id, purpose, type, objective, stem, explanation, sources, answer or feedback",
    ),
    "question's id twice": (
        *(FQ, "id: fd-two", "id: fd-one", 15),
        "the id 'fd-one' is taken by modules/small/questions/first-day.yaml:1; "
        "give this question its own id",
    ),
    "question's objective unknown": (
        *(FQ, "objective: o1", "objective: x9", 4),
        "no objective has the id 'x9'; use o1",
    ),
    "question's source unknown": (
        *(NQ, "[gmc]", "[gmx]", 10),
        "sources.yaml has no source 'gmx'; did you mean 'gmc'?",
    ),
    "single with two right options": (
        *(FQ, "text: That", "text: That\n      correct: yes", 6),
        "2 options are marked as correct; write 'correct: yes' on exactly one",
    ),
    "correct that is not yes": (
        *(FQ, "correct: yes", "correct: true", 9),
        "'true' is not 'yes'; write yes, or leave the key out",
    ),
    "option's id too long": (
        *(FQ, "- id: b", "- id: bb", 11),
        "'bb' is no id of an answer; write it like 'a': one small letter or digit",
    ),
    "option's id twice": (
        *(FQ, "- id: b", "- id: a", 11),
        "options holds 'a' twice; give each entry its own",
    ),
    "answer that is no target": (
        *(FQ, 'target: "2"', 'target: "3"', 24),
        "the answer '3' is no target; use 1 or 2",
    ),
    "answer that is no number": (
        *(FQ, "answer: 30", "answer: thirty", 30),
        "'thirty' is no number; write it like 30 or 2.5",
    ),
    "answer that is neither true nor false": (
        *(NQ, "answer: true", "answer: yes", 5),
        "unknown answer 'yes'; use true or false",
    ),
    "feedback missing": (
        *(NQ, "    false: No.\n", "", 7),
        "feedback lacks the key 'false'; add 'false:'",
    ),
    "HTML in a question": (
        *(NQ, "stem: It is so.", "stem: It is <i>so</i>.", 4),
        "'<i>' is not allowed in this text; "
        "use plain text, emphasis, and links that begin with https://",
    ),
    "source's address not encrypted": (
        *(SOURCES, "https:", "http:", 4),
        "'http://www.gmc-uk.org/gmp' is not encrypted; begin it with https://",
    ),
    "source without publisher": (
        *(SOURCES, "  publisher: General Medical Council\n", "", 2),
        "the entry 'gmc' lacks the key 'publisher'; add 'publisher:'",
    ),
    "local answer without label": (
        *(LOCAL, 'label: "Crash team", ', "", 1),
        "the entry 'crash_number' lacks the key 'label'; add 'label:'",
    ),
    "local answer of an unknown group": (
        *(LOCAL, 'label: "Crash team", ', 'label: "Crash team", group: helpp, ', 1),
        "unknown group 'helpp'; did you mean 'help'? (use help, people, employment, ward, safety,"
        " tests, systems or other)",
    ),
    "SVG with a script": (
        *(DOOR, "<title>", "<script>1</script><title>", 2),
        "the image holds <script>; remove it",
    ),
    "SVG with a handler": (
        *(DOOR, 'x="10"', 'onclick="x()" x="10"', 3),
        "the attribute 'onclick' is code; remove it",
    ),
    "SVG with a reference out": (
        *(DOOR, "<title>", '<use href="https://x.org/a.svg#b"/><title>', 2),
        "'https://x.org/a.svg#b' is a reference out of the image; draw it here",
    ),
    "SVG with a style from outside": (
        *(DOOR, "<title>", "<style>@import 'https://x.org/a.css';</style><title>", 2),
        "the style loads something from outside; keep to colours and sizes",
    ),
    "SVG with a DOCTYPE": (
        *(DOOR, "<svg", "\n<!DOCTYPE svg>\n<svg", 2),
        "the image has a DOCTYPE or an entity; remove it",
    ),
    "SVG with a style sheet": (
        *(DOOR, "<svg", '<?xml-stylesheet href="https://x.org/a.css"?>\n<svg', 1),
        "the image has a processing instruction; remove it",
    ),
    "SVG without viewBox": (
        *(DOOR, ' viewBox="0 0 320 200"', "", 1),
        'the image has no viewBox; add viewBox="0 0 width height"',
    ),
    "SVG of fixed width": (
        *(DOOR, "viewBox", 'width="320" viewBox', 1),
        "the image has a fixed width; remove it: the page decides",
    ),
    "SVG with small text": (
        *(DOOR, "0 0 320 200", "0 0 640 400", 3),
        "text of size 16 is 8 px on a small screen; make it 28 or more, or the viewBox narrower",
    ),
}
