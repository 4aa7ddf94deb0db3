"""The legal basis: one for each sort of record, one for sensitive data in particular, and consent that can end."""

from __future__ import annotations

from agreementlint.api import (
    Agreement,
    Confidence,
    Demand,
    Entry,
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
    read_entries,
)
from agreementlint_gdpr.wording import (
    AGREEMENTS,
    PLANS,
    article,
    pattern,
    plan_case,
    saying,
    table_case,
    text_case,
    words_of,
)

_BASIS_LABEL = r"\b(?:basis|bases|legal ground|lawful ground|ground of processing)\b"
_DATA_LABEL = r"^data$|\b(?:categor\w+|kinds? of data|what data|data held|personal data)\b"
# The six of Article 6(1), in the words that plans use for them.
_GROUND = pattern(
    r"\bconsent|\bcontract\w*|\bagreement\b|\blegal (?:duty|obligation|requirement)|\blaw\b|\bstatut\w+|\bvital interests?"
    r"|\bpublic (?:task|interest)|\bofficial authority|\blegitimate interests?|\bArt(?:icle|\.)? ?6"
)
_SPECIAL = pattern(
    r"\b(?:health|medical|illness\w*|diagnos\w+|disabilit\w+|religio\w+|beliefs?|faith|sexual\w*|sex life|ethnic\w*|racial"
    r"|political|trade.?union|biometric|genetic|special categor\w+)\b"
)
_CONDITION = pattern(
    r"\bexplicit\w* (?:\w+ )?(?:consent|agree\w*)|\bexpress\w* (?:\w+ )?consent|\bArt(?:icle|\.)? ?9|\bvital interests?"
    r"|\blegal claims?|\bmade public|\bemployment law|\bsubstantial public interest|\bmedical diagnosis|\bhealth care"
)
_CONSENT = pattern(r"\bconsent")
_CONSENT_AS_BASIS = pattern(
    r"\b(?:legal|lawful) (?:basis|ground)\b[^.;]*\bconsent|\bconsent\b[^.;]*\b(?:legal|lawful) (?:basis|ground)\b"
    r"|\bon the basis of (?:\w+ ){0,3}consent|\bprocess\w*[^.;]{0,80}\b(?:with|by|based on) (?:\w+ ){0,2}consent"
)
_WITHDRAWN = pattern(
    r"\b(?:withdraw\w*|revok\w+|take\w* back|cancel\w*)\b[^.;]{0,60}\bconsent|\bconsent\b[^.;]{0,80}\b(?:withdraw\w*|revok\w+|taken? back)"
    r"|\bwithdrawal of (?:\w+ )?consent|\bchange your mind\b"
)

_FINAL = pattern(
    r"\b(?:cannot|can not|can['’]t|may not|not be) (?:\w+ ){0,2}(?:withdraw\w*|revok\w+|taken? back)|\birrevocabl\w+"
)


def records_with_basis(agreement: Agreement) -> list[tuple[Entry, tuple[Span, ...]]]:
    """Each sort of record with its legal bases: of a plan in YAML, or of a table that has a column for them."""
    found = [
        (entry, entry.labelled(_BASIS_LABEL)) for entry in read_entries(agreement) if entry.sort in ("records", "table")
    ]
    return [(entry, bases) for entry, bases in found if entry.sort == "records" or bases]


def check_each_record(agreement: Agreement) -> Verdict:
    records = records_with_basis(agreement)
    if not records:
        return NotApplicable("The document has no list of records with a legal basis for each.")
    problems: list[Problem] = []
    for entry, bases in records:
        name = words_of(agreement, entry.name)
        if not bases:
            problems.append(Problem(Shortfall.MISSING, f"No legal basis is given for “{name}”.", (entry.name,)))
        elif not any(_GROUND.search(agreement.quote(span)) for span in bases):
            message = f"What is given as the legal basis for “{name}” is none of the six of Article 6."
            problems.append(Problem(Shortfall.PARTIAL, message, bases))
    return Violated(tuple(problems)) if problems else Held(tuple(span for _, bases in records for span in bases))


def check_special_data(agreement: Agreement) -> Verdict:
    problems: list[Problem] = []
    good: list[Span] = []
    for entry, bases in records_with_basis(agreement):
        sensitive = [span for span in entry.labelled(_DATA_LABEL) if _SPECIAL.search(agreement.quote(span))]
        if entry.sort == "table" and _SPECIAL.search(agreement.quote(entry.name)):
            sensitive.append(entry.name)
        if not sensitive:
            continue
        if any(_CONDITION.search(agreement.quote(span)) for span in bases):
            good += [sensitive[0], *bases]
            continue
        message = (
            f"“{words_of(agreement, sensitive[0])}” is data of a special category, and its basis names no condition of"
            " Article 9, such as explicit consent."
        )
        problems.append(Problem(Shortfall.PARTIAL if bases else Shortfall.MISSING, message, (sensitive[0], *bases)))
    if problems:
        return Violated(tuple(problems))
    return Held(tuple(dict.fromkeys(good))) if good else NotApplicable("No record names data of a special category.")


