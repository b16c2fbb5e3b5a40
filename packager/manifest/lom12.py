"""What a SCORM 1.2 manifest says of a package for catalogues: IMS Learning Resource Meta-data 1.2.1.

Only what a person would look for. Importers are free to ignore it, and most do.
"""

from typing import Final

from lxml import etree

from packager.manifest.subject import KEYWORDS, RIGHTS, Subject
from packager.manifest.xml import add, duration

IMSMD: Final = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
MAX_TITLE_CHARS: Final = 1000
MAX_TEXT_CHARS: Final = 2000

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def add_lom(metadata: etree._Element, subject: Subject) -> None:
    """Append title, language, description, keywords, version, time and rights."""
    lom = add(metadata, IMSMD, "lom")
    general = add(lom, IMSMD, "general")
    _text(general, "title", subject.title[:MAX_TITLE_CHARS], subject.language)
    add(general, IMSMD, "language", subject.language)
    _text(general, "description", subject.description[:MAX_TEXT_CHARS], subject.language)
    for keyword in KEYWORDS:
        _text(general, "keyword", keyword, subject.language)
    _text(add(lom, IMSMD, "lifecycle"), "version", subject.version, subject.language)
    time = add(add(lom, IMSMD, "educational"), IMSMD, "typicallearningtime")
    add(time, IMSMD, "datetime", duration(subject.minutes))
    rights = add(lom, IMSMD, "rights")
    restrictions = add(rights, IMSMD, "copyrightandotherrestrictions")
    # The vocabulary's own words are said to be in no language ("x-none").
    _text(restrictions, "source", "LOMv1.0", "x-none")
    _text(restrictions, "value", "yes", "x-none")
    _text(rights, "description", RIGHTS, subject.language)


def _text(parent: etree._Element, tag: str, text: str, language: str) -> None:
    add(add(parent, IMSMD, tag), IMSMD, "langstring", text).set(_XML_LANG, language)
