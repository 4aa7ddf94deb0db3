"""The tables of a gradebook and the version of their form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from agreementlint.values import dataclass

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table

VERSION = 1


@dataclass(frozen=True, slots=True)
class Tables:
    """Points and times are text, so that every database gives back the very value."""

    every: MetaData
    form: Table
    assignments: Table
    runs: Table
    marks: Table
    decisions: Table
    changes: Table


@cache
def tables() -> Tables:
    """The tables of this version."""
    from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

    every = MetaData()

    def number(name: str) -> Column[int]:
        return Column(name, Integer, nullable=False)

    def text(name: str) -> Column[str]:
        return Column(name, Text, nullable=False)

    def key() -> Column[int]:
        return Column("id", Integer, primary_key=True)

    def of_assignment() -> Column[int]:
        return Column("assignment", ForeignKey("assignment.id"), nullable=False, index=True)

    return Tables(
        every,
        Table("gradebook", every, Column("version", Integer, primary_key=True)),
        Table("assignment", every, key(), Column("name", Text, nullable=False, unique=True)),
        Table(
            "run", every, key(), of_assignment(), number("number"), text("at"), text("by"), text("rubric"),
            UniqueConstraint("assignment", "number"),
        ),
        Table(
            "mark", every, key(), of_assignment(), number("run"), text("submission"), text("mark"),
            UniqueConstraint("assignment", "run", "submission"),
        ),
        Table(
            "decision", every, key(), of_assignment(), text("submission"), text("criterion"), text("decision"),
            text("at"),
            number("version"), UniqueConstraint("assignment", "submission", "criterion"),
        ),
        Table(
            "change", every, key(), of_assignment(), number("number"), text("at"), text("by"), text("what"),
            text("submission"), text("criterion"), text("old"), text("new"), text("reason"),
            UniqueConstraint("assignment", "number"),
        ),
    )  # fmt: skip
