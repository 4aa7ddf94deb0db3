"""Which language a document is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter

# Small words that each language uses all the time and the others hardly ever.
_COMMON = {
    "English": "the and of to that for it you with be are this your not as by or will we shall i if any their from",
    "German": "der die das und ist nicht von mit den dem für auf ein eine sich werden wird im des zu wir ich sie oder",
    "French": "le les des et est une dans pour que qui sur par du au avec vous ne pas nous je il ou ce aux sont",
    "Spanish": "el los las que y en una por con para del se su al es lo como o sus sin usted entre más este esta",
    "Dutch": "de het een en van dat te op met voor zijn wordt door aan die ik je wij niet of bij als ook naar worden",
    "Italian": "il di che e un una per con del della non sono gli è dei si al nel alla delle le lo anche come i questo",
    "Portuguese": "o os as que e um uma para com não do da em por se ao dos das seu sua ou é no na à mais como",
    "Swedish": "och att det som är för inte med av ett den till om på har vi jag kan ska eller",
    "Danish": "og at det som er for ikke med af et den til om på har vi jeg kan skal eller",
    "Polish": "i w na z się nie jest do oraz dla przez lub od o że jego są po ze jak",
}
_SETS = {name: tuple(words.split()) for name, words in _COMMON.items()}
_FEWEST = 40
_LEAST_SHARE = 0.12
_SCRIPT_SAMPLE = 400


def read_language(counts: Counter[str], text: str) -> str:
    """The English name of the language that a text is in; "English" where it is too short to tell."""
    size = sum(counts.values())
    if size < _FEWEST:
        return _script(text) or "English"
    shares = {name: sum(map(counts.__getitem__, words)) / size for name, words in _SETS.items()}
    best = max(shares, key=lambda name: shares[name])
    if best == "English" or shares["English"] >= 0.7 * shares[best]:
        return "English"
    if shares[best] >= _LEAST_SHARE:
        return best
    return _script(text) or "English"


def _script(text: str) -> str:
    """Names the language by its script where most letters are not Latin; empty otherwise."""
    letters = [char for char in text[:_SCRIPT_SAMPLE] if char.isalpha()]
    if len(letters) < _FEWEST or sum(char < "\u0250" for char in letters) * 2 > len(letters):
        return ""
    scripts = Counter(unicodedata.name(char, "OTHER").split()[0].capitalize() for char in letters if char >= "\u0250")
    return f"a language in {scripts.most_common(1)[0][0]} script"
