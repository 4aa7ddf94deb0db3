"""A data-handling plan gets the same verdicts whether it is written as prose or as YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.lint import verdict_of
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.terms import Kind
from agreementlint.verdict import name_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "data-handling-plan.yaml"
RULES: Final = load_rules()

Value: TypeAlias = str | list[str] | dict[str, str | list[str]] | list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a plan says, as prose and as keys of YAML: of the plan, of its notes and of its messages."""

    prose: str
    plan: Mapping[str, Value]
    notes: Mapping[str, Value]
    messages: Mapping[str, Value]


def part(
    prose: str,
    plan: Mapping[str, Value] | None = None,
    notes: Mapping[str, Value] | None = None,
    messages: Mapping[str, Value] | None = None,
) -> Part:
    return Part(prose, plan or {}, notes or {}, messages or {})


# For each part: the whole of it; the same with what matters left vague; and the rules that must then object.
PARTS: Final[Mapping[str, tuple[Part, Part, frozenset[str]]]] = {
    "confidentiality": (
        part(
            "Everything that clients say in sessions is confidential.",
            {"confidentiality": "Everything that clients say in sessions is confidential."},
        ),
        part("Discretion is a matter of course.", {"confidentiality": "Discretion is a matter of course."}),
        frozenset({"confidential-information-defined"}),
    ),
    "review": (
        part(
            "This plan is kept up to date by Ida Fern, coach. It was last reviewed on 4 May 2026; the next review of this plan "
            "is on 3 May 2027.",
            {"owner": "Ida Fern, coach", "review": {"last": "4 May 2026", "next": "3 May 2027"}},
        ),
        part("This plan is a living thing.", {"notes": "This plan is a living thing."}),
        frozenset({"owner-and-review"}),
    ),
    "controller": (
        part(
            "The controller, who decides on the personal data, is Ida Fern, 3 Mill Lane, York; telephone 01904 000000.",
            {"controller": {"name": "Ida Fern", "contact": "3 Mill Lane, York; telephone 01904 000000"}},
        ),
        part("The controller is whoever the law says.", {"controller": {"name": "whoever the law says"}}),
        frozenset({"controller-named"}),
    ),
    "data": (
        part(
            "Session notes hold topics, goals and agreed actions of clients. Messages hold name and e-mail address.",
            notes={"data": ["topics of the session", "goals", "agreed actions"], "people": "clients"},
            messages={"data": ["name", "e-mail address"]},
        ),
        part("Session notes and messages hold what is useful.", notes={"data": "what is useful"}),
        frozenset({"data-inventory"}),
    ),
    "purpose": (
        part(
            "Session notes are used to prepare the next session; the legal basis is contract. "
            "Messages are used to arrange sessions; the legal basis is contract.",
            notes={"purpose": "to prepare the next session", "basis": "contract"},
            messages={"purpose": "to arrange sessions", "basis": "contract"},
        ),
        part(
            "All of it is used as it should be, and lawfully.",
            notes={"purpose": "as it should be", "basis": "lawful"},
        ),
        frozenset({"purpose-and-lawful-basis"}),
    ),
    "recipients": (
        part(
            "The accountant receives invoices, nothing else. Nobody else receives personal data.",
            {"recipients": [{"who": "The accountant", "what": "invoices"}, {"who": "Nobody else"}]},
        ),
        part(
            "Personal data is shared with selected partners.",
            {"recipients": [{"who": "Selected partners", "what": "what they ask for"}]},
        ),
        frozenset({"recipients-named"}),
    ),
    "processors": (
        part(
            "Quillstore Ltd stores session notes in Ireland under a data processing contract of 12 January 2026.",
            {
                "processors": [
                    {
                        "name": "Quillstore Ltd",
                        "service": "file sharing",
                        "data": "session notes",
                        "location": "Ireland",
                        "contract": "processing contract of 12 January 2026",
                    }
                ]
            },
        ),
        part("Good tools make light work.", {"notes": "Good tools make light work."}),
        frozenset({"processors-and-transfers"}),
    ),
    "transmission": (
        part(
            "Attachments are sent electronically only in encrypted form.",
            {"transmission": "end-to-end encrypted e-mail"},
        ),
        part("Attachments are sent with care.", {"transmission": "whatever is at hand"}),
        frozenset({"electronic-transmission-controlled"}),
    ),
    "sensitive": (
        part(
            "Information about health, belief or sexuality is noted only with the client's explicit consent.",
            {
                "special_categories": "Information about health, belief or sexuality is noted only with the client's "
                "explicit consent."
            },
        ),
        part("Delicate matters need tact.", {"special_categories": "Delicate matters need tact."}),
        frozenset({"special-category-data"}),
    ),
    "retention": (
        part(
            "Session notes are kept for 2 years after the last session. "
            "Messages are kept for 1 year after the last session.",
            notes={"retention": {"period": "2 years", "event": "the last session"}},
            messages={"retention": {"period": "1 year", "event": "the last session"}},
        ),
        part(
            "Session notes are kept as long as necessary.",
            notes={"retention": "as long as necessary"},
            messages={"retention": "as long as necessary"},
        ),
        frozenset({"retention-schedule", "retention-period", "vague-or-endless-retention"}),
    ),
    "disposal": (
        part(
            "Every January Ida Fern shreds paper notes and permanently deletes electronic notes, backups included. "
            "The destruction is entered in the disposal log.",
            notes={
                "disposal": {
                    "electronic": "permanent deletion, backups included",
                    "paper": "shredding",
                    "by": "Ida Fern",
                    "when": "every January",
                    "confirmed": "an entry in the disposal log",
                }
            },
        ),
        part("In the end the right thing is done with them.", notes={"disposal": "the right thing"}),
        frozenset({"disposal-procedure", "electronic-disposal", "paper-disposal"}),
    ),
    "storage": (
        part(
            "While the coaching goes on, files are stored on a laptop, paper notes in a locked cabinet. "
            "Closed and inactive files are stored in an archive in the cloud.",
            notes={
                "storage_active": "a laptop, and a locked cabinet for paper notes",
                "storage_inactive": "an archive in the cloud",
            },
        ),
        part(
            "While the coaching goes on, files are stored with care. Closed and inactive files are stored likewise.",
            notes={"storage_active": "with care", "storage_inactive": "with care"},
        ),
        frozenset({"storage-locations", "active-storage", "inactive-storage", "paper-security"}),
    ),
    "security": (
        part(
            "Records are protected by encryption, two-factor login and passwords. Access is limited to Ida Fern alone.",
            notes={"security": ["encryption", "two-factor login", "passwords"], "access": "Ida Fern alone"},
        ),
        part("Records are protected as is fitting.", notes={"security": "as is fitting"}),
        frozenset({"security-and-access", "electronic-security"}),
    ),
    "breach": (
        part(
            "On a data breach Ida Fern stops the loss, notifies the authority within 72 hours and tells the people "
            "affected.",
            {
                "breach": {
                    "steps": ["stop the loss", "tell the people affected"],
                    "notify_authority": "within 72 hours",
                }
            },
        ),
        part("A data breach is handled appropriately.", {"breach": "handled appropriately"}),
        frozenset({"breach-procedure"}),
    ),
    "rights": (
        part(
            "The people whose data is held have the right of access, correction, deletion and objection. "
            "They can use these rights by letter. Complaints can be made to the Information Commissioner.",
            {
                "rights": {
                    "list": ["access to the data on request", "correction", "objection", "deletion on request"],
                    "how": "by letter",
                    "authority": "the Information Commissioner",
                }
            },
        ),
        part("All rights are respected.", {"rights": "all are respected"}),
        frozenset({"individual-rights"}),
    ),
    "ai": (
        part(
            "No artificial intelligence or automated tools are used with client information.",
            {"ai": "No artificial intelligence or automated tools are used with client information."},
        ),
        part("New developments are watched with interest.", {"notes": "New developments are watched with interest."}),
        frozenset({"ai-use-disclosed"}),
    ),
    "demands": (
        part(
            "On a subpoena or court order Ida Fern checks that the demand is valid, takes legal advice and hands over "
            "only what is asked for.",
            {
                "legal_demands": [
                    "Ida Fern checks that the demand is valid and takes legal advice.",
                    "She hands over only what is asked for.",
                ]
            },
        ),
        part("The law is the law.", {"legal_demands": "The law is the law."}),
        frozenset({"legal-demand-procedure"}),
    ),
    "holds": (
        part(
            "Tax records stay longer, as tax law requires.",
            {"legal_holds": "Tax records stay longer, as tax law requires."},
        ),
        part("What must be done is done.", {"legal_holds": "What must be done is done."}),
        frozenset({"legal-hold-and-tax-records"}),
    ),
    "continuity": (
        part(
            "If Ida Fern falls ill or dies, her colleague Odile Farran takes charge of the records and informs the "
            "clients. They are passed to another coach only with the client's consent.",
            {
                "continuity": "If Ida Fern falls ill or dies, her colleague Odile Farran takes charge of the records and "
                "informs the clients. They are passed to another coach only with the client's consent."
            },
        ),
        part("Life goes on.", {"continuity": "Life goes on."}),
        frozenset({"records-continuity"}),
    ),
}


