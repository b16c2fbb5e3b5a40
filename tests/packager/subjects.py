"""What manifests are made from, for the tests of each format."""

import pytest
from lxml import etree

from packager.manifest.subject import Objective, Subject, Topic, Unit
from tests.shared import SHARED

SCHEMAS = SHARED / "schemas"


def unit(slug: str = "culture", **changes: object) -> Unit:
    """Return a unit of a package of several modules, with some of it changed."""
    values: dict[str, object] = {
        "slug": slug,
        "iri": f"https://w3id.org/first-shift/modules/{slug}",
        "title": f"The module {slug} & more",
        "description": "What <it> teaches.",
        "minutes": 66,
        "launch": f"{slug}/index.html",
        "mastery_score": 80,
        "files": (f"{slug}/course-data.js", f"{slug}/index.html"),
        "topics": (Topic(f"https://w3id.org/first-shift/modules/{slug}/topics/one", "One"),),
        "objectives": (Objective("o1", "Do one thing"), Objective("o2", "Do another")),
    }
    return Unit(**{**values, **changes})  # type: ignore[arg-type]


def alone(**changes: object) -> Unit:
    """Return the unit of a package that holds one module, at its root."""
    values = {"launch": "index.html", "files": ("course-data.js", "index.html"), **changes}
    return unit(**values)  # type: ignore[arg-type]


def subject(*units: Unit, **changes: object) -> Subject:
    """Return what a manifest is made from, with some of it changed; of one module where no unit is named."""
    several = len(units) > 1
    values: dict[str, object] = {
        "slug": "course" if several else "culture",
        "iri": "https://w3id.org/first-shift/" + ("course" if several else "modules/culture"),
        "title": "UK & NHS culture",
        "description": "A module & its <summary>.",
        "version": "1.0.0",
        "language": "en-GB",
        "minutes": 66,
        "units": units or (alone(),),
        "shared_files": ("about.txt", "package.css") if several else (),
    }
    return Subject(**{**values, **changes})  # type: ignore[arg-type]


def two(**changes: object) -> Subject:
    """Return a package of two modules, each a unit; the second has no assessment."""
    second = unit("reading", mastery_score=None, has_assessment=False)
    return subject(unit(), second, **changes)


def schema(name: str) -> etree.XMLSchema:
    """Return one of the standards' own schemas; skips where they do not lie beside the checkout."""
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip(f"the standards' schemas do not lie beside this checkout ({name})")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.parse(str(path), parser))


def mistakes(schema_name: str, document: bytes) -> list[str]:
    """Return what a schema has against a document."""
    judge = schema(schema_name)
    if judge.validate(etree.fromstring(document)):
        return []
    return [f"{each.line}: {each.message}" for each in judge.error_log]
