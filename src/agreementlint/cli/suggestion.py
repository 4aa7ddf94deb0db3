"""What a person may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """ "Did you mean 'x'?", or nothing where no known name comes near."""
    near = get_close_matches(name.casefold(), list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""
