"""Providers: a contract with each, and a safeguard for each that keeps data outside of Europe."""

from __future__ import annotations

from agreementlint.api import (
    Agreement,
    Confidence,
    Demand,
    Entry,
    Held,
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
    DENIED,
    PLANS,
    article,
    pattern,
    plan_case,
    saying,
    table_case,
    text_case,
    words_of,
)

_CONTRACT_LABEL = r"\b(?:contracts?|dpa|processing agreement)\b"
_PLACE_LABEL = r"\b(?:location|country|countries|place|where|hosted|server\w*|storage_active|storage_inactive)\b"
_PROVIDER_LABEL = r"\b(?:provider|processor|service|tool|supplier|vendor|software)s?\b"
_OPEN = pattern(r"\b(?:none|no|not|pending|to be \w+|planned|unknown|tbd|tba)\b|^\s*[-–—?]?\s*$")
# Countries that many providers are in and that are outside of the EEA, the United Kingdom and Switzerland. What is
# not in the list is not judged.
_OUTSIDE = pattern(
    r"\b(?:U\.?S\.?A\.?|United States(?: of America)?|America|California|Texas|Oregon|Virginia|India|China|Hong Kong|Singapore"
    r"|Philippines|Vietnam|Brazil|Mexico|South Africa|Kenya|Nigeria|Australia|Russia|Turkey|Ukraine|Egypt|Pakistan"
    r"|Bangladesh|Indonesia|Malaysia|Thailand|United Arab Emirates|Dubai)\b|\bUS\b"
)
_SAFEGUARD = pattern(
    r"\bstandard (?:contractual|data protection) clauses|\bmodel clauses|\bSCCs?\b|\bIDTA\b|\bUK Addendum|\badequa\w+"
    r"|\bData Privacy Framework|\bDPF\b|\bbinding corporate rules|\bBCRs?\b|\bexplicit(?:ly)? (?:\w+ )?consent\w*|\bArt(?:icle|\.)? ?4[69]"
    r"|\bend-to-end encrypt\w+ with (?:a )?keys? that only"
)


def _providers(agreement: Agreement) -> list[Entry]:
    """The providers of a plan in YAML, and the rows of tables whose columns speak of providers or contracts."""
    return [
        entry
        for entry in read_entries(agreement)
        if entry.sort == "processors"
        or (entry.sort == "table" and (entry.labelled(_CONTRACT_LABEL) or entry.labelled(_PROVIDER_LABEL)))
    ]


def check_contracts(agreement: Agreement) -> Verdict:
    providers = [
        (entry, entry.labelled(_CONTRACT_LABEL))
        for entry in _providers(agreement)
        if entry.sort == "processors" or entry.labelled(_CONTRACT_LABEL)
    ]
    if not providers:
        return NotApplicable("The document has no list of providers with their contracts.")
    problems: list[Problem] = []
    for entry, contracts in providers:
        name = words_of(agreement, entry.name)
        if not contracts:
            problems.append(Problem(Shortfall.MISSING, f"No contract with “{name}” is named.", (entry.name,)))
        elif all(_OPEN.search(agreement.quote(span)) for span in contracts):
            problems.append(Problem(Shortfall.PARTIAL, f"The contract with “{name}” is not concluded.", contracts))
    return Violated(tuple(problems)) if problems else Held(tuple(span for _, spans in providers for span in spans))


def check_transfers(agreement: Agreement) -> Verdict:
    problems: list[Problem] = []
    good: list[Span] = []
    for entry in read_entries(agreement):
        places = [span for span in entry.labelled(_PLACE_LABEL) if _is_outside(agreement, span)]
        if not places:
            continue
        proof = [each.span for each in entry.values if _SAFEGUARD.search(agreement.quote(each.span))]
        proof = proof or _named_elsewhere(agreement, entry, places[0])
        if proof:
            good += [places[0], proof[0]]
            continue
        message = (
            f"“{words_of(agreement, entry.name)}” keeps data in “{words_of(agreement, places[0])}”, and nothing is named that"
            " protects it there."
        )
        problems.append(Problem(Shortfall.MISSING, message, (places[0],)))
    if problems:
        return Violated(tuple(problems))
    return Held(tuple(dict.fromkeys(good))) if good else NotApplicable("No entry names a country outside of Europe.")


