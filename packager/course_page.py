"""The page of a package that holds several modules: where each stands, and the way into it."""

import json
from collections.abc import Sequence
from typing import Final

from course import assets
from course.model import Module
from packager.formats import Format
from packager.manifest.subject import LAUNCH_FILE
from packager.options import PackageOptions
from packager.page import (
    Place,
    choices,
    logo_address,
    script_of,
    shared_styles,
    templates,
)
from packager.policy import content_security_policy

COURSE_DATA_FILE: Final = "course-data.js"


def course_html(
    title: str, modules: Sequence[Module], options: PackageOptions, kind: Format, script: str
) -> bytes:
    """Return index.html of a course. script: the bundle that speaks to the LMS, empty for none."""
    page = templates().get_template("course.html")
    return page.render(
        title=title,
        modules=modules,
        language=modules[0].language,
        overlay=options.overlay,
        policy=content_security_policy(kind),
        styles=shared_styles(Place(), options.overlay),
        mark=assets.MARK,
        logo=logo_address(Place(), options.overlay),
        scripts=(COURSE_DATA_FILE, script) if script else (),
        address=lambda module: f"{module.slug}/{LAUNCH_FILE}",
    ).encode()


def course_data(modules: Sequence[Module], options: PackageOptions, kind: Format) -> bytes:
    """Return course-data.js of a course: its modules, and the choices of the package."""
    listed = [
        {
            "slug": module.slug,
            "title": module.title,
            "hasAssessment": bool(module.of_purpose("assessment")),
        }
        for module in modules
    ]
    data = {"course": {"modules": listed}, "package": choices(options, kind, modules)}
    return script_of(json.dumps(data, separators=(",", ":")))
