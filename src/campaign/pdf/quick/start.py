"""WeasyPrint, imported without modules that few letters need.

They take a quarter of its start, and are imported when something of them is called.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType

SELDOM = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2")
"""Modules of which WeasyPrint only calls functions, and only for fonts of a seldom kind or where
HarfBuzz's subset library is missing."""


class Later(ModuleType):
    """Stands for a module of which functions and classes are called, sooner or later or never."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(self._call, name)

    def _call(self, name: str, *args: object, **kwargs: object) -> object:
        return getattr(import_module(self.__name__), name)(*args, **kwargs)


@contextmanager
def quick_start() -> Iterator[None]:
    """Have WeasyPrint, if it is imported meanwhile, start quickly."""
    later = {name: Later(name) for name in SELDOM if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        # Whoever imports them from now on gets the modules themselves.
        for name in later:
            del sys.modules[name]
