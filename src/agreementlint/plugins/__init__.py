"""Plugins: the hooks that they implement, what they bring, checked and typed, and how they are found."""

from __future__ import annotations

from agreementlint.plugins.gathering import Plugins, gather_plugins, with_facts, with_plugin_rules
from agreementlint.plugins.hooks import (
    API_VERSION,
    BringsFacts,
    BringsReaders,
    BringsReporters,
    BringsRules,
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

__all__ = [
    "API_VERSION",
    "EVERY_PLUGIN",
    "BringsFacts",
    "BringsReaders",
    "BringsReporters",
    "BringsRules",
    "FactReader",
    "FileReader",
    "Installed",
    "PluginChoice",
    "Plugins",
    "gather_plugins",
    "hookimpl",
    "installed_plugins",
    "load_plugins",
    "not_installed",
    "with_facts",
    "with_plugin_rules",
]