def verdicts(name: str, text: str) -> dict[str, str]:
    agreement = understand(read_document(name, text.encode()), RULES.lexicon, Kind.DATA_PLAN)
    return {str(rule.id): name_of(verdict_of(rule, agreement)) for rule in RULES.rules if Kind.DATA_PLAN in rule.kinds}


def as_prose(parts: Mapping[str, Part]) -> str:
    return "# Data-handling plan of Fern Coaching\n\n" + "\n\n".join(
        f"## {name.capitalize()}\n\n{said.prose}" for name, said in parts.items()
    )


def as_yaml(parts: Mapping[str, Part]) -> str:
    plan: dict[str, Value] = {"title": "Data-handling plan of Fern Coaching"}
    notes: dict[str, Value] = {"name": "Session notes"}
    messages: dict[str, Value] = {"name": "Messages"}
    for said in parts.values():
        plan.update(said.plan)
        notes.update(said.notes)
        messages.update(said.messages)
    return json.dumps({**plan, "records": [notes, messages]}, indent=2)  # what is JSON is YAML


WHOLE: Final[Mapping[str, Part]] = {name: whole for name, (whole, _, _) in PARTS.items()}


def test_a_complete_plan_is_held_on_every_rule_as_prose_and_as_yaml() -> None:
    prose, yaml = verdicts("plan.md", as_prose(WHOLE)), verdicts("plan.yaml", as_yaml(WHOLE))
    assert prose == yaml
    assert [rule for rule, verdict in yaml.items() if verdict == "violated"] == []


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_left_vague_is_objected_to_as_prose_and_as_yaml(name: str) -> None:
    _, vague, objectors = PARTS[name]
    parts = {**WHOLE, name: vague}
    prose, yaml = verdicts("plan.md", as_prose(parts)), verdicts("plan.yaml", as_yaml(parts))
    assert {rule for rule, verdict in yaml.items() if verdict == "violated"} == objectors
    assert prose == yaml


