"""Reads the files that say what `draft` asks and writes, and checks every name in them against the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agreementlint.drafting.accepting import BadAnswer, accepted
from agreementlint.drafting.compose import PLACEHOLDER
from agreementlint.drafting.model import Clause, Conditions, DraftingPlan, Entry, Section
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.rule import Placeholder
from agreementlint.ruleset import RuleSet
from agreementlint.suggestion import meant
from agreementlint.terms import Kind, RuleId
from agreementlint.yamlplaces import Places, not_yaml

if TYPE_CHECKING:
    from agreementlint.drafting.planfile import ClauseModel, DocumentModel, EntryModel, QuestionModel, SectionModel

QUESTIONS, DOCUMENTS, SECTIONS, ENTRIES = "questions.yaml", "documents.yaml", "sections.yaml", "plan.yaml"
_IN_A_PLAN: Conditions = (("kind", frozenset({Kind.DATA_PLAN.value})),)
_Place = tuple[str | int, ...]
_Model = TypeVar("_Model")


def load_drafting(folder: Path, ruleset: RuleSet) -> DraftingPlan:
    """The questions, kinds of documents and sections in a folder's files. Raises BadConfiguration with every fault."""
    from agreementlint.drafting.planfile import DocumentModel, EntryModel, QuestionModel, SectionModel

    questions_at, questions = _read(folder / QUESTIONS, QuestionModel)
    documents_at, documents = _read(folder / DOCUMENTS, DocumentModel)
    sections_at, sections = _read(folder / SECTIONS, SectionModel)
    entries_at, entries = _read(folder / ENTRIES, EntryModel)
    placeholders = {each.name: each for each in ruleset.placeholders}
    known = _Known(questions, documents, sections, ruleset, placeholders)
    faults = [
        *(questions_at.fault(place, message) for place, message in known.of_questions()),
        *(documents_at.fault(place, message) for place, message in known.of_documents()),
        *(sections_at.fault(place, message) for place, message in known.of_sections()),
        *(entries_at.fault(place, message) for place, message in known.of_entries(entries)),
    ]
    if faults:
        raise BadConfiguration(*faults)
    topic = ""
    compiled = []
    for number, question in enumerate(questions):
        topic = question.topic or topic
        compiled.append(question.compiled(topic, placeholders))
        try:
            fits = compiled[-1].suggested in (None, accepted(compiled[-1], compiled[-1].suggested))
        except BadAnswer:
            fits = compiled[-1].suggested is None
        if not fits:
            faults.append(
                questions_at.fault((number, "suggested"), "what is suggested would not be taken as an answer")
            )
    if faults:
        raise BadConfiguration(*faults)
    return DraftingPlan(
        questions=tuple(compiled),
        forms=tuple(each.compiled() for each in documents),
        sections=tuple(known.section(each) for each in sections),
        entries=tuple(Entry(each.place, known.clause(each)) for each in entries),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    except UnicodeDecodeError:
        raise BadConfiguration(Fault(str(path), 1, 1, "the file is not UTF-8")) from None


def _values(path: Path, text: str) -> object:
    from ruamel.yaml.error import YAMLError

    from agreementlint.ruleyaml import yaml_reader

    try:
        values: object = yaml_reader().load(text)
    except YAMLError as error:
        raise BadConfiguration(not_yaml(path, text, error)) from None
    return values


def _read(path: Path, model: type[_Model]) -> tuple[Places, list[_Model]]:
    from pydantic import TypeAdapter, ValidationError

    text = _text_of(path)
    places = Places(path, text)
    adapter: TypeAdapter[list[_Model]] = TypeAdapter(list[model])  # type: ignore[valid-type]  # known at run time only
    try:
        return places, adapter.validate_python(_values(path, text))
    except ValidationError as error:
        raise BadConfiguration(
            *(_misfit(places, each["loc"], each["type"], each["msg"]) for each in error.errors())
        ) from None


def _misfit(places: Places, place: _Place, sort: str, message: str) -> Fault:
    key = str(place[-1]) if place else "the file"
    if sort == "extra_forbidden":
        return places.fault(place, f"unknown key {key!r}", key=True)
    if sort == "missing":
        return places.fault(place, f"the key {key!r} is missing")
    return places.fault(place, f"{key}: {message[:1].lower()}{message[1:]}")


class _Known:
    """What the files define, and every name in them that stands for nothing."""

    def __init__(
        self,
        questions: Sequence[QuestionModel],
        documents: Sequence[DocumentModel],
        sections: Sequence[SectionModel],
        ruleset: RuleSet,
        placeholders: Mapping[str, Placeholder],
    ) -> None:
        self._questions = {each.question: each for each in questions}
        self._in_order = questions
        self._documents = documents
        self._sections = sections
        self._names = [each.section for each in sections]
        self._rules = {rule.id: rule for rule in ruleset.rules if not rule.replaced_by}
        self._placeholders = placeholders
        self._parties = {word for each in documents for word in each.words}

    def of_questions(self) -> Iterator[tuple[_Place, str]]:
        before: list[str] = []
        for number, question in enumerate(self._in_order):
            if question.question in before:
                yield (number, "question"), f"there is a question {question.question!r} already"
            if not question.choices and question.placeholder not in self._placeholders:
                near = meant(question.placeholder, self._placeholders)
                key = "like" if question.like else "question"
                yield (number, key), f"there is no placeholder {question.placeholder!r}{near}"
            suggested = question.suggested
            if question.choices and suggested is not None and suggested not in question.choices:
                yield (number, "suggested"), f"{suggested!r} is none of the choices"
            yield from self._of_conditions((number, "when"), question.when, before)
            before.append(question.question)
        if "kind" not in before or set(self._questions["kind"].choices) - set(Kind):
            yield (), "there must be a question 'kind' whose choices are kinds of documents"

    def of_documents(self) -> Iterator[tuple[_Place, str]]:
        for number, document in enumerate(self._documents):
            where = (("kind", frozenset({document.kind.value})),)
            for key, words in document.words.items():
                yield from self._of_names((number, "words", key), words, where)
            for at, signer in enumerate(document.signs):
                yield from self._of_conditions((number, "signs", at, "when"), signer.when, self._questions)
                whole = (*where, *((name, frozenset(allowed)) for name, allowed in signer.when.items()))
                yield from self._of_names((number, "signs", at, "name"), signer.name, whole)
        missing = set(self._questions["kind"].choices) - {each.kind.value for each in self._documents}
        if missing:
            yield (), f"nothing is said about documents of the kind {', '.join(sorted(missing))}"

    def of_sections(self) -> Iterator[tuple[_Place, str]]:
        for number, section in enumerate(self._sections):
            if section.section in self._names[:number]:
                yield (number, "section"), f"there is a section {section.section!r} already"
            yield from self._of_conditions((number, "when"), section.when, self._questions)
            for at, clause in enumerate(section.clauses):
                yield from self._of_clause((number, "clauses", at), clause, _pairs(section.when))

    def of_entries(self, entries: Sequence[EntryModel]) -> Iterator[tuple[_Place, str]]:
        for number, entry in enumerate(entries):
            yield from self._of_clause((number,), entry, _IN_A_PLAN)

    def section(self, model: SectionModel) -> Section:
        return Section(
            model.section,
            model.heading,
            _pairs(model.when),
            tuple(self.clause(clause) for clause in model.clauses),
        )

    def clause(self, model: ClauseModel) -> Clause:
        text = model.wording or self._rules[RuleId(model.rule or "")].model_clause
        answered: dict[str, str] = {}
        numbered: dict[str, str] = {}
        for name in PLACEHOLDER.findall(text):
            match model.fill.get(name):
                case str() as question:
                    answered[name] = question
                case None:
                    if name not in self._parties:
                        answered[name] = name
                case number:
                    numbered[name] = number.section
        rule = RuleId(model.rule) if model.rule else None
        return Clause(" ".join(text.split()), answered, numbered, _pairs(model.when), rule)

    def _of_clause(self, place: _Place, clause: ClauseModel, around: Conditions) -> Iterator[tuple[_Place, str]]:
        yield from self._of_conditions((*place, "when"), clause.when, self._questions)
        if clause.rule is None and clause.wording is None:
            yield place, "a clause needs a rule or a wording"
            return
        if clause.rule is not None and clause.rule not in self._rules:
            yield (*place, "rule"), f"there is no rule {clause.rule!r}{meant(clause.rule, self._rules)}"
            return
        text = clause.wording or self._rules[RuleId(clause.rule or "")].model_clause
        names = PLACEHOLDER.findall(text)
        where = (*around, *_pairs(clause.when))
        for name, filler in clause.fill.items():
            if name not in names:
                yield (*place, "fill", name), f"the clause has no placeholder {name!r}{meant(name, names)}"
            if not isinstance(filler, str) and filler.section not in self._names:
                near = meant(filler.section, self._names)
                yield (*place, "fill", name, "section"), f"there is no section {filler.section!r}{near}"
        home = "wording" if clause.wording else "rule"
        for name in dict.fromkeys(names):
            filler = clause.fill.get(name, name)
            at: _Place = (*place, "fill", name) if name in clause.fill else (*place, home)
            if isinstance(filler, str) and not (name in self._parties and name not in clause.fill):
                yield from self._of_question(at, filler, where)
            elif name in self._parties:
                yield from self._of_party(at, name, where)

    def _of_party(self, place: _Place, name: str, where: Conditions) -> Iterator[tuple[_Place, str]]:
        kinds = frozenset.intersection(*(allowed for key, allowed in where if key == "kind"), _all(self._documents))
        without = sorted(each.kind for each in self._documents if each.kind.value in kinds and name not in each.words)
        if without:
            yield place, f"nothing stands for {{{name}}} in documents of the kind {', '.join(without)}"

    def _of_names(self, place: _Place, text: str, where: Conditions) -> Iterator[tuple[_Place, str]]:
        for name in PLACEHOLDER.findall(text):
            yield from self._of_question(place, name, where)

    def _of_question(self, place: _Place, name: str, where: Conditions) -> Iterator[tuple[_Place, str]]:
        """What is written has to have been asked: under each condition of the question."""
        if name not in self._questions:
            yield place, f"there is no question {name!r}{meant(name, self._questions)}"
            return
        for key, allowed in _pairs(self._questions[name].when):
            stated = [values for other, values in where if other == key]
            if not any(values <= allowed for values in stated):
                wanted = " or ".join(sorted(allowed))
                yield place, f"the question {name!r} is asked only where {key} is {wanted}; say so under 'when'"

    def _of_conditions(
        self, place: _Place, when: Mapping[str, list[str]], known: Collection[str]
    ) -> Iterator[tuple[_Place, str]]:
        for name, allowed in when.items():
            if name not in known:
                later = name in self._questions
                hint = "it is asked later" if later else f"there is no such question{meant(name, known)}"
                yield (*place, name), f"a condition on {name!r}: {hint}"
                continue
            choices = self._questions[name].choices
            for at, value in enumerate(allowed):
                if value not in choices:
                    yield (*place, name, at), f"{value!r} is no answer to {name!r}{meant(value, choices)}"


def _all(documents: Sequence[DocumentModel]) -> frozenset[str]:
    return frozenset(each.kind.value for each in documents)


def _pairs(when: Mapping[str, list[str]]) -> Conditions:
    return tuple((name, frozenset(allowed)) for name, allowed in when.items())
