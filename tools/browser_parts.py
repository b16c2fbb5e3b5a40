"""The Chromium that the browser tests drive: unpacked inside the checkout, with its fonts."""

import shutil

from tools.checkout import BROWSER, ROOT
from tools.node import node_environment, node_program
from tools.processes import run_quietly

# Without a configuration of our own no text is drawn at all, although pages load and audits
# pass: the one in the package names folders of its maker's cloud. Paths are relative to this
# file, so that the checkout can be moved; only for the cache there is no such word, and "xdg" is
# the folder that whoever starts the browser names in XDG_CACHE_HOME.
FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts/fonts</dir>
  <dir prefix="relative">../../node_modules/dejavu-fonts-ttf/ttf</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias binding="same"><family>Arial</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""


def unpack_browser() -> None:
    """Unpack Chromium, its libraries and fonts afresh into ``.cache/browser``.

    The unpacker skips what exists, even half a file: hence the empty folder first.
    """
    shutil.rmtree(BROWSER, ignore_errors=True)
    BROWSER.mkdir(parents=True)
    run_quietly(
        "Unpacking the browser",
        [node_program(), ROOT / "tools" / "unpack_browser.mjs"],
        env={**node_environment(), "TMPDIR": str(BROWSER)},
    )
    (BROWSER / "fonts.conf").write_text(FONTS_CONF, encoding="utf-8")
