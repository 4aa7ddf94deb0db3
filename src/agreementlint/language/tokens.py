"""Tokens: words, numbers, blanks and the punctuation that divides clauses, each with its stem and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

import Stemmer

from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

# The pieces cover a text without a gap, so that their places need no search.
_PIECE = LatePattern(
    r"['’](?:ll|re|ve|s|d|m)\b|[^\W\d_]+(?:['’][^\W\d_]+)?|\s+|\d[\d.,]*\d|\d|_{2,}|\.{4,}|…+|.", re.DOTALL
)
_PUNCTUATION = frozenset(".,;:()[]{}?!—–|/☐☑$€£¥₹₦₱₪₺₩฿₫₴₽₵<>@")
_CLITIC = LatePattern(r"(.+?)(n['’]t|['’](?:ll|re|ve|s|d|m))$", re.IGNORECASE)

# Forms that the stemmer cannot bring together: irregular verbs and plurals, clitics, spellings.
_LEMMAS = {
    "n't": "not", "'ll": "will", "'re": "be", "'ve": "have", "'m": "be", "'d": "would", "wo": "will", "ca": "can",
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
    "laid": "lay", "drawn": "draw", "drew": "draw", "fed": "feed", "hid": "hide", "hidden": "hide", "sat": "sit",
    "drove": "drive", "driven": "drive", "sworn": "swear", "taught": "teach", "thought": "think", "felt": "feel",
    "found": "find", "shut": "shut", "cut": "cut", "spent": "spend", "built": "build", "slept": "sleep",
    "ran": "run", "stood": "stand", "stuck": "stick", "understood": "understand", "won": "win", "worn": "wear",
    "programme": "program", "programmes": "program", "owed": "owe", "dying": "die", "died": "die", "undertook": "undertake", "undertaken": "undertake",
}  # fmt: skip

# Words that the stemmer takes for forms of another word, of which they are none.
_STEMS = {
    form: stem
    for stem, forms in {
        "objectiv": "objective objectives objectively",
        "authoriti": "authority authorities",
        "authors": "author authors authored",
        "department": "department departments departmental",
        "universiti": "university universities",
        "informal": "informal informally",
        "succession": "succession successive successively",
        "designat": "designate designates designated designating designation",
        "respectiv": "respective respectively",
        "applicabl": "applicable applicability",
        "accountabl": "accountable accountability",
        "consultants": "consultant consultants consultancy consultancies",
        "providers": "provider providers",
        "employers": "employer employers",
        "officers": "officer officers",
        "generalli": "generally",
        "yearli": "yearly",
        "monthli": "monthly",
        "weekli": "weekly",
        "quarterli": "quarterly",
        "hourli": "hourly",
        "nameli": "namely",
        "timeli": "timely",
        "costli": "costly",
        "execution": "execution execute executes executed executing",
        "response": "response responses responsive",
        "subjectiv": "subjective subjectively",
        "experiment": "experiment experiments",
        "likeness": "likeness likenesses",
        "likely": "likely",
        "willing": "willing willingly willingness",
        "retainer": "retainer retainers",
        "competenc": "competence competences competency competencies competent",
        "useful": "useful usefully usefulness",
        "wellness": "wellness",
        "fitness": "fitness",
        "hardly": "hardly",
        "kindness": "kindness",
        "polite": "polite politely politeness",
        "conferenc": "conference conferences",
        "severabl": "severable severability severed",
    }.items()
    for form in forms.split()
}

_BRITISH = LatePattern(
    r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)|(?<=[a-z]{3})ys(?=(?:e|ed|es|er|ers|ing)$)|(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$|ite$|al$)"
)
_LIGATURE = LatePattern("[\ufb00-\ufb06]")
_AMERICAN = {"is": "iz", "ys": "yz", "our": "or"}
_KEEPS_IS = frozenset(
    "advise advised advises adviser advisers advising exercise exercised exercises exercising promise promised promises "
    "promising otherwise likewise raise raised raises supervise supervised supervises supervising disguise disguised "
    "compromise compromised comprise comprises comprised surprise rise arise arises arising premise premises precise "
    "expertise franchise enterprise enterprises revise revised revises revising devise devised practise practised "
    "practises practising praise concise noise wise exercisable advisable inadvisable hour hours our your four tour course source "
    "sources".split()
)


def normal_form(word: str) -> str:
    """A word in lower case with plain apostrophes and American spelling ("Organisation’s" gives "organization's")."""
    word = word.lower().replace("’", "'")
    if not word.isascii() and _LIGATURE.search(word):
        word = _LIGATURE.sub(lambda match: normalize("NFKC", match[0]), word)
    if len(word) < 5 or not ("is" in word or "ys" in word or "our" in word) or word in _KEEPS_IS:
        return word
    return _BRITISH.sub(lambda match: _AMERICAN[match.group()], word)


Word = tuple[int, int, str, str]  # offset in the piece, length, normal form, stem


class Stems:
    """Turns pieces of text into words with stems and remembers them; each compiled lexicon holds one."""

    __slots__ = ("_rows", "_stemmer", "known")

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("english", 0)
        self.known: dict[str, tuple[Word, ...]] = {}
        self._rows: dict[str, tuple[tuple[str, str], ...]] = {}

    def words(self, piece: str) -> tuple[Word, ...]:
        """The words of a piece ("don't" gives two, white space none)."""
        found = self.known.get(piece)
        if found is None:
            if len(self.known) > 200_000:  # a bound, so that a hostile file cannot fill the memory
                self.known.clear()
            found = self.known[piece] = tuple(self._divided(piece))
        return found

    def row(self, text: str) -> tuple[tuple[str, str], ...]:
        """The normal forms and stems of a few words of a phrase."""
        found = self._rows.get(text)
        if found is None:
            if text.isalpha() and text.lower() != "cannot":  # one word: most of those in phrases are
                found = (self.forms(text),)
            else:
                tokens, _ = tokenize(text, self, [(0, len(text))])
                found = tuple(zip(tokens.normals, tokens.stems, strict=True))
            self._rows[text] = found
        return found

    def forms(self, word: str) -> tuple[str, str]:
        """The normal form and the stem of a single word."""
        normal = normal_form(word)
        if normal in _STEMS:
            return normal, _STEMS[normal]
        stem = _LEMMAS.get(normal, normal)
        if normal[0] == "_" or normal[:2] in ("..", "……"):
            return normal, "__"
        return normal, self._stemmer.stemWord(stem) if len(stem) > 3 or stem == normal else stem

    def _divided(self, piece: str) -> Iterator[Word]:
        first = piece[0]
        if first.isalpha():
            clitic = _CLITIC.match(piece)
            if clitic is not None:
                cut = clitic.start(2)
                yield (0, cut, *self.forms(piece[:cut]))
                yield (cut, len(piece) - cut, *self.forms(piece[cut:]))
            elif piece.lower() == "cannot":
                yield (0, 3, "can", "can")
                yield (3, 3, "not", "not")
            else:
                yield (0, len(piece), *self.forms(piece))
        elif first.isdigit() or first == "_" or first in _PUNCTUATION or (len(piece) > 1 and not first.isspace()):
            yield (0, len(piece), *self.forms(piece))


def stemmed(words: str) -> frozenset[str]:
    """The stems of the words of a text, for a set of words that is looked up by stem."""
    stems = Stems()
    return frozenset(stems.forms(word)[1] for word in words.split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists: offsets of the first and behind the last character, forms, stems."""

    starts: list[int]
    ends: list[int]
    normals: list[str]
    stems: list[str]

    def __len__(self) -> int:
        return len(self.starts)


def tokenize(text: str, stems: Stems, ranges: Sequence[tuple[int, int]]) -> tuple[Tokens, list[range]]:
    """The tokens of the given ranges of a text, and the range of token indices of each."""
    starts: list[int] = []
    ends: list[int] = []
    normals: list[str] = []
    stem_list: list[str] = []
    units: list[range] = []
    known = stems.known
    for begin, finish in ranges:
        first = len(starts)
        at = begin
        for piece in _PIECE.findall(text, begin, finish):
            words = known.get(piece)
            if words is None:
                words = stems.words(piece)
            for offset, length, normal, stem in words:
                if stem == "mail" and starts and normals[-1] == "e" and ends[-1] + 1 == at:  # "e-mail"
                    ends[-1] = at + length
                    normals[-1] = stem_list[-1] = "email"
                    continue
                starts.append(at + offset)
                ends.append(at + offset + length)
                normals.append(normal)
                stem_list.append(stem)
            at += len(piece)
        units.append(range(first, len(starts)))
    return Tokens(starts, ends, normals, stem_list), units
