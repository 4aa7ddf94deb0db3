"""How a run checks its files: what was asked for, with the plugins and rules that this needs."""

from __future__ import annotations

import gc
from dataclasses import field
from typing import TYPE_CHECKING, Final

from agreementlint.cli.configured import prove
from agreementlint.cli.files import STANDARD_INPUT, shown
from agreementlint.cli.selection import Selection, choose_by_profile, every_rule, translated
from agreementlint.document import Changes, Format
from agreementlint.plugins import EVERY_PLUGIN, PluginChoice, Plugins, load_plugins
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from agreementlint.config import Configuration, Manner


# So many things are made before rubbish is looked for. To understand a document makes about as many, and what it leaves
# holds hardly any circles: to look through it after every few hundred, as is usual, takes about a tenth of the time.
_RUBBISH: Final = 50_000


@dataclass(frozen=True, slots=True)
class Job:
    """How files are to be checked; a value that can be sent to another process."""

    kind: Kind | None = None
    selected: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    profile: str = ""
    rules: tuple[str, ...] = ()  # folders whose rules are added to our own
    stdin_name: str = STANDARD_INPUT
    stdin_format: Format | None = None
    plugins: PluginChoice = EVERY_PLUGIN
    changes: Changes = Changes.FINAL
    together: tuple[tuple[str, ...], ...] = ()  # sets of files each of which is compared with the others of its set
    configuration: Configuration | None = None
    facts: bool = False  # whether what the documents promise is reported as well
    whole: bool = True  # whether reports have the whole documents, and not only what outcomes point at


@dataclass(frozen=True, slots=True)
class Workplace:
    """A job with the plugins and rules that it needs."""

    job: Job
    plugins: Plugins
    every: RuleSet  # all rules, whether chosen or not
    selection: Selection  # for files of which the configuration says nothing of their own
    notices: tuple[str, ...] = ()  # what to tell about old ids of rules in the job
    by_manner: dict[Manner, Selection] = field(default_factory=dict)

    @property
    def ruleset(self) -> RuleSet:
        return self.selection.ruleset

    def how(self, name: str) -> tuple[Kind | None, Selection]:
        """What a file is taken for (None to find out) and the rules for it; `name` as it is in reports."""
        job, configuration = self.job, self.job.configuration
        if configuration is None:
            return job.kind, self.selection
        manner = configuration.manner_of(name, job.kind, job.profile, job.selected, job.ignored)
        if manner not in self.by_manner:
            self.by_manner[manner] = _chosen(self.every, manner, configuration)
        return manner.kind, self.by_manner[manner]

    def name(self, path: str) -> str:
        """A file as reports name it: from the folder of the configuration, else from the working folder."""
        if path == STANDARD_INPUT:
            return self.job.stdin_name
        return path if self.job.configuration is None else shown(path, self.job.configuration.folder)


def set_up(job: Job) -> Workplace:
    """Loads the plugins and the chosen rules; raises BadConfiguration where one of them is wrong."""
    plugins = load_plugins(job.plugins)
    configuration = job.configuration
    ruleset = every_rule(plugins, job.rules if configuration is None else (*configuration.rules, *job.rules))
    names = (*job.selected, *job.ignored)
    if configuration is None:
        selection = choose_by_profile(ruleset, job.profile, job.selected, job.ignored)
    else:
        prove(configuration, ruleset, job.ignored)
        names = (*names, *configuration.names)
        manner = configuration.manner_of("", job.kind, job.profile, job.selected, job.ignored)
        selection = _chosen(ruleset, manner, configuration)
    notices = translated(ruleset, names)[1]
    notices += selection.profile.notices if selection.profile else ()
    workplace = Workplace(job, plugins, ruleset, selection, notices)
    gc.freeze()  # rules and modules stay until the end; from here on rubbish is looked for in documents alone
    gc.set_threshold(_RUBBISH)
    gc.enable()
    return workplace


def _chosen(ruleset: RuleSet, manner: Manner, configuration: Configuration) -> Selection:
    return choose_by_profile(
        ruleset, manner.profile, manner.selected, manner.ignored, manner.severities, configuration.mandatory
    )
