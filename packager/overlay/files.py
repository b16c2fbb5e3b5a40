"""What a package carries of an overlay as files of its own: its colour and its logo, if it has them."""

from typing import Final

from packager.overlay.accent import accent_style
from packager.overlay.model import Overlay

OVERLAY_STYLE: Final = "overlay.css"


def logo_file(overlay: Overlay) -> str:
    """Return the name of the logo's file; empty where there is no logo."""
    return f"logo{overlay.logo.suffix}" if overlay.logo else ""


def accent_styles(overlay: Overlay) -> tuple[str, ...]:
    """Return the names of the style sheets that a page loads after ours."""
    return (OVERLAY_STYLE,) if overlay.accent else ()


def overlay_files(overlay: Overlay) -> dict[str, bytes]:
    """Return the files of an overlay by name; none where it has neither a colour nor a logo."""
    files: dict[str, bytes] = {}
    if overlay.accent:
        files[OVERLAY_STYLE] = accent_style(overlay.accent)
    if overlay.logo:
        files[logo_file(overlay)] = overlay.logo.content
    return files
