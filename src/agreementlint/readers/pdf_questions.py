"""The functions of pdfium that are asked thousands of times for a file, to be called with plain numbers alone.

Called with pointers, as pypdfium2 calls them, and one by one, they take longer than all the rest of a page. What takes
an address writes there, so that the answers to a row of questions come to lie side by side in one stretch of memory.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from agreementlint.values import dataclass

Write = Callable[[int, int, int], int]  # of a page's text and a letter's number, with the address to write to


@dataclass(frozen=True, slots=True)
class Questions:
    """What pdfium can be asked; pages, their texts, their parts and fonts are addresses in memory."""

    box: Write
    matrix: Write
    part_of_letter: Callable[[int, int], int | None]  # of a page's text; none for a letter that pdfium put in
    font: Callable[[int], int | None]  # of a part that is text
    part: Callable[[int, int], int | None]  # of a page, by its number
    kind: Callable[[int | None], int]  # of a part
    mode: Callable[[int | None], int]  # how a part that is text is drawn
    fill_colour: Callable[[int | None, int, int, int, int], int]  # of a part, with the addresses of its four channels


def questions() -> Questions:
    from pypdfium2 import raw

    address, number = ctypes.c_void_p, ctypes.c_int
    write, about = ctypes.PYFUNCTYPE(number, address, number, address), ctypes.PYFUNCTYPE(number, address)
    numbered, of_part = ctypes.PYFUNCTYPE(address, address, number), ctypes.PYFUNCTYPE(address, address)
    colour = ctypes.PYFUNCTYPE(number, address, address, address, address, address)
    return Questions(
        write(address_of(raw.FPDFText_GetLooseCharBox)),
        write(address_of(raw.FPDFText_GetMatrix)),
        numbered(address_of(raw.FPDFText_GetTextObject)),
        of_part(address_of(raw.FPDFTextObj_GetFont)),
        numbered(address_of(raw.FPDFPage_GetObject)),
        about(address_of(raw.FPDFPageObj_GetType)),
        about(address_of(raw.FPDFTextObj_GetTextRenderMode)),
        colour(address_of(raw.FPDFPageObj_GetFillColor)),
    )


def address_of(pointer: ctypes._Pointer[ctypes.Structure]) -> int:
    """The address that a pointer or a function of pypdfium2 holds."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
