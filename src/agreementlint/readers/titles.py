"""Which lines of running text are titles, lines of a form, or lines of a table of contents."""

from __future__ import annotations

import re
from typing import Final


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CONTENTS_TITLE = re.compile(r"\W*(?:table of )?contents(?: page)?\W*$", re.I)
LEADERS = re.compile(r"(?:\.{2,}|(?:\. ){2,}\.?|…+|[ \t]{3,}|\t)[ \t]*\d{1,4}$")
PAGE_NUMBER = re.compile(r"\S[ \t.…]+\d{1,3}$")

_BLANK = re.compile(r"_{3,}|\.{6,}|(?:\. ){5,}|…{3,}")
_FORM_LABEL = re.compile(r"[^\s:_|](?:[^:_|]{0,50}):(?:[\s_]|$)")
_SHORT_BLANK = re.compile(r"(?:\S+[ \t]+){0,4}\S*(?:_{3,}|\.{6,}|(?:\. ){5,})[\s_.]*(?:\([^()]{0,40}\))?$")
_LEADING_BLANK = re.compile(r"(?:_{3,}[\s,/]*){1,4}[^_]{0,40}(?:[\s_]*)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_IN_TITLES = re.compile(r"__|[@|=<>{}\[\]…]|\.\.|[$£€]|\d{2}|https?:|www\.")
_SMALL_WORDS: Final = word_set(
    "a an and as at between by de for from in into of on or other others over per the to under upon vs with your "
    "our my its their"
)
_VERBS: Final = word_set(
    "is are was were be been being am will shall may must can cannot could should would has have had do does did "
    "don't won't isn't aren't doesn't can't agree agrees keep keeps kept share shares shared tell tells told store "
    "stores stored hold holds held delete deletes deleted destroy destroys destroyed shred shreds shredded use uses "
    "used pay pays paid give gives given get gets go goes stay stays remain remains receive receives make makes "
    "made take takes taken know knows apply applies end ends ended last lasts cover covers disclose discloses "
    "disclosed meet meets burn burned burnt wipe wiped erase erased sent send sends see sees say says said let ask "
    "asks i'll we'll you'll i'm we're you're it's there's i we encrypted locked seals sealed expire expires"
)
_STATING: Final = word_set(
    "no not never nothing nobody none only always everything everyone dear yours signed hi hello thank thanks "
    "please sincerely regards each all any both either"
)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def has_verb(words: list[str]) -> bool:
    return any(word.lower().replace("’", "'") in _VERBS for word in words)


def is_capitals(text: str) -> bool:
    """Whether a line is in capitals, and short enough to be a title."""
    if not text.isupper() or len(text) > 90 or _NOT_IN_TITLES.search(text.replace("[", "").replace("]", "")):
        return False
    words = words_of(text)
    if not words or max(len(word) for word in words) < 3 or len(words) > 12:
        return False
    if text.endswith((";", ",")):
        return False
    return not (text.endswith((".", "!")) and (len(words) > 4 or has_verb(words)))


def is_title(text: str, numbered: bool, followed: bool = True) -> bool:
    """Whether a line in ordinary letters reads as a title and not as a statement.

    `numbered` lines and lines in title case may be longer. `followed` is false where nothing follows the
    line, so that only a bare title of a few words counts.
    """
    if len(text) > 90 or _NOT_IN_TITLES.search(text):
        return False
    if text.endswith(".") and numbered:
        text = text[:-1]
    if not text or text[-1] in ".;,:!?-–—" or text[0].islower():
        return False
    words = words_of(text)
    if not words or words[0].lower() in _STATING or has_verb(words):
        return False
    if text.count(",") > 2 or ": " in text:
        return False
    if len(words) <= 4:
        return True
    capital = all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
    return followed and len(words) <= (8 if numbered else 10) and (numbered or capital)


def is_sentence(text: str) -> bool:
    """Whether a heading's text is in truth a clause: long, and closed by a full stop."""
    words = words_of(text)
    return len(words) >= 8 and text.rstrip().endswith((".", ";", ":")) and has_verb(words)


def has_blank(text: str) -> bool:
    """Whether a line is one to be filled in: "Name: ____", "Date ______", "________ Coach"."""
    if not _BLANK.search(text):
        return False
    label = _FORM_LABEL.match(text)
    if label and len(words_of(label[0])) <= 6:
        return True
    return bool(_SHORT_BLANK.match(text) or _LEADING_BLANK.match(text))


def is_labelled_value(text: str) -> bool:
    """Whether a line says one thing about one label: "Coach: Jane Doe"."""
    label = _FORM_LABEL.match(text)
    if label is None:
        return False
    words = words_of(label[0])
    return 0 < len(words) <= 6 and words[0][0].isupper() and not has_verb(words)
