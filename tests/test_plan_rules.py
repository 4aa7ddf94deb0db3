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
from agreementlint.terms import Kind
from agreementlint.verdict import name_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "data-handling-plan.yaml"
RULES: Final = load_rules()

Value: TypeAlias = str | list[str] | dict[str, str | list[str]] | list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a plan says, as prose and as keys of YAML: of the plan, of its notes and of its invoices."""

    prose: str
    plan: Mapping[str, Value]
    notes: Mapping[str, Value]
    invoices: Mapping[str, Value]


def part(
    prose: str,
    plan: Mapping[str, Value] | None = None,
    notes: Mapping[str, Value] | None = None,
    invoices: Mapping[str, Value] | None = None,
) -> Part:
    return Part(prose, plan or {}, notes or {}, invoices or {})


# For each part: the whole of it; the same with what matters left vague; and the rules that must then object.
PARTS: Final[Mapping[str, tuple[Part, Part, frozenset[str]]]] = {
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
            "Session notes hold topics, goals and agreed actions of clients. Invoices hold name, address and fees.",
            notes={"data": ["topics of the session", "goals", "agreed actions"], "people": "clients"},
            invoices={"data": ["name", "address", "fees"]},
        ),
        part("Session notes and the bills hold what is useful.", notes={"data": "what is useful"}),
        frozenset({"data-inventory"}),
    ),
    "purpose": (
        part(
            "Session notes are used to prepare the next session; the legal basis is contract. "
            "Invoices are used to pay tax; the legal basis is legal duty.",
            notes={"purpose": "to prepare the next session", "basis": "contract"},
            invoices={"purpose": "to pay tax", "basis": "legal duty"},
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
    "retention": (
        part(
            "Session notes are kept for 2 years after the last session. "
            "Invoices are kept for 7 years after the end of the tax year.",
            notes={"retention": {"period": "2 years", "event": "the last session"}},
            invoices={"retention": {"period": "7 years", "event": "the end of the tax year"}},
        ),
        part(
            "Session notes and invoices are kept as long as necessary.",
            notes={"retention": "as long as necessary"},
            invoices={"retention": "as long as necessary"},
        ),
        frozenset({"retention-schedule", "retention-period"}),
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
        frozenset({"disposal-procedure", "electronic-disposal"}),
    ),
    "storage": (
        part(
            "While the coaching goes on, files are stored on an encrypted laptop. "
            "Closed and inactive files are stored in an encrypted archive in the cloud.",
            notes={"storage_active": "an encrypted laptop", "storage_inactive": "an encrypted archive in the cloud"},
        ),
        part(
            "While the coaching goes on, files are stored with care. Closed and inactive files are stored likewise.",
            notes={"storage_active": "with care", "storage_inactive": "with care"},
        ),
        frozenset({"storage-locations", "active-storage"}),
    ),
    "security": (
        part(
            "Records are protected by two-factor login and passwords. Access is limited to Ida Fern alone.",
            notes={"security": ["two-factor login", "passwords"], "access": "Ida Fern alone"},
        ),
        part("Records are protected as is fitting.", notes={"security": "as is fitting"}),
        frozenset({"security-and-access"}),
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
    invoices: dict[str, Value] = {"name": "Invoices"}
    for said in parts.values():
        plan.update(said.plan)
        notes.update(said.notes)
        invoices.update(said.invoices)
    return json.dumps({**plan, "records": [notes, invoices]}, indent=2)  # what is JSON is YAML


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
    found = verdicts(EXAMPLE.name, EXAMPLE.read_text())
    assert len(found) > 10
    assert [rule for rule, verdict in found.items() if verdict == "violated"] == []


def test_a_plan_with_names_and_nothing_else_is_objected_to_by_every_rule_that_asks_for_something() -> None:
    found = verdicts("plan.yaml", 'controller: {name: Ida Fern}\nrecords: [{name: "Session notes"}]\n')
    wanted = frozenset().union(*(objectors for _, _, objectors in PARTS.values()))
    assert {rule for rule, verdict in found.items() if verdict == "violated"} == wanted
