"""The table of JSON Schemas: which there are, which files they are for, and how each is made from its model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from agreementlint.packs import DRAFT, built_in_folder, load_rules
from agreementlint.plugins import Plugins, schema_of
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from pydantic import BaseModel

_PLUGINS = "plugins"  # the key of a configuration under which plugins are told something
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Model(Protocol):
    """What a schema is made from; imported only when it is made anew, since the schemas are shipped."""

    def __call__(self) -> type[BaseModel]: ...


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema: its name, what it describes, the files it is for (patterns), and the model behind it.

    With `many` a file is a list of what the model describes.
    """

    name: str
    title: str
    files: tuple[str, ...]
    model: Model
    many: bool = False

    @property
    def path(self) -> Path:
        """Where the schema is shipped."""
        return Path(__file__).parent / "schema" / f"{self.name}.schema.json"


def _rule() -> type[BaseModel]:
    from agreementlint.rulefile import RuleModel

    return RuleModel


def _lexicon() -> type[BaseModel]:
    from agreementlint.rulefile import ConceptModel

    return ConceptModel


def _facts() -> type[BaseModel]:
    from agreementlint.rulefile import FactFormModel

    return FactFormModel


def _placeholders() -> type[BaseModel]:
    from agreementlint.rulefile import PlaceholderModel

    return PlaceholderModel


def _profile() -> type[BaseModel]:
    from agreementlint.profilefile import ProfileModel

    return ProfileModel


def _rubric() -> type[BaseModel]:
    from agreementlint.grading.rubricfile import RubricModel

    return RubricModel


def _overrides() -> type[BaseModel]:
    from agreementlint.grading.overrides import OverrideModel

    return OverrideModel


def _config() -> type[BaseModel]:
    from agreementlint.configfile import ConfigModel

    return ConfigModel


def _waivers() -> type[BaseModel]:
    from agreementlint.waiverfile import WaiverModel

    return WaiverModel


def _baseline() -> type[BaseModel]:
    from agreementlint.baselinefile import BaselineModel

    return BaselineModel


def _plan() -> type[BaseModel]:
    from agreementlint.plan import DataPlan

    return DataPlan


def _questions() -> type[BaseModel]:
    from agreementlint.drafting.planfile import QuestionModel

    return QuestionModel


def _documents() -> type[BaseModel]:
    from agreementlint.drafting.planfile import DocumentModel

    return DocumentModel


def _sections() -> type[BaseModel]:
    from agreementlint.drafting.planfile import SectionModel

    return SectionModel


def _entries() -> type[BaseModel]:
    from agreementlint.drafting.planfile import EntryModel

    return EntryModel


def _answers() -> type[BaseModel]:
    from agreementlint.drafting.answersfile import answers_model
    from agreementlint.drafting.loading import load_drafting

    return answers_model(load_drafting(built_in_folder() / DRAFT, load_rules()))


# A new schema is a function that gives its model, a line here, and `agreementlint schema --write`.
SCHEMAS: tuple[Schema, ...] = (
    Schema("rule", "A rule", ("rules/*/*.yaml",), _rule),
    Schema("lexicon", "A group of concepts", ("rules/lexicon/*.yaml",), _lexicon, many=True),
    Schema("facts", "What a document can promise", ("rules/facts/*.yaml",), _facts, many=True),
    Schema("placeholders", "The placeholders of model clauses", ("rules/placeholders.yaml",), _placeholders, many=True),
    Schema("profile", "A profile", ("rules/profiles/*.yaml",), _profile),
    Schema("rubric", "A rubric", ("rules/rubrics/*.yaml", "*rubric*.yaml"), _rubric),
    Schema("overrides", "Marks that a person has set", ("overrides.yaml",), _overrides, many=True),
    Schema("config", "A configuration", ("agreementlint.yaml",), _config),
    Schema("waivers", "Waivers", ("waivers.yaml",), _waivers, many=True),
    Schema("baseline", "A baseline", ("agreementlint-baseline.json",), _baseline),
    Schema("draft-questions", "What a draft asks", ("rules/draft/questions.yaml",), _questions, many=True),
    Schema("draft-documents", "What a draft can be", ("rules/draft/documents.yaml",), _documents, many=True),
    Schema("draft-sections", "What a draft says", ("rules/draft/sections.yaml",), _sections, many=True),
    Schema("draft-plan", "What a draft of a plan in YAML says", ("rules/draft/plan.yaml",), _entries, many=True),
    Schema("answers", "The answers of a draft", ("*answers*.yaml",), _answers),
    Schema("plan", "A data-handling plan", ("*plan*.yaml",), _plan),
)


def made(schema: Schema, told: Mapping[str, object] | None = None) -> str:
    """A schema as text, made from its model.

    `told` are the schemas of what plugins can be told in a configuration, by the plugins' names; None where it is not
    known which plugins there are.
    """
    from pydantic import TypeAdapter

    model = schema.model()
    adapter: TypeAdapter[object] = TypeAdapter(list[model] if schema.many else model)  # type: ignore[valid-type]  # the model is known at run time only
    body = adapter.json_schema(by_alias=True, mode="validation")
    if told is not None:
        body["properties"][_PLUGINS] |= {"properties": dict(told), "additionalProperties": False}
    whole = {"$schema": DIALECT, "title": schema.title, **{key: body[key] for key in body if key != "title"}}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def with_plugins(schema: Schema, plugins: Plugins) -> str:
    """A schema as text, that of a configuration with what the installed plugins can be told in it."""
    if schema.model is not _config or not plugins.names:
        return shipped(schema)
    pointer = f"#/properties/{_PLUGINS}/properties/"
    forms = {name: type(settings) for name, settings in plugins.settings}
    return made(schema, {name: schema_of(form, pointer + _as_step(name)) for name, form in forms.items()})


def _as_step(name: str) -> str:
    """A name as a step of a JSON pointer in a fragment."""
    return quote(name.replace("~", "~0").replace("/", "~1"))


def shipped(schema: Schema) -> str:
    """A schema as it comes with the package."""
    return schema.path.read_text(encoding="utf-8")


def by_name() -> Mapping[str, Schema]:
    """The schemas by their names."""
    return {schema.name: schema for schema in SCHEMAS}
