"""Parties that no label binds to a name: letters, click-through terms, people known by what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementlint.agreement.letters import GREETINGS
from agreementlint.agreement.names import NAME_TEXT, NO_NAME, SLOT_TEXT, TITLE_WORDS, is_plain_word, names_nobody
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.agreement.wordings import Wordings
from agreementlint.document import Block, BlockKind, Document
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind, Role
from agreementlint.text import Span

# "Una Fisk, Head of People, Northgate Ltd".
_PEOPLE_OFFICE = LatePattern(
    rf"(?P<name>{NAME_TEXT}),? (?:\(|, |— |– |- )?(?:the |our |their |your )?(?:\w+ )?"
    r"(?:(?:[Hh]ead|[Dd]irector|[Cc]hief|VP|[Vv]ice [Pp]resident|[Mm]anager) of (?:\w+ and )?"
    r"(?:People|HR|Human|Talent|Learning|Leadership|Development|Personnel|Staff|Operations|Organi[sz]ation\w*)|"
    r"HR\b|Human Resources)"
    rf"(?:[ \w&]{{0,30}}, (?P<firm>{NAME_TEXT}))?"
)
# One of these is in all that the pattern matches; with two names in it, it is the slowest of all to compile.
_OFFICES = (
    "HR", "Human Resources", "ead of ", "irector of ", "hief of ", "VP of ", "resident of ", "anager of ",
)  # fmt: skip
_FORM = LatePattern(
    rf"^(?P<field>(?:first|full|your|participant|member) (?:full )?name)\b[^\n:]{{0,20}}?(?::|\n+|[ ])[ \n]*(?:{SLOT_TEXT})",
    re.IGNORECASE | re.MULTILINE,
)
# Who provides the coaching, where terms name a firm or one who agrees with "you".
_PROVIDES = Wordings(
    (
        "<Brightpath Coaching> will provide six hours of coaching",
        r"<name>(?: \([^()\n]{1,60}\))?,? (?:agrees to provide|will provide|provides|shall provide|offers|agrees to coach|"
        r"will coach)\b[^.\n]{0,60}coach",
    ),
    name=NAME_TEXT,
)
_HOUSE = Wordings(
    ("by <Brightpath Coaching Ltd>", "<name>"),
    name=rf"{NAME_TEXT} (?:Coaching|Mentoring|Supervision|Consulting)(?: Services| Group)?,? "
    r"(?:LLC|LLP|Ltd|Limited|Inc|GmbH|CIC|B\.V\.|Pte|plc)",
)
_WITH_YOU = Wordings(
    ("between <Ana Prado>, coach, and you", r"\bbetween <name>[^.\n]{0,90}\band you\b"), name=NAME_TEXT
)
_WITH_ME = Wordings(
    ("between you, who book, and <Ana Prado>", r"\b(?:between|among) you\b[^.\n]{0,40} and <name>"),
    (
        "These terms of use apply to your use of <Brightpath Coaching>",
        r"[Tt]erms (?:of (?:[Ss]ervice|[Uu]se) )?(?:\([^()\n]*\) )?(?:govern|apply to|cover)\w* your "
        r"(?:use|purchase|booking) of (?:the |our )?<name>",
    ),
    name=NAME_TEXT,
)
# Terms that address whoever uses, books or joins something: that person is "you", whatever the name is.
_ADDRESSED = Wordings(
    ("between you and Brightpath", r"\b(?:between|among) you\b[^.\n]{0,60} and (?!me\b|I\b|us\b|the (?:coach|other))"),
    ("As a client, you come prepared", r"\b[Aa]s a (?:client|coachee|mentee|participant|member|student), you\b"),
    (
        "By booking a session you agree to these terms",
        r"\b[Bb]y (?:press\w*|click\w*|tick\w*|paying|reply\w*|enrol\w*|register\w*|book\w*|purchas\w*|sign\w* up|join\w*|"
        r"subscrib\w*|order\w*)\b[^.\n]{0,80}\byou (?:agree|accept|enter|become|confirm|consent)",
    ),
    (
        "you have asked to take part in a programme of coaching",
        r"\byou (?:have|['’]ve) (?:agreed|asked|applied|chosen) to (?:be|receive|join|take part)\b[^.\n]{0,40}"
        r"(?:coach|mentor|supervis|program)",
    ),
)
_SEVERAL = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# The members of a group are known by how many they are.
_COUNTED = Wordings(
    (
        "the eight of you",
        rf"\b(?:{_SEVERAL}|\d{{1,2}}) (?:of you\b|(?:members|participants|people|leaders|women|men|colleagues|employees|managers|"
        r"coachees|learners|clients|companions)\b|who\b|of us\b)",
    ),
    ("We are nine", rf"\bwe are {_SEVERAL}\b"),
    flags=re.IGNORECASE,
)


_RECITED = LatePattern(
    rf"(?:^|(?<=\n)|\b[Bb]etween |\b[Aa]nd |\(\d\) ?|\n)[ *\"“]*(?P<name>{NAME_TEXT})(?=[,;(*\"” ]|$)"
)
_OPENS_BLOCK = LatePattern(rf"(?:[Mm]yself, )?(?P<name>{NAME_TEXT})(?:,| \(| [–—-] |:)")
# What a line says of whoever it begins with, the one who is coached first.
_INTRODUCED = (
    (
        Role.CLIENT,
        LatePattern(
            r"\b(?:being|be|is|gets?|receiv\w+|who is) (?:the (?:one|person)(?: who is)? )?(?:being )?(?:coached|mentored|supervised)\b"
            r"|\bthe (?:one|person|man|woman) (?:I|we)(?:['’]ll| will| am|['’]m| are)? (?:be )?coach|\breceiv\w+ (?:the )?coaching\b"
        ),
    ),
    (
        Role.SPONSOR,
        LatePattern(
            r"\b(?:foot\w*|pick\w* up|cover\w*|settl\w*|pay\w*) (?:the|all|for|its)\b|\b(?:is|are) paying\b|\bpays\b"
            r"|\bfund(?:s|ing)\b|\basked for this\b|\bcommission(?:ed|s|ing)\b"
        ),
    ),
    (Role.COACH, LatePattern(r"\b(?:the|your|our) (?:\w+ )?coach\b(?! of)|\bI coach\b|\bwill (?:be )?coach(?:ing)?\b")),
)
_FIRST_BLOCKS = 40
_NOBODY = ("", Span(0, 0))
_ONE_COACHED = r"(?:client|coachee|participant|mentee|member|supervisee|student|learner)"
# Who is the client, where nobody is named.
_CLIENT_SAID = Wordings(
    (
        "You are the client",
        rf"[\"“*]*\byou\b[\"”*]* (?:is|are|means?|refers? to|stands? for) (?:the|our|a|an) (?:\w+ )?(?:{_ONE_COACHED}|"
        r"(?:person|one|individual) (?:who is |being )(?:being )?(?:coached|mentored))\b",
    ),
    ("you (the client)", rf"\byou,? \(?(?:as )?the (?:{_ONE_COACHED}\b|coach named\b)"),
    (
        'the "Client" is whoever signs',
        rf"[\"“'‘](?:the )?{_ONE_COACHED}s?[\"”'’] (?:means?|refers? to|is|shall mean|stands for)\b"
        r"(?! (?:the |an? |any )?(?:\w+ )?(?:company|organi[sz]ation|firm|employer|business|entity|body|customer|institution)\b)",
    ),
    ("hereinafter called the Client", rf"\b(?:called|known as|referred to as|named) (?:the )?[\"“'‘]?{_ONE_COACHED}\b"),
    ("The undersigned client", rf"\bundersigned {_ONE_COACHED}\b"),
    flags=re.IGNORECASE,
)
# Somebody of whom only this is said.
_COACH_SAID = Wordings(
    (
        "<Ana Prado>, of York, acts as coach",
        r"<name>(?:,[^.;\n]{1,40},)? (?:acts?|serves?|works?|is acting) as (?:the |your |a )?(?:\w+ )?(?:coach|mentor)\b",
    ),
    ("The coaching of Tom Reed by <Ana Prado>", rf"\bcoaching of {NAME_TEXT} by <name>"),
    ("Prepared by: <Ana Prado>", r"\b[Pp]repared by:? *<name>"),
    ("led by <Ana Prado>", r"\b(?:[Ll]ed|[Rr]un|[Hh]osted|[Ff]acilitated|[Cc]onvened|[Dd]elivered) by <name>"),
    ("Mentoring with <Ana Prado>", r"\b(?:[Cc]oaching|[Mm]entoring) with <name>"),
    name=NAME_TEXT,
)
_CLIENT_SAID_BY_NAME = Wordings(
    (
        "<Tom Reed>, of York, is the client",
        r"<name>(?:,[^.;\n]{1,40},)? is (?:the |our |my )(?:\w+ )?(?:client|coachee|mentee|participant)\b",
    ),
    ("The coaching of <Tom Reed>", r"\bcoaching of <name>"),
    ("Prepared for: <Tom Reed>", r"\b[Pp]repared for:? *<name>"),
    ("You are <Tom Reed>", r"\bYou are <name>"),
    name=NAME_TEXT,
)
_SAID_TO_BE = ((Role.COACH, _COACH_SAID), (Role.CLIENT, _CLIENT_SAID_BY_NAME))
_BETWEEN_TWO = LatePattern(rf"\b[Bb]etween:?\s+(?P<one>{NAME_TEXT})(?:[,(][^.;\n]{{0,90}})? and (?P<other>{NAME_TEXT})")
_A_FIRM = LatePattern(r"\b(?:company|organi[sz]ation|firm|employer|institution)\b[^.\n]*$", re.IGNORECASE)
_ASKED = (
    (Role.CLIENT, LatePattern(r"\bclient(?:['’]s)? signature\b[^\n]{0,60}\n?[^\n]{0,20}\bname\b", re.IGNORECASE)),
    (
        Role.CLIENT,
        LatePattern(rf"\b(?:you|coachee|client|participant|mentee)[:`* ]{{1,3}}(?:{SLOT_TEXT})", re.IGNORECASE),
    ),
    (Role.COACH, LatePattern(rf"\b(?:coach|mentor)[:`* ]{{1,3}}(?:{SLOT_TEXT})", re.IGNORECASE)),
)
_PROPER = r"[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,3}"
# What is said of an organisation at which people work.
_EMPLOYS = Wordings(
    (
        "<Oakline> pays",
        r"\b<name> (?:pays|is paying|will|shall|agrees|employs|funds|sponsors|covers|receives|hears|gets|does not|expects|sets|"
        r"provides|supports|has (?:asked|engaged|bought|offered|arranged|commissioned|agreed)|bought|offers|wishes|bears)\b",
    ),
    (
        "<Oakline>'s managers",
        r"\b<name>['’]s? (?:employees|staff|managers|leaders|leadership|HR|people team|policy|policies|code|budget|systems|"
        r"laptop|network|premises|calendar|executives|expense)\b",
    ),
    (
        "employees of <Oakline>",
        r"\b(?:at|within|inside|employed by|(?:employees|staff|managers|colleagues|leaders) (?:of|at|from)|works? for|"
        r"working for|leaves?|join(?:s|ed)?|paid (?:for )?by|sponsored by|on behalf of|offered by|tell|told|inform|invoice|"
        r"report(?:s|ing)? (?:back )?to) <name>\b",
    ),
    name=_PROPER,
)
_HEAD, _FOOT = 6, 8  # blocks in which a letterhead or the name under a document is looked for
_ALONE = LatePattern(rf"[\W_]*(?P<name>{NAME_TEXT})[\W_]*")
_LINE = LatePattern(r"(?m)^[^\n]{2,60}$")
_TRADE = frozenset("Coaching Mentoring Supervision Consulting Consultancy Coaches Leadership Associates".split())
_PAPERS = frozenset({"Letter", "Agreement", "Contract", "Deed", "Terms", "Memorandum", "This"})


def read_recital(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The name that a recital opens with: "between Ana Souza, of Lisbon, who ... (the "Client")"."""
    for match in _RECITED.finditer(text, start, end):
        words = match.group("name").split()
        if len(words) > 1 and words[0].capitalize() not in NO_NAME | _PAPERS:
            return match.group("name"), Span(*match.span("name"))
    return None


