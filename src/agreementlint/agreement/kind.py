"""What kind of document this is, with the evidence for it in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agreementlint.document import Block, BlockKind, Document
from agreementlint.terms import Kind

_TITLE_BLOCKS = 9
_TITLE_LINES = 4
_TITLE_WORDS = 16
_HEAD_WORDS = 260
_WINDOW = 5
_MOST_WORDS = 20_000  # what a document is shows in its first pages; a longer one is not read further for this
_SHORT = 250  # rates of shorter texts are reckoned as if they had so many words


class Cue(NamedTuple):
    """A sign that speaks for or against a reading of the document: how much it weighs, and what it is in words."""

    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Impression:
    """What the cues are read from.

    `counts` says how often each word form occurs, `pairs` which word follows which actor, `title` are the first
    short lines in lower case; `head` and `telling` are the opening and the surroundings of all telling words, as
    word forms divided by spaces.
    """

    counts: Counter[str]
    size: int
    title: str
    head: str
    telling: str
    pairs: Counter[tuple[str, str]]

    def sum(self, words: frozenset[str]) -> int:
        return sum(map(self.counts.__getitem__, words))

    def rate(self, words: frozenset[str]) -> float:
        """How often the words occur per thousand words."""
        return self.per_thousand(self.sum(words))

    def per_thousand(self, count: float) -> float:
        return 1000 * count / max(self.size, _SHORT)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COACHING = _words(
    "coach coaches coaching coached coachee coachees mentor mentors mentoring mentorship mentored mentee mentees mentorcoach "
    "supervisee supervisees"
)
_SERVICE = _COACHING | _words(
    "session sessions client clients goal goals meeting meetings facilitator facilitate facilitated"
)
_SESSION = _words(
    "session sessions sitting sittings meetup meetups circle circles call calls conversation conversations"
)
_CLIENT_SIDE = _words(
    "client clients coachee coachees mentee mentees supervisee supervisees participant participants you"
)
_MENTEES = _words("mentee mentees supervisee supervisees mentorcoach")
_MENTORING = _words(
    "mentor mentors mentoring mentorship mentored mentorcoach supervisor supervisee supervisees mentee mentees"
)
_GROUP = _words("group groups team teams cohort circle circles mastermind meetup meetups participants members pod")
_SPONSOR = _words(
    "sponsor sponsors sponsor's sponsoring sponsored organization organizations employer employers hr manager managers boss "
    "commissioning commissioner funder purchaser principal payer executive officer"
)
_DATA = _words(
    "privacy data personal processing processor processors controller cookies retention retain retained delete deleted "
    "deletion erasure gdpr storage stored encrypted backup backups records"
)
_KEEPING = _words(
    "notes note kept keep keeps shred shredded burn password folder copies copy laptop phone drive cloud locked drawer cabinet file files "
    "erase erased destroy destroyed archive wiped"
)
_FEES = _words(
    "fee fees cancel cancellation reschedule rescheduled invoices payment payments refund refunds price rate"
)
_SITE = _words("site website websites links content cookies browser trademarks copyright webpage user users")
_TRADE = _words(
    "contractor subcontractor employment employee salary wages bonus university athletic athletics royalty royalties license "
    "licensed licensor licensee franchise franchisee franchisor endorsement distributor reseller tenant landlord lease buyer "
    "seller purchaser shares shareholder goods products lender borrower loan merchandise trademark trademarks territory stipend "
    "intern internship affiliate supplier manufacturer disclosee recipient disclosing receiving warranty warranties therapy "
    "therapist psychotherapy cleaning premises facility player players season"
)
_PLURAL = _words("coaches clients mentors mentees coachees practitioners")
_ONE = _words("coach client mentor mentee coachee practitioner i my me")
_ACTORS = _words(
    "i we you he she coach client coachee mentor mentee participant supervisor supervisee sponsor parties party executive company "
    "organization officer facilitator practitioner member provider mentees mentors participants members everybody everyone supervisees this these"
)
_LABELS = tuple(
    "coach client coachee mentor mentee supervisor supervisee sponsor participant facilitator executive officer".split()
)
_TELLING = _words(
    "sponsor sponsors sponsored sponsoring tripartite three employer employer's organization organizations company manager hr head human "
    "parents parent guardian carer payer party paid pays commissioning commissioned prescriber school university "
    "internal internally house inhouse pool same job fellow colleague colleagues employed employee employees "
    "group team circle cohort member members participant participants peer "
    "training credential credentialing trainee student certification "
    "article guide post blog chapter reading download author research studies questions takeaways conclusion could might consider "
    "coaches practice business agreements suggests here"
)
_COMMIT = _words(
    "will shall agree agrees agreed understand understands acknowledge acknowledges undertake undertakes must commit "
    "commits promise promises 'll wo can may"
)

_AGREEMENT_TITLE = re.compile(
    r"\b(?:agreement|contract|charter|terms|engagement|letter of|compact|memorandum|consent form|intake|welcome|"
    r"working together|how (?:we|you and i|i|the three of us)(?:'ll| will)? work|working alliance|practice polic\w+|protocol|"
    r"statement of work|code of conduct|ground rules|guidelines|code for|dear|client polic\w+|policies and procedures|undertaking|deal)\b"
)
_COACHING_TITLE = re.compile(
    r"\b(?:coach\w*|mentor\w*|mentee|client|three-way|tripartite|supervision)(?: \w+){0,2}[ -](?:agreement|contract|terms|charter|engagement)\b"
    r"|\b(?:agreement|contract|terms|engagement|charter)(?: \w+){0,3} (?:coaching|mentoring|supervision)\b"
)
_ARTICLE_TITLE = re.compile(
    r"\b(?:how to|how do|what (?:is|are|to|makes)|why (?:you|coach|every)|best practi[cs]es?|tips|guide to|guide for|a guide|checklist|"
    r"overview|introduction to|explained|difference|comparison|vs\.?|versus|lessons?|chapter|faqs?|blog|article|case stud\w+|"
    r"create an?|write an?|writing an?|creating an?|things (?:to|you)|reasons|mistakes|research|review of|syllabus|glossary|"
    r"ethics|competenc\w+|news|press release|recipe|job description|vacancy)\b"
)
_ARTICLE_TALK = re.compile(
    r"\b(?:in this (?:article|guide|post|blog|chapter)|this (?:article|guide|post|blog)|read more|further reading|download this|"
    r"free template|the author|(?:research|studies) (?:shows?|have|suggests?)|frequently asked|key takeaways|in conclusion|you could use|"
    r"you might want|consider using|every coach|(?:many|most|some|all) coaches|coaches (?:should|can|need|must|often|may)|"
    r"(?:for|between|maintaining|that|effective|good|of) coaching agreements|an agreement with your|your coaching (?:business|practice)|"
    r"here are some|suggests|what you could|good coaches|ask yourself)\b"
)
_OTHER_TRADE = re.compile(
    r"\b(?:non[- ]?disclosure|nda|confidentiality agreement|confidential disclosure|contractor agreement|independent contractor|"
    r"subcontract\w*|associate (?:coach )?agreement|employment (?:agreement|contract)|contract of employment|offer of employment|"
    r"endorsement|sponsorship agreement|licen[cs]e agreement|licensing|franchise|lease|tenancy|distribution|distributor|reseller|"
    r"purchase agreement|supply agreement|sale of|partnership agreement|joint venture|affiliate|internship|merger|"
    r"loan|hosting|maintenance|volunteer agreement|co-branding|promotion agreement|transportation|manufacturing|consulting agreement|"
    r"terms of use|website terms|terms of (?:website )?use|website disclaimer|outsourcing|agency agreement|"
    r"therapy (?:agreement|contract|services)|counsel+ing (?:agreement|contract)|psychotherapy (?:agreement|contract)|"
    r"code of (?:professional )?ethics|code of practice|competenc\w+)\b"
)
_DATA_TITLE = re.compile(
    r"\b(?:privacy|data protection|data[- ](?:handling|policy|plan|retention|security|map|inventory)|data (?:and|&) \w+ policy|"
    r"retention|records?(?: \w+)? (?:policy|plan|schedule|notice)|record of processing|register of|confidentiality policy|"
    r"(?:client |personal )?(?:information|data|records?|notes|files?)(?: \w+){0,2} (?:policy|notice|register|plan|statement|handling|schedule|procedure)|"
    r"(?:look(?:s|ing)? after|keep(?:s|ing)?|protect(?:s|ing)?|handl(?:e|es|ing)|treat(?:s|ing)?|us(?:e|es|ing)) (?:what you|your (?:\w+ )?(?:data|information|notes|details|records))|"
    r"gdpr|information (?:policy|governance|notice)|notes and records|(?:what|where) happens (?:to|with) your|"
    r"(?:handling|keeping|storage|protection|use|treatment) of (?:\w+ )?(?:personal |client |coaching )?(?:data|information|records|notes))\b"
)
_MENTOR_TITLE = re.compile(
    r"\bmentor\w*|\bmentee\w*|\bsupervisee|\bsupervision|\bcoach(?:ing)? (?:training|supervision|education)|\btrainee coach|"
    r"\b(?:training|certification|credential\w*) program\w*|\bcoach certification"
)
_TRAINING = re.compile(
    r"\bcoach(?:ing)? (?:training|certification|education) (?:program\w*|course|school|participant)|\bstudent coach|\btrainee coach|"
    r"\bcredential\w* training|\bmentor ?coach"
)
_GROUP_TITLE = re.compile(
    r"\b(?:group|team|circle|cohort|mastermind|meet-?up|workshop|peer|action learning|collective|small-group|pod)s?\b"
)
_GROUP_SPEECH = re.compile(
    r"\b(?:group|team|peer) (?:coach|session|program|meeting|conversation|call|agreement)\w*|\bthe (?:group|circle|cohort|team)\b|"
    r"\b(?:each|every|all|fellow|other) (?:group |team )?(?:participant|member)s?\b|\boutside the (?:group|circle|room)"
)
_INTERNAL = re.compile(
    r"\bin-? ?house\b|\binternal coach(?:es|ing)?\b|\bcoaching pool|\bpool of coaches|\bcoaching office|"
    r"\bsame (?:organization|employer|company|trust|firm|bank|university|council|authority|institution)\b|\bday job\b|"
    r"\bcoach (?:, )?(?:who )?(?:is|are|being) (?:also |both |herself |himself )?(?:an? )?(?:employee|employed by (?:the|our)|member of staff|"
    r"member of the|colleague)|\bboth (?:of us |of you )?(?:are |of whom )?(?:work for|employed by|employees of|working for)|"
    r"\bcolleagues? (?:who|trained)"
)
_NOT_INTERNAL = re.compile(
    r"\b(?:not|never|no longer|nor|external|unlike) (?:an? |the )?(?:\w+ )?(?:employee|internal|colleague|employed)"
)
_THREE = re.compile(
    r"\btri-?partite|\bthree (?:- )?way|\bthree of us|\bthree (?:corner|part(?:y|ies|ners?)\b)|\bsponsor(?:ing|ed|s)?\b|\bcommissioning (?:party|organization|"
    r"manager|body|unit|company)|\bclient organization|\bprescriber|"
    r"\b(?:your|the|client 's|coachee 's|his|her|their|whose) (?:employer|organization|company|firm|parents?|school|university) "
    r"(?:pays|is paying|will pay|has agreed to pay|funds|arranges|is funding|has (?:arranged|asked|engaged|commissioned|bought)|commission|covers|"
    r"foots|bears|settles|meets)|\bpaid (?:for )?by (?:your|the client 's|the coachee 's|an?) (?:employer|company|organization)"
    r"|\bhead of (?:people|talent|learning|hr|human)|\bline manager|\bhr (?:business )?(?:partner|contact|director|manager|representative)"
    r"|\bhuman resources|\bparent (?:/|or) (?:guardian|carer)|\byour parents"
)
_NO_PAYER = re.compile(
    r"\bpayer is not a party|\b(?:nobody|no one|no third party|no person) else (?:is a party|pays)|\bno third party (?:pays|is)"
)


def read_kind(document: Document, normals: Sequence[str], counts: Counter[str]) -> tuple[Kind, str]:
    """The kind of a document and the evidence for it in words; `normals` are its words, `counts` how often each occurs."""
    if document.stated_kind is not None:
        return document.stated_kind, "the file format says so"
    seen = _impression(document, normals, counts)
    policy, agreement, against = _policy(seen), _for_agreement(seen), _against_agreement(seen)
    if policy > 0 and policy >= _weight(agreement) - _weight(against):
        return Kind.DATA_PLAN, "it is about personal data and agrees no coaching"
    if not _is_coaching(seen):
        return Kind.OTHER, "coaching is not what it is about"
    if _weight(agreement) - _weight(against) < 1.5:
        return Kind.OTHER, f"no coaching is agreed in it: {_best(against) or 'nobody commits to anything'}"
    kind, why = _arrangement(seen)
    return kind, f"{_best(agreement)}; {why}"


def _impression(document: Document, normals: Sequence[str], counts: Counter[str]) -> Impression:
    words = normals if len(normals) <= _MOST_WORDS else normals[:_MOST_WORDS]
    title = (
        " | ".join(_title_lines(document.blocks, document.text)).lower().replace("’", "'").replace("organis", "organiz")
    )
    pairs = Counter(pair for pair in zip(words, words[1:], strict=False) if pair[0] in _ACTORS)
    near: list[str] = []
    end = 0
    for index, word in enumerate(words):
        if word in _TELLING:
            start = max(index - _WINDOW, end)
            if start > end:
                near.append("…")
            end = index + 1 + _WINDOW
            near.extend(words[start:end])
    return Impression(counts, sum(counts.values()), title, " ".join(words[:_HEAD_WORDS]), " ".join(near), pairs)


def _title_lines(blocks: Sequence[Block], text: str) -> list[str]:
    """The lines that say what the document is: the first headings and short lines."""
    lines: list[str] = []
    for block in blocks[:_TITLE_BLOCKS]:
        words = text[block.start : min(block.end, block.start + 200)]
        sentence = words.rstrip().endswith((".", ";"))
        if block.kind is BlockKind.HEADING or (len(words.split()) <= _TITLE_WORDS and not sentence):
            lines.append(words)
        if len(lines) >= _TITLE_LINES:
            break
    return lines


def _weight(cues: list[Cue]) -> float:
    return sum(cue.weight for cue in cues)


def _best(cues: list[Cue]) -> str:
    return max(cues, key=lambda cue: cue.weight).words if cues else ""


def _is_coaching(seen: Impression) -> bool:
    """Whether coaching, mentoring or supervision is the subject, be it by name or by the way two people speak."""
    named = seen.sum(_COACHING)
    if (named >= 2 and seen.rate(_COACHING) >= 1.5) or re.search(r"\bcoach|\bmentor", seen.title):
        return True
    if _GROUP_TITLE.search(seen.title) and seen.rate(_SESSION) >= 4 and seen.counts["you"] and seen.counts["i"]:
        return True
    personal = 1000 * (seen.counts["i"] + seen.counts["you"]) / max(seen.size, 1)
    return (
        personal >= 30
        and seen.sum(_SESSION) >= 1
        and seen.rate(_TRADE) < 3
        and bool(_AGREEMENT_TITLE.search(seen.title))
    )


def _for_agreement(seen: Impression) -> list[Cue]:
    """What speaks for an agreement between people."""
    cues: list[Cue] = []
    titled = _AGREEMENT_TITLE.search(seen.title)
    coaching = _COACHING_TITLE.search(seen.title)
    if titled and (coaching or not _DATA_TITLE.search(seen.title)):
        words = f"its title speaks of {(coaching or titled).group()!r}"
        article = _ARTICLE_TITLE.search(seen.title)
        cues.append(Cue(1 if article else 4 if coaching else 3, words))
    bound = any(seen.pairs[label, mark] for label in _LABELS for mark in (":", "|", ")"))
    if bound or "hereinafter" in seen.counts or "undersigned" in seen.counts or " between " in seen.head:
        cues.append(Cue(2, "it says between whom it is"))
    committed = seen.per_thousand(sum(count for (_, verb), count in seen.pairs.items() if verb in _COMMIT))
    if committed >= 2:
        cues.append(Cue(min(committed / 3, 3), "it commits people"))
    own = sum(
        seen.pairs[pair]
        for pair in (
            ("this", "agreement"),
            ("this", "contract"),
            ("these", "terms"),
            ("this", "charter"),
            ("this", "letter"),
            ("this", "code"),
            ("this", "form"),
        )
    )
    if own:
        cues.append(Cue(min(0.5 + own / 2, 2), "it calls itself an agreement"))
    if "signature" in seen.counts or "signed" in seen.counts:
        cues.append(Cue(1, "it is signed"))
    if seen.sum(_FEES) >= 2 and seen.sum(_SESSION) >= 2:
        cues.append(Cue(1.5, "it sets sessions and their terms"))
    return cues


def _against_agreement(seen: Impression) -> list[Cue]:
    """What speaks for a text about coaching, or for a contract of another trade."""
    cues: list[Cue] = []
    if "?" in seen.title.split(" | ")[0] or _ARTICLE_TITLE.search(seen.title):
        cues.append(Cue(2.5, "its title is that of an article"))
    talk = {match.group() for match in _ARTICLE_TALK.finditer(seen.telling)}
    if talk:
        # In a long agreement one such phrase is chance; in a short text it is telling.
        weight = min(len(talk), 4) * min(1.0, 0.2 + 1200 / max(seen.size, 400))
        cues.append(Cue(weight, f"it talks about the subject ({min(talk)!r})"))
    plural = seen.sum(_PLURAL)
    if plural >= 4 and plural > seen.sum(_ONE):
        cues.append(Cue(1.5, "it speaks of coaches and clients in general"))
    trade = _OTHER_TRADE.search(seen.title)
    if trade:
        coached = seen.rate(_CLIENT_SIDE - {"you"})
        cues.append(
            Cue(4 if coached >= 5 and "coaching" in seen.title else 20, f"its title speaks of {trade.group()!r}")
        )
    if seen.rate(_TRADE) > 6 and seen.rate(_TRADE) > 0.8 * seen.rate(_SERVICE):
        cues.append(Cue(4, "its terms are those of another trade"))
    if seen.rate(_SITE) > 8 and seen.rate(_SITE) > 1.5 * seen.rate(_FEES | _SESSION):
        cues.append(Cue(3, "it is about a website"))
    if not seen.sum(_CLIENT_SIDE) and seen.size > _SHORT:
        cues.append(Cue(2, "nobody is coached in it"))
    return cues


def _policy(seen: Impression) -> float:
    """How much speaks for a plan or notice about data."""
    score = 0.0
    rate = seen.rate(_DATA)
    titled = _DATA_TITLE.search(seen.title)
    if titled and not _COACHING_TITLE.search(seen.title):
        score += 5 + min(seen.rate(_KEEPING) / 8, 2)
    if rate >= 20:
        score += 2 + min((rate - 20) / 15, 3)
    elif not titled:
        return 0
    if seen.rate(_FEES) > max(rate / 2, 3):
        score -= 3
    return 0 if _OTHER_TRADE.search(seen.title) else score


def _arrangement(seen: Impression) -> tuple[Kind, str]:
    """Who stands in the arrangement: the first kind in order that the document shows."""
    mentoring = seen.sum(_MENTORING)
    if _MENTOR_TITLE.search(seen.title):
        return Kind.MENTOR, "its title speaks of mentoring, supervision or training"
    if (seen.sum(_MENTEES) >= 3 and seen.rate(_MENTEES) >= 2) or (mentoring >= 4 and seen.per_thousand(mentoring) >= 8):
        return Kind.MENTOR, "it speaks of mentor and mentee, or supervisor and supervisee"
    if len(_TRAINING.findall(seen.telling)) >= 3:
        return Kind.MENTOR, "it trains coaches"
    group = seen.rate(_GROUP)
    if _GROUP_TITLE.search(seen.title) and group >= 4:
        return Kind.GROUP, "its title speaks of a group or team"
    if group >= 10 and len(_GROUP_SPEECH.findall(seen.telling)) >= 4:
        return Kind.GROUP, "it speaks of a group and its members"
    internal = len(_INTERNAL.findall(seen.telling)) - len(_NOT_INTERNAL.findall(seen.telling))
    if internal >= 2 or (internal == 1 and _INTERNAL.search(seen.head)):
        return Kind.INTERNAL, "coach and client work for the same organisation"
    third = len(_THREE.findall(seen.telling)) - 3 * len(_NO_PAYER.findall(seen.telling))
    say = seen.per_thousand(third) + seen.rate(_SPONSOR) / 3 + (3 if third >= 1 and _THREE.search(seen.head) else 0)
    if _THREE.search(seen.title) or (third >= 1 and say >= 4.5):
        return Kind.SPONSORED, "somebody other than the client pays for it or has a say"
    return Kind.TWO_PARTY, "coach and client are the only parties"
