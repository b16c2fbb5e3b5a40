"""Read a file of YAML that is one mapping with known keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course.files.report import Report
from course.files.schema import Key, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, read_yaml


def read_yaml_file(
    path: Path, root: Path, report: Report, keys: Sequence[Key]
) -> tuple[Node | None, dict[str, Any] | None]:
    """Return the file's node and its values by field; each None where there is a mistake in it."""
    if not path.exists():
        names = ", ".join(key.name for key in keys if key.required)
        report.add(1, "the file is missing", f"add it, with the keys {names}")
        return None, None
    text = read_text(path, root, report)
    node = read_yaml(text, report) if text is not None else None
    if node is None:
        if not report.has_any():
            report.add(1, "the file is empty", f"add its keys ({', '.join(k.name for k in keys)})")
        return None, None
    return node, read_table(node, keys, report, path.name)
