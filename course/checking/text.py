"""Rules on a topic's Markdown: blocks, links, headings, and no HTML."""

from collections.abc import Iterator

from course.checking.citations import did_you_mean_or_add
from course.files import kinds
from course.files.placements import ADMONITIONS, PLACING, TOPIC_SCHEME, Placement, find_placements
from course.files.schema import did_you_mean
from course.reading.drafts import ModuleDraft, PageDraft, Shared


def _placements(draft: ModuleDraft) -> Iterator[tuple[PageDraft, Placement, int]]:
    """Yield what the topics and the card place, with its line in the file."""
    for page in draft.pages:
        for placement in find_placements(page.body or ""):
            yield page, placement, page.body_line + placement.line - 1


def check_blocks(draft: ModuleDraft, shared: Shared) -> None:
    """Note unknown blocks, unknown local answers, unknown boxes, and HTML."""
    html_at = ("", 0)
    for page, placement, line in _placements(draft):
        if placement.kind == "html":
            # A tag and its end are one slip.
            before, html_at = html_at, (page.slug, line)
            if before == html_at:
                continue
        problem = _block_problem(placement, shared)
        if problem:
            page.report.add(line, *problem)


def _block_problem(placement: Placement, shared: Shared) -> tuple[str, str] | None:
    name = placement.value
    match placement.kind:
        case "unknown-block":
            return f"'[[{name}' begins no block that is known", did_you_mean(
                name, (*PLACING, "local")
            )
        case "local" if shared.local_answers_whole:
            if name in shared.local_answers or name in shared.broken_local_answers:
                return None
            mend = did_you_mean_or_add(name, shared.local_answers)
            return f"local_answers.yaml has no key '{name}'", mend
        case "admonition" if name not in ADMONITIONS:
            return f"unknown kind of box '{name}'", did_you_mean(name, ADMONITIONS)
        case "admonition" if not placement.text:
            return f"the box '{name}' has no title", f"write '!!! {name} \"Its title\"'"
        case "html":
            mend = "write it in Markdown; write '&lt;' for the sign itself"
            return f"'{kinds.shorten(name)}' is HTML", mend
        case "reference":
            what = f"'{kinds.shorten(name)}' is a link by reference"
            return what, "write '[text](https://…)', or '\\[' for the sign itself"
    return None


def check_links(draft: ModuleDraft, shared: Shared) -> None:
    """Note links that lead nowhere, are not secret on their way, or say nothing."""
    topics = [topic.slug for topic in draft.topics]
    for page, placement, line in _placements(draft):
        if placement.kind == "link":
            problem = _link_problem(placement, topics)
            if problem:
                page.report.add(line, *problem)


def _link_problem(placement: Placement, topics: list[str]) -> tuple[str, str] | None:
    address = placement.value
    if address.startswith(TOPIC_SCHEME):
        slug = address.removeprefix(TOPIC_SCHEME)
        if slug not in topics:
            return f"no topic is called '{slug}'", did_you_mean(slug, topics)
    elif address.startswith("http:"):
        return f"the link '{address}' is not encrypted", "begin it with https://"
    elif not kinds.is_address(address):
        mend = "write https://… or topic:slug"
        return f"the link '{kinds.shorten(address)}' leads nowhere", mend
    if not placement.text.strip() and not address.startswith("https://"):
        return f"the link to '{address}' has no text", "write it between the brackets"
    return None


def check_headings(draft: ModuleDraft, shared: Shared) -> None:
    """Note headings that are too high, or go down by more than one step."""
    for page in draft.pages:
        level = 1
        for placement in find_placements(page.body or ""):
            if placement.kind != "heading":
                continue
            line = page.body_line + placement.line - 1
            deeper = _level(placement.value)
            if deeper == 0:
                what = "this line makes a heading of the one above"
                page.report.add(line, what, "begin the heading with '## ', or leave a line free")
            elif deeper == 1:
                page.report.add(line, "a heading begins with '# '", "begin it with '## '")
            elif deeper > level + 1:
                mend = f"begin it with '{'#' * (level + 1)} '"
                page.report.add(line, f"a heading of level {deeper} follows level {level}", mend)
            level = max(deeper, 1)


def _level(marks: str) -> int:
    return len(marks) if marks.startswith("#") else 0
