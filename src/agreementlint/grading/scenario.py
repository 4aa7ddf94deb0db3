"""What each circumstance of an assignment makes an agreement deal with: the rules that apply whatever the text says."""

from __future__ import annotations

from typing import Final

from agreementlint.grading.rubric import Circumstance, Scenario
from agreementlint.terms import RuleId

# A rule whose trigger is met by what the assignment says; where the student is silent, the clause is missing.
RULES_THAT_APPLY: Final[dict[Circumstance, tuple[str, ...]]] = {
    Circumstance.RECORDING: ("recording-consent", "recording-handling"),
    Circumstance.VIDEO_SESSIONS: ("recording-consent",),
    Circumstance.AI_TOOLS: ("ai-consent-and-refusal", "ai-data-protection"),
    Circumstance.AI_NOTE_TAKER: (
        "ai-consent-and-refusal",
        "ai-data-protection",
        "recording-consent",
        "recording-handling",
    ),
    Circumstance.TESTIMONIALS: ("testimonial-attribution",),
    Circumstance.CREDENTIAL_HOURS: ("credential-log-consent",),
    Circumstance.FEEDBACK_360: ("feedback-360-terms", "feedback-source-protected", "non-retaliation"),
    Circumstance.SPONSOR_REPORTS: ("payer-summary-client-first", "report-co-created", "non-retaliation"),
    Circumstance.STAKEHOLDERS: ("stakeholders-chosen-with-client",),
    Circumstance.PAPER_RECORDS: ("paper-disposal", "paper-security"),
    Circumstance.OTHER_ROLES: ("dual-roles-declared",),
    Circumstance.MINOR_CLIENT: ("minor-client-safeguards",),
    Circumstance.CONSUMER: ("consumer-withdrawal-right",),
}

IN_WORDS: Final[dict[Circumstance, str]] = {
    Circumstance.RECORDING: "sessions are recorded",
    Circumstance.VIDEO_SESSIONS: "sessions are held by video",
    Circumstance.AI_TOOLS: "AI tools are used",
    Circumstance.AI_NOTE_TAKER: "an AI note taker listens to the sessions",
    Circumstance.TESTIMONIALS: "the coach uses testimonials",
    Circumstance.CREDENTIAL_HOURS: "the coach logs hours for a credential",
    Circumstance.FEEDBACK_360: "others give feedback on the client",
    Circumstance.SPONSOR_REPORTS: "the sponsor gets reports",
    Circumstance.STAKEHOLDERS: "others than client and sponsor take part",
    Circumstance.PAPER_RECORDS: "notes are kept on paper",
    Circumstance.OTHER_ROLES: "the coach works in another role as well",
    Circumstance.MINOR_CLIENT: "the client is under age",
    Circumstance.CONSUMER: "the client is a consumer with a right to withdraw",
}


def why_it_applies(rule: RuleId, scenario: Scenario) -> str:
    """What the assignment says that makes a rule apply ("sessions are recorded"); nothing where it says none."""
    for each in scenario.given:
        if rule in RULES_THAT_APPLY[each]:
            return IN_WORDS[each]
    return "this is part of the task" if rule in scenario.applies else ""


def applying(scenario: Scenario) -> frozenset[RuleId]:
    """Every rule that applies in a scenario whatever the text says."""
    given = {RuleId(rule) for each in scenario.given for rule in RULES_THAT_APPLY[each]}
    return frozenset(given | set(scenario.applies))
