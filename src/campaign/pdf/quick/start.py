"""WeasyPrint, imported in a third of the time.

Half of the time that it takes goes to parsing the C declarations of its libraries. cffi's own
remedy is to compile them to Python once, its "out-of-line ABI mode"; here that is done at the first
start, and kept (kept.py). Most of the rest goes to modules
that few letters need; they are imported when something of them is called.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

import cffi

from campaign.kept import Kept

SELDOM = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2")
"""Modules of which WeasyPrint only calls functions, and only for fonts of a seldom kind or where
HarfBuzz's subset library is missing."""


class Declarations:
    """Stands for a ``cffi.FFI``, with declarations that were compiled before."""

    def __init__(self, plain: type[cffi.FFI]) -> None:
        self._plain = plain
        self._ffi: Any = plain

    def cdef(self, source: str) -> None:
        """Declare these C types and functions."""
        self._ffi = compiled(self._plain, source)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ffi, name)
        # The next time it is found without coming here.
        setattr(self, name, found)
        return found


def compiled(plain: type[cffi.FFI], source: str) -> Any:
    """Return C declarations as cffi compiles them, kept where that can be."""
    kept = Kept("declarations", (cffi.__version__, source))
    if text := kept.read():
        return loaded(text)
    ffi = plain()
    ffi.cdef(source)
    ffi.set_source("declarations", None)
    told = io.StringIO()
    # It prints what it does.
    with redirect_stdout(io.StringIO()):
        ffi.emit_python_code(told)
    text = told.getvalue().encode()
    kept.write(text)
    return loaded(text)


def loaded(text: bytes) -> Any:
    names: dict[str, Any] = {}
    exec(compile(text, "declarations", "exec"), names)  # noqa: S102  # cffi wrote it for us
    return names["ffi"]


class Later(ModuleType):
    """Stands for a module of which functions and classes are called, sooner or later or never."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return partial(self._call, name)

    def _call(self, name: str, *args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(self.__name__), name)(*args, **kwargs)


@contextmanager
def quick_start() -> Iterator[None]:
    """Have WeasyPrint, if it is imported meanwhile, start quickly."""
    plain, cffi.FFI = cffi.FFI, partial(Declarations, cffi.FFI)
    later = {name: Later(name) for name in SELDOM if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        cffi.FFI = plain
        # Whoever imports them from now on gets the modules themselves.
        for name in later:
            del sys.modules[name]
