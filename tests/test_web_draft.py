"""The pages of a draft: the same questions as in the terminal, nothing that is typed is lost, and what comes of it passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import httpx
import pytest
from drafting_answers import whole
from web_page import Page, told, tree

from agreementlint.cli import main
from agreementlint.drafting.answersfile import answers_text, read_answers
from agreementlint.drafting.compose import asked, compose
from agreementlint.drafting.loading import load_drafting
from agreementlint.drafting.model import Answer, Answers
from agreementlint.drafting.to_markdown import to_markdown
from agreementlint.packs import DRAFT, built_in_folder, load_rules
from agreementlint.web.checkers import Checkers
from agreementlint.web.draft_exchange import ANSWERS, STEP, WRITE, Asked, Passage, Stand, Step, Topic, Wanted
from agreementlint.web.drafting import next_stand, written

RULES = load_rules()
PLAN = load_drafting(built_in_folder() / DRAFT, RULES)
KINDS = tuple(PLAN.question("kind").choices)


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    checkers = Checkers(processes=1)
    yield checkers
    checkers.stop()


@pytest.fixture
def page(checkers: Checkers) -> Page:
    return Page(checkers)


def fields_of(response: httpx.Response) -> dict[str, str]:
    """What the interview's form would send as it stands."""
    form = tree(response).get_element_by_id("interview")
    return {str(name): str(value) for name, value in form.form_values()}


def sent(page: Page, fields: Mapping[str, str], do: str = "next") -> httpx.Response:
    return page.ask("POST", "/draft", fields={**fields, "do": do})


def complete(kind: str) -> Answers:
    return whole(PLAN, {"kind": kind}, Random(3))


def filled(response: httpx.Response, answers: Answers) -> dict[str, str]:
    fields = fields_of(response)
    for name in tree(response).xpath("//form[@id='interview']//@name"):
        answer = answers.given.get(str(name).removeprefix("answer-"))
        if answer is not None:
            fields[str(name)] = answer if isinstance(answer, str) else "\n".join(answer)
    return fields


@pytest.mark.parametrize("kind", ["sponsored", "data_plan"])
def test_who_answers_topic_by_topic_gets_the_draft_that_these_answers_make(page: Page, kind: str) -> None:
    answers, response = complete(kind), page.ask("GET", "/draft")
    steps, shown = 0, set[str]()
    while tree(response).xpath("//*[@name='topic']"):
        shown |= {
            str(each).removeprefix("answer-") for each in tree(response).xpath("//@name[starts-with(., 'answer-')]")
        }
        response = sent(page, filled(response, answers))
        steps += 1
        assert steps < 30
    assert shown == {each.name for each in asked(PLAN, answers)}
    assert "nothing that was looked for is open" in told(response)
    file = page.ask("POST", "/draft/file", fields={**fields_of(response), "as": ".md"})
    assert file.text == to_markdown(compose(PLAN, answers))
    kept = page.ask("POST", "/draft/file", fields={**fields_of(response), "as": ".answers"})
    assert read_answers(Path("answers.yaml"), kept.content, PLAN) == answers


@pytest.mark.parametrize("kind", KINDS)
def test_in_every_kind_the_topics_are_asked_in_turn_until_nothing_is_open(kind: str) -> None:
    answers, step, topics = complete(kind), Step(""), list[str]()
    while (stand := next_stand(step, PLAN, RULES)).topic:
        topics += [] if topics and topics[-1] == stand.topic else [stand.topic]  # twice where answers call for more
        assert not any(each.wrong for each in stand.questions) or stand.topic == step.topic
        lines = tuple((each.name, in_a_field(answers.given[each.name])) for each in stand.questions)
        step = Step(stand.answers, topic=stand.topic, lines=lines)
    assert [each.name for each in stand.topics] == topics
    assert all(each.is_done for each in stand.topics)
    assert stand.findings == ()
    assert read_answers(Path("a"), stand.answers.encode(), PLAN) == answers
    assert (".yaml" in stand.forms) == (kind == "data_plan")
    for suffix in stand.forms:
        made = written(Wanted(stand.answers, suffix), PLAN)
        assert made is not None
        assert made.name.endswith(suffix)


