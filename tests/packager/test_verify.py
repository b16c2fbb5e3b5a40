"""Verify, held against a corpus of bad packages: one for each rule."""

import io
import zipfile
from collections.abc import Callable
from typing import Final

import pytest

from packager import PackageFile, verify
from packager.verify import Finding
from tests.packager.zips import Files, unzipped, zipped

Spoil = Callable[[Files], None]
MANIFEST: Final = "imsmanifest.xml"


def swap(old: str, new: str, file: str = MANIFEST) -> Spoil:
    """Return a change of one text in a file."""

    def change(files: Files) -> None:
        assert old.encode() in files[file], f"{old} is not in {file}"
        files[file] = files[file].replace(old.encode(), new.encode(), 1)

    return change


def add(path: str, content: bytes = b"x", listed: bool = True) -> Spoil:
    """Return the addition of a file, listed in the manifest or not."""

    def change(files: Files) -> None:
        files[path] = content
        if listed:
            swap("    </resource>", f'      <file href="{path}"/>\n    </resource>')(files)

    return change


def take(path: str) -> Spoil:
    """Return the loss of a file."""
    return lambda files: files.__delitem__(path)


def inside_folder(files: Files) -> None:
    """Put everything into an enclosing folder."""
    for path in list(files):
        files[f"package/{path}"] = files.pop(path)


SCO = '<resource identifier="fs-sample-sco" type="webcontent" href="index.html" adlcp:scormtype="sco">'
ASSET = '<resource identifier="a" type="webcontent" href="mark.svg" adlcp:scormtype="asset"/>'
SECOND = '<resource identifier="b" type="webcontent" href="index.html" adlcp:scormtype="sco"/>'
ITEM = 'identifierref="fs-sample-sco" '
MASTERY = "<adlcp:masteryscore>80</adlcp:masteryscore>"
NAMESPACE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"

