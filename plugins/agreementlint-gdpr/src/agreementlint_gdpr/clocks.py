"""The two clocks: the authority hears of a breach within 72 hours, who asks is answered within a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agreementlint.api import (
    Agreement,
    Confidence,
    Demand,
    Duration,
    Held,
    NotApplicable,
    Problem,
    Rule,
    RuleId,
    Severity,
    Shortfall,
    Span,
    Unit,
    Verdict,
    Violated,
)
from agreementlint_gdpr.wording import PLANS, article, pattern, plan_case, text_case

_HOURS = {
    Unit.MINUTE: Decimal(1) / 60,
    Unit.HOUR: Decimal(1),
    Unit.DAY: Decimal(24),
    Unit.WEEK: Decimal(168),
    Unit.MONTH: Decimal(31 * 24),
    Unit.YEAR: Decimal(365 * 24),
}
_AUTHORITY = pattern(
    r"\b(?:supervisory|data protection|competent|the) authorit\w+|\b(?:ICO|CNIL|DPC|regulator|commissioner|watchdog)\b"
)
_TOLD = pattern(r"\b(?:notif\w+|tell\w*|told|report\w*|inform\w*|hears?)\b")
_BREACH = pattern(r"\bbreach\w*|\bincident\w*|\bloss(?:es)?\b|\blost\b|\bstolen\b|\bleak\w*|\bunauthori[sz]ed")
_REQUEST = pattern(r"\brequests?\b|\bask(?:s|ed)? (?:for|to see)\b")
_ANSWER = pattern(r"\b(?:respon\w+|answer\w*|repl(?:y|ies)|deal\w* with|compl(?:y|ies) with)\b")
_EXTENDED = pattern(r"\bexten\w+|\bcomplex\b|\bfurther\b")


def check_breach(agreement: Agreement) -> Verdict:
    periods = list(_periods(agreement, (_AUTHORITY, _TOLD, _BREACH)))
    if not periods:
        return NotApplicable("The document gives no time within which an authority hears of a breach.")
    return _judged(periods, Decimal(72), "The authority is told of a breach within {}, which is later than 72 hours.")


def check_request(agreement: Agreement) -> Verdict:
    periods = [
        each for each in _periods(agreement, (_REQUEST, _ANSWER)) if not _EXTENDED.search(agreement.quote(each[1]))
    ]
    if not periods:
        return NotApplicable("The document gives no time within which a request is answered.")
    return _judged(periods, _HOURS[Unit.MONTH], "A request is answered within {}, which is later than one month.")


def _periods(agreement: Agreement, wanted: tuple[re.Pattern[str], ...]) -> Iterator[tuple[Duration, Span]]:
    """The periods of statements that, with what the format says that they are, have all the words."""
    for statement in agreement.statements:
        block = agreement.document.blocks[statement.block]
        words = f"{block.caption} {agreement.quote(statement.span)}"
        if all(each.search(words) for each in wanted):
            for quantity in agreement.quantities:
                inside = statement.span.start <= quantity.span.start and quantity.span.end <= statement.span.end
                if inside and isinstance(quantity, Duration) and quantity.amount is not None:
                    yield quantity, statement.span


def _judged(periods: list[tuple[Duration, Span]], most: Decimal, message: str) -> Verdict:
    late = [(each, span) for each, span in periods if (each.amount or 0) * _HOURS[each.unit] > most]
    if late:
        return Violated(tuple(Problem(Shortfall.DEFECT, message.format(_words(each)), (span,)) for each, span in late))
    return Held(tuple(dict.fromkeys(span for _, span in periods)))


def _words(length: Duration) -> str:
    return f"{length.amount} {length.unit.value}{'' if length.amount == 1 else 's'}"


BREACH_WITHIN_72_HOURS = Rule(
    id=RuleId("gdpr-breach-within-72-hours"),
    title="The authority hears of a breach within 72 hours",
    family="data-protection",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=PLANS,
    passes_when="Where a time is given for telling the authority of a breach, it is no longer than 72 hours.",
    why="A plan that allows itself a week makes whoever follows it late.",
    advice="Write 72 hours, counted from the moment at which the breach is known.",
    model_clause="On a breach {person} tells {authority} within 72 hours where the law asks for it.",
    authorities=(article("Article 33", confirmed=True),),
    cases=(
        plan_case("breach: {notify_authority: within 72 hours}", "held", "72 hours"),
        text_case("In case of a breach we notify the supervisory authority within three days.", "held", "72 hours"),
        plan_case("breach: {notify_authority: within 7 days}", "violated", "a week"),
        text_case("We report a data breach to the ICO within two weeks.", "violated", "two weeks"),
        plan_case("breach: {notify_people: within 7 days}", "not_applicable", "the people, not the authority"),
    ),
    source="agreementlint_gdpr.clocks",
    check=check_breach,
)

REQUEST_WITHIN_A_MONTH = Rule(
    id=RuleId("gdpr-request-within-a-month"),
    title="Requests are answered within a month",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.FORBID,
    kinds=PLANS,
    passes_when="Where a time is given for answering requests, it is no longer than one month.",
    why="Who asks what is held about them has waited long enough after a month.",
    advice="Write one month, or less.",
    model_clause="We answer requests within one month.",
    authorities=(article("Article 12(3)", confirmed=False),),
    cases=(
        plan_case("rights: {list: access, response_time: within one month}", "held", "a month"),
        text_case("We respond to access requests within 30 days.", "held", "less than a month"),
        plan_case("rights: {list: access, response_time: within 60 days}", "violated", "two months"),
        text_case("Requests are answered within three months.", "violated", "three months"),
        text_case("Requests are answered.", "not_applicable", "no time is given"),
    ),
    source="agreementlint_gdpr.clocks",
    check=check_request,
)
