"""Prints a table of rules by documents from the JSON that `agreementlint check --format json` writes.

agreementlint check drafts/ --format json > outcomes.json
python examples/class_table.py outcomes.json > table.csv
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path


def main(path: str) -> None:
    documents = json.loads(Path(path).read_text(encoding="utf-8"))["documents"]
    verdicts = {d["path"]: {o["rule"]: o["verdict"] for o in d["outcomes"]} for d in documents}
    rules = sorted({rule for outcomes in verdicts.values() for rule in outcomes})
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["rule", *verdicts, "fell short"])
    for rule in rules:
        cells = [outcomes.get(rule, "") for outcomes in verdicts.values()]
        table.writerow([rule, *cells, cells.count("violated")])


if __name__ == "__main__":
    main(sys.argv[1])
