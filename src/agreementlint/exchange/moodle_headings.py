"""The headings of a Moodle worksheet in the languages that were seen in exported files and in Moodle's own texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from agreementlint.errors import BadConfiguration


class Role(StrEnum):
    """What a column holds; the values are what `--column` calls it."""

    IDENTIFIER = "identifier"
    NAME = "name"
    EMAIL = "email"
    GRADE = "grade"
    MAXIMUM = "maximum"
    SCALE = "scale"
    CHANGEABLE = "changeable"
    MODIFIED = "modified"
    FEEDBACK = "feedback"


# Moodle's import finds three of these by their translated heading, and takes nothing without them.
REQUIRED = (Role.IDENTIFIER, Role.GRADE, Role.MODIFIED)

_HEADINGS: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.IDENTIFIER: ("Identifier", "ID", "Identificador"),
        Role.NAME: ("Full name", "Vollständiger Name", "Name", "Nombre completo", "Nom complet"),
        Role.EMAIL: ("Email address", "E-Mail-Adresse", "Dirección de correo", "Adreça electrònica"),
        Role.GRADE: ("Grade", "Bewertung", "Calificación", "Qualificació"),
        Role.MAXIMUM: ("Maximum Grade", "Bestwertung", "Calificación máxima", "Qualificació màxima"),
        Role.SCALE: ("Scale", "Skala", "Escala"),
        Role.CHANGEABLE: (
            "Grade can be changed",
            "Bewertung kann geändert werden",
            "La calificación se puede cambiar",
            "La calificación puede ser cambiada",
            "La qualificació es pot canviar",
        ),
        Role.MODIFIED: (
            "Last modified (grade)",
            "Zuletzt geändert (Bewertung)",
            "Última modificación (calificación)",
            "Darrera modificació (qualificació)",
        ),
        Role.FEEDBACK: (
            "Feedback comments",
            "Feedback als Kommentar",
            "Comentarios de retroalimentación",
            "Comentaris de retroacció",
        ),
    }
)
_ROLE_OF = {heading.casefold(): role for role, headings in _HEADINGS.items() for heading in headings}

NONE = "none"
NOT_CHANGEABLE = frozenset({"no", "nein"})


def columns_of(path: str, header: Sequence[str], given: Mapping[str, str]) -> dict[Role, int]:
    """Which column has which role, by `given` (role to heading, or to "#3" for the third column), else by heading.

    "none" says that there is no such column. Raises BadConfiguration, with the headings of the file, where a column
    that Moodle needs is not found, and where in a language that is not known nobody said what grades are out of.
    """
    absent = {_role(name) for name, heading in given.items() if heading == NONE and _role(name) not in REQUIRED}
    found = {
        _role(name): _position(path, header, name, heading)
        for name, heading in given.items()
        if _role(name) not in absent
    }
    for role in Role:
        if role in found or role in absent:
            continue
        places = [index for index, heading in enumerate(header) if _ROLE_OF.get(_plain(heading)) is role]
        if len(places) > 1:
            raise BadConfiguration(
                f"{path}: more than one column could be the {role}: {_numbered(header, places)}. "
                f'Say which, as in --column "{role}=#{places[0] + 1}"'
            )
        if places:
            found[role] = places[0]
    missing = [role for role in REQUIRED if role not in found]
    if missing:
        example = f'--column "{missing[0]}=#{_guess(missing[0], header) + 1}"'
        raise BadConfiguration(
            f"{path}: no column is known to be the {' or the '.join(missing)}. Its columns are "
            f"{_numbered(header, range(len(header)))}. If it is a grading worksheet in a language that is not known, "
            f"say which column is which, as in {example}; the roles are {', '.join(Role)}"
        )
    if Role.GRADE in map(_role, given) and not {Role.MAXIMUM, Role.SCALE} & (found.keys() | absent):
        raise BadConfiguration(
            f'{path}: say as well which column holds the maximum, as in --column "maximum=#{found[Role.GRADE] + 2}" '
            f'(or the scale; "maximum=none" if there is none). Its columns are {_numbered(header, range(len(header)))}'
        )
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        raise BadConfiguration(f"--column: there is no role {name!r}. The roles are {', '.join(Role)}") from None


def _position(path: str, header: Sequence[str], role: str, heading: str) -> int:
    if heading.startswith("#") and heading[1:].isdecimal() and 1 <= int(heading[1:]) <= len(header):
        return int(heading[1:]) - 1
    places = [index for index, each in enumerate(header) if _plain(each) == _plain(heading)]
    if len(places) == 1:
        return places[0]
    problem = "there is no such column" if not places else "several columns are called so; give its number"
    raise BadConfiguration(
        f'--column "{role}={heading}": {problem}. The columns of {path} are {_numbered(header, range(len(header)))}'
    )


def _guess(role: Role, header: Sequence[str]) -> int:
    """Where such a column stands in a worksheet with the usual columns; for an example in a message."""
    usual = {Role.IDENTIFIER: 0, Role.GRADE: 4, Role.MODIFIED: len(header) - 2}
    return max(0, min(usual.get(role, 0), len(header) - 1))


def _numbered(header: Sequence[str], places: Sequence[int] | range) -> str:
    return ", ".join(f"#{place + 1} {header[place]!r}" for place in places)
