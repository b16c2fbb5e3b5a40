"""Whatever an author's files hold, reading ends in lines for the author and never in a traceback."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.errors import AuthorMistake
from course.model import Course
from course.reader import check_course
from course.release import FILE as RELEASED
from course.render import QuestionState, Renderer
from tests.course.course_files import TODAY, write_course
from tests.course.talk_files import WHOLE
from tests.course.test_parts import FILE as PARTS_FILE
from tests.course.test_variants import CYMRAEG

FILES = {
    **WHOLE,
    PARTS_FILE: "title: T\nparts:\n  - {title: A, summary: B, audience: learners, modules: [small]}\n",
    f"small/{RELEASED}": '{"version": "1.0.0", "digest": "", "items": {}}\n',
}
NAMES = sorted(FILES)
PIECES = st.one_of(
    st.text(max_size=20),
    st.binary(max_size=12),
    st.sampled_from(
        (
            "---\n", "\n\n", "- id: fd-one\n", "[[question: fd-one]]", "[[conversation:", "]]",
            "!!! nations \"A\"\n    ENG: x\n", "!!! say\n", "<script>", "&amp;", "[a](topic:x)",
            "![](images/x.svg)", "type: conversation\n", "correct: yes\n", "next: opening\n",
            "{", "}", "[", ": ", "#", "\t", "%", "\x00", "\u2028", "\ud7ff", "'", '"', "|\n", ">\n",
            "&a *a\n", "!!python/object:x\n", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "x: " * 30,
        )
    ),
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.floats(0, 1), st.integers(0, 40), PIECES),
    min_size=1,
    max_size=4,
)


def _changed(changes: list[tuple[str, float, int, str | bytes]]) -> dict[str, bytes]:
    files = {name: text.encode() for name, text in FILES.items()}
    for name, where, cut, piece in changes:
        content = files[name]
        at = int(where * len(content))
        new = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
        files[name] = content[:at] + new + content[at + cut :]
    return files


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_reading_never_ends_in_a_traceback(
    changes: list[tuple[str, float, int, str | bytes]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_course(Path(folder), _changed(changes))
        variant = Path(folder) / "cy" / "small"
        variant.mkdir(parents=True)
        (variant / "night.md").write_text(CYMRAEG)
        checked = check_course(root, TODAY, variant.parent)
    for told in (*checked.mistakes, *checked.advice):
        assert isinstance(told, AuthorMistake)
        assert told.line >= 1 and told.what and told.mend
        assert "\n" not in str(told)
    assert checked.mistakes or checked.course.modules
    _render_all(checked.course)


def _render_all(course: Course) -> None:
    """Render everything of what is served: nothing that was read may fail there."""
    renderer = Renderer(course, image_url=lambda _, path: path, topic_url=lambda _, t: t.slug)
    for module in course.modules:
        for topic in module.topics:
            renderer.topic(module, topic)
            renderer.sources(topic)
        for question in module.questions:
            renderer.question(question, QuestionState())
        renderer.card(module)
