"""How the units of a SCORM 2004 package add up to the course: IMS Simple Sequencing.

Every default that would complete or satisfy a unit which has said nothing is switched off. The course
is completed once all units are, and satisfied once all that are judged are: those are the standard's
own rules where none is written, and engines agree on them better than on any that is.
Source: SCORM 2004 Sequencing and Navigation, sections SM (definition model) and RB (rollup).
"""

from typing import Final

from lxml import etree

from packager.manifest.subject import Unit, identifier
from packager.manifest.xml import add

IMSSS: Final = "http://www.imsglobal.org/xsd/imsss"


def sequence_course(organization: etree._Element) -> None:
    """Append the sequencing of the whole: free choice, and a way from one unit to the next."""
    sequencing = add(organization, IMSSS, "sequencing")
    # Without flow, "start" and "continue" have nothing to deliver.
    add(sequencing, IMSSS, "controlMode", choice="true", flow="true")


def sequence_unit(item: etree._Element, unit: Unit, *, judged: bool) -> None:
    """Append the sequencing of one unit. judged: whether the package reports pass and fail."""
    sequencing = add(item, IMSSS, "sequencing")
    counts = judged and unit.has_assessment
    rollup = add(sequencing, IMSSS, "rollupRules")
    # A unit without a score weighs nothing, so that it cannot dilute the others' scores; and a unit that
    # is not judged would keep the course from ever being satisfied.
    rollup.set("rollupObjectiveSatisfied", "true" if counts else "false")
    rollup.set("objectiveMeasureWeight", "1" if counts else "0")
    objectives = add(sequencing, IMSSS, "objectives")
    primary = add(
        objectives,
        IMSSS,
        "primaryObjective",
        objectiveID=f"{identifier(unit.slug)}-objective",
        satisfiedByMeasure="true" if unit.mastery_score is not None else "false",
    )
    if unit.mastery_score is not None:
        add(primary, IMSSS, "minNormalizedMeasure", f"{unit.mastery_score / 100:g}")
    add(
        sequencing,
        IMSSS,
        "deliveryControls",
        completionSetByContent="true",
        objectiveSetByContent="true",
    )
