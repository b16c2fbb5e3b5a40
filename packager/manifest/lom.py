"""What a SCORM 2004 manifest says of a package for catalogues: IEEE 1484.12.3 (LOM in XML).

Only what a person would look for. Importers are free to ignore it, and most do.
"""

from typing import Final

from lxml import etree

from packager.manifest.subject import KEYWORDS, RIGHTS, Subject
from packager.manifest.xml import add, duration

LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
MAX_TITLE_CHARS: Final = 1000
MAX_TEXT_CHARS: Final = 2000


def add_lom(metadata: etree._Element, subject: Subject) -> None:
    """Append title, language, description, keywords, version, time and rights."""
    lom = add(metadata, LOM, "lom")
    general = add(lom, LOM, "general")
    _text(general, "title", subject.title[:MAX_TITLE_CHARS], subject.language)
    add(general, LOM, "language", subject.language)
    _text(general, "description", subject.description[:MAX_TEXT_CHARS], subject.language)
    for keyword in KEYWORDS:
        _text(general, "keyword", keyword, subject.language)
    _text(add(lom, LOM, "lifeCycle"), "version", subject.version, subject.language)
    time = add(add(lom, LOM, "educational"), LOM, "typicalLearningTime")
    add(time, LOM, "duration", duration(subject.minutes))
    rights = add(lom, LOM, "rights")
    restrictions = add(rights, LOM, "copyrightAndOtherRestrictions")
    add(restrictions, LOM, "source", "LOMv1.0")
    add(restrictions, LOM, "value", "yes")
    _text(rights, "description", RIGHTS, subject.language)


def _text(parent: etree._Element, tag: str, text: str, language: str) -> None:
    add(add(parent, LOM, tag), LOM, "string", text).set("language", language)