def in_a_field(answer: Answer) -> str:
    return answer if isinstance(answer, str) else "\n".join(answer)


def test_a_form_may_be_wrong_in_part_and_what_is_right_in_it_is_taken() -> None:
    so_far = answers_text(PLAN, Answers({"kind": "two_party"}))
    lines = (("number", "ten"), ("minutes", "60"), ("start_date", ""))
    stand = next_stand(Step(so_far, topic="Sessions", lines=lines, left_open=("start_date",)), PLAN, RULES)
    told_of = {each.name: each.wrong for each in stand.questions if each.wrong}
    assert "a number in digits" in told_of["number"]
    assert "an answer is wanted" in told_of["end_date"]
    assert {each.name: each.value for each in stand.questions}["number"] == "ten"
    taken = read_answers(Path("a"), stand.answers.encode(), PLAN)
    assert taken.given["minutes"] == "60"
    assert taken.left_open == {"start_date"}
    assert next_stand(Step("", topic="What it is to be"), PLAN, RULES).questions[0].wrong == "choose one"
    assert "answers.yaml:1:7" in next_stand(Step("kind: tow_party\n"), PLAN, RULES).fault


def test_nothing_is_written_of_answers_that_are_not_whole() -> None:
    for text in ("", "kind: two_party\n", "kind: [\n"):
        assert written(Wanted(text, ".docx"), PLAN) is None
    kept = written(Wanted("kind: two_party\n", ANSWERS), PLAN)
    assert kept is not None
    assert kept.name == "answers.yaml"


def test_every_question_stands_with_its_reason_and_its_suggestion(page: Page) -> None:
    response = sent(page, {"answers": "kind: two_party\n"}, "go:Sessions")
    for each in (each for each in asked(PLAN, Answers({"kind": "two_party"})) if each.topic == "Sessions"):
        assert each.asks in told(response)
        assert each.why in told(response)
        if each.suggested is not None:
            assert fields_of(response)[f"answer-{each.name}"] == each.suggested


def test_an_answer_that_cannot_be_taken_is_told_and_the_others_are_kept(page: Page) -> None:
    first = sent(page, {"answers": "kind: two_party\n"}, "go:Sessions")
    fields = fields_of(first) | {"answer-number": "ten", "answer-start_date": "18 May 2026", "answer-end_date": ""}
    response = sent(page, fields)
    assert response.status_code == 422
    [about] = tree(response).xpath("//div[@role='alert']")
    assert [each.get("href") for each in about.iter("a")] == ["#q-number", "#q-end_date"]
    again = fields_of(response)
    assert (again["answer-number"], again["answer-start_date"]) == ("ten", "18 May 2026")
    assert "start_date: '18 May 2026'" in again["answers"]
    assert "number" not in read_answers(Path("a"), again["answers"].encode(), PLAN).given


def test_what_is_left_open_on_purpose_is_a_blank_in_the_text(page: Page) -> None:
    response = sent(page, {"answers": "kind: two_party\n"}, "go:Fees and ending")
    response = sent(page, fields_of(response) | {"answer-amount": "", "open-amount": "1"}, "go:Fees and ending")
    assert tree(response).xpath("//input[@id='open-amount']/@checked") == ["checked"]
    assert "[amount]" in told(response)


def test_a_new_part_of_the_text_is_marked_and_an_old_one_is_not(page: Page) -> None:
    first = sent(page, {"answers": answers_text(PLAN, Answers({"kind": "two_party"}))}, "go:Fees and ending")
    assert tree(first).xpath("//p[contains(@class, 'is-heading') and contains(@class, 'new')]") == []
    fields = fields_of(first) | {"answer-amount": "90"}
    new = tree(sent(page, fields)).xpath("//p[contains(@class, 'is-heading') and contains(@class, 'new')]")
    assert [each.text_content().split()[-1] for each in new] == ["Fees", "Ending"]


