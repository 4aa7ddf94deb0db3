"""Reads pickles of our own classes, and nothing else, so that a file that somebody has tampered with can run nothing."""

from __future__ import annotations

import io
import pickle

_PLAIN = {("builtins", name) for name in ("bytearray", "frozenset", "list", "range", "set")}
_PLAIN |= {("collections", "defaultdict"), ("datetime", "date"), ("decimal", "Decimal")}


class BadPickle(ValueError):
    """Bytes that are no pickle of our own classes as they are now."""


def unpickled(data: bytes, start: int = 0) -> object:
    """What was pickled, from a place on; raises BadPickle for anything but values of our own classes."""
    stream = io.BytesIO(data)
    stream.seek(start)
    try:
        return _OurClassesOnly(stream).load()
    except (
        pickle.UnpicklingError, AttributeError, ImportError, EOFError, ValueError, TypeError, IndexError, KeyError
    ) as error:  # fmt: skip
        raise BadPickle(str(error)) from None


class _OurClassesOnly(pickle.Unpickler):
    """Refuses every class but our own and the few plain ones, so that a tampered file can run nothing."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("agreementlint."):
            # A dotted name leads on to what a module of ours imports, and a function of ours could be called.
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not expected here")
