"""Takes the names of students out of texts and marks, and puts their aliases there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from agreementlint.grading.marks import Because, CriterionMark, Quoted, SubmissionMark
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

# Signs that are written in several ways: word processors make one of the others of what a class list has.
_SIGNS: Final = {sign: f"[{signs}]" for signs in ("'’‘ʼ`´", "-‐‑–") for sign in signs}
SHORTEST: Final = 3  # letters of a part of a name that is looked for alone
WORD = LatePattern(r"[^\W\d_]+(?:['’.‐‑-][^\W\d_]+)*")
# First and last names that are words as well: alone they stay, for the text needs them.
WORDS_TOO: Final = frozenset(
    "will may mark grace hope joy art bill rose dawn faith june april august chance miles page price young long brown"
    " white black green king knight west north best case rich sue pat rob drew frank ernest summer autumn violet olive"
    " daisy holly lily ivy ruby pearl amber crystal jade sterling bishop cook carter baker mason hunter fisher field"
    " fields banks brook lane street church wood woods stone rivers ford marsh moss snow winter day love bond coach".split()
)


@dataclass(frozen=True, slots=True)
class Scrubber:
    """Puts an alias where one of a student's names stands.

    `whole` finds full names, addresses and numbers in any case, `parts` first and last names as names are written.
    """

    alias: str
    whole: re.Pattern[str] | None
    parts: re.Pattern[str] | None

    def found(self, text: str) -> list[tuple[int, int]]:
        """Where the names stand, in order and apart."""
        spans: list[tuple[int, int]] = []
        for pattern in (self.whole, self.parts):
            for match in pattern.finditer(text) if pattern is not None else ():
                if not any(start < match.end() and match.start() < end for start, end in spans):
                    spans.append(match.span())
        return sorted(spans)

    def text(self, text: str) -> str:
        """The text without the names."""
        for start, end in reversed(self.found(text)):
            text = f"{text[:start]}{self.alias}{text[end:]}"
        return text


def scrubber_for(submission: Submission, alias: str, others: Iterable[str] = ()) -> Scrubber:
    """A scrubber for one submission: its name in every order, its ids and addresses, and further names if given."""
    names = [submission.name, submission.key, *submission.members, *others]
    names += [value for name, value in submission.ids if not _is_number(value) or name == "email"]
    whole = {form for name in names for form in _forms(name)}
    whole |= {file.name for file in submission.files}  # which is often a person's name, or holds it
    whole |= {value.partition("@")[0] for value in names if "@" in value and len(value.partition("@")[0]) > SHORTEST}
    parts = {
        part
        for name in (submission.name, *others)
        for part in WORD.findall(unicodedata.normalize("NFC", name))
        if "@" not in name
    }
    single = {part for part in parts if len(part) >= SHORTEST and part.casefold() not in WORDS_TOO}
    single |= {_plain(part) for part in single}
    cased = {form for part in single for form in (part, part.upper(), part.capitalize(), part.title())}
    return Scrubber(alias, _any_of(whole, re.IGNORECASE), _any_of(cased, re.NOFLAG))


def _is_number(value: str) -> bool:
    return value.isdigit() and len(value) < 6  # short numbers stand in every text


def _forms(name: str) -> Iterator[str]:
    """The ways in which a name is written: with and without accents, family name first, joined, as in a file name."""
    name = unicodedata.normalize("NFC", name)  # some file systems keep accents apart
    words = WORD.findall(name)
    if "@" in name or len(words) < 2:
        if len(name) >= SHORTEST and name.casefold() not in WORDS_TOO:
            yield name
            yield from {_plain(name)} - {name}
        return
    first, last = words[0], words[-1]
    for given in {tuple(words), (first, last)}:
        for ordered in (given, given[::-1], (given[-1], *given[:-1])):
            yield r" ".join(ordered)
            yield r" ".join(map(_plain, ordered))


def _plain(word: str) -> str:
    """A word without its accents: "José" as "Jose"."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _any_of(forms: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """A pattern for any of these, the longest first; between the words of a name anything short may stand."""
    forms = {unicodedata.normalize(way, form) for form in forms for way in ("NFC", "NFD")}
    escaped = [
        r"[\s,._-]{0,3}".join(map(_escaped, form.split(" "))) for form in sorted(forms, key=lambda f: (-len(f), f))
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(escaped)})(?![^\W_])", flags) if escaped else None


def _escaped(word: str) -> str:
    return "".join(_SIGNS.get(sign, re.escape(sign)) for sign in word)


def without_names(mark: SubmissionMark, scrubber: Scrubber) -> SubmissionMark:
    """The mark as an anonymous marker and a report that shows no names may see it."""
    submission = _nameless(mark.submission, scrubber)
    decided = mark.decided
    if decided is not None:
        reason, comment = scrubber.text(decided.reason), scrubber.text(decided.comment)
        decided = replace(decided, submission=submission.key, reason=reason, comment=comment)
    return replace(
        mark,
        submission=submission,
        decided=decided,
        criteria=tuple(_criterion(each, scrubber) for each in mark.criteria),
        flags=tuple(
            replace(flag, sentence=scrubber.text(flag.sentence), quotes=_quotes(flag.quotes, scrubber))
            for flag in mark.flags
        ),
    )


def _nameless(submission: Submission, scrubber: Scrubber) -> Submission:
    """The submission under its alias, its files by number; the platform's words for it are left out."""
    files = tuple(
        replace(file, name=f"{scrubber.alias}-{number}{_suffix(file.name)}", path="", place="")
        for number, file in enumerate(submission.files, 1)
    )
    key = SubmissionKey(scrubber.alias)  # for often the key is the name of a file, and that of a person
    return replace(submission, key=key, name=key, alias=key, files=files, group="", members=(), ids=())


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem and suffix.isalnum() and len(suffix) < 6 else ""


def _criterion(mark: CriterionMark, scrubber: Scrubber) -> CriterionMark:
    return replace(
        mark,
        why=tuple(_because(each, scrubber) for each in mark.why),
        comment=scrubber.text(mark.comment),
        reason=scrubber.text(mark.reason),
    )


def _because(because: Because, scrubber: Scrubber) -> Because:
    return replace(
        because,
        sentence=scrubber.text(because.sentence),
        doubt=scrubber.text(because.doubt),
        quotes=_quotes(because.quotes, scrubber),
        near=tuple((_quoted(quote, scrubber), scrubber.text(reason)) for quote, reason in because.near),
    )


def _quotes(quotes: Iterable[Quoted], scrubber: Scrubber) -> tuple[Quoted, ...]:
    return tuple(_quoted(quote, scrubber) for quote in quotes)


def _quoted(quote: Quoted, scrubber: Scrubber) -> Quoted:
    return replace(quote, words=scrubber.text(quote.words))
