"""Compiled templates are kept beside Python's own compiled modules, so that a process need not compile them again."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Gecompileerd(FileSystemBytecodeCache):
    """As .pyc files: used when the template is the same, written when we may, and never in anybody's way."""

    def __init__(self, filters: Iterable[Callable[..., Any]]) -> None:
        """`filters`: ours. A filter on a constant is worked out while compiling, so their code counts too."""
        super().__init__(str(Path(importlib.util.cache_from_source(__file__)).parent / "sjablonen"), "%s.pyc")
        digest = hashlib.sha256(jinja2.__version__.encode())
        for file in sorted({str(sys.modules[f.__module__].__file__) for f in filters}):
            digest.update(Path(file).read_bytes())
        self._code = digest.hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Another template, another version of Jinja or other filters: another outcome."""
        return super().get_source_checksum(self._code + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept, if it can be read."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; an installation that its own user may not write to does without."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            os.makedirs(self.directory, exist_ok=True)
            super().dump_bytecode(bucket)