CORPUS: Final[dict[str, list[Spoil]]] = {
    "manifest-root-file": [take(MANIFEST), inside_folder],
    "name-escapes": [add("../evil.txt"), add("/etc/evil.txt"), add("c:evil.txt")],
    "name-backslash": [add("images\\evil.txt")],
    "name-dot": [add("./evil.txt")],
    "name-characters": [add("two words.txt"), add("é.txt")],
    "name-length": [add("x" * 120 + ".txt")],
    "name-twice": [add("Index.html", b"")],
    "entry-rubbish": [add("__MACOSX/x"), add(".DS_Store")],
    "type-server": [add("index.php"), add("run.sh")],
    "type-fragile": [add("data.json"), add("main.mjs", b"")],
    "file-unlisted": [add("extra.txt", listed=False)],
    "file-missing": [take("about.txt")],
    "xml-doctype": [swap("<manifest", '<!DOCTYPE m [<!ENTITY a "b">]><manifest')],
    "xml-bom": [swap("<?xml", "\ufeff<?xml")],
    "xml-declaration": [swap('<?xml version="1.0" encoding="UTF-8"?>\n', "")],
    "xml-syntax": [swap("</manifest>", "")],
    "schema": [
        swap("<resources>", "<resources><metadata/>"),
        swap('identifier="fs-sample-item"', 'identifier="1x/y"'),
        swap(MASTERY, MASTERY + "<metadata/>"),
        swap("adlcp:scormtype", "adlcp:scormType"),
        swap('scormtype="sco"', 'scormtype="SCO"'),
        swap(' type="webcontent"', ""),
        swap("</resources>", "</resources><x:y xmlns:x='urn:x'/>"),
    ],
    "manifest-root": [swap(f'xmlns="{NAMESPACE}"', 'xmlns="urn:other"')],
    "manifest-prefix": [swap("rootv1p2", "rootv1p3")],
    "manifest-schema-location": [swap(" imscp_rootv1p1p2.xsd", "")],
    "manifest-schema": [swap("ADL SCORM", "ADL"), swap(">1.2<", ">2004 3rd Edition<")],
    "identifier-twice": [swap('identifier="fs-sample-item"', 'identifier="fs-sample-sco"')],
    "organization-default": [swap('default="fs-sample-organization"', 'default="other"')],
    "title": [swap("<title>Sample: first &lt;days&gt;</title>", "<title/>")],
    "item-empty": [swap(ITEM, "")],
    "item-reference": [swap(ITEM, 'identifierref="other" ')],
    "mastery-score": [swap(">80<", ">180<"), swap(">80<", ">0.8<"), swap(">80<", "><")],
    "item-parameters": [swap('isvisible="true"', 'isvisible="true" parameters="?a=1"')],
    "prerequisites": [swap(MASTERY, MASTERY + "<adlcp:prerequisites/>")],
    "xml-base": [swap("<resources>", '<resources xml:base="content/">')],
    "resource-type": [swap('type="webcontent"', 'type="text/html"')],
    "sco-launch": [swap('href="index.html" adlcp', 'href="start.html" adlcp')],
    "sco-first": [swap(SCO, ASSET + SCO)],
    "sco-many": [swap(SCO, SECOND + SCO)],
    "dependency": [swap("    </resource>", '<dependency identifierref="z"/></resource>')],
    "html-charset": [swap('<meta charset="utf-8">', "", "index.html")],
    "html-base": [swap("<head>", '<head><base href="/">', "index.html")],
    "html-module": [swap("<script ", '<script type="module" ', "index.html")],
    "html-inline": [swap("</body>", "<script>let a;</script></body>", "index.html")],
    "outside-html": [
        swap("</body>", '<img src="https://cdn.example/a.png" alt=""></body>', "index.html"),
        swap("</body>", '<script src="//cdn.example/a.js"></script></body>', "index.html"),
    ],
    "outside-css": [add("x.css", b"@import 'https://fonts.example/a.css';")],
    "unload": [
        add("x.js", b"addEventListener('beforeunload', save)"),
        add("y.js", b"window.onunload = save"),
    ],
    "storage": [add("x.js", b"localStorage.setItem('a', 1)"), add("y.js", b"document.cookie='a'")],
    "svg-doctype": [add("x.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')],
    "svg-syntax": [add("x.svg", b"<svg>")],
    "svg-active": [
        add("x.svg", b"<svg><script/></svg>"),
        add("y.svg", b'<svg onload="x()"/>'),
        add("z.svg", b'<svg><use href="https://evil.example/a.svg"/></svg>'),
    ],
    "status-word": [swap("lesson_status", "lesson_stat", "player-scorm12.js")],
}

CASES: Final = [
    pytest.param(rule, spoil, id=f"{rule}-{at}")
    for rule, spoils in CORPUS.items()
    for at, spoil in enumerate(spoils)
]


@pytest.mark.parametrize(("rule", "spoil"), CASES)
def test_a_package_that_breaks_a_rule_is_found_out(
    packaged: PackageFile, rule: str, spoil: Spoil
) -> None:
    files = unzipped(packaged.content)
    spoil(files)
    found = {finding.rule for finding in verify(zipped(files))}
    assert rule in found


def test_a_sentence_says_which_file_what_is_wrong_and_how_to_mend_it(packaged: PackageFile) -> None:
    files = unzipped(packaged.content)
    inside_folder(files)
    (finding,) = [f for f in verify(zipped(files)) if f.rule == "manifest-root-file"]
    assert str(finding) == (
        "error: There is no imsmanifest.xml (in lower case) at the root of the zip; it is at "
        "package/imsmanifest.xml, so zip the folder's content. [manifest-root-file]"
    )


def rules(findings: tuple[Finding, ...]) -> list[str]:
    """Return the rules that were broken."""
    return [finding.rule for finding in findings]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_called_so(data: bytes) -> None:
    assert rules(verify(data))[0] in ("zip-readable", "manifest-root-file")


def test_a_zip_bomb_is_not_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.html", bytes(9_000_000))
    assert "zip-size" in rules(verify(buffer.getvalue()))
    claims = bytearray(buffer.getvalue())
    # The directory claims a small file: reading has to stop by itself.
    at = claims.rindex(b"PK\x01\x02") + 24
    claims[at : at + 4] = (10).to_bytes(4, "little")
    assert {"zip-size", "zip-readable"} & set(rules(verify(bytes(claims))))


def test_a_link_a_folder_and_a_rare_compression_are_found() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(zipfile.ZipInfo("folder/"), b"")
        archive.writestr("a.txt", b"x", zipfile.ZIP_BZIP2)
    found = rules(verify(buffer.getvalue()))
    assert {"entry-link", "entry-folder", "entry-method"} <= set(found)


def test_a_password_is_named_as_the_reason() -> None:
    data = bytearray(zipped({"a.html": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert rules(verify(bytes(data))) == ["zip-encrypted"]
