"""The page that an LMS shows in its frame where the module opens in a window of its own."""

from course import assets
from packager.formats import format_named
from packager.manifest.subject import LAUNCH_FILE
from packager.options import PackageOptions
from packager.page import Place, logo_address, shared_styles, templates
from packager.policy import content_security_policy


def launch_html(title: str, language: str, options: PackageOptions, place: Place) -> bytes:
    """Return launch.html: a link, which works without script and past every pop-up blocker."""
    page = templates().get_template("launch.html")
    return page.render(
        title=title,
        language=language,
        overlay=options.overlay,
        policy=content_security_policy(format_named(options.format)),
        styles=shared_styles(place, options.overlay),
        mark=place.up + assets.MARK,
        logo=logo_address(place, options.overlay),
        target=LAUNCH_FILE,
    ).encode()
