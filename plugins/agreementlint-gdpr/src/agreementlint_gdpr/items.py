"""Lists of the regulation: what a processor owes, and what people are told when their data is collected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agreementlint.api import (
    Agreement,
    Confidence,
    Demand,
    FactCheck,
    Facts,
    Held,
    Kind,
    NotApplicable,
    Polarity,
    Problem,
    Rule,
    RuleId,
    Severity,
    Shortfall,
    Span,
    Verdict,
    Violated,
)
from agreementlint_gdpr.wording import AGREEMENTS, article, pattern, saying, text_case

_ON_BEHALF = pattern(
    r"\b(?:acts?|acting|serves?) (?:only |solely )?as (?:a |an |the )?(?:data )?processor"
    r"|\bprocess\w*[^.;]{0,60}\bon behalf of (?:the )?(?:\w+ ){0,3}(?:controller|sponsor|organi[sz]ation|company|employer)"
    r"|\bis the (?:data )?processor\b"
)
_EXPLAINED = pattern(r"\bmeans\b|\bany (?:natural|legal|person)|\brefers to\b")  # what a processor is, not who is one
# What Article 28(3) asks of such a contract; any of the words will do for each.
_PROCESSOR_ITEMS: Mapping[str, re.Pattern[str]] = {
    "instructions": pattern(r"\binstruct\w+"),
    "confidentiality of those who work with the data": pattern(r"\bconfidential\w*|\bsecrecy"),
    "security": pattern(r"\bsecur\w+|\btechnical and organi[sz]ational measures|\bencrypt\w+"),
    "sub-processors": pattern(r"\bsub-?processor|\bsub-?contract\w*|\bother processors?|\bengage (?:an)?other"),
    "help with requests and breaches": pattern(r"\b(?:assist\w*|help\w*|support\w*)\b"),
    "deletion or return at the end": pattern(r"\b(?:delet\w+|return\w*|destroy\w*|eras\w+)\b"),
    "audit": pattern(r"\baudit\w*|\binspect\w*|\bdemonstrat\w+ (?:its )?compliance"),
}
# What Article 13 asks to be told, and the concepts that tell it; the words stand in words/lexicon.
_NAMED, _NOTICE = "gdpr-named", "gdpr-notice"
_TOLD_ITEMS: Mapping[str, tuple[str, ...]] = {
    "who is responsible": ("gdpr-controller",),
    "purposes and legal basis": ("gdpr-purpose",),
    "recipients": ("gdpr-recipient",),
    "how long it is kept": ("gdpr-kept", "duration"),
    "rights": ("gdpr-right",),
    "complaint": ("gdpr-complaint",),
}
_READ = (_NAMED, _NOTICE, *(concept for concepts in _TOLD_ITEMS.values() for concept in concepts))


def check_processing(agreement: Agreement) -> Verdict:
    stated = [
        statement.span
        for statement in saying(agreement, _ON_BEHALF)
        if not _EXPLAINED.search(agreement.quote(statement.span))
    ]
    if not stated:
        return NotApplicable("Nobody processes data on behalf of another here.")
    named = {
        item: [each.span for each in agreement.statements if wanted.search(agreement.quote(each.span))]
        for item, wanted in _PROCESSOR_ITEMS.items()
    }
    return _judged(stated[0], named, "Data is processed on behalf of another, but there is nothing on: ")


def judge_information(agreement: Agreement, facts: Facts) -> Verdict:
    spoken = facts.mentions(agreement, _NAMED)
    if not spoken:
        return NotApplicable("The agreement does not name the GDPR.")
    notice = [each for each in facts.mentions(agreement, _NOTICE) if each.polarity is Polarity.PLAIN]
    if notice:
        return Held((notice[0].statement.span,))
    message = "It names the GDPR and refers to no privacy notice; people are not told of: "
    told = {item: _statements_with(agreement, facts, concepts) for item, concepts in _TOLD_ITEMS.items()}
    return _judged(spoken[0].statement.span, told, message)


def _statements_with(agreement: Agreement, facts: Facts, concepts: tuple[str, ...]) -> list[Span]:
    """The statements that mention all of the concepts, denied or not: "shared with nobody" tells of recipients too."""
    first, *rest = ([each.statement for each in facts.mentions(agreement, concept)] for concept in concepts)
    others = [{statement.index for statement in statements} for statements in rest]
    return [statement.span for statement in first if all(statement.index in each for each in others)]


def _judged(place: Span, spans: Mapping[str, Sequence[Span]], message: str) -> Verdict:
    """Whether each item of a list has a statement; `place` is what makes the list needed."""
    absent = [item for item, found in spans.items() if not found]
    told = tuple(dict.fromkeys(found[0] for found in spans.values() if found))
    if not absent:
        return Held(told)
    shortfall = Shortfall.PARTIAL if told else Shortfall.MISSING
    return Violated((Problem(shortfall, f"{message}{', '.join(absent)}.", (place,)),))


_WHOLE_CONTRACT = (
    "The coach acts as a processor. The coach processes data only on documented instructions of the sponsor, keeps it"
    " confidential and secures it. A sub-processor is engaged only with consent. The coach assists the sponsor with"
    " requests, returns or deletes the data at the end, and allows audits."
)

PROCESSING_ON_BEHALF = Rule(
    id=RuleId("gdpr-processing-on-behalf"),
    title="Terms for processing on behalf of another",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.REQUIRE,
    kinds=frozenset({Kind.SPONSORED, Kind.INTERNAL, Kind.GROUP, Kind.DATA_PLAN}),
    passes_when="Where somebody processes data on behalf of another, each of the seven items of Article 28(3) is named.",
    why="A contract with a processor that lacks one of the items does not meet what the regulation asks of it.",
    advice="Add what is missing, or do not call the coach a processor: most coaches decide on their notes themselves.",
    model_clause="The coach processes the data only on documented instructions of {sponsor_name}.",
    authorities=(article("Article 28", confirmed=True),),
    cases=(
        text_case(_WHOLE_CONTRACT, "held", "all seven", Kind.SPONSORED),
        text_case("The coach acts as a data processor on instructions of the sponsor.", "violated", "", Kind.SPONSORED),
        text_case("The coach is the processor and the company is the controller.", "violated", "", Kind.INTERNAL),
        text_case(
            "A processor means any person who processes data on behalf of the controller.",
            "not_applicable",
            "a definition",
            Kind.SPONSORED,
        ),
        text_case("The coach is the controller of the notes.", "not_applicable", "no processor", Kind.SPONSORED),
        text_case("The coach does not act as a processor.", "not_applicable", "denied", Kind.SPONSORED),
    ),
    source="agreementlint_gdpr.items",
    check=check_processing,
)

INFORMATION_OR_NOTICE = Rule(
    id=RuleId("gdpr-information-or-notice"),
    title="People are told about their data, or where to read it",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.REQUIRE,
    kinds=AGREEMENTS,
    passes_when="An agreement that names the GDPR refers to a privacy notice or tells what Article 13 asks.",
    why="To name the law is not to keep it: people have to be told who has their data, why, for how long, and their rights.",
    advice="Refer to your privacy notice or data-handling plan by name, or put the information into the agreement.",
    model_clause="How personal data is handled is described in the privacy notice of {date}.",
    authorities=(article("Article 13", confirmed=True),),
    cases=(
        text_case("Under the GDPR, data is handled as the privacy notice says.", "held", "it refers", Kind.TWO_PARTY),
        text_case(
            "Under the GDPR Marit Hollis is the controller. The legal basis is the contract. Data is shared with nobody else. It is kept"
            " for two years. You have the right to access it and can complain to the supervisory authority.",
            "held",
            "all is told",
            Kind.TWO_PARTY,
        ),
        text_case("The coach complies with the GDPR.", "violated", "nothing is told", Kind.TWO_PARTY),
        text_case("As the GDPR asks, data is kept for two years.", "violated", "only the period", Kind.TWO_PARTY),
        text_case("The coach keeps notes.", "not_applicable", "no word of the regulation", Kind.TWO_PARTY),
    ),
    source="agreementlint_gdpr.items",
    check=FactCheck({}, judge_information, concepts=_READ),
)
