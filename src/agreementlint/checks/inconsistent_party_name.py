"""Parties whose name or role word is not the same throughout."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from agreementlint.agreement.model import Agreement, Party
from agreementlint.checks.capitals import role_drifts
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Correction, Held, Problem, Verdict, Violated

_MOST = 3
_OPENING = 4000  # the parties are introduced here
_FORMS = {
    "llc": "llc", "l.l.c": "llc", "llp": "llp", "l.l.p": "llp", "lp": "lp", "l.p": "lp", "ltd": "ltd", "limited": "ltd",
    "inc": "inc", "incorporated": "inc", "corp": "corp", "corporation": "corp", "plc": "plc", "gmbh": "gmbh", "ag": "ag",
    "bv": "bv", "b.v": "bv", "nv": "nv", "n.v": "nv", "sarl": "sarl", "cic": "cic", "kg": "kg", "oy": "oy",
}  # fmt: skip
_FORM_STEMS = frozenset("llc ltd limit inc incorpor corp corpor plc gmbh ag bv nv sarl cic kg oy b n l".split())
_FORM_WORDS = (
    r"(?P<form>L\.?L\.?C|L\.?L\.?P|L\.?P|Ltd|Limited|Inc|Incorporated|Corp|Corporation|[Pp][Ll][Cc]|GmbH|AG|B\.?V|N\.?V|SARL|CIC|KG|Oy|"
    r"LTD|LIMITED|INC|INCORPORATED|CORP|CORPORATION|GMBH)\b(?! (?:[Ll]iability|[Pp]artnership|[Cc]ompany|LIABILITY))"
)
_FORM = LatePattern(rf" {_FORM_WORDS}")
_FORM_BEHIND = LatePattern(rf",? {_FORM_WORDS}")
_PARTNERSHIPS = frozenset(("lp", "llp"))
_CORE = LatePattern(r"(?:^|(?<=[\s(“\"]))((?:[A-Z][\w&'’.-]*,?[ ]){1,5})$")
_NOT_IN_NAMES = frozenset(
    "between and the by of with from to for this that such is among party parties client coach sponsor".split()
)
_ANOTHER_FIRM = LatePattern(
    r"affiliate|subsidiar|parent|formerly|f/k/a|known as|successor|predecessor|division|owned|guarant|Source:|member|merge|renamed|"
    r"trademark|©|copyright|wholly|c/o|a company of",
    re.IGNORECASE,
)
_INTRODUCED = LatePattern(
    r"\.?,?\s(?:an?|the)\s[A-Z]|\.?,?\s?\((?:the |“|\"|hereina|collectively)|\.?,?\s(?:incorporated|organi[sz]ed|registered|having)"
)
_WORD = LatePattern(r"[^\W\d_][\w’'-]*")


def check(agreement: Agreement) -> Verdict:
    """Violated where a party's name is spelt or formed in two ways, or another word takes the place of its role."""
    problems = (*_firms(agreement), *_people(agreement), *_roles(agreement))
    return Violated(problems) if problems else Held(())


def _firms(agreement: Agreement) -> Iterator[Problem]:
    """One firm with two legal forms: "Halden Coaching LLC" here and "Halden Coaching Ltd" there."""
    if _FORM_STEMS.isdisjoint(agreement.stems):
        return
    text = agreement.document.text
    for name in dict.fromkeys(_firm_names(text)):
        forms: dict[str, list[Span]] = {}
        for span, form in _forms_of(text, name):
            forms.setdefault(form, []).append(span)
        if len(forms) != 2 or _PARTNERSHIPS.intersection(forms):
            continue  # a partnership and the company that leads it often have one name
        first, strays = sorted(forms.values(), key=lambda spans: (-len(spans), spans[0].start))
        if len(strays) > 2 or any(_is_another(text, span) for span in strays):
            continue
        message = f"“{strays[0].of(text)}” stands here, “{first[0].of(text)}” elsewhere"
        shown = tuple(strays[:_MOST])
        corrections = tuple(_formed_alike(text, first, strays))
        yield Problem(Shortfall.DEFECT, message, shown, confidence=Confidence.MEDIUM, corrections=corrections)


def _formed_alike(text: str, usual: list[Span], strays: list[Span]) -> Iterator[Correction]:
    """The usual legal form for each stray one, where it comes first and more often.

    None where a dot is part of either form or stands behind it: whether it ends the sentence cannot be told.
    """
    if len(usual) <= len(strays) or usual[0].start > strays[0].start:
        return
    counted: Counter[str] = Counter()
    for span in usual:
        name, _, form = span.of(text).rpartition(" ")
        if not name.isupper() and "." not in form + text[span.end : span.end + 1]:
            counted[form] += 1
    for span in strays if counted else ():
        name, _, form = span.of(text).rpartition(" ")
        if "." not in form + text[span.end : span.end + 1]:
            wanted = counted.most_common(1)[0][0]
            yield Correction(Span(span.end - len(form), span.end), wanted.upper() if name.isupper() else wanted)


def _firm_names(text: str) -> Iterator[str]:
    """The names of firms on the first pages, without their legal form."""
    for match in _FORM.finditer(text, 0, _OPENING):
        before = _CORE.search(text, max(0, match.start() - 60), match.start() + 1)
        words = _name_words(before[1]) if before is not None else []
        if len("".join(words)) > 3:
            yield " ".join(words)


