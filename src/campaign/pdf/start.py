"""WeasyPrint, imported in a third of the time.

Half of the time that it takes goes to parsing the C declarations of its libraries. cffi's own
remedy is to compile them to Python once, its "out-of-line ABI mode"; here that is done at the first
start, and the file stays where Python keeps its compiled modules. Most of the rest goes to modules
that few letters need; they are imported when something of them is called.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import cffi

from campaign.publish import publish

KEPT = Path(importlib.util.cache_from_source(__file__)).parent
"""Python's folder of compiled modules for this room."""


SELDOM = ("fontTools.subset", "fontTools.varLib.instancer", "fontTools.ttLib.woff2")
"""Modules of which WeasyPrint only calls functions, and only for fonts of a seldom kind or where
HarfBuzz's subset library is missing."""


class Declarations:
    """Stands for a ``cffi.FFI``, with declarations that were compiled before."""

    def __init__(self, plain: type[cffi.FFI], kept: Path) -> None:
        self._plain = plain
        self._kept = kept
        self._ffi: Any = plain

    def cdef(self, source: str) -> None:
        """Declare these C types and functions."""
        self._ffi = compiled(self._plain, source, self._kept)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ffi, name)
        # The next time it is found without coming here.
        setattr(self, name, found)
        return found


def compiled(plain: type[cffi.FFI], source: str, kept: Path) -> Any:
    """Return C declarations as cffi compiles them, kept in a folder where that can be written to.

    Where they cannot be compiled, they are as cffi parses them.
    """
    digest = hashlib.sha256(f"{cffi.__version__} {sys.version} {source}".encode()).hexdigest()
    file = kept / f"declarations-{digest[:16]}.cffi"
    try:
        return loaded(file.read_text(encoding="ascii"))
    # None is there yet, or not one of ours.
    except Exception:
        ffi = plain()
        ffi.cdef(source)
    ffi.set_source("declarations", None)
    text = io.StringIO()
    # It prints what it does.
    with redirect_stdout(io.StringIO()):
        ffi.emit_python_code(text)
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            publish(file, text.getvalue().encode())
    return loaded(text.getvalue())


def loaded(text: str) -> Any:
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
    plain, cffi.FFI = cffi.FFI, partial(Declarations, cffi.FFI, KEPT)
    later = {name: Later(name) for name in SELDOM if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        cffi.FFI = plain
        # Whoever imports them from now on gets the modules themselves.
        for name in later:
            del sys.modules[name]
