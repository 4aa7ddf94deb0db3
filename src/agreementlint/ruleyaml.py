"""The YAML of rule files as plain values: read by the parser in C, its version settled once and for all."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.resolver import VersionedResolver


class _Settled(VersionedResolver):
    """Takes everything for YAML 1.2; to find out for each scalar anew takes as long as half of the reading."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return 1, 2


class _Plain(SafeConstructor):
    """Leaves a date as the text that it is; a day that there is not would make the reader raise no YAMLError."""


_Plain.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def yaml_reader() -> YAML:
    """A reader whose `load` gives the plain values of a text and raises YAMLError."""
    reader = YAML(typ="safe", pure=False)
    reader.Resolver = _Settled
    reader.Constructor = _Plain
    return reader
