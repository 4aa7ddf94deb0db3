"""Makes a draft of answers: the sections that hold for them, numbered, with their placeholders filled; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agreementlint.drafting.model import (
    Answer,
    Answers,
    BlockSort,
    Clause,
    DocumentForm,
    Draft,
    DraftBlock,
    DraftingPlan,
    Question,
    Section,
    holds,
)
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Kind

PLACEHOLDER = LatePattern(r"\{([a-z][a-z0-9_]*)\}")
_SENTENCE_ENDS = (". ", "? ", "! ", "\n")


def asked(plan: DraftingPlan, answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers call for, in order, those that are answered among them."""
    return tuple(question for question in plan.questions if holds(question.when, answers))


def unanswered(plan: DraftingPlan, answers: Answers) -> tuple[Question, ...]:
    """The questions that still have to be answered or left open."""
    return tuple(question for question in asked(plan, answers) if not answers.settles(question.name))


def compose(plan: DraftingPlan, answers: Answers) -> Draft:
    """The whole draft; what is not answered is a blank in brackets. The kind must be answered."""
    form = form_of(plan, answers)
    blocks = [DraftBlock(BlockSort.TITLE, form.title)]
    for section in _sections(plan, answers):
        blocks += section_blocks(plan, answers, section)
    if form.signers:
        blocks.append(DraftBlock(BlockSort.SIGNATURE_HEADING, "Signatures"))
    return Draft(form.kind, tuple(blocks), tuple(_signatures(form, answers)))


def form_of(plan: DraftingPlan, answers: Answers) -> DocumentForm:
    """The kind of document that was chosen."""
    kind = Kind(str(answers.given["kind"]))
    return next(form for form in plan.forms if form.kind is kind)


def finished_sections(plan: DraftingPlan, answers: Answers) -> tuple[Section, ...]:
    """The sections all of whose questions are answered or left open, so that they can be shown."""
    if "kind" not in answers.given:
        return ()
    pending = {question.name for question in unanswered(plan, answers)}
    return tuple(section for section in _sections(plan, answers) if not _needs(plan, answers, section) & pending)


def section_blocks(plan: DraftingPlan, answers: Answers, section: Section) -> Iterator[DraftBlock]:
    """The heading and the clauses of a section."""
    form = form_of(plan, answers)
    numbers = {each.name: str(place) for place, each in enumerate(_sections(plan, answers), start=1)}
    number = numbers[section.name]
    yield DraftBlock(BlockSort.HEADING, section.heading, number)
    clauses = [clause for clause in section.clauses if holds(clause.when, answers)]
    for place, clause in enumerate(clauses, start=1):
        text = filled(clause.text, _words_for(clause, form, answers, numbers))
        yield DraftBlock(BlockSort.CLAUSE, text, f"{number}.{place}")


def plan_entries(plan: DraftingPlan, answers: Answers) -> Iterator[tuple[tuple[str | int, ...], Answer]]:
    """What a plan in YAML says at each place; a list where the words are an answer that is one."""
    form = form_of(plan, answers)
    for entry in plan.entries:
        if holds(entry.clause.when, answers):
            alone = PLACEHOLDER.fullmatch(entry.clause.text)
            answer = answers.given.get(entry.clause.answered_by.get(alone[1], "")) if alone else None
            words = _words_for(entry.clause, form, answers, {})
            yield entry.at, answer if answer is not None else filled(entry.clause.text, words)


def filled(text: str, words: Callable[[str], str]) -> str:
    """A text with words in the stead of its placeholders, with a capital where a sentence begins."""
    written = ""
    behind = 0
    for match in PLACEHOLDER.finditer(text):
        written += text[behind : match.start()]
        word = words(match[1])
        begins = not written or written.endswith(_SENTENCE_ENDS)
        written += word[:1].upper() + word[1:] if begins else word
        behind = match.end()
    return written + text[behind:]


def in_words(answer: Answer) -> str:
    """An answer as it stands in a sentence: "a, b and c"."""
    if isinstance(answer, str):
        return answer
    return answer[0] if len(answer) == 1 else f"{', '.join(answer[:-1])} and {answer[-1]}"


def blank(name: str) -> str:
    """What stands for an answer that was left open."""
    return f"[{name.replace('_', ' ')}]"


def answer_to(name: str, answers: Answers) -> str:
    """The answer as it stands in a sentence, or a blank."""
    return in_words(answers.given[name]) if name in answers.given else blank(name)


def _sections(plan: DraftingPlan, answers: Answers) -> list[Section]:
    return [section for section in plan.sections if holds(section.when, answers)]


def _needs(plan: DraftingPlan, answers: Answers, section: Section) -> set[str]:
    """The questions on which a section's words depend, those that decide about its clauses included."""
    names = {name for clause in section.clauses for name, _ in clause.when}
    names |= {name for name, _ in section.when}
    for clause in section.clauses:
        if holds(clause.when, answers):
            names |= set(clause.answered_by.values())
    return names


def _words_for(clause: Clause, form: DocumentForm, answers: Answers, numbers: dict[str, str]) -> Callable[[str], str]:
    def words(placeholder: str) -> str:
        if placeholder in clause.sections:
            return numbers[clause.sections[placeholder]]
        if placeholder in clause.answered_by:
            return answer_to(clause.answered_by[placeholder], answers)
        return filled(form.words[placeholder], lambda name: answer_to(name, answers))

    return words


def _signatures(form: DocumentForm, answers: Answers) -> Iterator[tuple[str, str]]:
    for signer in form.signers:
        if not holds(signer.when, answers):
            continue
        alone = PLACEHOLDER.fullmatch(signer.name)
        answer = answers.given.get(alone[1]) if alone else None
        if isinstance(answer, tuple):
            yield from ((signer.part, name) for name in answer)
        else:
            yield signer.part, filled(signer.name, lambda name: answer_to(name, answers))
