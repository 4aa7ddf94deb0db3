"""How large an input may be before it is refused: one place for every limit of the text formats."""

from __future__ import annotations

from typing import Final

TEXT_BYTES: Final = 1_000_000
TEXT_LINES: Final = 50_000
YAML_BYTES: Final = 500_000
YAML_NODES: Final = 50_000
NESTED_LISTS: Final = 40
