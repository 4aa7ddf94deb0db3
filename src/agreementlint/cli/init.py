"""The command `init`: writes a commented configuration file to start from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from agreementlint.cli.configured import nearest
from agreementlint.cli.files import CONFIGURATIONS, is_folder, shown
from agreementlint.cli.terminal import complain, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration

BEGINNING = """\
# How agreementlint checks the documents in this folder and below it. Everything is optional: what is commented
# out here shows what can be said. "agreementlint config check" finds mistakes, "agreementlint config show" says
# where each value comes from, "agreementlint schema config" prints a JSON Schema for your editor.

# Another file whose values hold where this one says nothing.
# extends: ../agreementlint.yaml

# What documents are held to: a profile ("agreementlint profiles" lists them), or the path of one of your own.
# profile: professional

# Only these rules or families ("agreementlint rules list"); or all but those.
# select: [confidentiality, data-plan]
# ignore: [ethics-complaint-route]

# How much a rule's findings matter here: error, warning, info or off. Of several entries the last one counts.
# severities:
#   ethics-complaint-route: error

# Rules that nobody may leave out or waive.
# mandatory: [limit-law-or-court]

# What fails a run: findings at least so severe, if they are at least so sure.
fail_on: error  # error, warning, info
confidence: high  # high, medium, low

# A verdict that could not be told makes the run incomplete (exit status 3).
# strict: true

# Folders with rules of your own, and plugins without which nothing is to be checked.
# rules: [our-rules]
# require_plugins: [practice]

# What plugins are to know ("agreementlint plugins list" says which keys each has).
# plugins:
#   practice: {claims: 6 years}

# A file of waivers for documents in which no comment can be written (docs/ci.md says how to begin one).
# waivers: waivers.yaml

# A file with the findings of the day it was written, which fail no run ("agreementlint baseline write").
# baseline: agreementlint-baseline.json

# Documents that belong together and are compared with each other. Front matter in Markdown can say the same:
# "engagement: Meridian 2026".
# engagements:
#   Meridian 2026: [meridian/agreement.docx, meridian/sponsor.docx, meridian/plan.yaml]

# Files in folders that are no agreements or plans. A pattern starts from this folder.
# exclude: ["notes/**", "docker-compose.yaml"]

# What holds for some files only.
# overrides:
# - paths: ["templates/**"]
#   kind: two_party  # mentor, group, internal, sponsored, two_party, data_plan
#   severities:
#     unfilled-placeholder: off
"""


def take(parser: ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="where to write it (this folder)")


def run(arguments: Namespace) -> ExitStatus:
    folder: str = arguments.folder
    if not is_folder(folder):
        raise BadConfiguration(f"there is no folder {folder!r}. Make it, or name one that is there")
    there = nearest(Path(folder).absolute())
    if there is not None and there.parent == Path(folder).absolute():
        raise BadConfiguration(f"{shown(there)} is there already; nothing was written. See: agreementlint config show")
    path = Path(folder) / CONFIGURATIONS[0]
    path.write_text(BEGINNING, encoding="utf-8", newline="\n")
    if there is not None:
        complain(f"{shown(there)} holds for these files no longer; to keep its values: extends: {shown(there, folder)}")
    say(f"{shown(path)}\n")
    return ExitStatus.CLEAN