def test_a_file_of_answers_is_taken_and_its_mistakes_are_shown_at_their_lines(page: Page) -> None:
    kept = answers_text(PLAN, complete("group")).encode()
    done = page.ask("POST", "/draft", fields={"do": "load"}, files=[("file", ("mine.yaml", kept))])
    assert "Your draft is written" in told(done)
    wrong = page.ask("POST", "/draft", fields={"do": "load"}, files=[("file", ("mine.yaml", b"kind: tow_party\n"))])
    assert (wrong.status_code, "mine.yaml:1:7: kind: one of" in told(wrong)) == (422, True)
    none = page.ask("POST", "/draft", fields={"do": "load"}, files=[("file", ("", b""))])
    assert (none.status_code, "Choose your file" in told(none)) == (422, True)


def test_answers_so_far_are_taken_along_with_those_of_the_page(page: Page) -> None:
    first = sent(page, {"answers": "kind: mentor\n"}, "go:Who takes part")
    file = sent(page, fields_of(first) | {"answer-coach_name": "Ida Holm"}, "save")
    assert file.headers["content-disposition"].endswith("answers.yaml")
    assert read_answers(Path("a"), file.content, PLAN).given == {"kind": "mentor", "coach_name": "Ida Holm"}


def test_a_draft_of_the_page_passes_the_command_and_has_its_report(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fields = {"answers": answers_text(PLAN, complete("data_plan"))}
    for suffix in (".docx", ".md", ".yaml"):
        file = page.ask("POST", "/draft/file", fields={**fields, "as": suffix})
        Path(f"draft{suffix}").write_bytes(file.content)
        assert main(["check", f"draft{suffix}"]) == 0
    report = page.ask("POST", "/draft/file", fields={**fields, "as": "report"}, follow=True)
    assert report.url.path.startswith("/report/")
    assert "data-handling-plan.docx" in told(report)


def test_a_file_that_these_answers_do_not_make_is_refused(page: Page) -> None:
    fields = {"answers": answers_text(PLAN, complete("two_party"))}
    for suffix in (".yaml", ".exe", ""):
        assert page.ask("POST", "/draft/file", fields={**fields, "as": suffix}).status_code == 404
    for answers in ("kind: two_party\n", "kind: [\n", ""):
        for suffix in (".docx", "report"):
            asked_for = page.ask("POST", "/draft/file", fields={"answers": answers, "as": suffix})
            assert asked_for.status_code == 404


def test_what_is_typed_never_becomes_markup(page: Page) -> None:
    first = sent(page, {"answers": "kind: two_party\n"}, "go:The code you work to")
    typed = "a\" onfocus='alert(1)'"
    response = sent(page, fields_of(first) | {"answer-code_name": typed}, "go:The code you work to")
    assert fields_of(response)["answer-code_name"] == typed
    assert tree(response).xpath("//*[@onfocus]") == []


def test_steps_and_stands_come_through_as_they_were() -> None:
    step = Step("kind: group\n", "ä.yaml", "Sessions", (("number", "8"),), ("amount",), "Records")
    assert STEP.read(STEP.pack(step)) == step
    question = Asked("kind", "What?", "Why.", (("group", "a group"),), False, "", "group", False, "")
    passage, topic = Passage("clause", "1.1", "Words", True), Topic("Sessions", True)
    stand = Stand(
        "a", "b", "c", (question,), (topic,), (passage,), (("Coach", "Ida"),), (".md",), (("info", "x"),), ("y",)
    )
    assert STEP.read_answer(STEP.pack_answer(stand)) == stand
    assert WRITE.read(WRITE.pack(Wanted("a", ".md"))) == Wanted("a", ".md")
