"""What may be written as the answer to a question: each answer is taken by its sort, and a wrong one says what is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from agreementlint.drafting.model import Answer, Question
from agreementlint.language.quantities import number_of
from agreementlint.latepattern import LatePattern
from agreementlint.rule import PlaceholderSort
from agreementlint.suggestion import meant

LONGEST = 400
_LENGTH_OF_TIME = LatePattern(r"(.{1,40}?)[ -](hour|day|week|month|year)s?", re.IGNORECASE)
_AMOUNT = LatePattern(r"\d{1,3}([ ,']?\d{3})*(\.\d{1,2})?|\d+([.,]\d{1,2})?")
_DATE_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d.%m.%Y")
_NO_TEXT = LatePattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029{}\[\]<>]|_{3,}|\.{3,}|…")


class BadAnswer(ValueError):
    """An answer that cannot be taken, with what is wanted."""


def accepted(question: Question, value: object) -> Answer:
    """The answer as it is kept. Raises BadAnswer, which says what is wanted."""
    if question.choices:
        return _choice(question, value)
    match question.sort:
        case PlaceholderSort.LIST:
            return _items(value)
        case PlaceholderSort.DATE:
            return _date(_line(value))
        case PlaceholderSort.DURATION:
            return _duration(_line(value))
        case PlaceholderSort.NUMBER:
            return _number(_line(value))
        case PlaceholderSort.MONEY:
            return _money(_line(value))
        case (
            PlaceholderSort.TEXT
            | PlaceholderSort.PERSON
            | PlaceholderSort.ORGANISATION
            | PlaceholderSort.PARTY
            | PlaceholderSort.CONTACT
            | PlaceholderSort.PLACE
            | PlaceholderSort.EVENT
        ):
            return _line(value)
        case _:
            assert_never(question.sort)


def typed(question: Question, line: str) -> Answer:
    """What a person typed for a question on one line; the items of a list stand between commas."""
    if question.choices and line.isdecimal() and 1 <= int(line) <= len(question.choices):
        return list(question.choices)[int(line) - 1]
    if question.sort is PlaceholderSort.LIST:
        return accepted(question, [part for part in (each.strip() for each in line.split(",")) if part])
    return accepted(question, line)


def _choice(question: Question, value: object) -> str:
    word = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else str(value).strip()
    for choice in question.choices:
        if word.casefold() in (choice, choice.replace("_", " ")):
            return choice
    if word and set(question.choices) == {"yes", "no"} and word.casefold() in ("y", "n"):
        return {"y": "yes", "n": "no"}[word.casefold()]
    near = meant(word, question.choices)
    raise BadAnswer(f"one of {', '.join(question.choices)} is wanted, not {word!r}{near}")


def _items(value: object) -> tuple[str, ...]:
    items: Sequence[object] = value if isinstance(value, list | tuple) else [value]
    if not items:
        raise BadAnswer("at least one is wanted")
    return tuple(_line(item) for item in items)


def _line(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadAnswer("words on one line are wanted")
    words = " ".join(str(value).split(" ")).strip().rstrip(".;,:").strip()
    if not words:
        raise BadAnswer("an answer is wanted; to leave it open on purpose, name the question under left_open")
    if len(words) > LONGEST:
        raise BadAnswer(f"at most {LONGEST} characters are wanted, not {len(words)}")
    wrong = _NO_TEXT.search(words)
    if wrong:
        raise BadAnswer(f"the answer holds {wrong[0]!r}, which reads as a blank or a mark; write it in words")
    return words


def _date(words: str) -> str:
    for form in _DATE_FORMS:
        try:
            found = datetime.strptime(words, form).date()
        except ValueError:
            continue
        if found.year < 1900:
            break
        return f"{found.day} {found:%B} {found.year}"
    raise BadAnswer(f"a date such as 1 March 2027 or 2027-03-01 is wanted, not {words!r}")


def _duration(words: str) -> str:
    match = _LENGTH_OF_TIME.fullmatch(words)
    if match is None or number_of(match[1].casefold()) is None:
        raise BadAnswer(f"a length of time with its unit, such as two years or 30 days, is wanted, not {words!r}")
    return words


def _number(words: str) -> str:
    if not (words.isascii() and words.isdecimal()) or not 1 <= int(words) <= 9999:
        raise BadAnswer(f"a number in digits, such as 8, is wanted, not {words!r}")
    return str(int(words))


def _money(words: str) -> str:
    if not _AMOUNT.fullmatch(words):
        raise BadAnswer(f"an amount without its currency, such as 150 or 99.50, is wanted, not {words!r}")
    return words
