"""Rules on images: each is there, says in words what it shows, and can do no harm."""

from course.checking.svg import check_svg
from course.files.placements import Placement, find_placements
from course.files.schema import did_you_mean
from course.reading.drafts import ModuleDraft, Shared

_FOLDER = "images/"


def check_images(draft: ModuleDraft, shared: Shared) -> None:
    """Note images that are missing or have no alternative text, and files that are not safe."""
    for topic in draft.topics:
        for placement in find_placements(topic.body or ""):
            if placement.kind == "image":
                line = topic.body_line + placement.line - 1
                problem = _problem(placement, draft.images)
                if problem:
                    topic.report.add(line, *problem)
    root = draft.folder.parent
    for name in sorted(draft.images):
        file = f"{draft.report.file.rpartition('/')[0]}/{_FOLDER}{name}"
        check_svg(draft.folder / _FOLDER / name, root, draft.report.for_file(file))


def _problem(placement: Placement, images: frozenset[str]) -> tuple[str, str] | None:
    name = placement.value.removeprefix(_FOLDER)
    if not placement.value.startswith(_FOLDER) or "/" in name:
        return f"the image '{placement.value}' lies elsewhere", f"use {_FOLDER}name.svg"
    if name not in images:
        return f"there is no image '{placement.value}'", did_you_mean(name, sorted(images))
    if not placement.text.strip():
        what = f"the image '{placement.value}' has no alternative text"
        return what, "write between the brackets what it says"
    return None
