"""Which characters the bytes of an RTF file stand for, by its code page and by the charset of the font."""

from __future__ import annotations

import codecs
from dataclasses import field
from typing import Final

from agreementlint.readers.docx_pictures import WINGDINGS
from agreementlint.values import dataclass

CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET: Final = 2
CODE_PAGES: Final = {10000: "mac_roman", 65001: "utf-8", 708: "iso8859_6", 1361: "johab", 936: "gbk", 950: "big5"}
LONGEST_NAME: Final = 100
USUAL: Final = "cp1252"
PRIVATE: Final = range(0xF000, 0xF100)  # where Word keeps the signs of fonts that have no letters
# Control words that are one character each.
SIGNS: Final = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


@dataclass(slots=True)
class Font:
    """A font of the file's table."""

    codec: str = ""  # empty where the font leaves it to the file
    symbols: bool = False
    name: str = ""


@dataclass(slots=True)
class Letters:
    """The file's code page and fonts, and the half of a pair of UTF-16 units that waits for the other."""

    codec: str = USUAL
    fonts: dict[int, Font] = field(default_factory=dict)
    high: int = 0

    def set_code_page(self, number: int) -> None:
        self.codec = known_codec(CODE_PAGES.get(number, f"cp{number}"))

    def set_charset(self, font: int, charset: int) -> None:
        known = self.fonts.setdefault(font, Font())
        known.codec = CHARSETS.get(charset, "")
        known.symbols = charset == SYMBOL_CHARSET

    def name_font(self, font: int, name: str) -> None:
        known = self.fonts.setdefault(font, Font())
        known.name = (known.name + name)[:LONGEST_NAME]
        known.symbols = known.symbols or known.name.lower().startswith(("symbol", "wingdings", "webdings"))

    def decoded(self, data: bytes, font: int | None) -> str:
        """The characters of bytes that are set in a font; what is none in its code page becomes U+FFFD."""
        known = self.fonts.get(font) if font is not None else None
        data = data.replace(b"\0", b" ")  # which is no character of any text
        if known is not None and known.symbols:
            return "".join(WINGDINGS.get(byte, "•" if byte > 126 else chr(byte)) for byte in data)
        return data.decode((known.codec if known is not None else "") or self.codec, errors="replace")

    def unit(self, number: int) -> str:
        """The character of a \\u, which counts in UTF-16 units and may be negative; empty for half a character."""
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return ""
        if 0xDC00 <= code < 0xE000:
            high, self.high = self.high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
        self.high = 0
        if code in PRIVATE:
            return WINGDINGS.get(code & 0xFF, "•")
        return chr(code) if code >= 0x20 else " "


def known_codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return USUAL