def read_introduced(document: Document) -> Iterator[Binding]:
    """People who open a line that says what they do here: "Declan, head of operations. He is being coached." """
    text = document.text
    for block in document.blocks[:_FIRST_BLOCKS]:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and block.end - block.start < 400:
            named = _OPENS_BLOCK.match(text, block.start, block.end)
            if named and named.group("name").split()[0] not in NO_NAME:
                role = next((role for role, said in _INTRODUCED if said.search(text, named.end(), block.end)), None)
                if role is not None:
                    yield Binding(role, "", named.group("name"), Span(*named.span("name")))


def read_letterhead(document: Document, kind: Kind) -> Binding | None:
    """Who wrote the document in the first person: a name alone on a line above it, else below it.

    A firm of coaches goes before a person; the name of a person has two to four words. Where an employer has a say,
    a name may be the employer's, and only a firm of coaches counts.
    """
    text, blocks = document.text, document.blocks
    begins = next(
        (at for at, block in enumerate(blocks[:_HEAD]) if text[block.end - 1 : block.end] in (".", ":")), _HEAD
    )
    head, foot = blocks[:begins], blocks[max(begins, len(blocks) - _FOOT) :]
    above, below = (list(_names_alone(text, part)) for part in (head, foot))
    firm = next((each for each in (*above, *below) if _is_trade(each.name)), None)
    if firm is not None or kind not in (Kind.TWO_PARTY, Kind.GROUP, Kind.MENTOR):
        return firm
    people = [each for each in above if _is_person(each.name)]
    signed = [each for each in below if _is_person(each.name)]
    # Of several names below it is not known whose is whose.
    return next(iter(people or (signed if len({each.name for each in signed}) == 1 else ())), None)


