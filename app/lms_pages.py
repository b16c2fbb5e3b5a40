"""docs/lms: a page for each LMS, from the data that the app's own steps are made from.

Packages: ``packager/presets.py`` and ``packager/steps.py``. LTI: ``app/lti/guides.py``. A system that is added
there has its page here.
"""

from collections.abc import Iterable
from typing import Final

from app.documents import MADE
from app.lti.addresses import to_copy
from app.lti.guides import GUIDES, Guide
from packager.formats import FORMATS, format_named
from packager.options import PackageOptions
from packager.outcome import layout_words
from packager.presets import PRESETS, Preset
from packager.steps import steps_for

_SERVER: Final = "https://learn.example.nhs.uk"
_ANY: Final = "other"


def kinds() -> tuple[str, ...]:
    """Return every system of which something is known, the one for all others last."""
    return (*sorted({*PRESETS, *GUIDES} - {_ANY}), _ANY)


def lms_pages() -> dict[str, str]:
    """Return the pages, by their paths in docs/."""
    return {
        "lms/README.md": _overview(),
        **{f"lms/{kind}.md": lms_page(kind) for kind in kinds()},
    }


def lms_page(kind: str) -> str:
    """Return the page of one system."""
    lines = [
        f"# {_label(kind)}",
        "",
        MADE,
        "",
        "First Shift comes in as a package that you import, or by LTI 1.3, which opens it from its server:"
        " [which of the two](README.md). Sign in to First Shift as LMS administrator: the pages **Packages** and"
        " **LMS** give the same steps, with your own choices and addresses filled in.",
        "",
        "## A package",
        "",
        *_package(PRESETS.get(kind), _label(kind)),
        "",
        "## By LTI 1.3",
        "",
        *(_lti(GUIDES[kind]) if kind in GUIDES else _no_lti(_label(kind))),
    ]
    return "\n".join(lines) + "\n"


def _label(kind: str) -> str:
    return PRESETS[kind].label if kind in PRESETS else GUIDES[kind].label


def _package(preset: Preset | None, label: str) -> Iterable[str]:
    here = label
    if preset is None or preset.name == _ANY:
        here = "your LMS"
    if preset is None:
        preset = PRESETS[_ANY]
        yield (
            f"Nothing is known here about packages in {label} in particular: choose “{preset.label}” on the page"
            " **Packages**."
        )
    else:
        yield f"On the page **Packages** choose “{preset.label}” (on the command line `--lms {preset.name}`)."
    options = preset.options()
    kind = format_named(options.format)
    yield f"It proposes {kind.label}, {layout_words(kind, 1, 1)}. Why:"
    yield ""
    yield from _bullets(preset.reasons)
    yield ""
    yield f"### In {here}"
    yield ""
    yield from _numbered(steps_for(preset, kind, options, 1))
    more = list(preset.several)
    if preset.failing:
        more.append(f"Failed tries are reported: {preset.failing}")
    if more:
        yield ""
        yield "Where you choose otherwise:"
        yield ""
        yield from _bullets(more)


def _lti(guide: Guide) -> Iterable[str]:
    yield (
        "The steps were compared with what is published, and not walked through in one of these systems: where a word"
        " is another, look for what is meant."
    )
    yield ""
    if guide.itself:
        yield "### With a link: the short way"
        yield ""
        yield "On the page **LMS** of First Shift make a registration link. It works once, for a day."
        yield ""
        yield from _numbered(guide.itself)
        yield ""
    yield "### By hand"
    yield ""
    yield f"Copy these addresses from the page **LMS**, where the server's own stands in place of `{_SERVER}`:"
    yield ""
    yield "| your LMS asks for | address |"
    yield "| --- | --- |"
    yield from (f"| {name} | `{address}` |" for name, address in to_copy(_SERVER).items())
    yield ""
    yield "Then, in your LMS:"
    yield ""
    yield from _numbered(guide.steps)
    yield ""
    yield "Give what your LMS shows of itself in the form on the page **LMS**." + _known(guide)
    yield ""
    yield "### Then, in your LMS"
    yield ""
    yield from _bullets(guide.after)


def _known(guide: Guide) -> str:
    if guide.beneath:
        return (
            " Its three addresses may stay empty: they follow from the address of your site ("
            + ", ".join(f"`{path}`" for path in guide.beneath)
            + ")."
        )
    known = {
        "platform ID (issuer)": guide.issuer,
        "authorisation": guide.auth_url,
        "token": guide.token_url,
        "key set": guide.jwks_url,
    }
    told = ", ".join(f"{name} `{address}`" for name, address in known.items() if address)
    return f" It holds already: {told}." if told else ""


def _no_lti(label: str) -> Iterable[str]:
    yield (
        f"Nothing is known here about LTI in {label}. Where yours offers LTI 1.3 (LTI Advantage), follow"
        f" [the steps for any LMS]({_ANY}.md#by-lti-13)."
    )


def _overview() -> str:
    lines = [
        "# Into your LMS",
        "",
        MADE,
        "",
        "For whoever looks after a learning management system (LMS). You need a sign-in to First Shift with the role"
        " LMS administrator.",
        "",
        "## Your system",
        "",
        "| system | as a package | by LTI 1.3 |",
        "| --- | --- | --- |",
        *(f"| [{_label(kind)}]({kind}.md) | {_offer(kind)} | {_ways(kind)} |" for kind in kinds()),
        "",
        "## A package, or LTI",
        "",
        "- **A package** is a zip that you import. It runs inside your LMS, which is told status, score and time, and it"
        " needs nothing else: neither this server nor the internet. Corrections need another import;"
        " [dispatch packages](../dispatch.md) fetch them from the server.",
        "- **By LTI 1.3** your LMS opens the course from the First Shift server, which keeps the learner's journal,"
        " induction and certificates as well. Completion and score go back by themselves: [LTI](../lti.md).",
        "",
        "## Which format of package",
        "",
        "| format | choose it |",
        "| --- | --- |",
        *(f"| {kind.label} | {kind.hint} |" for kind in FORMATS.values()),
        "",
        "What each tells your LMS, and every choice besides: [packages](../packages.md).",
    ]
    for kind in FORMATS.values():
        if kind.steps:
            steps = steps_for(PRESETS[_ANY], kind, PackageOptions(format=kind.name), 1)
            lines += ["", f"### {kind.label}", "", *_numbered(steps)]
    return "\n".join(lines) + "\n"


def _offer(kind: str) -> str:
    if kind not in PRESETS:
        return f"as any other: {_offer(_ANY)}"
    return format_named(PRESETS[kind].options().format).label


def _ways(kind: str) -> str:
    if kind not in GUIDES:
        return "nothing known"
    return "by a link, or by hand" if GUIDES[kind].itself else "by hand"


def _bullets(sentences: Iterable[str]) -> Iterable[str]:
    return (f"- {each}" for each in sentences)


def _numbered(sentences: Iterable[str]) -> Iterable[str]:
    return (f"{number}. {each}" for number, each in enumerate(sentences, 1))
