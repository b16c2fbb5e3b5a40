"""What makes a package a trust's own: its name, logo, colour, nation, and answers.

``read_logo`` judges a picture and draws it anew; ``read_overlay_file`` reads all of it from a YAML
file; ``overlay_files`` gives what a package or a page carries for it.
"""

from packager.overlay.accent import (
    accent_style,
    check_accent,
    contrasts_of,
    plain_accent,
    tones_of,
)
from packager.overlay.answers import MAX_ANSWER_CHARS, answer_problem, given_today
from packager.overlay.file import read_overlay_file
from packager.overlay.files import OVERLAY_STYLE, accent_styles, logo_file, overlay_files
from packager.overlay.logo import MAX_LOGO_BYTES, read_logo
from packager.overlay.model import MAX_ORGANISATION_CHARS, Logo, Overlay

__all__ = [
    "MAX_ANSWER_CHARS",
    "MAX_LOGO_BYTES",
    "MAX_ORGANISATION_CHARS",
    "OVERLAY_STYLE",
    "Logo",
    "Overlay",
    "accent_style",
    "accent_styles",
    "answer_problem",
    "check_accent",
    "contrasts_of",
    "given_today",
    "logo_file",
    "overlay_files",
    "plain_accent",
    "read_logo",
    "read_overlay_file",
    "tones_of",
]
