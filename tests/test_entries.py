"""Entries: what a plan or a table says of each record, recipient and provider."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.api import read_entries
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import Kind

YAML = """\
version: 1
controller: {name: Marit Hollis}
records:
- {basis: contract, name: Session notes, retention: {period: 2 years}}
- {name: Invoices}
recipients:
- {who: Accountant, what: invoices}
security: [a locked cabinet]
processors:
- {location: India, name: Acme}
"""
JSON = """\
{"version": 1, "controller": {"name": "Marit Hollis"},
 "records": [{"basis": "contract", "name": "Session notes", "retention": {"period": "2 years"}}, {"name": "Invoices"}],
 "recipients": [{"who": "Accountant", "what": "invoices"}], "security": ["a locked cabinet"],
 "processors": [{"location": "India", "name": "Acme"}]}
"""
TABLE = """\
# Privacy notice

| Data | Purpose | Legal basis |
| --- | --- | --- |
| Session notes | continuity | contract |
| Invoices | tax | legal duty |

Some words.

| Provider | Country |
| --- | --- |
| Acme | India |
"""


def entries(name: str, text: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    agreement = understand(read_document(name, text.encode()), Lexicon({}, {}), Kind.DATA_PLAN)
    return [
        (entry.sort, agreement.quote(entry.name), [(each.label, agreement.quote(each.span)) for each in entry.values])
        for entry in read_entries(agreement)
    ]


@pytest.mark.parametrize(("name", "text"), [("plan.yaml", YAML), ("plan.json", JSON)])
def test_a_plan_gives_the_values_of_each_entry_under_its_keys_wherever_its_name_stands(name: str, text: str) -> None:
    assert entries(name, text) == [
        ("records", "Session notes", [("basis", "contract"), ("retention period", "2 years")]),
        ("records", "Invoices", []),
        ("recipients", "Accountant", [("what", "invoices")]),
        ("processors", "Acme", [("location", "India")]),
    ]


@pytest.mark.parametrize("name", ["notice.md", "notice.txt"])
def test_a_table_gives_the_values_of_each_row_under_the_heads_of_its_columns(name: str) -> None:
    assert entries(name, TABLE) == [
        ("table", "Session notes", [("Purpose", "continuity"), ("Legal basis", "contract")]),
        ("table", "Invoices", [("Purpose", "tax"), ("Legal basis", "legal duty")]),
        ("table", "Acme", [("Country", "India")]),
    ]


def test_values_are_found_by_a_pattern_in_their_label() -> None:
    agreement = understand(read_document("plan.yaml", YAML.encode()), Lexicon({}, {}), Kind.DATA_PLAN)
    notes = read_entries(agreement)[0]
    assert [agreement.quote(span) for span in notes.labelled("PERIOD")] == ["2 years"]
    assert notes.labelled("purpose") == ()


def test_text_without_tables_has_no_entries() -> None:
    assert entries("a.txt", "The coach coaches the client.") == []
