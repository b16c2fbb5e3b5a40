"""The page of a module in a package, and its data."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from msgspec import Struct

from course import assets
from course.drawing import shown_order
from course.model import Course, GlossaryEntry, Module, Topic
from course.player_data import player_data
from course.question_types import type_of
from course.questions import Conversation, LongText, Question
from course.render import QuestionState, Renderer
from course.rendering.answer_words import in_words, right_response
from course.rendering.outside_links import OWN_TAB
from course.rendering.templating import jinja_environment
from packager.digest import LEFT_OUT
from packager.formats import Format
from packager.options import PackageOptions
from packager.overlay import Overlay, accent_styles, logo_file
from packager.policy import content_security_policy
from packager.xapi_data import xapi_data

DATA_FILE: Final = "course-data.js"

# Options stand in a mixed order, the same in every build of a module.
_ORDER_SEED: Final = 1


class Place(Struct, frozen=True):
    """Where a page lies in its package.

    up: the way from it to the root, empty or ``../``; home: the way to the page of the whole course,
    empty where there is none; script: the bundle that it runs, a name at the root.
    """

    up: str = ""
    home: str = ""
    script: str = ""


def shared_styles(place: Place, overlay: Overlay) -> tuple[str, ...]:
    """Return the addresses of the style sheets, as a page at this place links them."""
    return tuple(place.up + name for name in (assets.PACKAGE_STYLE, *accent_styles(overlay)))


def logo_address(place: Place, overlay: Overlay) -> str:
    """Return the address of the trust's logo; empty where it has none."""
    return place.up + logo_file(overlay) if overlay.logo else ""


@cache
def templates() -> Environment:
    return jinja_environment(PackageLoader("packager"))


def page_renderer(course: Course, options: PackageOptions) -> Renderer:
    """Return the renderer for a package: pictures and topics are addressed inside it.

    A link that leads out of it opens a tab of its own: in the page's own place, in a frame or a window
    that a system opened, it would end the visit, and could reach that system's window.
    """
    return Renderer(
        course,
        local_answers=options.overlay.local_answers,
        image_url=lambda _module, path: path,
        topic_url=lambda _module, topic: topic_address(topic),
        term_url=lambda entry: f"#{entry_id(entry)}",
        nation=options.overlay.nation,
        outside=OWN_TAB,
    )


def waits_in_browser(kind: Format) -> bool:
    """Say whether what an LMS has not taken yet waits in the learner's browser (tracker/xapi/kept.js)."""
    return kind.speaks == "xapi"


def topic_address(topic: Topic) -> str:
    """Return where a topic stands in the page."""
    return f"#topic-{topic.slug}"


def entry_id(entry: GlossaryEntry) -> str:
    """Return the id of an entry in the page's glossary."""
    return f"entry-{entry.id}"


def page_html(
    module: Module, renderer: Renderer, options: PackageOptions, kind: Format, place: Place
) -> bytes:
    """Return index.html: every topic and question, readable without script and without an LMS."""
    html = (
        templates()
        .get_template("page.html")
        .render(
            module=module,
            overlay=options.overlay,
            attempts=options.attempts,
            place=place,
            records=bool(kind.manifest_name),
            waits_in_browser=waits_in_browser(kind),
            kind=kind,
            policy=content_security_policy(kind),
            styles=shared_styles(place, options.overlay),
            mark=place.up + assets.MARK,
            logo=logo_address(place, options.overlay),
            scripts=(DATA_FILE, place.up + place.script),
            segments=lambda topic: renderer.topic(module, topic),
            card=renderer.card(module),
            local_answers=renderer.local_answers(module),
            objectives=renderer.objectives(module),
            further_reading=renderer.further_reading(module),
            sources=lambda topic: renderer.sources(topic),
            question=lambda question: _question(renderer, question),
            right_answer=lambda question: _right_answer(renderer, question),
            is_judged=lambda question: type_of(question).judged,
            glossary=renderer.terms(module),
            entry_id=entry_id,
            inline=renderer.inline,
        )
    )
    return html.encode()


def data_script(
    module: Module, renderer: Renderer, options: PackageOptions, kind: Format, place: Place
) -> bytes:
    """Return course-data.js: the module, and the choices of the package."""
    data: dict[str, Any] = {
        "module": player_data(module, renderer.inline, attempts=options.attempts),
        # Inside a course the page around this one speaks to the record store.
        "package": choices(options, kind, () if place.home else (module,), up=place.up),
    }
    return script_of(json.dumps(data, separators=(",", ":")))


def choices(
    options: PackageOptions, kind: Format, modules: Sequence[Module], *, up: str = ""
) -> dict[str, Any]:
    """Return what the player needs to know of the choices behind the package.

    modules: those of which the page itself tells a record store; up: the way from the page to the root.
    """
    return {
        "reporting": {
            "statusMapping": options.status_mapping,
            "reportFailed": options.report_failed,
            "completion": options.completion,
        },
        "keepSuspend": options.keep_suspend,
        **({"xapi": xapi_data(modules)} if kind.speaks == "xapi" and modules else {}),
        # A small file that is in every package: while it can be had, the LMS's server is in reach.
        **({"asked": up + LEFT_OUT} if kind.speaks == "scorm" else {}),
    }


def script_of(data: str) -> bytes:
    """Return a script that hands JSON over: one assignment, in ASCII, that no HTML parser can mistake."""
    text = data.replace("</", "<\\/")
    return f"window.FS_DATA={text};\n".encode("ascii")


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
