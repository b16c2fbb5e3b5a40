"""What a manifest tells of the modules that were chosen."""

from collections.abc import Mapping, Sequence

from course.model import Course, Module
from course.vocabulary import COURSE, module_iri, topic_iri
from packager.formats import format_named
from packager.manifest.subject import (
    COURSE_NAME,
    LAUNCH_FILE,
    WINDOW_FILE,
    Objective,
    Subject,
    Topic,
    Unit,
)
from packager.options import PackageOptions


def subject_of(
    course: Course,
    modules: Sequence[Module],
    options: PackageOptions,
    *,
    several_units: bool,
    files: Mapping[str, Sequence[str]],
) -> Subject:
    """Return what a manifest says of a package.

    several_units: whether each module is launched by itself. files: every path in the package but the
    manifest's own; below a module's slug what belongs to it alone, below the empty name the rest.
    """
    units = tuple(_unit(module, options, files.get(module.slug, ())) for module in modules)
    shared = tuple(sorted(files[""]))
    if len(modules) == 1:
        (unit,) = units
        alone = _unit(modules[0], options, shared, folder="")
        return _subject(modules, options, unit.slug, unit.iri, unit.title, (alone,))
    title = course.title or "First Shift"
    if several_units:
        return _subject(modules, options, COURSE_NAME, COURSE, title, units, shared_files=shared)
    every = tuple(sorted(path for paths in files.values() for path in paths))
    whole = _whole(title, units, every, options)
    return _subject(modules, options, COURSE_NAME, COURSE, title, (whole,), parts=units)


def mastery_score(module: Module, options: PackageOptions) -> int | None:
    """Return the pass mark that the LMS may judge by itself, or None.

    An LMS turns any score below it into ``failed``, and any other into ``passed``: so it has no place
    where something else than the assessment decides, nor in a module without one.
    """
    judged = options.status_mapping == "passed-failed" and options.completion == "assessment"
    return module.pass_mark if judged and module.of_purpose("assessment") else None


def _subject(
    modules: Sequence[Module],
    options: PackageOptions,
    slug: str,
    iri: str,
    title: str,
    units: tuple[Unit, ...],
    *,
    parts: tuple[Unit, ...] = (),
    shared_files: tuple[str, ...] = (),
) -> Subject:
    return Subject(
        slug=slug,
        iri=iri,
        title=title,
        description=describe(modules),
        version=version_of(modules),
        language=modules[0].language,
        minutes=sum(module.minutes for module in modules),
        units=units,
        parts=parts,
        shared_files=shared_files,
        completion=options.completion,
        judged=options.status_mapping == "passed-failed",
        window=options.window,
    )


def describe(modules: Sequence[Module]) -> str:
    """Return what the package teaches, in a sentence or two."""
    if len(modules) == 1:
        return modules[0].summary
    titles = "; ".join(module.title for module in modules)
    return f"{len(modules)} modules: {titles}."


def version_of(modules: Sequence[Module]) -> str:
    """Return the version that a package bears: the module's own, or all of them."""
    return "+".join(dict.fromkeys(module.version for module in modules))


def _unit(
    module: Module, options: PackageOptions, files: Sequence[str], *, folder: str | None = None
) -> Unit:
    inside = f"{module.slug}/" if folder is None else folder
    return Unit(
        slug=module.slug,
        iri=module_iri(module.slug),
        title=module.title,
        description=module.summary,
        minutes=module.minutes,
        launch=inside + launch_file(options),
        mastery_score=mastery_score(module, options),
        files=tuple(sorted(files)),
        topics=tuple(
            Topic(topic_iri(module.slug, each.slug), each.title) for each in module.topics
        ),
        objectives=tuple(Objective(each.id, each.text) for each in module.objectives),
        has_assessment=bool(module.of_purpose("assessment")),
    )


def _whole(
    title: str, parts: tuple[Unit, ...], files: tuple[str, ...], options: PackageOptions
) -> Unit:
    """Return the one unit that holds several modules; it has no mastery score.

    Its score is the mean of its modules', which may be over every mark although one was failed.
    """
    return Unit(
        slug=COURSE_NAME,
        iri=COURSE,
        title=title,
        description="; ".join(part.title for part in parts),
        minutes=sum(part.minutes for part in parts),
        launch=launch_file(options),
        mastery_score=None,
        files=files,
        has_assessment=any(part.has_assessment for part in parts),
    )


def launch_file(options: PackageOptions) -> str:
    """Return the name of the page that an LMS opens."""
    # cmi5 says in its manifest how a unit opens; a SCO opens its window by itself.
    own_page = options.window == "own" and not format_named(options.format).window_by_lms
    return WINDOW_FILE if own_page else LAUNCH_FILE
