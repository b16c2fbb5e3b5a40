"""The formats that questions come and go in: a new one is its files, and one line below."""

from typing import Final

from course.exchange import gift, gift_write, moodle_xml, moodle_xml_write
from course.exchange.neutral import Format

FORMATS: Final = {
    each.name: each
    for each in (
        Format(
            name="moodle",
            label="Moodle XML",
            suffix=".xml",
            mimetype="application/xml",
            read=moodle_xml.read,
            lost=lambda item: (),
            write=moodle_xml_write.write,
        ),
        Format(
            name="gift",
            label="GIFT",
            suffix=".gift.txt",
            mimetype="text/plain",
            read=gift.read,
            lost=gift_write.lost,
            write=gift_write.write,
        ),
    )
}
"""Each format by the name that people type."""


def guess(text: str) -> Format:
    """Return the format of a file's text: XML shows itself by its first sign."""
    return FORMATS["moodle" if text.lstrip().startswith("<") else "gift"]
