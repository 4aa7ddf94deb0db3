"""The published schema of a data-handling plan: what a plan written as YAML may say, and under which keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _counted(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


Words = Annotated[str, Field(min_length=1)]
Listed = Annotated[
    tuple[Words, ...],
    BeforeValidator(_listed, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


Period = Annotated[str, Field(min_length=1, pattern=r"[^\d\s.,]")]  # a bare number has no unit
Form = Literal["paper", "electronic"]
Forms = Annotated[
    tuple[Form, ...], BeforeValidator(_listed, json_schema_input_type=Form | list[Form]), Field(min_length=1)
]


class _PlanPart(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Controller(_PlanPart):
    """The person or business that decides on the personal data."""

    name: Words = Field(description="Name of the person or business")
    contact: Words | None = Field(None, description="Address, e-mail or phone number")
    role: Words | None = Field(
        None, description="Who is responsible for what, for instance coach and employer in internal coaching"
    )


class Review(_PlanPart):
    """When the plan is looked at again."""

    last: Words | None = Field(None, description="Date of the last review")
    next: Words | None = Field(None, description="Date of the next review")
    every: Words | None = Field(None, description='How often, for instance "every year"')
    by: Words | None = Field(None, description="Who reviews it")


class Storage(_PlanPart):
    """Where records are, with their security, if one place is to be told from another."""

    place: Words = Field(description="Place or system, for instance an encrypted drive or a locked cabinet")
    country: Words | None = Field(None, description="Country in which the data is")
    security: Listed | None = Field(None, description="How this place is protected")


class Retention(_PlanPart):
    """How long records are kept: a period and the event that it runs from, or an event."""

    period: Period | None = Field(None, description='Length of time with its unit, for instance "3 years"')
    event: Words | None = Field(None, description='What it runs from, for instance "the last session"')
    reason: Words | None = Field(None, description="Why so long")


class Disposal(_PlanPart):
    """How records end."""

    electronic: Listed | None = Field(None, description="How electronic records are deleted or wiped")
    paper: Listed | None = Field(None, description="How paper records are destroyed")
    backups: Listed | None = Field(None, description="What happens to backups and cloud copies")
    devices: Listed | None = Field(None, description="What happens to computers, phones and drives")
    by: Words | None = Field(None, description="Who does it")
    when: Words | None = Field(None, description='When, for instance "within 30 days of the end of the period"')
    confirmed: Words | None = Field(None, description="How it is logged or confirmed")


class Record(_PlanPart):
    """One sort of record: session notes, agreements, invoices, messages, assessments, recordings."""

    name: Words = Field(description='What the records are called, for instance "Session notes"')
    data: Listed | None = Field(None, description="Which categories of data they hold")
    people: Listed | None = Field(None, description="Whom the data is about")
    source: Listed | None = Field(None, description="Where the data comes from")
    purpose: Listed | None = Field(None, description="What the data is used for")
    basis: Listed | None = Field(None, description="The legal basis, where the law asks for one")
    format: Forms | None = Field(None, description="On paper, electronic, or both")
    storage_active: Storage | Listed | None = Field(None, description="Where records are while coaching goes on")
    storage_inactive: Storage | Listed | None = Field(
        None, description="Where closed files are until they are destroyed"
    )
    security: Listed | None = Field(None, description="How the records are protected")
    access: Listed | None = Field(None, description="Who can see the records")
    transmission: Listed | None = Field(None, description="How the records are sent, and how that is protected")
    retention: Retention | Period | None = Field(None, description="How long the records are kept, and from when")
    disposal: Disposal | Listed | None = Field(None, description="How the records are destroyed")


class Recipient(_PlanPart):
    """Somebody who receives information: a sponsor, a supervisor, an accountant."""

    who: Words = Field(description="Who receives it")
    what: Listed | None = Field(None, description="Which information")
    purpose: Listed | None = Field(None, description="What for")
    timing: Words | None = Field(None, description="When")
    form: Words | None = Field(None, description="In which form, for instance in writing or anonymised")
    circumstances: Listed | None = Field(None, description="Under which circumstances, for instance with consent")


class Processor(_PlanPart):
    """A tool or provider that holds data for the controller."""

    name: Words = Field(description="Name of the tool or provider")
    service: Words | None = Field(None, description="What it does")
    data: Listed | None = Field(None, description="Which data it holds")
    location: Words | None = Field(None, description="Country in which the data is")
    contract: Words | None = Field(None, description="The processing contract and its date")
    safeguards: Listed | None = Field(None, description="What protects data that leaves the country")


class Tools(_PlanPart):
    """Whether AI or automated tools are used with client information, and under which protection."""

    use: Listed | None = Field(None, description="Which tools and what for, or that none are used")
    protection: Listed | None = Field(None, description="Training, identifying data, storage, deletion, human check")


class Breach(_PlanPart):
    """What is done on loss, theft or unauthorised access."""

    steps: Listed | None = Field(None, description="What is done, step by step")
    notify_authority: Words | None = Field(
        None, description='When the authority is told, for instance "within 72 hours"'
    )
    notify_people: Words | None = Field(None, description="When the people concerned are told")
    contact: Words | None = Field(None, description="Whom to call")
    log: Words | None = Field(None, description="Where it is recorded")


class Rights(_PlanPart):
    """What the people concerned can ask for."""

    list: Listed | None = Field(None, description="Access, correction, deletion, objection, withdrawal of consent")
    how: Words | None = Field(None, description="How to ask")
    response_time: Words | None = Field(None, description='How soon the answer comes, for instance "within one month"')
    authority: Words | None = Field(None, description="Where to complain")


class DataPlan(_PlanPart):
    """A data-handling plan: who decides on the data, what is held, where, how long, and how it ends."""

    version: Annotated[Literal[1], BeforeValidator(_counted)] = Field(1, description="Version of this format")
    title: Words | None = Field(None, description="Title of the plan")
    controller: Controller = Field(description="Who decides on the personal data")
    owner: Words | None = Field(None, description="Who keeps this plan up to date")
    review: Review | None = Field(None, description="When the plan was and will be reviewed")
    confidentiality: Listed | None = Field(None, description="What counts as confidential and who keeps it so")
    records: tuple[Record, ...] = Field(min_length=1, description="The records that are kept, one entry for each sort")
    recipients: tuple[Recipient, ...] | None = Field(None, description="Who receives information")
    processors: tuple[Processor, ...] | None = Field(None, description="Tools and providers that hold data")
    transfers: Listed | None = Field(None, description="Data that leaves the country, and its safeguards")
    transmission: Listed | None = Field(None, description="How information is sent, and how that is protected")
    security: Listed | None = Field(None, description="Measures that protect all records")
    special_categories: Listed | None = Field(None, description="Health, belief, sexuality and similar data")
    ai: Tools | Listed | None = Field(None, description="AI and automated tools")
    breach: Breach | Listed | None = Field(None, description="Loss, theft, unauthorised access")
    rights: Rights | Listed | None = Field(None, description="What the people concerned can ask for")
    legal_demands: Listed | None = Field(None, description="Court orders, subpoenas, complaints, audits")
    legal_holds: Listed | None = Field(None, description="Records that stay longer: tax, claims, legal holds")
    continuity: Listed | None = Field(None, description="Who takes over on illness, death, retirement or closure")
    notes: Listed | None = Field(None, description="Anything else")