def check_withdrawal(agreement: Agreement) -> Verdict:
    based = [
        span for _, bases in records_with_basis(agreement) for span in bases if _CONSENT.search(agreement.quote(span))
    ]
    based += [statement.span for statement in saying(agreement, _CONSENT_AS_BASIS)]
    if not based:
        return NotApplicable("Nothing is processed on the basis of consent.")
    withdrawn = [
        statement.span
        for statement in saying(agreement, _WITHDRAWN, denied=True)
        if not _FINAL.search(agreement.quote(statement.span))
    ]
    if withdrawn:
        return Held((withdrawn[0], based[0]))
    message = "Data is processed on the basis of consent, but nothing says that consent can be withdrawn."
    return Violated((Problem(Shortfall.MISSING, message, (based[0],)),))


BASIS_OF_EACH_RECORD = Rule(
    id=RuleId("gdpr-basis-of-each-record"),
    title="A legal basis for each sort of record",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    demand=Demand.REQUIRE,
    kinds=PLANS,
    passes_when="Each sort of record has a legal basis, and it is one of the six of Article 6.",
    why="Every use of personal data needs one of six grounds; a ground for most of the records is none for the rest.",
    advice="Give each record one: consent, contract, legal duty, vital interests, public task, legitimate interests.",
    model_clause="The legal basis for {records} is {legal_basis}.",
    authorities=(article("Article 6", confirmed=True), article("Article 13", confirmed=True)),
    cases=(
        plan_case("records:\n- {name: Notes, basis: contract}\n- {name: Log, basis: consent}", "held", "both"),
        table_case("Data | Legal basis", "Session notes | legitimate interests", "held", "a table with one"),
        plan_case("records:\n- {name: Notes, basis: contract}\n- {name: Invoices}", "violated", "none for invoices"),
        plan_case("records:\n- {name: Notes, basis: because it is useful}", "violated", "none of the six"),
        table_case("Data | Legal basis", "Session notes | good practice", "violated", "none of the six"),
        text_case("We use your data to arrange sessions.", "not_applicable", "no list of records"),
    ),
    source="agreementlint_gdpr.basis",
    check=check_each_record,
)

SPECIAL_DATA_CONDITION = Rule(
    id=RuleId("gdpr-special-data-condition"),
    title="A condition for each record with sensitive data",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.REQUIRE,
    kinds=PLANS,
    passes_when="A record that names health, belief, sexuality or the like has explicit consent or another condition.",
    why="Data on health or belief needs a condition of its own beside the legal basis; a contract is none.",
    advice="Leave such data out, or hold it with the explicit consent of the person and say so at that record.",
    model_clause="The legal basis for {records} is explicit consent.",
    authorities=(article("Article 9", confirmed=True),),
    cases=(
        plan_case(
            "records:\n- {name: Notes, data: [goals, health], basis: contract and explicit consent}",
            "held",
            "a condition",
        ),
        table_case("Data | Legal basis", "Health questionnaire | explicit consent", "held", "a condition"),
        plan_case("records:\n- {name: Notes, data: [goals, health], basis: contract}", "violated", "contract is none"),
        plan_case("records:\n- {name: Notes, data: religious beliefs}", "violated", "no basis at all"),
        table_case("Data | Legal basis", "Medical history | legitimate interests", "violated", "not for such data"),
        plan_case("records:\n- {name: Notes, data: goals, basis: contract}", "not_applicable", "nothing sensitive"),
    ),
    source="agreementlint_gdpr.basis",
    check=check_special_data,
)

CONSENT_CAN_BE_WITHDRAWN = Rule(
    id=RuleId("gdpr-consent-can-be-withdrawn"),
    title="Consent that is a legal basis can be withdrawn",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.REQUIRE,
    kinds=PLANS | AGREEMENTS,
    passes_when="Where consent is the legal basis, the document says that it can be withdrawn.",
    why="Consent that cannot be taken back is none. Who gives it has to know that it can be.",
    advice="Say that consent can be withdrawn at any time, and how.",
    model_clause="You can withdraw your consent at any time by writing to {contact}.",
    authorities=(article("Article 13", confirmed=True), article("Article 7(3)", confirmed=False)),
    cases=(
        plan_case("records:\n- {name: Notes, basis: consent}\nrights: withdrawal of consent at any time", "held", ""),
        text_case(
            "The lawful basis is your consent. You may withdraw your consent at any time.", "held", "", Kind.TWO_PARTY
        ),
        plan_case("records:\n- {name: Notes, basis: consent}\nrights: access and deletion", "violated", "not said"),
        text_case(
            "The lawful basis is your consent. Consent that you gave you can take back; that doesn't change the past.",
            "held",
            "a denial of something else",
            Kind.TWO_PARTY,
        ),
        text_case(
            "The lawful basis is your consent. Your consent cannot be withdrawn.", "violated", "denied", Kind.TWO_PARTY
        ),
        text_case("We process your data on the basis of your consent.", "violated", "not said", Kind.TWO_PARTY),
        plan_case("records:\n- {name: Notes, basis: contract}", "not_applicable", "no consent needed"),
    ),
    source="agreementlint_gdpr.basis",
    check=check_withdrawal,
)
