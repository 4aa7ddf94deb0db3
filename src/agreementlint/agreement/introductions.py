"""Parties that no label binds to a name: letters, click-through terms, people known by what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementlint.agreement.letters import GREETINGS
from agreementlint.agreement.names import NAME_TEXT, NO_NAME, SLOT_TEXT, TITLE_WORDS, is_plain_word, names_nobody
from agreementlint.agreement.naming import OPENING, Binding
from agreementlint.document import Block, BlockKind, Document
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind, Role
from agreementlint.text import Span

_PEOPLE_OFFICE = LatePattern(
    rf"(?P<name>{NAME_TEXT}),? (?:\(|, |— |– |- )?(?:the |our |their |your )?(?:\w+ )?(?:(?:[Hh]ead|[Dd]irector|"
    rf"[Cc]hief|VP|[Vv]ice [Pp]resident|[Mm]anager) of "
    r"(?:\w+ and )?(?:People|HR|Human|Talent|Learning|Leadership|Development|Personnel|Staff|Operations|"
    r"Organi[sz]ation\w*)|HR\b|Human Resources)"
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
_PROVIDES = LatePattern(
    rf"(?P<name>{NAME_TEXT})(?: \([^()\n]{{1,60}}\))?,? (?:agrees to provide|will provide|provides|shall provide|"
    rf"offers|agrees to coach|will coach)\b[^.\n]{{0,60}}coach"
)
_HOUSE = LatePattern(
    rf"(?P<name>{NAME_TEXT} (?:Coaching|Mentoring|Supervision|Consulting)(?: Services| Group)?,? (?:LLC|LLP|Ltd|"
    rf"Limited|Inc|GmbH|CIC|B\.V\.|Pte|plc))"
)
_WITH_YOU = LatePattern(rf"\bbetween (?P<name>{NAME_TEXT})[^.\n]{{0,90}}\band you\b")
# Terms that address whoever uses, books or joins something: that person is "you", whatever the name is.
_ADDRESSED = LatePattern(
    r"\b(?:between|among) you\b[^.\n]{0,60} and (?!me\b|I\b|us\b|the (?:coach|other))"
    r"|\b[Aa]s a (?:client|coachee|mentee|participant|member|student), you\b"
    r"|\b[Bb]y (?:press\w*|click\w*|tick\w*|paying|reply\w*|enrol\w*|register\w*|book\w*|purchas\w*|sign\w* up|join\w*|subscrib\w*|order\w*)\b[^.\n]{0,80}\byou (?:agree|accept|enter|"
    r"become|confirm|consent)"
    r"|\byou (?:have|['’]ve) (?:agreed|asked|applied|chosen) to (?:be|receive|join|take part)\b[^.\n]{0,40}(?:coach|mentor|supervis|program)"
)
_COUNTED = LatePattern(  # the members of a group are known by how many they are
    r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:of you\b|(?:members|participants|people|leaders|women|men|"
    r"colleagues|employees|managers|coachees|learners|clients|companions)\b|who\b|of us\b)|\bwe are (?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_WITH_ME = LatePattern(
    rf"\b(?:between|among) you\b[^.\n]{{0,40}} and (?P<name>{NAME_TEXT})"
    rf"|[Tt]erms (?:of (?:[Ss]ervice|[Uu]se) )?(?:\([^()\n]*\) )?(?:govern|apply to|cover)\w* your (?:use|purchase|booking) of (?:the |our )?(?P<house>{NAME_TEXT})"
)


_RECITED = LatePattern(
    rf"(?:^|(?<=\n)|\b[Bb]etween |\b[Aa]nd |\(\d\) ?|\n)[ *\"“]*(?P<name>{NAME_TEXT})(?=[,;(*\"” ]|$)"
)
_OPENS_BLOCK = LatePattern(rf"(?:[Mm]yself, )?(?P<name>{NAME_TEXT})(?:,| \(| [–—-] |:)")
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
_ONE_COACHED = r"(?:client|coachee|participant|mentee|member|supervisee|student|learner)"
# Who is the client, where nobody is named: "you are the client", 'the "Client" is whoever signs', "the undersigned client".
_CLIENT_SAID = LatePattern(
    rf"[\"“*]*\byou\b[\"”*]* (?:is|are|means?|refers? to|stands? for) (?:the|our|a|an) (?:\w+ )?(?:{_ONE_COACHED}|(?:person|one|"
    rf"individual) (?:who is |being )(?:being )?(?:coached|mentored))\b"
    rf"|\byou,? \(?(?:as )?the (?:{_ONE_COACHED}\b|coach named\b)"
    rf"|[\"“'‘](?:the )?{_ONE_COACHED}s?[\"”'’] (?:means?|refers? to|is|shall mean|stands for)\b"
    rf"(?! (?:the |an? |any )?(?:\w+ )?(?:company|organi[sz]ation|firm|employer|business|entity|body|customer|institution)\b)"
    rf"|\b(?:called|known as|referred to as|named) (?:the )?[\"“'‘]?{_ONE_COACHED}\b"
    rf"|\bundersigned {_ONE_COACHED}\b",
    re.IGNORECASE,
)
# Somebody of whom only this is said: "X acts as coach", "Y, of York, is the client", "prepared for Y by X", "coaching of Y by X".
_SAID_TO_BE = (
    (
        Role.COACH,
        LatePattern(
            rf"(?P<name>{NAME_TEXT})(?:,[^.;\n]{{1,40}},)? (?:acts?|serves?|works?|is acting) as (?:the |your |a )?(?:\w+ )?(?:coach|mentor)\b"
            rf"|\bcoaching of {NAME_TEXT} by (?P<second>{NAME_TEXT})|\b[Pp]repared by:? *(?P<third>{NAME_TEXT})"
            rf"|\b(?:[Ll]ed|[Rr]un|[Hh]osted|[Ff]acilitated|[Cc]onvened|[Dd]elivered) by (?P<fourth>{NAME_TEXT})"
            rf"|\b(?:[Cc]oaching|[Mm]entoring) with (?P<fifth>{NAME_TEXT})"
        ),
    ),
    (
        Role.CLIENT,
        LatePattern(
            rf"(?P<name>{NAME_TEXT})(?:,[^.;\n]{{1,40}},)? is (?:the |our |my )(?:\w+ )?(?:client|coachee|mentee|participant)\b"
            rf"|\bcoaching of (?P<second>{NAME_TEXT})|\b[Pp]repared for:? *(?P<third>{NAME_TEXT})|\bYou are (?P<fourth>{NAME_TEXT})"
        ),
    ),
)
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
_EMPLOYS = LatePattern(
    rf"\b(?P<does>{_PROPER}) (?:pays|is paying|will|shall|agrees|employs|funds|sponsors|covers|receives|hears|gets|does not|expects|sets|"
    rf"provides|supports|has (?:asked|engaged|bought|offered|arranged|commissioned|agreed)|bought|offers|wishes|bears)\b"
    rf"|\b(?P<owns>{_PROPER})['’]s? (?:employees|staff|managers|leaders|leadership|HR|people team|policy|policies|code|budget|systems|laptop|"
    rf"network|premises|calendar|executives|expense)\b"
    rf"|\b(?:at|within|inside|employed by|(?:employees|staff|managers|colleagues|leaders) (?:of|at|from)|works? for|working for|leaves?|join(?:s|ed)?|paid (?:for )?by|sponsored by|on behalf of|offered by|tell|told|inform|invoice|report(?:s|ing)? (?:back )?to) "
    rf"(?P<home>{_PROPER})\b"
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
    for match in _EMPLOYS.finditer(text):
        place = next(group for group in ("does", "owns", "home") if match.group(group))
        name = match.group(place)
        words = name.split()
        plain = len(words) == 1 and is_plain_word(name.lower(), text)  # "Recordings will be deleted"
        ours = any(f"{name} ({mark}we" in text for mark in '"“')  # the coach's own firm
        free = words[0] not in NO_NAME | TITLE_WORDS and name.lower() not in taken
        if free and not plain and not ours:
            said.setdefault(name, []).append(Span(*match.span(place)))
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
        if role in missing and (found := asked.search(text)):
            yield Binding(role, "", "", Span(*found.span()))
            missing -= {role}
    for role, said_to_be in _SAID_TO_BE:
        found = said_to_be.search(text) if role in missing else None
        part = next((part for part, name in found.groupdict().items() if name), "") if found else ""
        if found and len(found.group(part).split()) > 1 and found.group(part).split()[0] not in NO_NAME:
            yield Binding(role, "", found.group(part), Span(*found.span(part)))
            missing -= {role}
    said = _CLIENT_SAID.search(text) if Role.CLIENT in missing else None
    if said and not _A_FIRM.search(text, max(0, said.start() - 60), said.start()):
        yield Binding(Role.CLIENT, "", "", Span(*said.span()))
        missing -= {Role.CLIENT}
    addressed = _ADDRESSED.search(text) if Role.CLIENT in missing else None
    if addressed is None and kind is Kind.GROUP:
        addressed = _COUNTED.search(text)
    if Role.COACH in missing and (terms := _WITH_ME.search(text)):
        part = "name" if terms.group("name") else "house"
        if terms.group(part).split()[0] not in NO_NAME:
            yield Binding(Role.COACH, "", terms.group(part), Span(*terms.span(part)))
            missing -= {Role.COACH}
    offices = (_PEOPLE_OFFICE,) if any(office in text for office in _OFFICES) else ()
    sources = {Role.COACH: (_PROVIDES, _WITH_YOU, _HOUSE), Role.SPONSOR: offices}
    for role, patterns in sources.items():
        if role in missing:
            match = next((found for pattern in patterns if (found := pattern.search(text))), None)
            words = match.group("name").split() if match is not None else []
            if match is not None and len(words) > 1 and words[0] not in NO_NAME:
                yield Binding(role, "", match.group("name"), Span(*match.span("name")))
                firm = match.groupdict().get("firm")
                if firm and firm.split()[0] not in NO_NAME:
                    yield Binding(role, "", firm, Span(*match.span("firm")))
    if Role.CLIENT in missing:
        form = _FORM.search(text)
        if form is not None:
            yield Binding(Role.CLIENT, "", "", Span(*form.span("field")))
        elif addressed is not None:
            yield Binding(Role.CLIENT, "", "", Span(*addressed.span()))
