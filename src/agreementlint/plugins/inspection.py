"""Looks at what a plugin is and brings when it is registered: its API version, and each value's type and content."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path

from agreementlint.engine.factcheck import FactCheck
from agreementlint.latepattern import LatePattern
from agreementlint.plugins.hooks import API_VERSION, HOOKS, ConfiguredRules, FactReader, FileReader
from agreementlint.reporters.presentation import Reporter
from agreementlint.rule import Authority, Case, Demand, Rule
from agreementlint.suggestion import meant
from agreementlint.terms import Confidence, Kind, Severity

STATED = "AGREEMENTLINT_API"
EXPECTED = ("held", "violated", "not_applicable", "undetermined", "gap")

_RULE_ID = LatePattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FAMILY = LatePattern(r"[a-z][a-z0-9-]*")
_REPORTER_NAME = LatePattern(r"[a-z][a-z0-9_-]*")
_SUFFIX = LatePattern(r"\.[a-z0-9]+")
_VERSION = LatePattern(r"(\d+)\.(\d+)")
_SLOTS = LatePattern(r"[{}]")
_SLOT = re.compile(r"\{[a-z][a-z0-9_]*\}")


def api_fault(plugin: object) -> str:
    """Why a plugin does not go with this version of the API; empty where it does, or says nothing of it."""
    stated = getattr(plugin, STATED, "1.0")
    found = _VERSION.fullmatch(stated) if isinstance(stated, str) else None
    if found is None:
        return f'its {STATED} must be a version in quotes such as "1.0", not {stated!r}'
    wanted, ours = (int(found[1]), int(found[2])), ".".join(map(str, API_VERSION))
    if wanted[0] == API_VERSION[0] and wanted[1] <= API_VERSION[1]:
        return ""
    what_to_do = "Upgrade agreementlint" if wanted > API_VERSION else "Look for a newer version of the plugin"
    return f"it needs version {stated} of the plugin API, and this is version {ours}. {what_to_do}"


def unknown_hooks(names: Iterable[str]) -> Iterator[str]:
    """What is wrong with each name of a hook that there is not."""
    for name in names:
        hint = meant(name, HOOKS) or f"; the hooks: {', '.join(HOOKS)}"
        yield f"implements {name!r}, which is no hook{hint}"


def checked_rule(value: object) -> Rule:
    if not isinstance(value, Rule):
        raise ValueError(f"a Rule is wanted, not {type(value).__name__}")
    texts = (value.passes_when, value.why, value.advice, value.model_clause, value.source, value.rests_on)
    cases = value.cases if _all_are(value.cases, Case) else ()
    wrong = [
        problem
        for holds, problem in (
            (
                isinstance(value.id, str) and _RULE_ID.fullmatch(value.id),
                "its id must be lower-case words with hyphens",
            ),
            (isinstance(value.title, str) and value.title, "it has no title"),
            (value.family, "it has no family"),
            (not value.family or _is_name(value.family), "its family must be lower-case words with hyphens"),
            (_all_are(texts, str), "its passes_when, why, advice, model_clause, source and rests_on must be text"),
            (isinstance(value.severity, Severity), "its severity is no Severity"),
            (isinstance(value.confidence, Confidence), "its confidence is no Confidence"),
            (isinstance(value.demand, Demand), "its demand is no Demand"),
            (value.kinds and _all_are(value.kinds, Kind), "its kinds must be a set of Kind"),
            (_all_are(value.authorities, Authority), "its authorities must be Authority values"),
            (_takes(value.check, 1), "its check must be a function of one argument, the agreement"),
            (_all_are(value.cases, Case), "its cases must be Case values"),
            (any(case.expected == "held" for case in cases), "it has no case that holds"),
            (any(case.expected == "violated" for case in cases), "it has no case that is violated"),
        )
        if not holds
    ]
    wrong += [f"a case expects {case.expected!r}, which is none of {', '.join(EXPECTED)}" for case in cases
              if case.expected not in EXPECTED]  # fmt: skip
    wrong += [f"a case is for the kind {case.kind}, which is none of its kinds" for case in cases
              if case.kind not in value.kinds]  # fmt: skip
    if isinstance(value.model_clause, str) and _SLOTS.search(_SLOT.sub("", value.model_clause)):
        wrong.append("a placeholder of its model_clause must look like {coach_name}")
    if isinstance(value.check, FactCheck):
        wrong += list(_fact_check_faults(value.check))
    if wrong:
        raise ValueError(f"rule {value.id!r}: {'; '.join(wrong)}")
    return value


def checked_configured_rules(value: object) -> ConfiguredRules[object]:
    if not isinstance(value, ConfiguredRules) or not _takes(value.rules, 1):
        raise ValueError(f"ConfiguredRules with a function of the settings is wanted, not {_named(value)}")
    form: object = value.settings
    if not isinstance(form, type) or not is_dataclass(form) or not _is_frozen(form):
        raise ValueError("its settings must be a frozen dataclass")
    without = [each.name for each in fields(form) if each.init and _has_no_default(each)]
    if without:
        raise ValueError(f"its settings must all have defaults; {', '.join(without)} has none")
    return value


def checked_folder(value: object) -> Path:
    if not isinstance(value, Path):
        raise ValueError(f"a Path is wanted, not {type(value).__name__}")
    if not value.is_dir() or not any(path.suffix in (".yaml", ".yml") for path in value.rglob("*")):
        raise ValueError(f"{str(value)!r} is no folder with files in YAML")
    return value


def checked_file_reader(value: object) -> FileReader:
    if not isinstance(value, FileReader) or not _takes(value.read, 2):
        raise ValueError(f"a FileReader with a function of path and bytes is wanted, not {_named(value)}")
    if not value.suffixes or not _all_are(value.suffixes, str):
        raise ValueError(f"reader {value.name!r}: its suffixes must look like '.odt'")
    if not all(_SUFFIX.fullmatch(suffix) for suffix in value.suffixes):
        raise ValueError(f"reader {value.name!r}: its suffixes must look like '.odt'")
    return value


def checked_fact_reader(value: object) -> FactReader:
    if not isinstance(value, FactReader) or not _takes(value.read, 1):
        raise ValueError(f"a FactReader with a function of the text is wanted, not {_named(value)}")
    return value


def checked_reporter(value: object) -> tuple[str, Reporter]:
    match value:
        case (str(name), reporter) if _REPORTER_NAME.fullmatch(name) and callable(reporter) and _takes(reporter, 3):
            return name, reporter
    raise ValueError("a pair is wanted of a name in lower case and a function of report, conclusion and presentation")


def _fact_check_faults(check: FactCheck) -> Iterator[str]:
    if not check.facts and not check.concepts:
        yield "its FactCheck names no fact and no concept"
    if not _all_are(check.concepts, str):
        yield "its concepts must be a tuple of names"
    for name, parts in check.facts.items():
        if not isinstance(parts, tuple) or not _all_are(parts, str):
            yield f"the parts that it reads of the fact {name!r} must be a tuple of names"
    if not _takes(check.judge, 2):
        yield "its judge must be a function of two arguments, the agreement and the facts"


def _takes(function: object, count: int) -> bool:
    """Whether something can be called with so many values; what cannot be looked into may."""
    if not callable(function):
        return False
    try:
        _signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # a built-in function without a signature
        return True
    return True


def _signature(function: Callable[..., object]) -> inspect.Signature:
    return inspect.signature(function)


def _is_frozen(form: type[object]) -> bool:
    return getattr(getattr(form, "__dataclass_params__", None), "frozen", False) is True


def _has_no_default(of_form: Field[object]) -> bool:
    return of_form.default is MISSING and of_form.default_factory is MISSING


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _FAMILY.fullmatch(value) is not None


def _all_are(values: object, wanted: type) -> bool:
    if isinstance(values, str) or not isinstance(values, Sequence | Set):
        return False
    return all(isinstance(each, wanted) for each in values)


def _named(value: object) -> str:
    return "one that takes something else" if isinstance(value, FileReader | FactReader) else type(value).__name__