def _forms_of(text: str, name: str) -> Iterator[tuple[Span, str]]:
    """Every place of a firm's name that a legal form follows, and the form."""
    for printed in dict.fromkeys((name, name.upper())):
        at = text.find(printed)
        while at >= 0:
            form = _FORM_BEHIND.match(text, at + len(printed))
            if form is not None and not text[at - 1 : at].isalnum() and text[at - 2 : at] not in ("& ", "s "):
                yield Span(at, form.end()), _FORMS.get(form["form"].lower(), form["form"].lower())
            at = text.find(printed, at + 1)


def _name_words(text: str) -> list[str]:
    """The words of a name, from behind the last one that belongs to none; none of "a Delaware"."""
    words: list[str] = []
    for word in reversed(text.rstrip(", ").split()):
        small = word.lower().strip(".,")
        if small in ("a", "an"):
            return []
        if small in _NOT_IN_NAMES:
            break
        words.append(word)
    return words[::-1]


def _is_another(text: str, span: Span) -> bool:
    """Whether a firm is introduced by itself, or named as a relative of a party."""
    before, after = text[max(0, span.start - 70) : span.start], text[span.end : span.end + 50]
    return bool(_ANOTHER_FIRM.search(before) or _INTRODUCED.match(after) or _ANOTHER_FIRM.search(after))


def _people(agreement: Agreement) -> Iterator[Problem]:
    """A name with a letter too few, too many, or another one: "Dana Whitlok" for "Dana Whitlock"."""
    text = agreement.document.text
    told: list[Party] = []
    for party in agreement.parties:
        words = [word.strip(".,") for word in party.name.split() if len(word) > 2 and word[0].isupper()]
        others = {
            _plain(word) for other in agreement.parties if other.role is not party.role for word in other.name.split()
        }
        if len(words) < 2 or any(other.role is party.role for other in told):
            continue  # the first name of a role is the one that others are held against
        told.append(party)
        strays = [*_beside(text, words[0], words[-1], others), *_before(text, words[-1], words[0], others)]
        if strays:
            message = f"“{strays[0].of(text)}” stands here, “{party.name}” elsewhere"
            shown = tuple(strays[:_MOST])
            corrections = tuple(_spelt_alike(text, words[0], words[-1], shown))
            yield Problem(Shortfall.DEFECT, message, shown, confidence=Confidence.MEDIUM, corrections=corrections)


def _spelt_alike(text: str, first: str, last: str, strays: tuple[Span, ...]) -> Iterator[Correction]:
    """The word of the name for each that is nearly it, where the name as introduced comes first and more often."""
    for span in strays:
        one, _, other = span.of(text).partition(" ")
        if _plain(one) == _plain(first):
            wrong, wanted, words = other, last, Span(span.end - len(other), span.end)
        else:
            wrong, wanted, words = one, first, Span(span.start, span.start + len(one))
        rights, wrongs = _starts(text, wanted), _starts(text, wrong)
        if len(rights) > len(wrongs) and rights[0] < wrongs[0] and (wrong.isupper() or not wanted.isupper()):
            yield Correction(words, wanted.upper() if wrong.isupper() else wanted)


def _starts(text: str, word: str) -> list[int]:
    """Where a word stands, in small letters or capitals."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)]


def _beside(text: str, first: str, last: str, known: set[str]) -> Iterator[Span]:
    """Places where a first name is followed by what is nearly, but not quite, the surname."""
    for form in (first, first.upper()):
        at = text.find(f"{form} ")
        while at >= 0:
            following = _WORD.match(text, at + len(form) + 1)
            if (
                following is not None
                and (at == 0 or not text[at - 1].isalpha())
                and _is_nearly(following[0], last, known)
            ):
                yield Span(at, at + len(form) + 1 + len(_bare(following[0])))
            at = text.find(f"{form} ", at + 1)


def _before(text: str, last: str, first: str, known: set[str]) -> Iterator[Span]:
    """Places where a surname follows what is nearly, but not quite, the first name."""
    for form in (last, last.upper()):
        at = text.find(f" {form}")
        while at >= 0:
            begin = max(text.rfind(mark, 0, at) for mark in ' \n(\t:“"') + 1
            word, end = text[begin:at], at + 1 + len(form)
            if word[:1] == first[:1] and not text[end : end + 1].isalpha() and _is_nearly(word, first, known):
                yield Span(begin, end)
            at = text.find(f" {form}", at + 1)


def _is_nearly(word: str, name: str, known: set[str]) -> bool:
    plain, wanted = _plain(_bare(word)), _plain(name)
    if not word[:1].isupper() or plain in known or min(len(plain), len(wanted)) < 4 or plain == wanted:
        return False
    if plain in (wanted + "s", wanted + "es") or wanted in (plain + "s", plain + "es"):
        return False
    return _differs_by_one(plain, wanted)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


def _differs_by_one(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed or swapped with the next."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )


def _roles(agreement: Agreement) -> Iterator[Problem]:
    """One role under two words: who is defined as "the Client" is "the Customer" later."""
    for defined, other, spans in role_drifts(agreement):
        message = f"“the {other}” stands here and is not introduced; the agreement speaks of “the {defined}”"
        yield Problem(Shortfall.DEFECT, message, spans[:_MOST], confidence=Confidence.MEDIUM)
