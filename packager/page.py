"""The one page of a package, its data, and the text for whoever imports it."""

import json
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from course import assets
from course.drawing import shown_order
from course.model import Course, GlossaryEntry, Module, Topic
from course.player_data import player_data
from course.question_types import type_of
from course.questions import Conversation, LongText, Question
from course.render import QuestionState, Renderer
from course.rendering.answer_words import in_words, right_response
from course.rendering.templating import jinja_environment
from packager.formats import Format
from packager.options import PackageOptions
from packager.overlay import accent_styles, logo_file

DATA_FILE: Final = "course-data.js"
PLAYER_STYLE: Final = "player.css"

# What a package may load, and from where: itself only.
CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)

# Options stand in a mixed order, the same in every build of a module.
_ORDER_SEED: Final = 1


@cache
def _templates() -> Environment:
    return jinja_environment(PackageLoader("packager"))


def page_renderer(course: Course, options: PackageOptions) -> Renderer:
    """Return the renderer for a package: pictures and topics are addressed inside it."""
    return Renderer(
        course,
        local_answers=options.overlay.local_answers,
        image_url=lambda _module, path: path,
        topic_url=lambda _module, topic: topic_address(topic),
        term_url=lambda entry: f"#{entry_id(entry)}",
        nation=options.overlay.nation,
    )


def topic_address(topic: Topic) -> str:
    """Return where a topic stands in the page."""
    return f"#topic-{topic.slug}"


def entry_id(entry: GlossaryEntry) -> str:
    """Return the id of an entry in the page's glossary."""
    return f"entry-{entry.id}"


def page_html(module: Module, renderer: Renderer, options: PackageOptions) -> bytes:
    """Return index.html: every topic and question, readable without script and without an LMS."""
    html = (
        _templates()
        .get_template("page.html")
        .render(
            module=module,
            organisation=options.overlay.organisation,
            logo=logo_file(options.overlay),
            policy=CONTENT_SECURITY_POLICY,
            styles=(assets.STYLE, PLAYER_STYLE, *accent_styles(options.overlay)),
            mark=assets.MARK,
            scripts=(DATA_FILE, assets.PLAYER),
            segments=lambda topic: renderer.topic(module, topic),
            card=renderer.card(module),
            local_answers=renderer.local_answers(module),
            objectives=renderer.objectives(module),
            further_reading=renderer.further_reading(module),
            sources=lambda topic: renderer.sources(module, topic),
            question=lambda question: _question(renderer, question),
            right_answer=lambda question: _right_answer(renderer, question),
            is_judged=lambda question: type_of(question).judged,
            glossary=renderer.terms(module),
            entry_id=entry_id,
            inline=renderer.inline,
        )
    )
    return html.encode()


def data_script(module: Module, renderer: Renderer, options: PackageOptions, kind: Format) -> bytes:
    """Return course-data.js: one assignment, in ASCII, that no HTML parser can mistake."""
    data: dict[str, Any] = {
        "module": player_data(module, renderer.inline),
        "package": {
            "tracker": kind.tracker,
            "reporting": {
                "statusMapping": options.status_mapping,
                "reportFailed": options.report_failed,
            },
            "keepSuspend": options.keep_suspend,
        },
    }
    text = json.dumps(data, separators=(",", ":")).replace("</", "<\\/")
    return f"window.FS_DATA={text};\n".encode("ascii")


def about_text(module: Module, options: PackageOptions, kind: Format) -> bytes:
    """Return about.txt: what this package is, its licence, and what to set in the LMS."""
    text = _templates().get_template("about.txt").render(module=module, options=options, kind=kind)
    return text.encode()


def _question(renderer: Renderer, question: Question) -> Markup:
    # A question of the text stands below a heading of its topic, one of the start below the title.
    level = 2 if question.purpose == "precheck" else 3
    order = shown_order(question, _ORDER_SEED)
    # Without script nobody can talk; with it the player puts buttons in the place of the list.
    read_only = isinstance(question, Conversation)
    state = QuestionState(order=order, heading=level, read_only=read_only)
    return renderer.question(question, state)


def _right_answer(renderer: Renderer, question: Question) -> tuple[Markup, ...]:
    """Return the lines that a reader without script unfolds: what is right, or what to compare."""
    if isinstance(question, LongText):
        return tuple(renderer.inline(text) for text in question.compare)
    return in_words(question, right_response(question), renderer.inline)