def test_the_example_of_a_plan_is_held_on_every_rule() -> None:
    found = verdicts(EXAMPLE.name, EXAMPLE.read_text("utf-8"))
    assert len(found) > 10
    assert [rule for rule, verdict in found.items() if verdict == "violated"] == []


def test_a_plan_with_names_and_nothing_else_is_objected_to_by_every_rule_that_asks_for_something() -> None:
    found = verdicts("plan.yaml", 'controller: {name: Ida Fern}\nrecords: [{name: "Session notes"}]\n')
    asking = {str(rule.id) for rule in RULES.rules if rule.demand is Demand.REQUIRE}
    applicable = {rule for rule, verdict in found.items() if verdict != "not_applicable"}
    assert {rule for rule, verdict in found.items() if verdict == "violated"} == asking & applicable


def test_every_rule_that_objects_to_an_empty_plan_objects_to_a_part_that_is_left_vague() -> None:
    empty = verdicts("plan.yaml", 'controller: {name: Ida Fern}\nrecords: [{name: "Files"}]\n')
    objecting = frozenset().union(*(objectors for _, _, objectors in PARTS.values()))
    named = {"records-described"}  # in every part but an empty plan: what the records are called says enough for it
    assert {rule for rule, verdict in empty.items() if verdict == "violated"} - objecting == named
