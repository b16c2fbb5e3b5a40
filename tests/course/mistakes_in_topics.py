"""Mistakes in a module, its index and its topics; each with the line that it gives."""

from tests.course.course_files import FIRST_FILE as FIRST
from tests.course.course_files import INDEX_FILE as INDEX
from tests.course.course_files import MODULE_FILE as MODULE
from tests.course.course_files import NIGHT_FILE as NIGHT

# What is broken: file, text, its replacement; what is said: line, and the sentence.
IN_TOPICS = {
    "key spelt wrong": (
        *(MODULE, "pass_mark: 80", "pass_mark: 80\npass_marks: 80", 6),
        "module.yaml has no key 'pass_marks'; did you mean 'pass_mark'?",
    ),
    "key missing": (
        *(MODULE, "language: en-GB\n", "", 1),
        "module.yaml lacks the key 'language'; add 'language:'",
    ),
    "key twice": (
        *(MODULE, "language: en-GB", "language: en-GB\nlanguage: cy-GB", 5),
        "the key 'language' is written twice; remove one",
    ),
    "pass mark over 100": (
        *(MODULE, "pass_mark: 80", "pass_mark: 101", 5),
        "'101' is no pass mark; write a whole number from 1 to 100",
    ),
    "domain out of range": (
        *(MODULE, "gmp: [1]", "gmp: [5]", 9),
        "'5' is no domain; write a whole number from 1 to 4",
    ),
    "version": (
        *(MODULE, "1.0.0", "one", 3),
        "'one' is no version; write it like 1.0.0",
    ),
    "no YAML": (
        *(MODULE, "title: Small", "title: Small: and more", 1),
        "this is no YAML (mapping values are not allowed in this context); "
        "check the indentation, and put a text that holds ': ' or ' #' in quotes",
    ),
    "a list where a text belongs": (
        *(MODULE, "title: Small", "title: [Small]", 1),
        "a text is expected, not a list or a mapping; write plain text",
    ),
    "a value left empty": (
        *(MODULE, "title: Small", "title:", 1),
        "a text is missing; write it after the colon",
    ),
    "alias": (
        *(MODULE, "title: Small", "title: *x", 1),
        "'*x' is a YAML alias; write the value itself",
    ),
    "anchor": (
        *(MODULE, "title: Small", "title: &x Small", 1),
        "'&x' is a YAML anchor; remove it",
    ),
    "tag": (
        *(MODULE, "title: Small", "title: !x Small", 1),
        "'!x' is a YAML tag; remove it, or put a text that begins with '!' in quotes",
    ),
    "a second document": (
        *(MODULE, "further_reading: [gmc]", "---\na: b", 13),
        "a second YAML document begins here; remove the line '---'",
    ),
    "bank smaller than twice the attempt": (
        *(MODULE, "draw: 1", "draw: 2", 12),
        "an attempt draws 2 of 2 assessment questions; draw at most 1, or write 2 more",
    ),
    "objective that nobody serves": (
        *(MODULE, "assessment:", "  - id: o2\n    text: Other\nassessment:", 11),
        "no topic serves the objective 'o2'; name it in one",
    ),
    "objective twice": (
        *(MODULE, "assessment:", "  - id: o1\n    text: Other\nassessment:", 11),
        "objectives holds 'o1' twice; give each entry its own",
    ),
    "further reading unknown": (
        *(MODULE, "[gmc]", "[gmcc]", 13),
        "sources.yaml has no source 'gmcc'; did you mean 'gmc'?",
    ),
    "topic missing from the index": (
        *(INDEX, "[first-day, night]", "[first-day]", 1),
        "'night' is missing from the list 'topics'; "
        "add it at the end; never remove or move an entry",
    ),
    "question missing from the index": (
        *(INDEX, ", ni-a-one", "", 2),
        "'ni-a-one' is missing from the list 'questions'; "
        "add it at the end; never remove or move an entry",
    ),
    "question twice in the index": (
        *(INDEX, "[fd-one,", "[fd-one, fd-one,", 2),
        "questions holds 'fd-one' twice; give each entry its own",
    ),
    "front matter without beginning": (
        *(NIGHT, "---\ntitle", "title", 1),
        "the front matter is missing; begin the file with a line '---'",
    ),
    "front matter without end": (
        *(NIGHT, "---\nSleep", "Sleep", 1),
        "the front matter has no end; write a line '---' after its last key",
    ),
    "front matter that is no YAML": (
        *(NIGHT, "summary: Who", "summary: Who: what", 3),
        "this is no YAML (mapping values are not allowed in this context); "
        "check the indentation, and put a text that holds ': ' or ' #' in quotes",
    ),
    "topic without text": (
        *(NIGHT, "Sleep when you can.", "", 8),
        "the topic has no text; write it below the front matter",
    ),
    "topic without a source": (
        *(NIGHT, "sources: [gmc]", "sources: []", 5),
        "sources has 0 entries; give at least 1",
    ),
    "topic's source unknown": (
        *(NIGHT, "sources: [gmc]", "sources: [gmc, bma]", 5),
        "sources.yaml has no source 'bma'; add it there",
    ),
    "topic's objective unknown": (
        *(NIGHT, "[o1]", "[o1, o7]", 4),
        "no objective has the id 'o7'; use o1",
    ),
    "no date": (
        *(NIGHT, "2026-11-25", "25/11/2026", 6),
        "'25/11/2026' is no date; write year-month-day: 2026-11-25",
    ),
    "a day that no month has": (
        *(NIGHT, "2026-11-25", "2026-11-31", 6),
        "'2026-11-31' is no date; write year-month-day: 2026-11-25",
    ),
    "a day to come": (
        *(NIGHT, "2026-11-25", "2026-11-26", 6),
        "the date 2026-11-26 lies in the future; write a day that has come",
    ),
    "fact of an unknown nation": (
        *(FIRST, "nation: UK", "nation: EN", 9),
        "unknown nation 'EN'; did you mean 'ENG'? (use ENG, SCO, WAL, NI, GB or UK)",
    ),
    "fact's source unknown": (
        *(FIRST, "source: gmc", "source: gmd", 11),
        "sources.yaml has no source 'gmd'; did you mean 'gmc'?",
    ),
    "fact to be looked at before it held": (
        *(FIRST, "2027-04-01", "2026-03-01", 12),
        "look_again lies before as_at; write the day by which to look again",
    ),
    "placement of an unknown question": (
        *(FIRST, "[[question: fd-two]]", "[[question: fd-two]]\n\n[[question: fd-twoo]]", 27),
        "no question has the id 'fd-twoo'; did you mean 'fd-two'?",
    ),
    "placement twice": (
        *(FIRST, "[[question: fd-two]]", "[[question: fd-two]]\n\n[[question: fd-two]]", 27),
        "the question 'fd-two' is placed already in modules/small/01-first-day.md:25; place it once",
    ),
    "placement inside a line": (
        *(FIRST, "[[question: fd-two]]", "Try [[question: fd-two]].", 25),
        "'[[question: fd-two]]' shares its line; put it alone on an unindented line",
    ),
    "placement of a question of the assessment": (
        *(FIRST, "[[question: fd-two]]", "[[question: fd-two]]\n\n[[question: fd-a-one]]", 27),
        "the question 'fd-a-one' is of purpose 'assessment'; "
        "remove it here, or make its purpose 'practice'",
    ),
    "unknown block": (
        *(FIRST, "## A heading", "[[quetsion: x]]", 16),
        "'[[quetsion' begins no block that is known; did you mean 'question'?",
    ),
    "unknown local answer": (
        *(FIRST, "[[local: crash_number]]", "[[local: crash_numbr]]", 14),
        "local_answers.yaml has no key 'crash_numbr'; did you mean 'crash_number'?",
    ),
    "unknown box": (
        *(FIRST, "!!! say", "!!! sya", 22),
        "unknown kind of box 'sya'; did you mean 'say'?",
    ),
    "box without a title": (
        *(FIRST, '!!! say "What works"', "!!! say What works", 22),
        "the box 'say' has no title; write '!!! say \"Its title\"'",
    ),
    "link to an unknown topic": (
        *(FIRST, "topic:night", "topic:nigth", 23),
        "no topic is called 'nigth'; did you mean 'night'?",
    ),
    "link that is not encrypted": (
        *(FIRST, "https://www.gmc-uk.org/)", "http://www.gmc-uk.org/)", 23),
        "the link 'http://www.gmc-uk.org/' is not encrypted; begin it with https://",
    ),
    "link to a file": (
        *(FIRST, "topic:night", "02-night.md", 23),
        "the link '02-night.md' leads nowhere; write https://… or topic:slug",
    ),
    "link that is a script": (
        *(FIRST, "topic:night", "javascript:alert", 23),
        "the link 'javascript:alert' leads nowhere; write https://… or topic:slug",
    ),
    "link by reference": (
        *(FIRST, "[the night](topic:night)", "[the night][n]", 23),
        "'[the night][n]' is a link by reference; "
        "write '[text](https://…)', or '\\[' for the sign itself",
    ),
    "image missing": (
        *(FIRST, "images/door.svg", "images/doors.svg", 18),
        "there is no image 'images/doors.svg'; did you mean 'door.svg'?",
    ),
    "image elsewhere": (
        *(FIRST, "images/door.svg", "https://x.org/door.svg", 18),
        "the image 'https://x.org/door.svg' lies elsewhere; use images/name.svg",
    ),
    "image without alternative text": (
        *(FIRST, "![A door that says welcome]", "![ ]", 18),
        "the image 'images/door.svg' has no alternative text; "
        "write between the brackets what it says",
    ),
    "raw HTML": (
        *(FIRST, "## A heading", "A <b>bold</b> word", 16),
        "'<b>' is HTML; write it in Markdown; write '&lt;' for the sign itself",
    ),
    "heading too high": (
        *(FIRST, "## A heading", "# A heading", 16),
        "a heading begins with '# '; begin it with '## '",
    ),
    "heading that skips a level": (
        *(FIRST, "## A heading", "#### A heading", 16),
        "a heading of level 4 follows level 1; begin it with '## '",
    ),
    "heading underlined": (
        *(FIRST, "## A heading", "A heading\n=========", 17),
        "this line makes a heading of the one above; "
        "begin the heading with '## ', or leave a line free",
    ),
}
