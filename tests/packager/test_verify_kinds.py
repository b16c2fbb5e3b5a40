"""Verify on every kind of package: clean where it is good, and a bad one for each rule."""

import re
from collections.abc import Callable
from typing import Final

import pytest

from packager.verify import judge
from tests.packager.manifest_samples import SAMPLES
from tests.packager.zips import Files, zipped

Spoil = Callable[[Files], None]

THIRD, FOURTH = "SCORM 2004 3rd Edition", "SCORM 2004 4th Edition"
TINCAN, WEB = "xAPI (tincan.xml)", "plain web pages"
CLUSTER: Final = '<item identifier="c"><title>C</title><item identifier="i" identifierref="r"'


def in_manifest(*changes: tuple[str, str]) -> Spoil:
    """Return changes of texts in the manifest."""

    def change(files: Files) -> None:
        (name,) = {"imsmanifest.xml", "cmi5.xml", "tincan.xml"} & set(files)
        for old, new in changes:
            assert old.encode() in files[name], f"{old} is not in {name}"
            files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return change


def swap(old: str, new: str) -> Spoil:
    """Return a change of one text in the manifest."""
    return in_manifest((old, new))


def add(path: str, content: bytes = b"x") -> Spoil:
    """Return the addition of a file."""
    return lambda files: files.__setitem__(path, content)


def rename(old: str, new: str) -> Spoil:
    """Return another name for a file."""
    return lambda files: files.__setitem__(new, files.pop(old))


def together(*spoils: Spoil) -> Spoil:
    """Return several changes as one."""

    def change(files: Files) -> None:
        for spoil in spoils:
            spoil(files)

    return change


DELIVERY: Final = (
    '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
)
LEAST: Final = "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>"
FLOW: Final = '<imsss:controlMode choice="true" flow="true"/>'
AU_ID: Final = '"https://example.org/au"'

