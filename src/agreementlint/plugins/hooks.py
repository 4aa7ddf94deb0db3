"""The hooks that a plugin may implement, what each returns, and the mark that makes a hook of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from agreementlint.document import Document
from agreementlint.language.quantities import Quantity
from agreementlint.reporters.presentation import Reporter
from agreementlint.rule import Rule
from agreementlint.values import dataclass

if TYPE_CHECKING:
    import pluggy

GROUP: Final = "agreementlint"

# What plugins may rely on. The first number grows when a plugin that is right today would break, the second when
# something is added. A plugin says what it was written for with `AGREEMENTLINT_API = "1.0"`.
API_VERSION: Final = (1, 1)

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads the files with these suffixes (".odt"): path and bytes in, a document out, or UnreadableFile raised."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, bytes], Document]


@dataclass(frozen=True, slots=True)
class FactReader:
    """Finds further quantities in a document's text; they join those that are found without it."""

    name: str
    read: Callable[[str], Iterable[Quantity]]


@dataclass(frozen=True, slots=True)
class ConfiguredRules(Generic[Settings]):
    """Rules that go by what the configuration tells a plugin.

    `settings` is a frozen dataclass whose fields all have defaults: the keys that may stand in the configuration
    under `plugins` and the plugin's name. `rules` is called with one that is filled in, once for a run.
    """

    settings: type[Settings]
    rules: Callable[[Settings], Iterable[Rule]]


class BringsRules(Protocol):
    """A module or object that brings rules; `plugin: BringsRules = my_module` lets mypy check it."""

    def agreementlint_rules(self) -> Iterable[Rule]: ...


class BringsConfiguredRules(Protocol[Settings]):
    """A module or object that brings rules which the configuration has a say in."""

    def agreementlint_configured_rules(self) -> ConfiguredRules[Settings]: ...


class BringsRuleFolders(Protocol):
    """A module or object that brings folders with rules, facts and a lexicon in YAML."""

    def agreementlint_rule_folders(self) -> Iterable[Path]: ...


class BringsReaders(Protocol):
    """A module or object that brings readers of file formats."""

    def agreementlint_readers(self) -> Iterable[FileReader]: ...


class BringsFacts(Protocol):
    """A module or object that brings readers of further quantities."""

    def agreementlint_facts(self) -> Iterable[FactReader]: ...


class BringsReporters(Protocol):
    """A module or object that brings reporters."""

    def agreementlint_reporters(self) -> Iterable[tuple[str, Reporter]]: ...


class Hooks:
    """What a plugin may implement: any of these functions, marked with `hookimpl`."""

    def agreementlint_rules(self) -> Iterable[Rule]:
        """Rules that words cannot say; their ids must be new."""
        return ()

    def agreementlint_configured_rules(self) -> ConfiguredRules[Any]:
        """Rules that go by what the configuration tells the plugin."""
        raise NotImplementedError  # this class is looked at for names and never called

    def agreementlint_rule_folders(self) -> Iterable[Path]:
        """Folders with rules, facts and a lexicon in YAML; names in them must be new."""
        return ()

    def agreementlint_readers(self) -> Iterable[FileReader]:
        """Readers of further file formats; a suffix that is read already is taken over."""
        return ()

    def agreementlint_facts(self) -> Iterable[FactReader]:
        """Readers of further quantities."""
        return ()

    def agreementlint_reporters(self) -> Iterable[tuple[str, Reporter]]:
        """Further values of --format, each with its function."""
        return ()


HOOKS: Final = (
    "agreementlint_rules",
    "agreementlint_configured_rules",
    "agreementlint_rule_folders",
    "agreementlint_readers",
    "agreementlint_facts",
    "agreementlint_reporters",
)

# Whatever the settings of a plugin are: which they are mypy sees where the value is made.
_Brought = (
    Iterable[Rule]
    | ConfiguredRules[Any]
    | Iterable[Path]
    | Iterable[FileReader]
    | Iterable[FactReader]
    | Iterable[tuple[str, Reporter]]
)
Hook = TypeVar("Hook", bound=Callable[..., _Brought])


def hookimpl(function: Hook) -> Hook:
    """Marks a function of a plugin as one of the hooks; mypy refuses one that returns what no hook returns."""
    import pluggy

    return pluggy.HookimplMarker(GROUP)(function)


def new_manager() -> pluggy.PluginManager:
    """A plugin manager that knows the hooks."""
    import pluggy  # only who has a plugin pays for it

    mark = pluggy.HookspecMarker(GROUP)
    for name in HOOKS:
        mark(getattr(Hooks, name))
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    return manager
