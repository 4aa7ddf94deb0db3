"""Marks one submission from its files: which of them is the work, what its rules say, what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from agreementlint import __version__
from agreementlint.agreement.understand import FactReader
from agreementlint.document import Document
from agreementlint.errors import BadConfiguration, CrashedOn, UnreadableFile
from agreementlint.grading.gaming import clauses_of, copied_clauses, gaming_flags
from agreementlint.grading.marking import mark, not_gradable
from agreementlint.grading.marks import Flag, FlagKind, Run, SubmissionMark
from agreementlint.grading.reading import is_empty, report_for, rules_for
from agreementlint.grading.rubric import Rubric
from agreementlint.grading.second_opinion import disagreements
from agreementlint.grading.storage import contents
from agreementlint.grading.submission import Submission, SubmittedFile
from agreementlint.plugins import Plugins
from agreementlint.readers.apart import read_untrusted
from agreementlint.report import DocumentReport
from agreementlint.reporters.wording import count
from agreementlint.ruleset import RuleSet
from agreementlint.values import dataclass

Read = tuple[SubmittedFile, DocumentReport, tuple[Flag, ...]]


@dataclass(frozen=True, slots=True)
class Examiner:
    """A rubric with the rules that it asks; `rules_hash` names their contents."""

    rubric: Rubric
    ruleset: RuleSet
    rules_hash: str
    plugins: Plugins = Plugins()

    def run_of(self, submission: Submission) -> Run:
        """What the mark of a submission is made with; where it is equal, the mark is."""
        rubric = self.rubric
        return Run(rubric.id, rubric.version, rubric.hash, __version__, self.rules_hash, input_hash(submission.files))

    def examined(self, submission: Submission) -> SubmissionMark:
        """The mark of a submission by itself, without a marker's decisions."""
        run = self.run_of(submission)
        if not submission.files:
            flag = Flag(FlagKind.EMPTY, "Nothing was handed in.")
            return not_gradable(self.rubric, submission, run, [flag])
        chosen, flags = self._work_of(submission)
        if chosen is None:
            return not_gradable(self.rubric, submission, run, flags)
        _, report, own = chosen
        noticed = (*own, *gaming_flags(report), *copied_clauses(report, clauses_of(self.ruleset)), *flags)
        doubts = disagreements(report, self.ruleset)
        return mark(report, self.rubric, submission, run, (), noticed, doubts)

    def work_of(self, submission: Submission) -> tuple[SubmittedFile, DocumentReport] | None:
        """The file that is marked and what its rules say; None where none can be read."""
        chosen, _ = self._work_of(submission)
        return None if chosen is None else chosen[:2]

    def read_again(self, mark: SubmissionMark) -> tuple[SubmittedFile, Document] | None:
        """The file that was marked, and its document; None where none was, or where it is no longer what it was.

        Raises UnreadableFile.
        """
        chosen = next((each for each in mark.submission.files if each.name == mark.file), None)
        if chosen is None or input_hash(mark.submission.files) != mark.run.input_hash:
            return None
        return chosen, self.document(chosen)

    def _work_of(self, submission: Submission) -> tuple[Read | None, list[Flag]]:
        """The file that is the work, and what is to be said of the others."""
        read: list[Read] = []
        flags: list[Flag] = []
        for file in submission.files:
            try:
                document = self.document(file)
            except UnreadableFile as error:
                said = f"{file.name} could not be read: {error.problem}. {error.advice}".rstrip(".") + "."
                flags.append(Flag(FlagKind.UNREADABLE, said, stops=True))
                continue
            if is_empty(document) and not document.unread:
                flags.append(Flag(FlagKind.EMPTY, f"There is hardly a word in {file.name}.", stops=True))
                continue
            report, own = report_for(document, self.ruleset, self.rubric, self._facts)
            read.append((file, report, own))
        if not read:
            return None, flags
        chosen = _most_like_it(read)
        if len(read) > 1:
            alike = sum(not own for _, _, own in read)
            others = ", ".join(file.name for file, _, _ in read if file is not chosen[0])
            said = f"It has {count(len(read), 'file')}; {chosen[0].name} was marked, and not {others}."
            flags.append(Flag(FlagKind.SEVERAL_FILES, said, stops=alike != 1))
        return chosen, flags

    @property
    def _facts(self) -> tuple[FactReader, ...]:
        return tuple(reader.read for reader in self.plugins.facts)

    def document(self, file: SubmittedFile) -> Document:
        """What a file says. Raises UnreadableFile."""
        data = contents(file)
        suffix = file.name[file.name.rfind(".") :].lower()
        try:
            for reader in self.plugins.readers:
                if suffix in reader.suffixes:
                    return reader.read(file.name, data)
            return read_untrusted(file.name, data)
        except BadConfiguration as error:  # a data-handling plan that does not follow its schema
            raise UnreadableFile(file.name, str(error).split("\n", 1)[0], "Correct these lines") from None
        except UnreadableFile:
            raise
        except Exception as error:  # one file that a reader fails on costs that file
            problem = f"agreementlint failed on it ({type(error).__name__})"
            raise CrashedOn(file.name, problem, "That is a bug; please report it") from None


def examiner_for(rubric: Rubric, ruleset: RuleSet, rules_hash: str, plugins: Plugins) -> Examiner:
    """An examiner with no more rules than the rubric asks."""
    return Examiner(rubric, rules_for(rubric, ruleset), rules_hash, plugins)


def input_hash(files: Iterable[SubmittedFile]) -> str:
    """The SHA-256, in hex, of the files' names and bytes."""
    digest = hashlib.sha256()
    for name, hash in sorted((file.name, file.hash) for file in files):
        digest.update(f"{len(name)}:{name}:{hash};".encode())
    return digest.hexdigest()


def _most_like_it(read: list[Read]) -> Read:
    """Of several files the one that reads like what was asked for; of several of these the longest."""
    return max(read, key=lambda each: (not each[2], len(each[1].document.text)))
