"""Finds the submissions of a class: in a plain folder, in a download of Moodle or Canvas, or by a manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from agreementlint.errors import BadConfiguration
from agreementlint.grading.downloads import Named, named_by_canvas, named_by_moodle
from agreementlint.grading.manifest import Row, read_manifest
from agreementlint.grading.storage import files_in, stored
from agreementlint.grading.submission import Source, Submission, SubmissionKey, SubmittedFile
from agreementlint.values import dataclass

# What stands beside submissions in a folder and is none itself.
_BESIDE = frozenset({".csv", ".xlsx", ".yaml", ".yml", ".json", ".zip", ".sqlite", ".db", ".log"})
_PLANS = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class Class:
    """The submissions that were found, in the order of their names, where they are from, and what was passed over."""

    submissions: tuple[Submission, ...]
    source: Source
    passed_over: tuple[str, ...] = ()


def find_submissions(source: Path, manifest: Path | None = None, *, plans: bool = False) -> Class:
    """The submissions of a folder, a download (.zip or unpacked) or a manifest (.csv).

    A manifest beside a folder or download adds names, times, groups and those who handed nothing in. With `plans`
    files in YAML and JSON are submissions as well. Raises BadConfiguration where nothing is found or the manifest is
    wrong.
    """
    if source.suffix.lower() == ".csv" and source.is_file():
        return _by_manifest(read_manifest(source), source.parent)
    files = files_in(source)
    found = _downloaded(files, named_by_moodle) or _downloaded(files, named_by_canvas) or _plain(files, plans)
    if manifest is not None:
        found = _with_rows(found, read_manifest(manifest))
    if not found.submissions:
        raise BadConfiguration(f"{source}: no submission was found; a folder of files, a Moodle or a Canvas download"
                               " or a manifest (.csv) is wanted")  # fmt: skip
    return replace(found, submissions=tuple(sorted(found.submissions, key=_in_order)))


def _in_order(submission: Submission) -> tuple[str, str]:
    return submission.name.casefold(), submission.key


def _downloaded(files: Sequence[SubmittedFile], named: Callable[[str], Named | None]) -> Class | None:
    """The class where most files have names that a platform gives; None where they have not."""
    names = {file.place: said for file in files if (said := named(file.place)) is not None}
    if not names or len(names) * 2 < len(files):
        return None
    mine: dict[str, list[SubmittedFile]] = {}
    first: dict[str, Named] = {}
    for file in files:
        if file.place in names:
            said = names[file.place]
            first.setdefault(said.key, said)
            mine.setdefault(said.key, []).append(replace(file, name=said.original))
    found = [
        Submission(
            SubmissionKey(key),
            said.name,
            tuple(mine[key]),
            source=said.source,
            late=any(names[file.place].late for file in mine[key]),
            ids=said.ids,
        )
        for key, said in first.items()
    ]
    source = next(iter(first.values())).source
    return Class(tuple(found), source, tuple(file.place for file in files if file.place not in names))


def _plain(files: Sequence[SubmittedFile], plans: bool) -> Class:
    """Every file at the top is a submission, and so is every folder there with all that is in it."""
    passed_over = _BESIDE - (_PLANS if plans else frozenset())
    folders: dict[str, list[SubmittedFile]] = {}
    loose: list[SubmittedFile] = []
    beside: list[str] = []
    for file in files:
        top, *rest = PurePosixPath(file.place).parts
        if rest:
            folders.setdefault(top, []).append(file)
        elif PurePosixPath(file.name).suffix.lower() in passed_over:
            beside.append(file.place)
        else:
            loose.append(file)
    if len(folders) == 1 and not loose:  # a folder that was packed as a whole
        [(top, inner)] = folders.items()
        lifted = [replace(file, place="/".join(PurePosixPath(file.place).parts[1:])) for file in inner]
        if any("/" in file.place for file in lifted) or len(lifted) > 1:
            found = _plain(lifted, plans)
            places = {file.place: f"{top}/{file.place}" for file in lifted}
            return replace(found, submissions=tuple(_put_back(each, places) for each in found.submissions))
    stems = [PurePosixPath(file.name).stem for file in loose]
    taken = {stem for stem in stems if stems.count(stem) > 1} | set(folders)
    single = [
        Submission(SubmissionKey(file.name if stem in taken else stem), stem, (file,))
        for file, stem in zip(loose, stems, strict=True)
    ]
    whole = [Submission(SubmissionKey(name), name, tuple(inner)) for name, inner in folders.items()]
    return Class((*single, *whole), Source.FOLDER, tuple(beside))


def _put_back(submission: Submission, places: dict[str, str]) -> Submission:
    files = tuple(replace(file, place=places[file.place]) for file in submission.files)
    return replace(submission, files=files)


def _by_manifest(rows: Sequence[Row], folder: Path) -> Class:
    """The class that a manifest lists; rows with the same key are one submission."""
    found: dict[str, Submission] = {}
    for row in rows:
        files: tuple[SubmittedFile, ...] = ()
        if row.file:
            path = folder / row.file
            files = (stored(SubmittedFile(str(path), path.name, "", row.file)),)
        earlier = found.get(row.key)
        if earlier is not None:
            found[row.key] = replace(earlier, files=(*earlier.files, *files))
        else:
            found[row.key] = row.put_on(
                Submission(SubmissionKey(row.key), row.name or row.key, files, source=Source.MANIFEST)
            )
    return Class(tuple(sorted(_grouped(found.values()), key=_in_order)), Source.MANIFEST)


def _with_rows(found: Class, rows: Sequence[Row]) -> Class:
    """What was found with what a manifest says of it; who is only in the manifest handed nothing in."""
    by_key = {str(each.key): each for each in found.submissions}
    by_file = {file.place: str(each.key) for each in found.submissions for file in each.files}
    named: dict[str, set[str]] = {}
    for place, key in by_file.items():
        named.setdefault(place.rsplit("/", 1)[-1], set()).add(key)
    for row in rows:
        key = row.key if row.key in by_key else by_file.get(row.file, "")
        if not key:
            several = sorted(named.get(row.file, {row.key}))
            if len(several) > 1:
                raise BadConfiguration(
                    f"the manifest names {row.file!r}, and {len(several)} submissions have a file of that name "
                    f"({', '.join(several)}); give its whole path in the download, or the key"
                )
            [key] = several
        there = by_key.get(key)
        if there is None:
            there = Submission(SubmissionKey(key), row.name or key, source=found.source)
        by_key[key] = row.put_on(there)
    return replace(found, submissions=_grouped(by_key.values()))


def _grouped(submissions: Iterable[Submission]) -> tuple[Submission, ...]:
    """Those of whom the manifest names the same group are its members."""
    submissions = list(submissions)
    members: dict[str, list[str]] = {}
    for each in submissions:
        if each.group:
            members.setdefault(each.group, []).append(each.key)
    return tuple(
        replace(each, members=tuple(members[each.group])) if len(members.get(each.group, ())) > 1 else each
        for each in submissions
    )
