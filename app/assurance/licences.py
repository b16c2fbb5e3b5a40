"""The page of licences: every locked library, what it is for, and what has to be kept in mind."""

from collections import Counter

from tools.licences import ALLOWED, libraries


def licences_page() -> str:
    """Return docs/assurance/licences.md. It can be made where the libraries of the tests are installed."""
    found = libraries()
    lines = [
        "# Licences of every library",
        "",
        "<!-- Made from the lock files and the libraries’ own words: firstshift docs -->",
        "",
        "First Shift itself: Apache-2.0 (code) and CC BY 4.0 (content of `modules/`). Every library that is"
        f" locked, {len(found)} in all, has a licence that allows the use; the gate `libraries` of `./run test`"
        " fails on one that is not in the list below. None forbids use in the NHS, for teaching, or against"
        " payment. Libraries “for tests” are not part of what is served.",
        "",
        "| licence | libraries | to keep in mind |",
        "| --- | ---: | --- |",
    ]
    for licence, number in sorted(Counter(each.licence for each in found).items()):
        lines.append(f"| {licence} | {number} | {ALLOWED.get(licence, '') or '–'} |")
    lines += ["", "| | library | version | licence | for |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {e.kind} | {e.name} | {e.version} | {e.licence} | {e.use} |" for e in found]
    return "\n".join(lines) + "\n"
