"""Our RELAX NG schemas, held against the standards' own XSDs and against libxml2's reading of ours."""

import re
import zipfile
from functools import cache
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from packager.verify.kinds import kind_of
from packager.verify.manifests import Manifest
from packager.verify.opened import Opened
from packager.verify.schema import FOLDER, validate
from packager.verify.scorm2004_rules import edition_of
from tests.packager.manifest_samples import CMI5, SCORM12, SCORM2004_3RD, SCORM2004_4TH, TINCAN
from tests.packager.mutations import Node, single_changes, spoiled
from tests.shared import SHARED

XSDS: Final = {
    "scorm12": "scorm12.xsd",
    "scorm2004-3rd": "scorm2004-3rd.xsd",
    "scorm2004-4th": "scorm2004-4th.xsd",
    "cmi5": "cmi5/CourseStructure.xsd",
}
SAMPLES: Final = {
    "scorm12": SCORM12,
    "scorm2004-3rd": SCORM2004_3RD,
    "scorm2004-4th": SCORM2004_4TH,
    "cmi5": CMI5,
    "tincan": TINCAN,
}
MANY: Final = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

_EXTENSION: Final = "adlcp|adlseq|adlnav|imsss|imsmd|lom|ns[0-9]+"
STRICTER: Final = {
    "an extension where it means nothing": rf"<({_EXTENSION}):\w+> (has no place|stands|is spelt)",
    "an element of packaging inside an extension": rf"has no place in <({_EXTENSION}):",
    "a name that its namespace does not have": r"is of the namespace|is spelt|has no attribute",
    "an element of LOM on its own or twice": r"may stand only once",
    "launch parameters are a text": r"<(launchParameters|entitlementKey)>",
}
"""Where ours refuse what the XSDs let pass, by the sentence that says so."""


@cache
def xsd(name: str) -> etree.XMLSchema:
    """Return one of the standards' own schemas; skips where they do not lie beside the checkout."""
    path = SHARED / "schemas" / XSDS[name]
    if not path.exists():
        pytest.skip(f"the schemas of the standards do not lie beside this checkout ({path.name})")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.parse(str(path), parser))


@cache
def by_libxml2(name: str) -> etree.RelaxNG:
    """Return our schema as libxml2 reads it."""
    return etree.RelaxNG(file=str(FOLDER / f"{name}.rng"))


def sentences(root: Node, name: str) -> list[str]:
    """Return what ours say of a manifest."""
    return [mistake.sentence for mistake in validate(root, name)]


def errors(root: Node, name: str) -> list[str]:
    """Return the errors of a manifest, those of the rules in code included."""
    file = "cmi5.xml" if name == "cmi5" else "imsmanifest.xml"
    # With its files there, so that an error is the manifest's own.
    entries = tuple(map(zipfile.ZipInfo, ("index.html", "run.js")))
    opened = Opened(entries=entries, texts={})
    manifest = Manifest(file=file, root=root, opened=opened, edition=edition_of(root))
    found = kind_of(file, root).judge(manifest)
    return [each.sentence for each in found if each.severity == "error"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_good_manifest_is_good_by_every_reading(name: str) -> None:
    root = etree.fromstring(SAMPLES[name].encode())
    assert sentences(root, name) == []
    assert name == "tincan" or errors(root, name) == []
    assert by_libxml2(name).validate(root)
    assert name not in XSDS or xsd(name).validate(root)


def unnamed(root: Node, name: str) -> list[str]:
    """Return what ours refuse for a reason that is none of the named few."""
    return [
        sentence
        for sentence in sentences(root, name)
        if not any(re.search(pattern, sentence) for pattern in STRICTER.values())
    ]


@pytest.mark.parametrize("name", XSDS)
def test_of_every_single_change_both_say_the_same(name: str) -> None:
    differing = []
    for what, root in single_changes(SAMPLES[name]):
        if not xsd(name).validate(root):
            if not (sentences(root, name) or errors(root, name)):
                differing.append(f"only the standard's refuses {what}")
        elif unnamed(root, name):
            differing.append(f"only ours refuses {what}: {unnamed(root, name)}")
    assert differing == []


@pytest.mark.parametrize("name", XSDS)
@MANY
@given(data=st.data())
def test_what_the_standards_schemas_refuse_is_refused(name: str, data: st.DataObject) -> None:
    root = data.draw(spoiled(SAMPLES[name]))
    if not xsd(name).validate(root):
        assert sentences(root, name) or errors(root, name), xsd(name).error_log


@pytest.mark.parametrize("name", XSDS)
@MANY
@given(data=st.data())
def test_what_the_standards_schemas_take_is_taken_save_for_a_named_few(
    name: str, data: st.DataObject
) -> None:
    root = data.draw(spoiled(SAMPLES[name]))
    if xsd(name).validate(root):
        assert unnamed(root, name) == []


@pytest.mark.parametrize("name", SAMPLES)
@MANY
@given(data=st.data())
def test_libxml2_reads_our_schemas_as_we_do(name: str, data: st.DataObject) -> None:
    root = data.draw(spoiled(SAMPLES[name]))
    assert bool(sentences(root, name)) is not by_libxml2(name).validate(root)
