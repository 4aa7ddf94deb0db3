"""The second opinion weighs words and concepts, says how sure it is, and never speaks against a plain denial."""

from __future__ import annotations

import pytest

from agreementlint.agreement.mentions import BUILT_IN
from agreementlint.agreement.understand import understand
from agreementlint.engine.resemblance import BadWeights, Opinion, Reading, Resemblance, read_weights
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import second_opinion
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.terms import ConceptId, Kind, RuleId, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Violated

LEXICON = Lexicon({ConceptId("telling"): ("tell",)}, {})
RULE = RuleId("a-rule")
TABLE = "# a comment\na-rule\t(bias)\t-2\na-rule\tcourt\t6\na-rule\t@telling:not\t-9\n"
SPAN = Span(0, 4)


def reading(text: str) -> Reading:
    return Reading(understand(read_document("text.txt", text.encode()), LEXICON, Kind.TWO_PARTY))


def test_words_concepts_and_how_they_stand_are_the_features() -> None:
    found = reading("The coach will not tell 3 people.").features(0, 0)
    assert {"not", "tell", "#", "@telling", "@telling:not", "@telling:coach", "@coach"} <= found
    assert "." not in found


def test_the_statement_that_the_loudest_words_put_forward_is_shown() -> None:
    weights = read_weights(TABLE)
    text = "We meet on Mondays. A court may ask for the notes. We eat cake."
    opinion = weights.opinion(RULE, reading(text))
    assert opinion is not None
    assert opinion.likelihood > 0.5
    assert opinion.evidence[0].of(text) == "A court may ask for the notes."


def test_what_speaks_against_a_rule_lowers_the_likelihood() -> None:
    weights = read_weights(TABLE)
    plain = weights.opinion(RULE, reading("I tell a court."))
    denied = weights.opinion(RULE, reading("I do not tell a court."))
    assert plain is not None
    assert denied is not None
    assert denied.likelihood < plain.likelihood


def test_a_rule_that_was_never_trained_has_no_opinion() -> None:
    assert Resemblance({}).opinion(RULE, reading("A court.")) is None


@pytest.mark.parametrize("line", ["a-rule\tcourt", "a-rule\tcourt\tmuch", "court"])
def test_a_line_that_is_no_weight_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(BadWeights) as error:
        read_weights(f"# a comment\n{line}\n")
    assert error.value.line == 2


def violated(shortfall: Shortfall) -> Violated:
    return Violated((Problem(shortfall, "message"),))


def test_words_that_speak_clearly_for_a_rule_make_it_held() -> None:
    assert second_opinion(violated(Shortfall.MISSING), Opinion(0.95, (SPAN,))) == Held((SPAN,))


def test_what_the_document_denies_stays_denied() -> None:
    denied = violated(Shortfall.CONTRADICTED)
    assert second_opinion(denied, Opinion(0.99, (SPAN,))) is denied


def test_an_opinion_that_is_not_sure_changes_nothing() -> None:
    for verdict in (Held((SPAN,)), violated(Shortfall.MISSING)):
        assert second_opinion(verdict, Opinion(0.3, (SPAN,))) is verdict


def test_the_table_that_is_shipped_is_about_rules_that_are_shipped() -> None:
    ruleset = load_rules()
    required = {rule.id for rule in ruleset.rules if rule.demand is Demand.REQUIRE}
    assert set(ruleset.resemblance.weights) <= required
    assert len(ruleset.resemblance.weights) > len(required) / 2
    for weights in ruleset.resemblance.weights.values():
        assert weights.loudest
        for feature in weights.of:
            concept = feature.removeprefix("@").partition(":")[0]
            assert not feature.startswith("@") or concept in {*ruleset.lexicon.concepts, *BUILT_IN}