def _names_alone(text: str, blocks: Sequence[Block]) -> Iterator[Binding]:
    """What is written like a name of two to six words and stands alone on its line."""
    for block in blocks:
        if block.end - block.start > 240 or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            continue
        for line in _LINE.finditer(text, block.start, block.end):
            alone = _ALONE.fullmatch(text, line.start(), line.end())
            if alone is None or line.group().startswith(GREETINGS):
                continue
            name, start = alone.group("name"), alone.start("name")
            words = name.split()
            if 2 <= len(words) <= 6 and words[0] not in NO_NAME and not names_nobody(name, text, start):
                yield Binding(Role.COACH, "", name, Span(start, start + len(name)))


def _is_trade(name: str) -> bool:
    words = name.split()
    return (
        words[0] not in TITLE_WORDS and bool(_TRADE.intersection(words)) and TITLE_WORDS.isdisjoint({*words} - _TRADE)
    )


def _is_person(name: str) -> bool:
    return len(name.split()) <= 4 and not name.isupper() and (NO_NAME | TITLE_WORDS).isdisjoint(name.split())


def read_employer(text: str, taken: frozenset[str]) -> Binding | None:
    """The organisation that people work at, by what is said of it: "at Oakline", "Oakline pays", "Oakline's managers".

    It is the name of which such things are said most often; once is chance. `taken` are words that stand for others.
    """
    said: dict[str, list[Span]] = {}
    for name, span, _ in _EMPLOYS.names(text):
        words = name.split()
        plain = len(words) == 1 and is_plain_word(name.lower(), text)  # "Recordings will be deleted"
        ours = any(f"{name} ({mark}we" in text for mark in '"“')  # the coach's own firm
        free = words[0] not in NO_NAME | TITLE_WORDS and name.lower() not in taken
        if free and not plain and not ours:
            said.setdefault(name, []).append(span)
    name, places = max(said.items(), key=lambda item: len(item[1]), default=("", []))
    return Binding(Role.SPONSOR, "", name, places[0]) if len(places) > 1 and text.count(name) > 2 else None


