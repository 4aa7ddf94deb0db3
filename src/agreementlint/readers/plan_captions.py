"""Plain-English words for each value of a data-handling plan, so that it reads like the sentence it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# By the keys that lead to a value; {name} is what the record, recipient or provider around it is called.
CAPTIONS: Final[Mapping[tuple[str, ...], str]] = {
    ("title",): "",
    ("controller", "name"): "The controller, who decides on the personal data and is responsible for it, is",
    ("controller", "contact"): "The controller can be contacted at",
    ("controller", "role"): "Responsibility for the data is divided like this:",
    ("owner",): "This plan is maintained and kept up to date by",
    ("review", "last"): "This plan was last reviewed on",
    ("review", "next"): "The next review of this plan is on",
    ("review", "every"): "This plan is reviewed",
    ("review", "by"): "This plan is reviewed by",
    ("confidentiality",): "On confidential information:",
    ("records", "name"): "",
    ("records", "data"): "{name} hold these categories of personal data:",
    ("records", "people"): "{name} hold data about",
    ("records", "source"): "The data in {name} is collected from",
    ("records", "purpose"): "{name} are used for the purpose of",
    ("records", "basis"): "The legal basis for {name} is",
    ("records", "format"): "The form in which {name} are kept is",
    ("records", "storage_active"): "{name}: while coaching goes on, active files are stored in",
    ("records", "storage_active", "place"): "{name}: while coaching goes on, active files are stored in",
    ("records", "storage_active", "country"): "{name}: active files are stored in the country",
    ("records", "storage_active", "security"): "{name}: active files are protected by",
    ("records", "storage_inactive"): "{name}: closed and inactive files of former clients are stored in",
    ("records", "storage_inactive", "place"): "{name}: closed and inactive files of former clients are stored in",
    ("records", "storage_inactive", "country"): "{name}: closed and inactive files are stored in the country",
    ("records", "storage_inactive", "security"): "{name}: closed and inactive files are protected by",
    ("records", "security"): "{name} are protected by",
    ("records", "access"): "Access to {name} is limited to",
    ("records", "transmission"): "{name} are sent electronically by",
    ("records", "retention"): "{name} are kept for",
    ("records", "retention", "period"): "{name} are kept for",
    ("records", "retention", "event"): "The retention period of {name} runs from",
    ("records", "retention", "reason"): "The length of the retention period of {name} is explained like this:",
    ("records", "disposal"): "{name} are securely destroyed by",
    ("records", "disposal", "electronic"): "Electronic {name} are destroyed by",
    ("records", "disposal", "paper"): "Paper {name} are destroyed by",
    ("records", "disposal", "backups"): "Backups and cloud copies of {name} are destroyed by",
    ("records", "disposal", "devices"): "Devices that held {name} are wiped by",
    ("records", "disposal", "by"): "{name} are destroyed by",
    ("records", "disposal", "when"): "{name} are destroyed",
    ("records", "disposal", "confirmed"): "The destruction of {name} is logged and confirmed by",
    ("recipients", "who"): "Personal data is shared with this recipient:",
    ("recipients", "what"): "The information that {name} receives is",
    ("recipients", "purpose"): "{name} receives it for the purpose of",
    ("recipients", "timing"): "{name} receives it at this time:",
    ("recipients", "form"): "{name} receives it in this form:",
    ("recipients", "circumstances"): "{name} receives it in these circumstances:",
    ("processors", "name"): "A service provider (processor) that holds personal data is",
    ("processors", "service"): "The service that {name} provides is",
    ("processors", "data"): "{name} works with",
    ("processors", "location"): "{name} stores the data in",
    ("processors", "contract"): "The data processing contract with {name} is",
    ("processors", "safeguards"): "Transfers of data to {name} rely on these safeguards:",
    ("transfers",): "On transfers of data to other countries:",
    ("transmission",): "Confidential information is sent electronically by",
    ("security",): "All records are protected by",
    ("special_categories",): "On special categories of data (health, beliefs, sexuality and the like):",
    ("ai",): "On the use of AI and automated tools with client information:",
    ("ai", "use"): "On the use of AI and automated tools with client information:",
    ("ai", "protection"): "Client information in AI tools is protected like this:",
    ("breach",): "On a data breach (loss, theft or unauthorised access):",
    ("breach", "steps"): "On a data breach (loss, theft or unauthorised access) these steps are taken:",
    ("breach", "notify_authority"): "On a data breach the supervisory authority is notified",
    ("breach", "notify_people"): "On a data breach the people affected are told",
    ("breach", "contact"): "The contact for a data breach is",
    ("breach", "log"): "Data breaches are recorded in",
    ("rights",): "On the rights of the people whose data is held:",
    ("rights", "list"): "The people whose data is held have the right of",
    ("rights", "how"): "They can use these rights by",
    ("rights", "response_time"): "The response to a request comes",
    ("rights", "authority"): "Complaints can be made to the authority",
    ("legal_demands",): "On a subpoena, court order, ethics complaint or audit:",
    ("legal_holds",): "On records that must be kept longer (tax, legal claims, legal hold):",
    ("continuity",): "On the coach's illness, death, retirement or closure of the practice:",
    ("notes",): "",
}


def caption_phrases() -> tuple[str, ...]:
    """Every phrase, as it stands before a record's name is put in."""
    return tuple(phrase for phrase in CAPTIONS.values() if phrase)


def caption_of(keys: tuple[str, ...], name: str) -> str:
    """The words that say what the value under these keys is."""
    return CAPTIONS.get(keys, "").replace("{name}", name)
