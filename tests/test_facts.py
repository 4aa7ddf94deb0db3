"""Facts are typed values with the words that state them, and two documents can be held against each other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.cli import main
from agreementlint.engine.facts import Fact, Named, read_facts
from agreementlint.errors import BadConfiguration
from agreementlint.language.quantities import Duration, Money, Unit
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind, Role
from agreementlint.verdict import Violated

RULES = load_rules()
FORMS = {form.name: form for form in RULES.facts}


def agreement_of(text: str, kind: Kind = Kind.TWO_PARTY, name: str = "a.txt") -> Agreement:
    return understand(read_document(name, text.encode()), RULES.lexicon, kind)


def only_fact(name: str, agreement: Agreement) -> Fact:
    facts = read_facts(FORMS[name], agreement)
    assert len(facts) == 1
    return facts[0]


def words_of(fact: Fact, part: str, agreement: Agreement) -> list[str]:
    return [agreement.quote(value.span) for value in fact.of(part) if isinstance(value, Named)]


def test_a_retention_period_is_a_duration_with_its_records_and_its_event() -> None:
    agreement = agreement_of("Notes.\n\nThe coach keeps the coaching notes for two years after the last session.")
    fact = only_fact("retention", agreement)
    (period,) = fact.of("period")
    assert isinstance(period, Duration)
    assert (period.amount, period.unit) == (Decimal(2), Unit.YEAR)
    assert words_of(fact, "records", agreement) == ["notes"]
    assert words_of(fact, "from", agreement) == ["after the last session"]


def test_a_fee_is_an_amount_with_its_currency() -> None:
    (amount,) = only_fact("fee", agreement_of("The fee is EUR 180 for each session.")).of("amount")
    assert isinstance(amount, Money)
    assert (amount.amount, amount.currency) == (Decimal(180), "EUR")


def test_the_sender_of_an_exchange_is_whoever_acts() -> None:
    agreement = agreement_of("The coach reports attendance to the sponsor in writing.", Kind.SPONSORED)
    fact = only_fact("exchange", agreement)
    assert fact.of("sender") == (Role.COACH,)
    assert words_of(fact, "recipient", agreement) == ["sponsor"]
    assert words_of(fact, "form", agreement) == ["writing"]


def test_a_document_that_states_nothing_has_no_facts() -> None:
    agreement = agreement_of("Coaching is a partnership. We meet on Mondays.")
    assert not any(read_facts(form, agreement) for form in RULES.facts)


def test_a_plan_in_yaml_gives_the_same_facts_as_prose() -> None:
    plan = "controller: {name: Ida Fern}\nrecords: [{name: Session notes, retention: 2 years after the last session}]\n"
    prose = "Retention\n\nSession notes are kept for 2 years after the last session."
    periods = []
    for text, name in ((plan, "plan.yaml"), (prose, "plan.txt")):
        (period,) = only_fact("retention", agreement_of(text, Kind.DATA_PLAN, name)).of("period")
        assert isinstance(period, Duration)
        periods.append((period.amount, period.unit))
    assert periods == [(Decimal(2), Unit.YEAR)] * 2


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("fact: keepin, part: period", "there is no fact 'keepin'; did you mean 'keeping'?"),
        ("fact: keeping, part: periods", "the fact keeping has no part 'periods'; did you mean 'period'?"),
        ("fact: keeping, part: period, same: [record]", "the fact keeping has no part 'record'"),
    ],
)
def test_a_rule_that_asks_for_an_unknown_fact_or_part_does_not_load(tmp_path: Path, mistake: str, said: str) -> None:
    rule = (built_in_folder() / "drafting" / "internal-contradiction.yaml").read_text(encoding="utf-8")
    head, _, rest = rule.partition("  any:\n  # Nothing")
    folder = tmp_path / "drafting"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        f"{head}  differs: {{{mistake}}}\ncases:{rest.partition('cases:')[2]}", encoding="utf-8"
    )
    with pytest.raises(BadConfiguration) as caught:
        load_rules([tmp_path, built_in_folder() / "lexicon", built_in_folder() / "facts", built_in_folder() / "records",
                    built_in_folder() / "exchange", built_in_folder() / "terms", built_in_folder() / "confidentiality",
                    built_in_folder() / "data-plan"])  # fmt: skip
    assert any(said in str(fault) for fault in caught.value.faults)


AGREEMENT = "# Coaching Agreement\n\nBetween Ida Fern (the Coach) and Ben Oduya (the Client).\n\n"


@pytest.fixture
def engagement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agreement.md").write_text(
        f"{AGREEMENT}The Coach keeps the coaching notes for two years after the last session.\n", encoding="utf-8"
    )
    (tmp_path / "plan.yaml").write_text(
        "controller:\n  name: Ida Fern\nrecords:\n- name: Session notes\n  retention: 5 years after the last session\n",
        encoding="utf-8",
    )
    return tmp_path


def test_documents_checked_together_are_compared(engagement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "agreement.md", "plan.yaml", "--select", "agreement-plan-contradiction"]
    main(arguments)
    assert "different things" not in capsys.readouterr().out
    main([*arguments, "--together"])
    assert "say different things" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("paths", [["agreement.md"], ["-", "agreement.md"]])
def test_together_needs_two_files(engagement: Path, paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--together", *paths]) == 2
    assert "--together" in capsys.readouterr().err


def test_outline_shows_what_a_document_promises(engagement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outline", "agreement.md"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "What it promises" in shown
    assert "period duration of 2 years; from “after the last session”; records “notes”" in shown


def test_what_is_lacking_of_several_parts_is_named() -> None:
    rule = next(rule for rule in RULES.rules if rule.id == "sponsor-touchpoints")
    text = "The sponsor joins a final review meeting with coach and client at the end of the coaching."
    verdict = rule.check(agreement_of(text, Kind.SPONSORED))
    assert isinstance(verdict, Violated)
    assert verdict.problems[0].message.endswith("It lacks: a meeting at the start.")


def test_the_dimensions_of_a_disclosure_that_are_lacking_are_named() -> None:
    rule = next(rule for rule in RULES.rules if rule.id == "disclosure-who-when-how")
    verdict = rule.check(agreement_of("Reports on attendance are given to the Sponsor each month.", Kind.SPONSORED))
    assert isinstance(verdict, Violated)
    assert verdict.problems[0].message.endswith("It lacks: by whom, in what form, under which circumstances.")
