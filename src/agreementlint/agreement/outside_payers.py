"""Whether the opening of an agreement says that somebody who is neither coach nor client pays or has asked for it."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern

_OPENING = 1800  # characters: the first page says who pays


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A firm or company is none of these: in an agreement of two it is as often the coach's own.
_BODIES = _words(
    "employer organisation organization sponsor sponsors funder patron commissioner university college hospital ministry council "
    "theatre school diocese church charity foundation authority department trust guild congregation trustees hr "
    "governors municipality parents"
)
# Words with a capital that are no name of a third party: the two themselves, and whoever it may be.
_NO_NAME = _words(
    "coach coaches coaching mentor mentoring supervisor client clients coachee mentee participant participants member "
    "members customer practitioner facilitator provider consultant contractor party parties payer you i we he she they it "
    "who whoever nobody anybody somebody anyone someone everyone everybody one that which this these also only never always then to must "
    "individual executive employee student learner undersigned principal court"
)
_DETERMINERS = _words("the your his her its their my our a an each every this that no any either")
_UNSURE = _words(
    "if where should when unless no not never neither nor whether even another until whose without once nobody"
)
_PAID = r"(?:me|us|coach|coaching|mentoring|fees?|invoices?|bills?|provider|contractor|consultant|program(?:me)?|sessions)\b"
_COSTS = r"costs?(?=[.,;]| and | in full| of (?:the |your |his |her |my |our |this |all |these )*(?:\w+ )?(?:coaching|mentoring|sessions|program(?:me)?)\b)"
_PAYS = LatePattern(
    r"\b(?P<who>[A-Za-z&'’-]{2,}) (?:shall |will |agrees to |has agreed to )?"
    r"(?:(?:pays?|funds?|bears?|meets|foots?|sponsors) (?:for )?(?:the |all |its |their |our |my |her |his |your )*"
    rf"(?:{_PAID}|{_COSTS})"
    r"|(?:has |have )?(?:bought|asked|commissioned|commissions|engaged|engages|wishes to have) "
    r"(?:a package|a block|\w+ sessions|coaching|the coach\w*|me|us|(?:the )?(?:\w+ )?coach)\b)",
    re.IGNORECASE,
)
_EMPLOYER = LatePattern(r"\b(?i:client|coachee)[’']s (?i:employer|company|organi[sz]ation) ?(?:[–—:|-] ?|, )(?=[A-Z])")
# Who is asked to coach somebody else is not asked by the client: "asking me to coach Luca", "coaching for your daughter".
_ANOTHER = LatePattern(
    r"\b(?:ask(?:ing|ed)|engag(?:ing|ed)|want(?:ing|ed)|invit(?:ing|ed)|hir(?:ing|ed)) (?:me|us) to (?:coach|work with) "
    r"(?:[A-Z]\w+|(?:your|her|his|their) (?:\w+ )?(?:son|daughter|child|colleague|director|manager|team member|head|deputy)\b)"
    r"|\b(?:coaching|sessions) for (?:your|her|his) (?:\w+ )?(?:son|daughter|child|colleague|director|team member)\b"
    r"|\bI (?:shall|will|am going to|[’']ll) (?:meet|coach|see|work with|be coaching) (?:with )?(?:Mr|Mrs|Ms|Dr|Prof)\b"
    r"|\b[Cc]oaching (?:of|for) (?:Mr|Mrs|Ms|Dr|Prof)\b"
    r"|\b(?i:you)(?: are|[’']re| will be|[’']ll be)? (?:pay|paying|foot|footing)\b[^.;]{0,30}? (?:and|but) (?:he|she|they|[A-Z][a-z]+)\b"
)
_REQUEST = LatePattern(
    r"\b[Aa]t the (?:\w+ and )?request (?:and \w+ )?of (?P<article>(?:the|his|her|your|their|an?) )?(?P<asker>[\w&’'-]+(?: [\w&’'-]+){0,3})"
)
_COACHED = LatePattern(r"\b(?:coaching|mentoring|to coach|coaches|coached|coach (?:you|[A-Z]))")
_ROLE = r"(?i:coach|client|coachee|mentor|mentee|practitioner|participant|provider|consultant|supervisee|supervisor)"


def an_outsider_pays(text: str) -> bool:
    """Whether the first page says of a body, or of a name that is neither's, that it pays or has asked for it."""
    opening = " ".join(re.sub(r"\s*\n\s*\n\s*", " | ", text[:_OPENING]).split())
    if _EMPLOYER.search(opening) or _ANOTHER.search(opening):
        return True
    for said in _PAYS.finditer(opening):
        before = re.split(r"[.;,|]", opening[: said.start()])[-1].lower().split()
        who = said.group("who")
        if _UNSURE.isdisjoint(before) and (
            who.lower() in _BODIES or (_is_named(who, opening) and _DETERMINERS.isdisjoint(before[-1:]))
        ):
            return True
    for asked in _REQUEST.finditer(opening):
        sentence = re.split(r"[.;|] ", opening[: asked.start()])[-1]
        behind = re.split(r"[.;|] ", opening[asked.end() :])[0]
        asker = asked.group("asker").split()
        if (
            (_COACHED.search(sentence) or (not sentence and _COACHED.search(behind)))
            and asker[0].lower() not in _NO_NAME
            and (
                any(word.lower() in _BODIES for word in asker)
                or (asked.group("article") is None and _is_named(asker[0], opening))
            )
        ):
            return True
    return False


def _is_named(who: str, opening: str) -> bool:
    """Whether a word is a name, written with a capital inside a sentence too, and not that of the coach or the client."""
    if not who[0].isupper() or who.lower() in _NO_NAME:
        return False
    name = rf"{re.escape(who)}\b"
    if not re.search(rf"(?:[a-z,;&] [\"“]?|[(\"“]|[A-Z][\w.&’'-]* ){name}", opening):
        return False
    names = r"(?:[A-Z][\w.’'-]* )*"
    of_the_two = (
        rf"\b{_ROLE}(?:[’']s name)?[\"”)]* ?(?:[:|–—(-]+|is|means|,)? ?[\"“]?{names}{name}"
        rf"|\b(?:I|[Yy]ou|me|[Ww]e|us|[Dd]ear|myself|yourself),? [\"“(]?{names}{name}"
        rf"|\b{name}(?: [A-Z][\w.’'-]*)*(?: [(]|, | [–—-] | is |: )[\"“(]*(?:(?i:hereinafter|hereafter|called|the|your|my|an?) )*[\"“]*(?:\w+ )?(?:{_ROLE}|you|me|I|we|us)\b"
        rf"|\b{name}(?: [A-Z]\w*)? (?:Coaching|Mentoring)\b"
    )
    return not re.search(of_the_two, opening)
