"""The examples that new files begin with; the guide for authors shows the same ones."""

from pathlib import Path
from string import Template
from typing import Final

FOLDER: Final = Path(__file__).parent / "examples"


def example(name: str, **values: str) -> str:
    """Return an example with its values filled in. name: of its file; values: by ``$name``."""
    return Template((FOLDER / name).read_text(encoding="utf-8")).substitute(values)
