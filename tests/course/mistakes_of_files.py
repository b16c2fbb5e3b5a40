"""Files that are broken as a whole; each with the line that it gives."""

from tests.course.course_files import CHANGES_FILE as CHANGES
from tests.course.course_files import DOOR_FILE as DOOR
from tests.course.course_files import GOOD
from tests.course.course_files import INDEX_FILE as INDEX
from tests.course.course_files import MODULE_FILE as MODULE
from tests.course.course_files import NIGHT_FILE as NIGHT
from tests.course.course_files import NIGHT_QUESTIONS_FILE as NQ
from tests.course.course_files import SOURCES_FILE as SOURCES

# A file that is broken as a whole: content (None: not there), line, sentence.
WHOLE_FILES = {
    "module.yaml missing": (
        *(MODULE, None, 1),
        "the file is missing; add it, with the keys "
        "title, summary, version, language, pass_mark, objectives, assessment",
    ),
    "index.yaml missing": (
        *(INDEX, None, 1),
        "the file is missing; add it, with the keys topics, questions",
    ),
    "sources.yaml missing": (
        *(SOURCES, None, 1),
        "the file is missing; add it, with '{}' where there is nothing to list yet",
    ),
    "questions that are no list": (
        *(NQ, "id: x\n", 1),
        "the file is no list of questions; begin each question with '- id: …'",
    ),
    "an entry that is no question": (
        *(NQ, GOOD[NQ] + "- only a text\n", 11),
        "a question is no mapping; write it as 'key: value' lines "
        "(id, purpose, type, stem, explanation)",
    ),
    "lists nested without end": (
        *(INDEX, "topics: " + "[" * 30 + "]" * 30, 1),
        "lists and mappings are nested too deeply; write it flatter",
    ),
    "another encoding": (
        *(NIGHT, GOOD[NIGHT].replace("Sleep", "Café").encode("latin-1"), 8),
        "the file is not in UTF-8; save it with the encoding UTF-8",
    ),
    "a byte order mark": (
        *(NIGHT, b"\xef\xbb\xbf" + GOOD[NIGHT].encode(), 1),
        "the file begins with a byte order mark; save it as 'UTF-8 without BOM'",
    ),
    "a character that nobody sees": (
        *(NIGHT, GOOD[NIGHT] + "a\x00b\n", 9),
        "the character U+0000 does not belong in a text; delete it, or type the line again",
    ),
    "versions as a list": (
        *(CHANGES, "- 1.0.0\n", 1),
        "the file is no mapping of versions; "
        "write each version as '1.0.0:' with its day and lines below",
    ),
    "versions that are not told": (
        *(CHANGES, "# to do\n", 1),
        "the file is no mapping of versions; "
        "write each version as '1.0.0:' with its day and lines below",
    ),
    "an SVG that is not closed": (
        *(DOOR, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n<g>\n</svg>\n', 3),
        "this is no SVG (Opening and ending tag mismatch: g line 2 and svg, line 3, column 7); "
        "close every tag, and quote every value",
    ),
    "an image that is no SVG": (
        *("small/images/photo.png", b"\x89PNG", 1),
        "this is no SVG; draw the picture as SVG, or take the file out",
    ),
    "questions of no topic": (
        *("small/questions/nihgt.yaml", "[]\n", 1),
        "no topic is called 'nihgt'; rename the file: did you mean 'night'?",
    ),
    "questions with the wrong ending": (
        *("small/questions/night.yml", "[]\n", 1),
        "this is no file of questions; name it like its topic, with '.yaml'",
    ),
    "a topic without a number": (
        *("small/night.md", "x", 1),
        "this file is not known; name a topic like '03-who-is-who.md', or take the file out",
    ),
    "a topic's number twice": (
        *("small/02-zeal.md", GOOD[NIGHT], 1),
        "another topic has the number 02; renumber this or '02-night.md'",
    ),
}
