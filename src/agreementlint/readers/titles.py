"""Which lines of running text are titles, lines of a form, or lines of a table of contents."""

from __future__ import annotations

import re
from typing import Final

from agreementlint.latepattern import LatePattern


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CONTENTS_TITLE = LatePattern(r"\W*(?:table of )?contents(?: page)?\W*$", re.I)
_NUMBERED_TITLE = LatePattern(r"(?:^|(?<=\s))(\d{1,2})[.)]?\s+(?=[^\W\d])")
_LEADERS = LatePattern(r"(?:\.{2,}|(?:\. ){2,}\.?|…+|[ \t]{3,}|\t)[ \t]*\d{1,4}$")
_PAGE_NUMBER = LatePattern(r"\S[ \t.…]+\d{1,3}$")

_BLANK = LatePattern(r"_{3,}|\.{6,}|(?:\. ){5,}|…{3,}")
_IN_BLANKS: Final = ("___", "......", ". . . . . ", "………")  # one of which every blank holds: looked for faster
_FORM_LABEL = LatePattern(r"[^\s:_|](?:[^:_|]{0,50}):(?:[\s_]|$)")
_SHORT_BLANK = LatePattern(r"(?:\S+[ \t]+){0,4}\S*(?:_{3,}|\.{6,}|(?:\. ){5,})[\s_.]*(?:\([^()]{0,40}\))?$")
_LEADING_BLANK = LatePattern(r"(?:_{3,}[\s,/]*){1,4}[^_]{0,40}(?:[\s_]*)$")
_WORD = LatePattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_IN_TITLES = LatePattern(r"__|[@|=<>{}\[\]…]|\.\.|[$£€]|\d{2}|//|www\.")
_ASKING_INSIDE = LatePattern(r" and (?:what|how|who|when|where|why) ")
_SEE = LatePattern(r"\s*\(see [^()]*\)$")
_BRACKETED = LatePattern(r"\[[^\]]*\]")
_SMALL_WORDS: Final = word_set(
    "a an and as at between by de for from in into of on or other others over per the to under upon vs with your "
    "our my its their"
)
_FINITE: Final = word_set(
    "is are was were am will shall may must can cannot could should would has have had do does did don't won't"
    " isn't aren't doesn't can't agree agrees means mean keeps shares tells stores holds deletes destroys shreds"
    " uses pays gives gets goes stays remains receives makes takes knows applies survives lasts covers discloses"
    " meets burns wipes sends sees says asks i'll we'll you'll i'm we're you're it's there's i we seals expires"
    " terminates governs provides"
)
_VERBS: Final = _FINITE | word_set(
    "be been being keep kept share shared tell told store stored hold held delete deleted destroy destroyed shred"
    " shredded use used pay paid give given get go stay remain receive make made take taken know apply end ends ended"
    " last cover disclose disclosed meet burn burned burnt wipe wiped erase erased sent send see say said let ask"
    " encrypted locked sealed expire prepare prepared"
)
_ASKING: Final = word_set("what how who when where why")
_STATING: Final = word_set(
    "no not never nothing nobody none only always everything everyone dear yours signed hi hello thank thanks "
    "please sincerely regards each all any both either"
)


_LABEL_END = 52  # where the colon of a form's label stands at the latest
_TAIL = 120  # how much of the end of a line is looked at for a page number
_FORM_LINE = 300  # how much of a line is looked at for a blank to be filled in


def leads_to_page(text: str) -> bool:
    """Whether a line ends in dots, or a gap, and a number."""
    return text[-1:].isdigit() and _LEADERS.search(text[-_TAIL:]) is not None


def ends_in_page(text: str) -> bool:
    """Whether a line ends in a number that could be a page's."""
    return text[-1:].isdigit() and _PAGE_NUMBER.search(text[-_TAIL:]) is not None


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def has_verb(words: list[str], verbs: frozenset[str] = _VERBS) -> bool:
    return any(word.lower().replace("’", "'") in verbs for word in words)


def is_capitals(text: str) -> bool:
    """Whether a line is in capitals, and short enough to be a title."""
    if len(text) > 200 or not text.isupper():
        return False
    text = _BRACKETED.sub("", text).strip()
    if not text.isupper() or len(text) > 90 or _NOT_IN_TITLES.search(text):
        return False
    words = words_of(text)
    if not words or max(len(word) for word in words) < 3 or len(words) > 12 or text in ("AND", "BETWEEN", "WHEREAS"):
        return False
    if text.endswith((";", ",")):
        return False
    return not (text.endswith((".", "!")) and (len(words) > 4 or has_verb(words)))


def is_title(text: str, numbered: bool, followed: bool = True) -> bool:
    """Whether a line in ordinary letters reads as a title and not as a statement.

    `numbered` lines and lines in title case may be longer. `followed` is false where nothing follows the
    line, so that only a bare title of a few words counts.
    """
    if len(text) > 130:
        return False
    text = _SEE.sub("", text)
    words = words_of(text)
    if len(text) > 90 or _NOT_IN_TITLES.search(text) or not words or max(len(word) for word in words) < 3:
        return False
    if text.endswith(".") and numbered and len(words) <= 4:
        text = text[:-1]
    if text[-1] in ".;,:!?-–—" or text[0].islower() or text[0] in "/\\([{" or text.count(",") > 2:
        return False
    if ": " in text or ". " in text or (text[0].isdigit() and not text.startswith("360")):
        return False
    first = words[0].lower()
    asking = first in _ASKING or _ASKING_INSIDE.search(text) is not None
    capital = len(words) > 1 and all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
    if not asking and (
        has_verb(words, _FINITE if capital else _VERBS) or (first in _STATING and not (capital and numbered))
    ):
        return False
    if len(words) <= 4 or (asking and len(words) <= 8):
        return True
    return followed and len(words) <= (8 if numbered else 10) and (numbered or capital)


def is_sentence(text: str) -> bool:
    """Whether a heading's text is in truth a clause: long, and closed by a full stop."""
    if not text.endswith((".", ";", ":")):
        return False
    words = words_of(text)
    return len(words) >= 8 and has_verb(words)


def has_blank(text: str) -> bool:
    """Whether a line is one to be filled in: "Name: ____", "Date ______", "________ Coach"."""
    text = text[:_FORM_LINE]
    if text[0].islower() or not any(map(text.__contains__, _IN_BLANKS)) or not _BLANK.search(text):
        return False
    label = _FORM_LABEL.match(text)
    if label and len(words_of(label[0])) <= 6:
        return True
    return bool(_SHORT_BLANK.match(text) or _LEADING_BLANK.match(text))


def is_labelled_value(text: str) -> bool:
    """Whether a line says one thing about one label: "Coach: Jane Doe"."""
    label = _FORM_LABEL.match(text) if ":" in text[:_LABEL_END] else None
    if label is None:
        return False
    words = words_of(label[0])
    return 0 < len(words) <= 6 and words[0][0].isupper() and not has_verb(words)


def lists_titles(text: str) -> bool:
    """Whether a paragraph is nothing but numbered titles, one after the other: "1 Fees 2 Secrecy 3 Ending"."""
    found = list(_NUMBERED_TITLE.finditer(text))
    if len(found) < 3 or found[0].start() or [int(match[1]) for match in found] != list(range(1, len(found) + 1)):
        return False
    ends = [match.start() for match in found[1:]] + [len(text)]
    titles = [text[match.end() : end].rstrip() for match, end in zip(found, ends, strict=True)]
    return all(len(title.split()) <= 10 and title[-1:] not in ".;:" for title in titles)
