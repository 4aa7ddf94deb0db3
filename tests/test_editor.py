"""What an editor says of our files: the YAML language server, run as editors run it, with the schemas that are shipped."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Timer

import pytest

from agreementlint.cli.init import BEGINNING
from agreementlint.schemas import SCHEMAS, by_name

PROJECT = Path(__file__).parents[1]
EXAMPLES = PROJECT / "examples"
SERVER = Path(sys.prefix) / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NODE = shutil.which("node")
PATIENCE = 300  # seconds for all that is asked of the server: if it never answers, a test fails and does not wait

pytestmark = pytest.mark.skipif(
    NODE is None or not SERVER.is_file(), reason="no yaml-language-server: `make test` installs it where npm is there"
)


# Of these the project has no file: what somebody may write.
WRITTEN = {
    "config": BEGINNING,
    "answers": "version: 1\nkind: two_party\ncoach_name: Ida Holm\nleft_open: [client_name]\n",
    "baseline": '{"version": 1, "findings": [{"path": "a.docx", "rule": "fees-stated", "section": "Fees"}]}\n',
    "overrides": "- {submission: a.docx, criterion: limits, points: 2, by: Ida, reason: it stands in the annex}\n",
    "waivers": "- {rule: fees-stated, path: agreement.docx, reason: it is free of charge, by: Ida, until: 2027-01-31}\n",
}


def files_for(name: str) -> set[Path]:
    """The files of the project that a schema is for."""
    found = {
        path for pattern in by_name()[name].files for folder in (PROJECT, EXAMPLES) for path in folder.glob(pattern)
    }
    return found - set[Path]().union(*(files_for(each.name) for each in SCHEMAS[1:])) if name == "rule" else found


class Editor:
    """The little of an editor that opens files and hears what the language server says of them."""

    def __init__(self, schemas: Mapping[str, Sequence[str]]) -> None:
        self._settings = {
            "yaml": {"schemas": schemas, "schemaStore": {"enable": False}, "validate": True, "completion": True},
            "http": {},
        }
        assert NODE is not None
        self._server = subprocess.Popen(
            [NODE, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._patience = Timer(PATIENCE, self._server.kill)
        self._patience.start()
        self._number = 0
        workspace = {"configuration": True}
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {"workspace": workspace}})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": self._settings}})

    def close(self) -> None:
        self._patience.cancel()
        self._server.kill()
        self._server.communicate()

    def ask(self, method: str, parameters: object) -> object:
        """The answer to a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        for message in self._messages():
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")
        raise AssertionError("the language server has gone")

    def complaints(self, texts: Mapping[str, str]) -> dict[str, list[str]]:
        """What is said of files, by their addresses, when they are opened: each with its line from 1."""
        for uri, text in texts.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        said: dict[str, list[str]] = {}
        for message in self._messages():
            parameters = message.get("params")
            if message.get("method") == "textDocument/publishDiagnostics" and isinstance(parameters, dict):
                found = parameters["diagnostics"]
                said[parameters["uri"]] = [f"{each['range']['start']['line'] + 1}: {each['message']}" for each in found]
                if said.keys() >= texts.keys():
                    return said
        raise AssertionError("the language server has gone")

    def _messages(self) -> Iterator[dict[str, object]]:
        """What the server sends; its questions about settings are answered on the way."""
        stream = self._server.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                return
            message = json.loads(stream.read(length))
            if "method" in message and "id" in message:
                answer: object = None
                if message["method"] == "workspace/configuration":
                    answer = [self._settings.get(item.get("section", "")) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": answer})
            yield message

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._server.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files that a test types."""
    return tmp_path_factory.mktemp("typed")


@pytest.fixture(scope="module")
def editor(typed: Path) -> Iterator[Editor]:
    schemas = {
        schema.path.as_uri(): [path.as_posix() for path in files_for(schema.name)]
        + [(typed / f"{schema.name}*.yaml").as_posix()]
        for schema in SCHEMAS
    }
    opened = Editor(schemas)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", [schema.name for schema in SCHEMAS])
def test_an_editor_accepts_our_own_files(editor: Editor, typed: Path, name: str) -> None:
    texts = {path.as_uri(): path.read_text(encoding="utf-8") for path in files_for(name)}
    if name in WRITTEN:
        texts[(typed / f"{name}-written.yaml").as_uri()] = WRITTEN[name]
    assert texts, "there is no file to try this schema on: write one above"
    said = editor.complaints(texts)
    assert {uri: said[uri] for uri in texts if said[uri]} == {}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rule", "title: A rule\nseverty: error\n", "2: Property severty is not allowed."),
        (
            "rule",
            "title: A rule\nseverity: grave\n",
            '2: Value is not accepted. Valid values: "error", "warning", "info".',
        ),
        ("lexicon", "- concept: hotel\n  phrase: [inn]\n", "2: Property phrase is not allowed."),
        ("facts", "- means: x\n", '1: Missing property "fact".'),
        ("placeholders", "- placeholder: x\n  means: 3\n", '2: Incorrect type. Expected "string".'),
        ("profile", "titel: x\n", "1: Property titel is not allowed."),
        ("answers", "coach_nam: Ida\n", "1: Property coach_nam is not allowed."),
        ("config", "fail_on: eror\n", '1: Value is not accepted. Valid values: "error", "warning", "info".'),
        ("waivers", "- {rule: fees-stated, reson: free}\n", "1: Property reson is not allowed."),
        ("baseline", '{"version": 1, "findings": [],\n"kind": 1}\n', "2: Property kind is not allowed."),
        ("plan", "controler: {name: Ida}\n", "1: Property controler is not allowed."),
    ],
)
def test_an_editor_flags_a_broken_file_at_its_line(
    editor: Editor, typed: Path, name: str, text: str, said: str
) -> None:
    uri = (typed / f"{name}-{len(text)}.yaml").as_uri()
    assert said in editor.complaints({uri: text})[uri]


def test_an_editor_offers_the_keys_and_words_of_a_rule(editor: Editor, typed: Path) -> None:
    uri = (typed / "rule-unfinished.yaml").as_uri()
    editor.complaints({uri: "severity: \n"})
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 10}}
    offered = editor.ask("textDocument/completion", place)
    assert isinstance(offered, dict)
    assert {"error", "warning", "info"} <= {item["label"] for item in offered["items"]}
