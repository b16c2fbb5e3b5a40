"""Zips for tests: taken apart, changed, put together again."""

import io
import zipfile

Files = dict[str, bytes]


def unzipped(data: bytes) -> Files:
    """Return a zip's files by their path."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files) -> bytes:
    """Return a zip of files, without any of the care that ours are made with."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()
