"""What a configuration tells a plugin, through the plugin's own typed door, each mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeVar
from warnings import catch_warnings, simplefilter

from agreementlint.errors import BadConfiguration, Fault
from agreementlint.suggestion import meant
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import CoreSchema

    from agreementlint.config import PluginTable

Settings = TypeVar("Settings")
_MODE = "__pydantic_config__"  # where pydantic looks for how strict it is to be with a standard dataclass


@dataclass(frozen=True, slots=True)
class Reads:
    """How a field of settings is read from its text: `claims: Annotated[Period | None, Reads(period)] = None`.

    The function raises ValueError with what is wanted instead.
    """

    read: Callable[[str], object]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        from pydantic_core import core_schema  # only who has such a table in a configuration pays for it

        return core_schema.no_info_after_validator_function(self.read, core_schema.str_schema())


def filled_in(form: type[Settings], table: PluginTable) -> Settings:
    """Settings with what a configuration tells the plugin; raises BadConfiguration with everything that is wrong."""
    from pydantic import ValidationError

    try:
        return _door(form).validate_python(dict(table.values))
    except ValidationError as error:
        raise BadConfiguration(*_misfits(form, table, error)) from None


def schema_of(form: type[object], at: str) -> dict[str, object]:
    """The JSON Schema of settings, for a place in another one: `at` is the pointer to it ("#/properties/...").

    Settings that no schema can describe are any table.
    """
    from pydantic import PydanticUserError

    try:
        with catch_warnings():
            simplefilter("ignore")  # a default that JSON cannot write is left out, which is what is wanted
            schema: dict[str, object] = _door(form).json_schema(ref_template=f"{at}/$defs/{{model}}")
    except PydanticUserError:
        return {"type": "object"}
    for table in (schema, *_tables(schema.get("$defs"))):
        for key in _tables(table.get("properties")):
            # What is read from text has a default of the plugin's own type, which nobody could write there.
            if key.get("type") == "string" and not isinstance(key.get("default"), str):
                key.pop("default", None)
    return schema


def _tables(found: object) -> list[dict[str, object]]:
    return [each for each in found.values() if isinstance(each, dict)] if isinstance(found, dict) else []


def _door(form: type[Settings]) -> TypeAdapter[Settings]:
    """What reads settings: strict about keys that it does not know, in dataclasses inside as well."""
    from pydantic import ConfigDict, TypeAdapter

    if not hasattr(form, _MODE):
        setattr(form, _MODE, ConfigDict(extra="forbid"))
    return TypeAdapter(form)


def _misfits(form: type[object], table: PluginTable, error: ValidationError) -> Iterator[Fault]:
    """Every key and value that is no part of the settings, where it was written."""
    for item in error.errors():
        steps = item["loc"]
        at = next(steps[:end] for end in range(len(steps), -1, -1) if steps[:end] in table.places)
        name = ".".join(map(str, steps))
        if item["type"] == "unexpected_keyword_argument":
            known = _keys(form, steps[:-1])
            hint = meant(str(steps[-1]), known) or f"; the keys are {', '.join(known)}"
            message = f"the plugin {table.plugin!r} has no setting {name!r}{hint}"
        else:
            said = item["msg"].removeprefix("Value error, ")
            value = item["input"]
            shown = f", not {value!r}" if isinstance(value, str | int | float) else ""
            message = f"{name or table.plugin}: {said[:1].lower()}{said[1:]}{shown}"
        place = table.places[at]
        yield Fault(place.path, place.line, place.column, message, place.source_line)


def _keys(form: type[object], steps: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where the steps lead to."""
    found: object = form()
    for step in steps:
        found = getattr(found, str(step), None)
    return [each.name for each in fields(found)] if is_dataclass(found) and not isinstance(found, type) else []
