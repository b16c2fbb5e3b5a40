"""What templates compile to, kept where Python keeps what our modules compile to."""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


def folder_of(module: str) -> Path:
    """Return where Python keeps what a module's file compiles to."""
    return Path(cache_from_source(module)).parent


_FOLDER: Final = folder_of(__file__)


class _CompiledTemplates(FileSystemBytecodeCache):
    """A file for each template. Where none can be written, it is compiled again by each process."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates(folder: Path = _FOLDER) -> BytecodeCache | None:
    """Return the cache, which saves each process a fifth of a second; None where Python keeps none."""
    return None if sys.dont_write_bytecode else _CompiledTemplates(str(folder))
