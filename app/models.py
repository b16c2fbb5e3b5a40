"""Every table of the app, gathered so that the migrations see them all.

A file of models is found by its name (``…models.py`` in a room), so that none can be forgotten.
"""

from importlib import import_module
from pathlib import Path

from app.database import Base

for file in sorted(Path(__file__).parent.glob("*/*models.py")):
    import_module(f"app.{file.parent.name}.{file.stem}")
# The one table that is no room's: how often something was tried.
import_module("app.tries")

METADATA = Base.metadata
REGISTRY = Base.registry
