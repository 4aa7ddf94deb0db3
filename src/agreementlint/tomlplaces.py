"""Where in a pyproject.toml each of our keys and values stands: the standard reader of TOML tells no places."""

from __future__ import annotations

import re

from agreementlint.errors import BadConfiguration, Fault

TABLE = ("tool", "agreementlint")
_HEAD = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PLACE_IN_MESSAGE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(path: str, text: str) -> object:
    """Our table of the file, empty where it has none. Raises BadConfiguration."""
    import tomllib

    try:
        values: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        lines = text.splitlines()
        found = _PLACE_IN_MESSAGE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (max(len(lines), 1), 1)
        shown = lines[line - 1] if 0 < line <= len(lines) else ""
        message = f"not TOML: {_PLACE_IN_MESSAGE.sub('', str(error)).strip()}; mend the line that is shown"
        raise BadConfiguration(Fault(path, line, column, message, shown)) from None
    for name in TABLE:
        values = values.get(name, {}) if isinstance(values, dict) else {}
    return values


def has_table(path: str, data: bytes) -> bool:
    """Whether a pyproject.toml has our table. Raises BadConfiguration where nobody can tell."""
    text = data.decode("utf-8", errors="replace")
    return bool(re.search(r"tool\W+agreementlint|^\s*\[tool\]", text, re.MULTILINE) and read_toml(path, text) != {})


class TomlPlaces:
    """Where in the file keys and items stand, found by the tables' heads and the keys at the start of lines."""

    def __init__(self, path: str, text: str) -> None:
        self._path, self._lines = path, text.splitlines()

    def fault(self, place: tuple[str | int, ...], message: str, *, key: bool = False) -> Fault:
        """A fault at the deepest key or item of `place` that can be found; `key` as in the places of YAML."""
        del key
        table: tuple[str, ...] = TABLE
        line, column = self._head(table, 0) or (0, 0)
        for number, step in enumerate(place):
            if isinstance(step, int):
                line, column = self._item(place, number, step, line, column)
                continue
            following = place[number + 1] if number + 1 < len(place) else 0
            head = self._head((*table, step), following if isinstance(following, int) else 0)
            found = self._key(step, line) if head is None else head
            if found is not None:
                line, column = found
            if head is not None or self._leads_on((*table, step)):
                table = (*table, step)
        shown = self._lines[line] if line < len(self._lines) else ""
        return Fault(self._path, line + 1, column + 1, message, shown)

    def _head(self, table: tuple[str, ...], nth: int) -> tuple[int, int] | None:
        """The head of the `nth` table of that name, or of the last where there are fewer."""
        heads = [
            (number, len(line) - len(line.lstrip()))
            for number, line in enumerate(self._lines)
            if (found := _HEAD.match(line)) and tuple(_names(found[1])) == table
        ]
        return heads[nth] if nth < len(heads) else heads[-1] if heads else None

    def _leads_on(self, table: tuple[str, ...]) -> bool:
        """Whether a table inside of this one has a head of its own."""
        heads = (tuple(_names(found[1])) for line in self._lines if (found := _HEAD.match(line)))
        return any(head[: len(table)] == table for head in heads)

    def _key(self, name: str, after: int) -> tuple[int, int] | None:
        """The key's place in the table that begins at line `after`, or in one written in a line."""
        wanted = re.compile(rf"""(?:^|[\s{{,.])(["']?){re.escape(name)}\1\s*[=.]""")
        for number, line in enumerate(self._lines[after:], after):
            if number > after and _HEAD.match(line):
                return None
            if found := wanted.search(line.split("#")[0]):
                return number, line.index(name, found.start())
        return None

    def _item(self, place: tuple[str | int, ...], number: int, step: int, line: int, column: int) -> tuple[int, int]:
        """The place of the item of a list of texts; where it is a list of tables its head has been found."""
        seen = -1
        for at, text in enumerate(self._lines[line:], line):
            if at > line and _HEAD.match(text):
                break
            start = text.find("[", column) if at == line else 0
            for found in re.finditer(r"\"[^\"]*\"|'[^']*'|#.*", text[max(start, 0) :]):
                if found[0].startswith("#"):
                    break
                seen += 1
                if seen == step:
                    return at, max(start, 0) + found.start()
        return line, column


def _names(head: str) -> list[str]:
    return [part.strip().strip("\"'") for part in head.split(".")]
