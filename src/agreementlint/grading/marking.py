"""Marks one submission: what its report says, held against a rubric, with what a marker decided; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.grading.late import Lateness, lateness_of
from agreementlint.grading.marks import (
    WHOLE,
    Because,
    CriterionMark,
    Flag,
    FlagKind,
    MarkState,
    Override,
    Quoted,
    Run,
    SubmissionMark,
    rounded,
)
from agreementlint.grading.rubric import Criterion, Level, Points, Rubric, RuleShare
from agreementlint.grading.scenario import why_it_applies
from agreementlint.grading.submission import Submission
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Demand
from agreementlint.terms import Confidence, RuleId, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Crashed, Held, NotApplicable, Undetermined, Violated, name_of

EXACT = Decimal("0.0001")  # a third of a criterion is kept to so many points
_MOST_QUOTES = 4
# Where two opinions on the words differ, the most likely error is smallest half way.
AS_FAR_AS_CAN_BE_TOLD = "Your text says this, as far as can be told."
HALF_FOR_NOW = "Your text may say this; it counts as half until your marker has looked."


def mark(
    report: DocumentReport,
    rubric: Rubric,
    submission: Submission,
    run: Run,
    overrides: Iterable[Override] = (),
    flags: Iterable[Flag] = (),
    doubts: Mapping[RuleId, str] = MappingProxyType({}),
) -> SubmissionMark:
    """The mark of a submission that was read; the report has the outcome of every rule of the rubric.

    `flags` are what others noticed about the submission, `doubts` what makes a verdict doubtful that is sure by itself.
    """
    outcomes = {outcome.rule.id: outcome for outcome in report.outcomes}
    criteria = []
    for criterion in rubric.criteria:
        why = tuple(
            _because(share, outcomes.get(share.rule), rubric, report.agreement, doubts.get(share.rule, ""))
            for share in criterion.rules
        )
        criteria.append(_criterion_mark(criterion, why))
    criteria = _tolerated(criteria, rubric)
    noticed = (*_about_the_document(report), *flags)
    return concluded(submission, criteria, rubric, run, overrides, noticed, report.document.path)


def not_gradable(
    rubric: Rubric, submission: Submission, run: Run, flags: Iterable[Flag], overrides: Iterable[Override] = ()
) -> SubmissionMark:
    """The mark of a submission that could not be read: none, until a person gives one."""
    criteria = [
        CriterionMark(each.id, each.title, each.points, None, None, MarkState.NOT_GRADABLE, (), bonus=each.bonus)
        for each in rubric.criteria
    ]
    return concluded(submission, criteria, rubric, run, overrides, flags)


def marked_again(
    mark: SubmissionMark,
    submission: Submission,
    rubric: Rubric,
    overrides: Iterable[Override],
    noticed: Iterable[Flag] | None = None,
) -> SubmissionMark:
    """A mark that was kept, with what is known of the submission and of the marker's decisions today.

    The rubric, the rules, the tool and the submitted words are those of the mark's run; `noticed` is what only the
    whole class shows, None for what was noticed then.
    """
    criteria = [
        replace(each, manual=None, by="", reason="", stale="", state=_state_of(each), counts=_counts(each.why))
        if each.why
        else replace(each, manual=None, by="", reason="", stale="", counts=True, state=MarkState.NOT_GRADABLE)
        for each in mark.criteria
    ]
    criteria = [replace(each, comment=_own_comment(each, rubric)) for each in criteria]
    again = _CONCLUDED if noticed is None else {*_CONCLUDED, FlagKind.GROUP}
    flags = [flag for flag in mark.flags if flag.kind not in again]
    return concluded(submission, criteria, rubric, mark.run, overrides, (*flags, *(noticed or ())), mark.file)


def without_decision(mark: SubmissionMark, rubric: Rubric) -> SubmissionMark:
    """The mark as it would be if nobody had decided on the whole; decisions on criteria stay."""
    key = mark.submission.key
    overrides = [
        Override(key, each.criterion, each.manual, each.by, each.reason, None, each.comment, watched=False)
        for each in mark.criteria
        if each.manual is not None
    ]
    return marked_again(mark, mark.submission, rubric, overrides)


_CONCLUDED = frozenset({FlagKind.LATE, FlagKind.TIME_UNKNOWN, FlagKind.REQUIRED, FlagKind.STALE})


def concluded(
    submission: Submission,
    criteria: Sequence[CriterionMark],
    rubric: Rubric,
    run: Run,
    overrides: Iterable[Override],
    flags: Iterable[Flag],
    file: str = "",
) -> SubmissionMark:
    """The whole mark from its criteria and what the marker decided: bonus, caps, lateness and rounding."""
    decided = {each.criterion: each for each in overrides if each.submission == submission.key}
    criteria = tuple(_overridden(each, decided.get(each.criterion)) for each in criteria)
    lateness = lateness_of(submission, rubric.late)
    flags = [*flags, *lateness.flags, *_stale(criteria)]
    raw = _raw(criteria, rubric)
    if raw is not None:
        raw, unmet = _capped(raw, criteria, rubric)
        flags += unmet
    whole, stale = decided.get(WHOLE), ""
    if whole is not None:
        stale = _changed_under(whole, raw)
        flags += (
            [Flag(FlagKind.STALE, f"The value under the marker's has changed. {stale}", stops=True)] if stale else []
        )
        raw = whole.points
    penalty, final = _after_lateness(raw, rubric, lateness)
    return SubmissionMark(
        submission, criteria, rubric.total, raw, penalty, final, tuple(flags), run, whole, stale, file
    )


def _because(share: RuleShare, outcome: Outcome | None, rubric: Rubric, agreement: Agreement, doubt: str) -> Because:
    """What one rule adds. A rule of which there is no outcome could not be told."""
    if outcome is None:
        sentence = "This was not checked."
        return Because(
            share.rule, str(share.rule), "undetermined", None, share.weight, Confidence.LOW, sentence, doubt=sentence
        )
    rule, verdict = outcome.rule, outcome.verdict
    forbids = rule.demand is Demand.FORBID
    because = Because(
        rule.id, rule.title, name_of(verdict), None, share.weight, outcome.confidence, "", deducts=forbids
    )
    match verdict:
        case Held(evidence):
            said = "Nothing of this kind was found." if forbids else "Your text says this."
            because = replace(because, credit=Decimal(1), sentence=said, quotes=_quotes(evidence, agreement))
        case Violated():
            because = _fallen_short(because, verdict, share, agreement)
        case NotApplicable(reason):
            called_for = why_it_applies(rule.id, rubric.scenario)
            if not called_for:
                return replace(because, sentence=reason, counts=False)
            said = f"In the assignment {called_for}; your text does not deal with that."
            return replace(because, credit=Decimal(0), sentence=said, shortfall=Shortfall.MISSING)
        case Undetermined(reason):
            return replace(because, sentence=reason, doubt=f"It could not be told: {reason}")
        case Crashed():
            said = "This could not be checked, because the rule failed."
            return replace(because, sentence=said, doubt=said)
        case _:
            assert_never(verdict)
    if outcome.confidence is not Confidence.HIGH:
        doubt = "The words read like what is asked for, but not in a form that is known for certain."
    if doubt and isinstance(verdict, Held):
        because = replace(because, credit=share.partial, sentence=HALF_FOR_NOW)
    return replace(because, doubt=because.doubt or doubt)


def _fallen_short(because: Because, verdict: Violated, share: RuleShare, agreement: Agreement) -> Because:
    problems = verdict.problems
    shortfalls = {problem.shortfall for problem in problems}
    half = shortfalls == {Shortfall.PARTIAL}
    worst = next((each for each in _WORST_FIRST if each in shortfalls), Shortfall.MISSING)
    evidence = dict.fromkeys(span for problem in problems for span in problem.evidence)
    near = {miss.span: miss.reason for problem in problems for miss in problem.near_misses}
    denied = Shortfall.CONTRADICTED in shortfalls
    doubt = (
        "Words in the text speak against what is asked for; whether they do is for a person to say." if denied else ""
    )
    return replace(
        because,
        credit=share.partial if half else Decimal(0),
        sentence=" ".join(dict.fromkeys(problem.message for problem in problems)),
        quotes=_quotes(evidence, agreement),
        near=tuple((_quoted(span, agreement), reason) for span, reason in list(near.items())[:_MOST_QUOTES]),
        shortfall=worst,
        doubt=doubt,
    )


_WORST_FIRST = (Shortfall.CONTRADICTED, Shortfall.DEFECT, Shortfall.MISSING, Shortfall.PARTIAL)


def _criterion_mark(criterion: Criterion, why: tuple[Because, ...]) -> CriterionMark:
    share = share_earned(_counting(why))
    auto = None if share is None else (criterion.points * share).quantize(EXACT).normalize() + 0
    found = CriterionMark(
        criterion.id, criterion.title, criterion.points, auto, None, MarkState.AUTO, why, bonus=criterion.bonus
    )
    comment = criterion.comment_on(_level(share)) if share is not None else ""
    return replace(found, state=_state_of(found), counts=_counts(why), comment=comment)


def _tolerated(criteria: list[CriterionMark], rubric: Rubric) -> list[CriterionMark]:
    """The criteria with doubtful clauses taken as found, where few points hang on them and nothing else is in doubt."""
    doubtful = [because for each in criteria for because in _counting(each.why) if because.doubt]
    in_doubt = sum((points_in_doubt(each) for each in criteria), Points(0))
    if not doubtful or in_doubt > rubric.tolerance or any(each.verdict != "held" for each in doubtful):
        return criteria
    return [
        _criterion_mark(rubric.criterion(each.criterion), tuple(map(_taken_as_found, each.why))) for each in criteria
    ]


def _taken_as_found(because: Because) -> Because:
    if not because.doubt:
        return because
    return replace(because, credit=Decimal(1), sentence=AS_FAR_AS_CAN_BE_TOLD, doubt="")


def _counting(why: Sequence[Because]) -> list[Because]:
    """The rules that say something of a criterion; where of those that ask for something none applies, there are none.

    That nothing forbidden was found earns no points alone, unless that is all that the criterion is about.
    """
    counting = [each for each in why if each.counts]
    asks = any(not each.deducts for each in why)
    return [] if asks and not any(not each.deducts for each in counting) else counting


def _counts(why: Sequence[Because]) -> bool:
    return bool(_counting(why))


def _state_of(mark: CriterionMark) -> MarkState:
    """What a criterion is before a person has decided: open where there is a doubt about a rule that counts."""
    return MarkState.NEEDS_REVIEW if any(each.doubt for each in _counting(mark.why)) else MarkState.AUTO


def _own_comment(mark: CriterionMark, rubric: Rubric) -> str:
    share = share_earned(_counting(mark.why))
    return "" if share is None else rubric.criterion(mark.criterion).comment_on(_level(share))


def points_in_doubt(mark: CriterionMark) -> Points:
    """How many points hang on what is not certain; nothing where a person has decided."""
    if mark.manual is not None or not mark.counts:
        return Points(0)
    counting = _counting(mark.why)
    whole = sum((each.weight for each in counting if not each.deducts), Decimal(0)) or Decimal(1)
    doubtful = sum((each.weight for each in counting if each.doubt), Decimal(0))
    return mark.maximum if not mark.why else mark.maximum * min(Decimal(1), doubtful / whole)


def share_earned(why: Sequence[Because]) -> Decimal | None:
    """The share of a criterion's points (0 to 1) that its rules give; None where none of them could be told.

    What could not be told counts neither way. A rule that forbids gives nothing where it is kept and takes its weight
    where it is broken; where all rules forbid, keeping them is what earns the points.
    """
    asked = [each for each in why if not each.deducts]
    forbidden = [each for each in why if each.deducts]
    earning = asked or forbidden
    told = [(each.credit, each.weight) for each in earning if each.credit is not None]
    whole = sum((weight for _, weight in told), Decimal(0))
    if not whole:
        return None
    earned = sum((credit * weight for credit, weight in told), Decimal(0))
    if asked:
        broken = (each for each in forbidden if each.credit is not None)
        earned -= sum(((1 - (each.credit or 0)) * each.weight for each in broken), Decimal(0))
    return max(Decimal(0), earned / whole)


def _level(share: Decimal) -> Level:
    if share >= Decimal("0.8"):
        return Level.MET
    return Level.PARTLY if share >= Decimal("0.2") else Level.MISSING


def _overridden(mark: CriterionMark, decided: Override | None) -> CriterionMark:
    if decided is None:
        return mark
    stale = _changed_under(decided, mark.auto)
    return replace(
        mark,
        manual=decided.points,
        by=decided.by,
        reason=decided.reason,
        comment=decided.comment or mark.comment,
        state=MarkState.OVERRIDDEN,
        counts=True,
        stale=stale,
    )


def _changed_under(decided: Override, auto: Points | None) -> str:
    if not decided.watched or decided.over == auto:
        return ""
    return f"It was set over {_points(decided.over)}; without it, it would be {_points(auto)} now."


def _points(points: Points | None) -> str:
    return "no value" if points is None else f"{points:f}"


def _stale(criteria: Sequence[CriterionMark]) -> list[Flag]:
    return [
        Flag(FlagKind.STALE, f"{each.title}: the value under the marker's has changed. {each.stale}", stops=True)
        for each in criteria
        if each.stale
    ]


def _raw(criteria: Sequence[CriterionMark], rubric: Rubric) -> Points | None:
    """The sum of the criteria with bonus; what does not apply is spread over the others. None while one has no value."""
    counting = [each for each in criteria if each.counts and not each.bonus]
    values = [each.effective for each in counting]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not counting:
        return None
    earned = sum(known, Points(0))
    worth = sum((each.maximum for each in counting), Points(0))
    if worth != rubric.total:
        earned = (earned * rubric.total / worth).quantize(EXACT).normalize() + 0
    bonus = sum((each.effective or Points(0) for each in criteria if each.bonus and each.counts), Points(0))
    if rubric.bonus_cap is not None:
        bonus = min(bonus, rubric.bonus_cap)
    raw = earned + bonus
    return raw if rubric.ceiling is None else min(raw, rubric.ceiling)


def _capped(raw: Points, criteria: Sequence[CriterionMark], rubric: Rubric) -> tuple[Points, list[Flag]]:
    flags = []
    by_id = {each.criterion: each for each in criteria}
    for criterion in rubric.criteria:
        got, required = by_id[criterion.id], criterion.required
        if required is None or got.effective is None or not got.counts:
            continue
        if got.effective < required.at_least * criterion.points:
            becomes = "the whole gets 0 points" if required.fails else f"the whole gets {required.cap:f} points at most"
            said = f"{criterion.title} is required and was not reached, so that {becomes}."
            decides = required.cap < raw and got.state is not MarkState.OVERRIDDEN
            flags.append(Flag(FlagKind.REQUIRED, said, stops=decides))
            raw = min(raw, required.cap)
    return raw, flags


def _after_lateness(raw: Points | None, rubric: Rubric, lateness: Lateness) -> tuple[Points, Points | None]:
    if raw is None:
        return Points(0), None
    penalty = lateness.penalty(raw, rubric.total)
    return penalty, rounded(raw - penalty, rubric.rounding)


def _about_the_document(report: DocumentReport) -> list[Flag]:
    return [
        Flag(FlagKind.PARTLY_READ, f"{gap.part} could not be read: {gap.why}.", stops=gap.may_hold_terms)
        for gap in report.unread
    ]


def _quotes(spans: Iterable[Span], agreement: Agreement) -> tuple[Quoted, ...]:
    return tuple(_quoted(span, agreement) for span in list(spans)[:_MOST_QUOTES])


def _quoted(span: Span, agreement: Agreement) -> Quoted:
    return Quoted(agreement.quote(span), span.start, span.end)
