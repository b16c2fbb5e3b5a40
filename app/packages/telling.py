"""What pages say of a package: what it will tell the LMS, and what to do there."""

from msgspec import Struct

from app.packages.choices import preset_of
from app.packages.orders import Order
from course.model import Course
from packager.errors import UnknownModule
from packager.formats import Format, format_named
from packager.package import chosen
from packager.presets import Preset, cautioned
from packager.steps import steps_for


class Telling(Struct, frozen=True):
    """preset: the LMS; sentences: what it will be told, none where a module is not served; steps: there."""

    preset: Preset
    kind: Format
    sentences: tuple[str, ...]
    steps: tuple[str, ...]


def telling(course: Course, order: Order) -> Telling:
    """Return what to say of a package that is asked for, or was."""
    options, preset = order.options, preset_of(order.options)
    kind = format_named(options.format)
    units = len(order.slugs) if kind.layout(options) == "multi" else 1
    try:
        sentences = cautioned(preset, kind, options, chosen(course, order.slugs, options))
    except UnknownModule:
        sentences = ()
    return Telling(preset, kind, sentences, steps_for(preset, kind, options, units))
