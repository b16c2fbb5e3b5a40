"""Data that tests may use and that do not belong to this project: a folder beside the checkout, or none."""

import os
from pathlib import Path

from tools.checkout import ROOT

SHARED = Path(os.environ.get("FIRSTSHIFT_TEST_SHARED", ROOT.parent / "shared"))
"""Where the standards' own schemas lie. Tests that need it skip, with the reason, where it is absent."""
