"""Plugins: the hooks that they implement, what they bring, checked and typed, and how they are found."""

from __future__ import annotations

from agreementlint.plugins.gathering import Plugins, gather_plugins, load_rules_with, with_facts, with_plugin_rules
from agreementlint.plugins.hooks import (
    API_VERSION,
    BringsConfiguredRules,
    BringsFacts,
    BringsReaders,
    BringsReporters,
    BringsRuleFolders,
    BringsRules,
    ConfiguredRules,
    FactReader,
    FileReader,
    hookimpl,
)
from agreementlint.plugins.installed import (
    EVERY_PLUGIN,
    Installed,
    PluginChoice,
    installed_plugins,
    load_plugins,
    not_installed,
)
from agreementlint.plugins.settings import Reads, schema_of

__all__ = [
    "API_VERSION",
    "EVERY_PLUGIN",
    "BringsConfiguredRules",
    "BringsFacts",
    "BringsReaders",
    "BringsReporters",
    "BringsRuleFolders",
    "BringsRules",
    "ConfiguredRules",
    "FactReader",
    "FileReader",
    "Installed",
    "PluginChoice",
    "Plugins",
    "Reads",
    "gather_plugins",
    "hookimpl",
    "installed_plugins",
    "load_plugins",
    "load_rules_with",
    "not_installed",
    "schema_of",
    "with_facts",
    "with_plugin_rules",
]
