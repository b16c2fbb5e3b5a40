"""Where things lie in the checkout. Nothing is ever installed outside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
PACKAGE_LOCK = ROOT / "package-lock.json"
REQUIREMENTS = ROOT / "requirements"
BROWSER = CACHE / "browser"
ASSETS = ROOT / "build" / "assets"
FONT_FOLDER = ROOT / "build" / "fonts"
