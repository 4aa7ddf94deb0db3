"""The marking pages check with the plugins that their class was marked with."""

from __future__ import annotations

from pathlib import Path
from socket import socket

import pytest
from marked_class import mark_class

from agreementlint.cli import grade_serve, main
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.plugins import PluginChoice


def test_the_page_checks_with_the_plugins_that_the_class_was_marked_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mark_class(tmp_path)
    served: list[PluginChoice] = []
    settings = MarksFolder(folder).remembered()
    assert settings is not None
    without = settings.model_copy(update={"no_plugins": True})

    def serve(_keys: object, door: socket, *, desk: object, plugins: PluginChoice) -> None:
        door.close()
        served.append(plugins)

    monkeypatch.setattr(MarksFolder, "remembered", lambda _: without)
    monkeypatch.setattr(grade_serve, "serve", serve)
    assert main(["grade", "serve", "--by", "Moe", "--no-browser", "--into", str(folder)]) == 0
    assert served == [PluginChoice(True, ())]
