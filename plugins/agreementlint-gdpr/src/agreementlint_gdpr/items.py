"""Lists of the regulation: what a processor owes, and what people are told when their data is collected."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agreementlint.api import (
    Agreement,
    Confidence,
    Demand,
    Held,
    Kind,
    NotApplicable,
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
_OF_DATA_LAW = pattern(r"\bGDPR\b|\bGeneral Data Protection Regulation|\bData Protection Act 2018|\bEU data protection")
_NOTICE = pattern(
    r"\b(?:privacy|data protection|data) (?:notice|policy|statement|information)|\bdata.handling plan|\bprivacy page"
)
# What Article 13 asks to be told.
_TOLD_ITEMS: Mapping[str, re.Pattern[str]] = {
    "who is responsible": pattern(r"\bcontroller\b|\bresponsible for (?:the |your |personal )*data"),
    "purposes and legal basis": pattern(
        r"\b(?:legal|lawful) (?:basis|ground)|\bpurposes? of (?:the )?processing|\bprocessed (?:for|to)\b"
    ),
    "recipients": pattern(r"\brecipients?\b|\bshared with\b|\bpass\w* on\b|\bnobody else\b|\bthird part(?:y|ies)\b"),
    "how long it is kept": pattern(
        r"\b(?:kept|stored|retained|deleted|destroyed)\b[^.;]*\b(?:year|month|day|week)s?\b"
    ),
    "rights": pattern(r"\bright (?:to|of) (?:access|see|correct\w*|delet\w*|eras\w*|object\w*)|\byour rights\b"),
    "complaint": pattern(
        r"\bcomplain\w*\b[^.;]*\b(?:authority|commissioner|ICO|regulator)|\b(?:authority|commissioner|ICO)\b[^.;]*\bcomplain"
    ),
}


def check_processing(agreement: Agreement) -> Verdict:
    stated = [
        statement.span
        for statement in saying(agreement, _ON_BEHALF)
        if not _EXPLAINED.search(agreement.quote(statement.span))
    ]
    if not stated:
        return NotApplicable("Nobody processes data on behalf of another here.")
    return _judged(
        agreement, stated[0], _PROCESSOR_ITEMS, "Data is processed on behalf of another, but there is nothing on: "
    )


def check_information(agreement: Agreement) -> Verdict:
    spoken = [statement.span for statement in saying(agreement, _OF_DATA_LAW, denied=True)]
    if not spoken:
        return NotApplicable("The agreement does not name the GDPR.")
    notice = [statement.span for statement in saying(agreement, _NOTICE)]
    if notice:
        return Held((notice[0],))
    return _judged(
        agreement,
        spoken[0],
        _TOLD_ITEMS,
        "It names the GDPR and refers to no privacy notice; people are not told of: ",
    )


def _judged(agreement: Agreement, place: Span, items: Mapping[str, re.Pattern[str]], message: str) -> Verdict:
    found: dict[str, Span] = {}
    for name, wanted in items.items():
        spans = [statement.span for statement in agreement.statements if wanted.search(agreement.quote(statement.span))]
        if spans:
            found[name] = spans[0]
    absent = [name for name in items if name not in found]
    if not absent:
        return Held(tuple(dict.fromkeys(found.values())))
    shortfall = Shortfall.PARTIAL if found else Shortfall.MISSING
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
    check=check_information,
)
