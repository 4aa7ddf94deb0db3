"""What a person probably meant by a word that there is not."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that comes nearest to one; empty where none comes near."""
    from difflib import get_close_matches  # only where something is misspelt

    names = list(known)
    found = get_close_matches(word, names, 1) or get_close_matches(word.casefold(), names, 1)
    return str(found[0]) if found else ""


def meant(word: str, known: Iterable[str]) -> str:
    """To be put behind a message: "; did you mean 'x'?"; empty where no known word comes near."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence of its own: "Did you mean 'x'?"; empty where no known word comes near."""
    near = nearest(word, known)
    return f"Did you mean {near!r}?" if near else ""
