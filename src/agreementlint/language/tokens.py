"""Tokens: words, numbers, blanks and the punctuation that divides clauses, each with its stem and place."""

from __future__ import annotations

import re
from dataclasses import dataclass

import Stemmer

_TOKEN = re.compile(
    r"e-?mails?\b|can(?=not\b)|wo(?=n['’]t\b)|ca(?=n['’]t\b)|sha(?=n['’]t\b)"
    r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:ll|re|ve|s|d|m)\b|[^\W\d_]+|\d[\d.,]*\d|\d|_{2,}|\.{4,}|…+|[.,;:()\[\]{}?!—–|/☐☑$€£]",
    re.IGNORECASE,
)

# Forms that the stemmer cannot bring together: irregular verbs and plurals, clitics, spellings.
_LEMMAS = {
    "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would", "wo": "will", "ca": "can",
    "sha": "shall", "kept": "keep", "told": "tell", "held": "hold", "said": "say", "gave": "give", "given": "give",
    "took": "take", "taken": "take", "made": "make", "wrote": "write", "written": "write", "went": "go", "gone": "go",
    "saw": "see", "seen": "see", "heard": "hear", "spoke": "speak", "spoken": "speak", "broke": "break",
    "broken": "break", "paid": "pay", "sent": "send", "met": "meet", "left": "leave", "known": "know", "knew": "know",
    "got": "get", "gotten": "get", "chose": "choose", "chosen": "choose", "began": "begin", "begun": "begin",
    "brought": "bring", "bought": "buy", "sold": "sell", "shown": "show", "lost": "lose", "bound": "bind",
    "withdrew": "withdraw", "withdrawn": "withdraw", "arose": "arise", "arisen": "arise", "agreed": "agree",
    "sought": "seek", "fell": "fall", "fallen": "fall", "thrown": "throw", "threw": "throw", "stolen": "steal",
    "shared": "share", "persons": "person", "people": "person", "children": "child", "wiped": "wipe",
    "does": "do", "did": "do", "done": "do", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "being": "be", "am": "be", "has": "have", "had": "have", "emails": "email", "e-mail": "email",
    "e-mails": "email", "an": "a", "ended": "end", "lives": "life", "dealt": "deal", "meant": "mean",
    "ran": "run", "stood": "stand", "stuck": "stick", "understood": "understand", "won": "win", "worn": "wear",
    "owed": "owe", "dying": "die", "died": "die", "undertook": "undertake", "undertaken": "undertake",
}  # fmt: skip

_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)|(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ite$|al$)")
_KEEPS_IS = frozenset(
    "advise advised advises adviser advisers advising exercise exercised exercises exercising promise promised promises "
    "promising otherwise likewise raise raised raises supervise supervised supervises supervising disguise disguised "
    "compromise compromised comprise comprises comprised surprise rise arise arises arising premise premises precise "
    "expertise franchise enterprise enterprises revise revised revises revising devise devised practise practised "
    "practises practising praise concise noise wise exercisable hour hours our your four tour course source sources".split()
)


def normal_form(word: str) -> str:
    """A word in lower case with plain apostrophes and American spelling ("Organisation’s" gives "organization's")."""
    word = word.lower().replace("’", "'")
    if word in _KEEPS_IS or len(word) < 5:
        return word
    return _BRITISH.sub(lambda match: "iz" if match.group() == "is" else "or", word)


class Stems:
    """Turns words into stems and remembers them; one is held by each compiled lexicon."""

    __slots__ = ("_known", "_stemmer")

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("english", 0)
        self._known: dict[str, tuple[str, str]] = {}

    def forms(self, word: str) -> tuple[str, str]:
        """The normal form and the stem of a word as written."""
        found = self._known.get(word)
        if found is None:
            normal = normal_form(word)
            if normal in _LEMMAS:
                stem = _LEMMAS[normal]
                stem = self._stemmer.stemWord(stem) if len(stem) > 3 else stem
            elif normal[0] == "_" or normal[:2] == "..":
                stem = "__"
            else:
                stem = self._stemmer.stemWord(normal)
            if len(self._known) > 200_000:  # a bound, so that a hostile file cannot fill the memory
                self._known.clear()
            found = self._known[word] = (normal, stem)
        return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists: offsets of the first and behind the last character, forms, stems."""

    starts: list[int]
    ends: list[int]
    normals: list[str]
    stems: list[str]

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str, stems: Stems, ranges: list[tuple[int, int]]) -> tuple[Tokens, list[range]]:
    """The tokens of the given ranges of a text, and the range of token indices of each."""
    starts: list[int] = []
    ends: list[int] = []
    normals: list[str] = []
    stem_list: list[str] = []
    units: list[range] = []
    forms = stems.forms
    for begin, finish in ranges:
        first = len(starts)
        for match in _TOKEN.finditer(text, begin, finish):
            normal, stem = forms(match.group())
            starts.append(match.start())
            ends.append(match.end())
            normals.append(normal)
            stem_list.append(stem)
        units.append(range(first, len(starts)))
    return Tokens(starts, ends, normals, stem_list), units


def words_of(phrase: str, stems: Stems) -> list[tuple[str, str]]:
    """The normal forms and stems of a phrase."""
    return [stems.forms(match.group()) for match in _TOKEN.finditer(phrase)]
