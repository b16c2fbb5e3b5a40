"""What the browser loads, built from our sources, and the fonts that PDFs are set in."""

import gzip
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.checkout import ASSETS, FONT_FOLDER, NODE_MODULES, PACKAGE_LOCK, ROOT
from tools.errors import SetUpError
from tools.node import node_environment, node_program
from tools.processes import run_quietly
from tools.stamps import digest, write_stamp
from tools.themes import THEMES, themed

STYLES = {
    f"{sheet}.css": ROOT / "course" / "style" / f"{sheet}.scss"
    for sheet in ("first-shift", "package", "site")
}
MARK = ROOT / "course" / "style" / "mark.svg"
PLAYER = ROOT / "course" / "player"
BUNDLES = {
    # One for each kind of learning system, so that no package carries what it does not use.
    **{
        f"player-{entry.stem.removeprefix('main-')}.js": entry
        for entry in sorted(PLAYER.glob("main-*.js"))
    },
    **{entry.name: entry for entry in sorted(PLAYER.glob("shell-*.js"))},
    **{entry.name: entry for entry in sorted(PLAYER.glob("dispatch-*.js"))},
    "trial.js": ROOT / "app" / "browser" / "trial" / "main.js",
    "app.js": ROOT / "app" / "browser" / "main.js",
    "lti.js": ROOT / "app" / "browser" / "lti" / "main.js",
    "sw.js": ROOT / "app" / "browser" / "worker" / "main.js",
}
STAMP = ASSETS / ".stamp"
# DejaVu has the letters of most of the world's names: Latin with every mark, Greek, Cyrillic, Arabic, Hebrew.
FONTS = [
    NODE_MODULES / "dejavu-fonts-ttf" / "ttf" / f"DejaVuSans{style}.ttf"
    for style in ("", "-Bold", "-Oblique")
]


def sources() -> Iterator[Path]:
    """Give every file that the build may read, in a fixed order."""
    for folder in (MARK.parent, *(entry.parent for entry in BUNDLES.values())):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())


def assets_digest() -> str:
    """Return the stamp's content for the sources as they are now."""
    return digest((*sources(), PACKAGE_LOCK, Path(__file__)))


def build_assets() -> None:
    """Build every file into ``build/assets``, where each replaces its former self whole.

    Raises SetUpError where a source is missing, ToolFailed with the compiler's words.
    """
    missing = [file for file in (*STYLES.values(), MARK, *BUNDLES.values()) if not file.is_file()]
    if missing:
        names = ", ".join(str(file.relative_to(ROOT)) for file in missing)
        raise SetUpError(f"The checkout is not whole: {names} is missing. Restore it with git.")
    content = assets_digest()
    drafts = ASSETS / "drafts"
    shutil.rmtree(drafts, ignore_errors=True)
    drafts.mkdir(parents=True)
    for name, sheet in STYLES.items():
        _compile_style(sheet, drafts / name)
    for name, entry in BUNDLES.items():
        _bundle(entry, drafts / name)
    shutil.copyfile(MARK, drafts / MARK.name)
    _make_themes(drafts)
    for draft in drafts.iterdir():
        draft.replace(ASSETS / draft.name)
    drafts.rmdir()
    FONT_FOLDER.mkdir(parents=True, exist_ok=True)
    for font in FONTS:
        shutil.copyfile(font, FONT_FOLDER / font.name)
    write_stamp(STAMP, content)


def report() -> None:
    """Print the size of each built file as a browser would receive it, compressed."""
    for file in sorted(ASSETS.glob("[!.]*")):
        size = len(gzip.compress(file.read_bytes()))
        print(f"  {file.relative_to(ROOT)}: {size / 1000:.1f} kB gzip", file=sys.stderr)


def _make_themes(drafts: Path) -> None:
    """Write the sheet of the app in its other colours, each with what stands for it by hand."""
    css = (drafts / "first-shift.css").read_text(encoding="utf-8")
    for theme in THEMES:
        by_hand = "".join(
            (MARK.parent / "themes" / f"{part}.css").read_text(encoding="utf-8")
            for part in theme.name.split("-")
        )
        text = f":root{{--fs-page:{theme.page}}}{themed(css, theme)}{by_hand}"
        (drafts / f"first-shift-{theme.name}.css").write_text(text, encoding="utf-8")


def _compile_style(sheet: Path, target: Path) -> None:
    run_quietly(
        f"Compiling {sheet.relative_to(ROOT)}",
        [
            *(node_program(), NODE_MODULES / "sass" / "sass.js"),
            *(f"--load-path={NODE_MODULES}", "--style=compressed", "--no-source-map"),
            *("--quiet-deps", "--fatal-deprecation=import", sheet, target),
        ],
        env=node_environment(),
    )


def _bundle(entry: Path, target: Path) -> None:
    run_quietly(
        f"Bundling {entry.relative_to(ROOT)}",
        [
            *(node_program(), NODE_MODULES / "esbuild" / "bin" / "esbuild", entry),
            *("--bundle", "--minify", "--format=iife", "--target=es2019", "--charset=utf8"),
            *("--legal-comments=inline", "--log-level=warning", f"--outfile={target}"),
        ],
        env=node_environment(),
    )