CORPUS: Final[dict[str, dict[str, list[Spoil]]]] = {
    "SCORM 1.2": {
        "time-allowed": [swap("0001:00:00", "1 hour")],
        "manifest-inner": [
            swap(
                "</manifest>",
                '<manifest identifier="x"><organizations/><resources/></manifest></manifest>',
            )
        ],
        "path-escapes": [
            swap('<file href="run.js"/>', '<file href="run.js"/><file href="../a.js"/>')
        ],
        "resource-launch": [
            swap('adlcp:scormtype="asset"', 'adlcp:scormtype="asset" href="no.html"')
        ],
        "sco-outside": [swap('href="index.html" adlcp', 'href="https://example.org/" adlcp')],
        "file-missing": [
            swap("</schemaversion>", "</schemaversion><adlcp:location>m.xml</adlcp:location>")
        ],
        "manifest-several": [add("tincan.xml", SAMPLES[TINCAN]["tincan.xml"])],
        "type-archive": [add("more.zip")],
        "link-missing": [
            add("index.html", b'<meta charset="utf-8"><img src="no.png" alt="">'),
            rename("run.js", "Run.js"),
        ],
        "xml-encoding": [
            lambda files: add(
                "imsmanifest.xml", files["imsmanifest.xml"].decode().encode("utf-16")
            )(files),
            swap('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
        ],
    },
    THIRD: {
        "schema": [
            swap("adlcp:scormType", "adlcp:scormtype"),
            swap(">1.0</adlcp:completionThreshold>", ">80</adlcp:completionThreshold>"),
            swap("</resources>", '</resources><x:y xmlns:x="urn:x"/>'),
            swap("<lom:value>training", "<lom:value>work"),
            swap(DELIVERY, f"{DELIVERY}{DELIVERY}"),
        ],
        "manifest-schema": [
            swap("2004 3rd Edition", "2004 3rd edition"),
            swap("2004 3rd Edition", " 2004 3rd Edition"),
            swap("ADL SCORM", "SCORM"),
        ],
        "edition-second": [swap("2004 3rd Edition", "CAM 1.3")],
        "manifest-prefix": [
            lambda files: add(
                "imsmanifest.xml",
                files["imsmanifest.xml"].replace(b"imsss:", b"seq:").replace(b":imsss=", b":seq="),
            )(files)
        ],
        "manifest-namespace": [
            lambda files: add(
                "imsmanifest.xml",
                re.sub(rb"<(/?)(?=[a-z]+[ >/])", rb"<\1cp:", files["imsmanifest.xml"]).replace(
                    b" xmlns=", b" xmlns:cp="
                ),
            )(files)
        ],
        "item-branch": [
            in_manifest(
                (
                    '<item identifier="i"',
                    '<item identifier="c" identifierref="r"><title>C</title><item identifier="i"',
                ),
                ("</item>", "</item></item>"),
            )
        ],
        "flow": [
            swap(FLOW, FLOW.replace(' flow="true"', "")),
            swap(FLOW, FLOW.replace("true", "false")),
            in_manifest(
                ('<item identifier="i" identifierref="r"', CLUSTER), ("</item>", "</item></item>")
            ),
        ],
        "set-by-content": [swap(DELIVERY, ""), swap(' objectiveSetByContent="true"', "")],
        "min-measure": [swap(LEAST, ""), swap(">0.8</imsss", ">-0.5</imsss")],
        "rollup-pair": [swap('action="incomplete"', 'action="completed"')],
        "sequencing-reference": [swap("<imsss:sequencing>", '<imsss:sequencing IDRef="none">')],
        "objective-twice": [swap('objectiveID="other"', 'objectiveID="own"')],
        "objective-reference": [swap('referencedObjective="own"', 'referencedObjective="none"')],
        "objectives-global": [swap(' adlseq:objectivesGlobalToSystem="false"', "")],
        "status-edition": [add("run.js", b"API.LMSSetValue('cmi.core.lesson_status', 'x')")],
        "status-word": [add("run.js")],
    },
    FOURTH: {
        "schema": [
            swap("adlcp:scormType", "adlcp:scormtype"),
            swap(
                "completionThreshold completedByMeasure", "completionThreshold CompletedByMeasure"
            ),
            swap(
                "<title>First</title>",
                "<title>First</title><adlcp:masteryscore>80</adlcp:masteryscore>",
            ),
        ],
        "threshold-text": [swap('minProgressMeasure="0.9"/>', ">1.0</adlcp:completionThreshold>")],
        "sco-many": [
            swap(
                "<resources>",
                '<resources><resource identifier="q" type="webcontent" href="index.html" adlcp:scormType="sco"/>',
            )
        ],
    },
    "cmi5": {
        "iri": [
            swap("https://example.org/course", "example.org/course"),
            swap("https://example.org/block", "https://"),
            swap(AU_ID, '"https://example.org/a b"'),
            swap('<objective id="https:', '<objective id="'),
            swap("https://example.org/type", "module"),
        ],
        "id-twice": [swap(AU_ID, '"https://example.org/course"')],
        "objective-reference": [
            swap('idref="https://example.org/objective"', 'idref="urn:no"'),
            swap(' idref="https://example.org/objective"', ""),
        ],
        "launch-missing": [swap("index.html?", "start.html?"), swap("index.html?", "Index.html?")],
        "launch-query": [swap("?part=1", "?fetch=1"), swap("?part=1", "?a=b&amp;activityId=")],
        "launch-address": [
            swap("index.html?part=1", "http://example.org a.html"),
            swap("index.html?part=1", "https://"),
        ],
        "launch-blank": [swap("<url>", "<url>\n  ")],
        "path-escapes": [
            swap("index.html?", "../index.html?"),
            swap("index.html?", "/index.html?"),
        ],
        "move-on": [swap(' moveOn="CompletedOrPassed"', "")],
        "mastery-score": [swap('"0.8"', '"0.80001"')],
        "language": [swap('<langstring lang="en-GB">First', "<langstring>First")],
        "language-twice": [swap("<title>", '<title><langstring lang="en-GB">Again</langstring>')],
        "text-empty": [swap(">First<", "><")],
        "schema": [
            swap('masteryScore="0.8"', 'masteryScore="80"'),
            swap("CompletedOrPassed", "PassedAndCompleted"),
            swap("CourseStructure.xsd", "Course.xsd"),
            swap("<url>index.html?part=1</url>", ""),
        ],
    },
    TINCAN: {
        "iri": [swap("https://example.org/module", "module")],
        "id-twice": [swap("https://example.org/topic", "https://example.org/module")],
        "activity-type": [swap("http://adlnet.gov/expapi/activities/module", "module")],
        "launch-none": [swap('<launch lang="en-GB">index.html</launch>', "")],
        "launch-many": [
            swap(">Topic</name>", '>Topic</name><launch lang="en">index.html</launch>')
        ],
        "launch-missing": [swap(">index.html<", ">start.html<")],
        "launch-query": [swap(">index.html<", ">index.html?activity_id=1<")],
        "path-escapes": [swap(">index.html<", ">../index.html<")],
        "language": [swap('<name lang="en-GB">', "<name>")],
        "text-empty": [swap(">Sample<", "> <")],
        "manifest-many": [add("more/tincan.xml")],
        "manifest-folder": [together(*(rename(name, f"one/{name}") for name in SAMPLES[TINCAN]))],
        "schema": [swap(' id="https://example.org/module"', ""), swap("tincan.xsd", "tincan.xml")],
    },
    WEB: {
        "web-start": [rename("index.html", "start.html")],
        "kind-aicc": [together(*(add(name) for name in ("a.crs", "a.au", "a.des")))],
        "manifest-root-file": [
            add("run.js", b"API.LMSSetValue('cmi.core.lesson_status', 'x')"),
            add("IMSManifest.xml"),
            add("deep/cmi5.xml"),
            lambda files: files.clear(),
        ],
    },
}

CASES: Final = [
    pytest.param(kind, rule, spoil, id=f"{kind}-{rule}-{at}")
    for kind, rules in CORPUS.items()
    for rule, spoils in rules.items()
    for at, spoil in enumerate(spoils)
]
EVERYWHERE: Final = ("manifest-root-file", "manifest-several", "status-word", "status-edition")


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_good_package_is_named_and_clean(kind: str) -> None:
    verdict = judge(zipped(SAMPLES[kind]))
    assert verdict.kind == kind
    assert verdict.findings == ()


@pytest.mark.parametrize(("kind", "rule", "spoil"), CASES)
def test_a_package_that_breaks_a_rule_is_found_out_with_the_place(
    kind: str, rule: str, spoil: Spoil
) -> None:
    files = dict(SAMPLES[kind])
    spoil(files)
    found = [finding for finding in judge(zipped(files)).findings if finding.rule == rule]
    assert found, judge(zipped(files))
    assert all(finding.file or rule in (*EVERYWHERE, "web-start") for finding in found)


@pytest.mark.parametrize(("kind", "rule", "spoil"), CASES)
def test_every_sentence_is_one_line_that_ends(kind: str, rule: str, spoil: Spoil) -> None:
    files = dict(SAMPLES[kind])
    spoil(files)
    for finding in judge(zipped(files)).findings:
        assert "\n" not in str(finding)
        assert finding.sentence.endswith(".") and finding.sentence[:1] != " "


def test_a_finding_in_a_manifest_names_its_line() -> None:
    files = dict(SAMPLES["cmi5"])
    swap('masteryScore="0.8"', 'masteryScore="80"')(files)
    (finding,) = judge(zipped(files)).findings
    assert str(finding) == (
        'error: cmi5.xml:17: masteryScore="80" on <au>: it must be a number from 0 to 1. [schema]'
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (' identifier="i"', "", "<item> has no attribute identifier; add it."),
        (
            'isvisible="true"',
            'isvisible="yes"',
            'isvisible="yes" on <item>: it must be true or false.',
        ),
        (
            "adlcp:scormType",
            "adlcp:scormtype",
            "<resource> has no attribute adlcp:scormtype in this standard; write adlcp:scormType.",
        ),
        (
            "<resources>",
            "<resources>words",
            "<resources> holds the text 'words', but no text may stand there.",
        ),
        (
            "<resources>",
            "<metadata/><resources>",
            "<metadata> stands twice or in the wrong place; in <manifest> the order is metadata, organizations, resources, manifest, sequencingCollection.",
        ),
        (
            "<lom:title>",
            "<lom:title/><lom:title>",
            "<lom:title> may stand only once in <lom:general>; keep one.",
        ),
        (
            '<imsss:rollupAction action="completed"/>',
            "",
            "<imsss:rollupRule> has no <rollupAction>; add it.",
        ),
        (
            "<lom:keyword>",
            "<lom:Keyword/><lom:keyword>",
            "<lom:Keyword> is spelt <keyword> in this standard; write it so.",
        ),
        (
            ">continue<",
            ">quit<",
            "<adlnav:hideLMSUI> says 'quit', but it must be 'previous', 'continue', 'exit', 'exitAll', 'abandon', 'abandonAll' or 'suspendAll'.",
        ),
    ],
)
def test_what_leaves_the_schema_is_said_in_plain_words(old: str, new: str, sentence: str) -> None:
    files = dict(SAMPLES[FOURTH])
    swap(old, new)(files)
    assert sentence in [finding.sentence for finding in judge(zipped(files)).findings]


@pytest.mark.parametrize(("name", "kind"), [("cmi5.xml", "cmi5"), ("tincan.xml", TINCAN)])
def test_a_manifest_may_come_without_a_zip_where_its_addresses_are_whole(
    name: str, kind: str
) -> None:
    manifest = SAMPLES[kind][name]
    assert [f.rule for f in judge(manifest).findings] == ["launch-bare"]
    whole = judge(manifest.replace(b"index.html", b"https://example.org/index.html"))
    assert whole.kind.startswith(kind) and whole.findings == ()


def test_many_findings_of_a_kind_are_counted_and_not_all_told() -> None:
    files = {**SAMPLES[WEB], **{f"two words {at}.txt": b"" for at in range(50)}}
    findings = judge(zipped(files)).findings
    assert len(findings) == 21
    assert findings[-1].sentence == "There are 30 more findings of this kind."
