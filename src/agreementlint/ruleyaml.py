"""The YAML of rule files as plain values: read by the parser in C, its version settled once and for all."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver


class _Settled(VersionedResolver):
    """Takes everything for YAML 1.2; to find out for each scalar anew takes as long as half of the reading."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return 1, 2


def yaml_reader() -> YAML:
    """A reader whose `load` gives the plain values of a text and raises YAMLError."""
    reader = YAML(typ="safe", pure=False)
    reader.Resolver = _Settled
    return reader