def _is_outside(agreement: Agreement, span: Span) -> bool:
    words = agreement.quote(span)
    return _OUTSIDE.search(words) is not None and DENIED.search(words) is None


def _named_elsewhere(agreement: Agreement, entry: Entry, place: Span) -> list[Span]:
    """Statements, and values of other entries, that name a safeguard together with the provider or the country."""
    name, country = words_of(agreement, entry.name), _OUTSIDE.search(agreement.quote(place))
    wanted = [name] if country is None else [name, country[0]]
    found = [
        statement.span
        for statement in saying(agreement, _SAFEGUARD)
        if any(each in words_of(agreement, statement.span) for each in wanted)
    ]
    for other in read_entries(agreement):
        said = " ".join(words_of(agreement, span) for span in (other.name, *(each.span for each in other.values)))
        if any(each in said for each in wanted):
            found += [each.span for each in other.values if _SAFEGUARD.search(agreement.quote(each.span))]
    return found


CONTRACT_WITH_EACH_PROVIDER = Rule(
    id=RuleId("gdpr-contract-with-each-provider"),
    title="A processing contract with each provider",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    demand=Demand.REQUIRE,
    kinds=PLANS,
    passes_when="For each provider that is listed the processing contract is named and not still open.",
    why="One provider without a contract is enough for data to be in hands that nobody has bound.",
    advice="Name the processing contract of each provider with its date, or do without the provider.",
    model_clause="The data processing contract with {provider} is of {date}.",
    authorities=(article("Article 28", confirmed=True),),
    cases=(
        plan_case("processors:\n- {name: Acme, contract: of 12 January 2026}", "held", "named"),
        table_case("Provider | Contract", "Acme | DPA of 2 May 2025", "held", "named"),
        plan_case(
            "processors:\n- {name: Acme, contract: of 12 January 2026}\n- {name: Beta, service: video}",
            "violated",
            "none with Beta",
        ),
        plan_case("processors:\n- {name: Acme, contract: to be signed}", "violated", "still open"),
        table_case("Provider | Contract", "Acme | none yet", "violated", "none"),
        text_case("We use an encrypted drive.", "not_applicable", "no list"),
    ),
    source="agreementlint_gdpr.providers",
    check=check_contracts,
)

SAFEGUARD_OF_EACH_TRANSFER = Rule(
    id=RuleId("gdpr-safeguard-of-each-transfer"),
    title="A safeguard for each provider outside of Europe",
    family="data-protection",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    demand=Demand.REQUIRE,
    kinds=PLANS,
    passes_when="For each provider or place outside of Europe it is said what protects the data there.",
    why="Data that leaves Europe leaves its law; the regulation asks what takes its place, for each transfer.",
    advice="Name it where the country is named: standard contractual clauses, an adequacy decision, explicit consent.",
    model_clause="Transfers of data to {provider} rely on these safeguards: {safeguards}.",
    authorities=(article("Article 13", confirmed=True), article("Article 46", confirmed=False)),
    cases=(
        plan_case(
            "processors:\n- {name: Acme, location: United States, safeguards: standard contractual clauses}", "held", ""
        ),
        plan_case(
            "processors:\n- {name: Acme, location: United States}\n"
            "transfers: Acme is certified under the Data Privacy Framework.",
            "held",
            "named elsewhere with the provider",
        ),
        table_case("Provider | Country | Safeguards", "Acme | India | SCCs", "held", "in a table"),
        plan_case("processors:\n- {name: Acme, location: United States}", "violated", "nothing named"),
        plan_case(
            "processors:\n- {name: Acme, location: India}\n- {name: Beta, location: USA, safeguards: SCCs}",
            "violated",
            "nothing for Acme",
        ),
        table_case("Provider | Country", "Acme | Singapore", "violated", "nothing named"),
        plan_case("processors:\n- {name: Acme, location: Ireland}", "not_applicable", "in Europe"),
    ),
    source="agreementlint_gdpr.providers",
    check=check_transfers,
)
