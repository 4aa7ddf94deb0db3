"""Writes those wordings of some files that are about a rule which is there, so that a part of the rules can be scored.

python benchmarks/known_wordings.py OUTPUT FILE.yaml...
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from agreementlint.packs import load_rules


def main(arguments: Sequence[str]) -> int:
    output, *files = map(Path, arguments)
    known = {rule.id for rule in load_rules().rules}
    reader = YAML(typ="safe")
    items = [item for file in files for item in reader.load(file.read_text(encoding="utf-8")) if item["rule"] in known]
    with output.open("w", encoding="utf-8") as stream:
        reader.dump(items, stream)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
