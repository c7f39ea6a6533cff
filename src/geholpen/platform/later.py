"""A package that is loaded where it is first used, not when a process starts.

For what is large and seldom needed in a web process: PDF, HTML of mails, holidays, calendars, outgoing HTTP.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


class Later:
    """Stands for a module; the first attribute that is asked loads it. Safe with threads: the import lock is used.

    Under `TYPE_CHECKING` the module itself is imported, so that types are known.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._module: ModuleType | None = None

    def __getattr__(self, attribute: str) -> Any:
        module = self._module
        if module is None:
            module = self._module = importlib.import_module(self._name)
        return getattr(module, attribute)


def later(name: str) -> Any:
    """The module of this name, loaded when something in it is first used. Raises ImportError then, not now."""
    return Later(name)