def read_other(text: str, coach: str) -> Binding | None:
    """The other one of two who agree, where one is known to be the coach: "between Ana Prado, coach, and Tom Reed"."""
    for pair in _BETWEEN_TWO.finditer(text[:OPENING]):
        names = {"one": pair.group("one"), "other": pair.group("other")}
        if coach in names.values():
            part = "other" if names["one"] == coach else "one"
            words = names[part].split()
            if len(words) > 1 and words[0] not in NO_NAME:
                return Binding(Role.CLIENT, "", names[part], Span(*pair.span(part)))
    return None


def read_fallback(text: str, missing: frozenset[Role], kind: Kind) -> Iterator[Binding]:
    """Names that are bound to a role by what they do, for the roles that no label names."""
    text = text[:OPENING]
    for role, asked in _ASKED:
        if role in missing and (slot := asked.search(text)):
            yield Binding(role, "", "", Span(*slot.span()))
            missing -= {role}
    for role, said_to_be in _SAID_TO_BE:
        name, span = _first(said_to_be, text) if role in missing else _NOBODY
        if _is_whole(name):
            yield Binding(role, "", name, span)
            missing -= {role}
    said = _CLIENT_SAID.search(text) if Role.CLIENT in missing else None
    if said and not _A_FIRM.search(text, max(0, said.start() - 60), said.start()):
        yield Binding(Role.CLIENT, "", "", Span(*said.span()))
        missing -= {Role.CLIENT}
    addressed = _ADDRESSED.search(text) if Role.CLIENT in missing else None
    if addressed is None and kind is Kind.GROUP:
        addressed = _COUNTED.search(text)
    name, span = _first(_WITH_ME, text) if Role.COACH in missing else _NOBODY
    if name and name.split()[0] not in NO_NAME:
        yield Binding(Role.COACH, "", name, span)
        missing -= {Role.COACH}
    for provides in (_PROVIDES, _WITH_YOU, _HOUSE) if Role.COACH in missing else ():
        name, span = _first(provides, text)
        if _is_whole(name):
            yield Binding(Role.COACH, "", name, span)
        if name:
            break
    if Role.SPONSOR in missing and any(office in text for office in _OFFICES):
        yield from _people_office(text)
    if Role.CLIENT in missing:
        form = _FORM.search(text)
        if form is not None:
            yield Binding(Role.CLIENT, "", "", Span(*form.span("field")))
        elif addressed is not None:
            yield Binding(Role.CLIENT, "", "", Span(*addressed.span()))


def _people_office(text: str) -> Iterator[Binding]:
    """Who speaks for an employer in matters of its people, and the employer where it is named behind the office."""
    office = _PEOPLE_OFFICE.search(text)
    if office and _is_whole(office["name"]):
        yield Binding(Role.SPONSOR, "", office["name"], Span(*office.span("name")))
        if office["firm"] and office["firm"].split()[0] not in NO_NAME:
            yield Binding(Role.SPONSOR, "", office["firm"], Span(*office.span("firm")))


def _first(wordings: Wordings, text: str) -> tuple[str, Span]:
    """The first name of which something is said; an empty one where it is said of nobody."""
    return next(((name, span) for name, span, _ in wordings.names(text)), _NOBODY)


def _is_whole(name: str) -> bool:
    """Whether a name has several words, and begins with none that names nobody."""
    words = name.split()
    return len(words) > 1 and words[0] not in NO_NAME
