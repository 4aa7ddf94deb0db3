"""The second opinion weighs words and concepts, says how sure it is, and never speaks against a plain denial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreementlint.agreement.mentions import BUILT_IN
from agreementlint.agreement.understand import understand
from agreementlint.engine.checks import AllOf, AnyOf, Feature, NoneOf, Shows, Stance, States, Term
from agreementlint.engine.evaluate import never_named
from agreementlint.engine.resemblance import BadWeights, Opinion, Reading, Resemblance, Weights, read_weights
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint, overrules
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.terms import ConceptId, Confidence, Kind, RuleId, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, NearMiss, NotApplicable, Problem, Violated

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
    opinion = weights.weights[RULE].opinion(reading(text))
    assert opinion.likelihood > 0.5
    assert opinion.evidence[0].of(text) == "A court may ask for the notes."


def test_what_speaks_against_a_rule_lowers_the_likelihood() -> None:
    weights = read_weights(TABLE)
    plain = weights.weights[RULE].opinion(reading("I tell a court."))
    denied = weights.weights[RULE].opinion(reading("I do not tell a court."))
    assert denied.likelihood < plain.likelihood


def test_the_likelihood_is_the_same_in_whatever_order_a_run_meets_the_words() -> None:
    # Each great weight is taken back by another; added up one after the other they would swallow the small ones.
    great = {
        word: sign * 1e16 for word, sign in zip("red blue green pink grey brown".split(), (1, -1) * 3, strict=True)
    }
    small = dict.fromkeys("soup cake".split(), 1.0)
    text = "We eat red soup, blue cake, green, pink, grey and brown."
    span = Span(0, len(text))
    both = Weights(-1.0, great | small, (), frozenset(great | small)).likelihood_of(span, reading(text))
    assert both == Weights(-1.0, small, (), frozenset(small)).likelihood_of(span, reading(text))


@pytest.mark.parametrize("line", ["a-rule\tcourt", "a-rule\tcourt\tmuch", "court"])
def test_a_line_that_is_no_weight_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(BadWeights) as error:
        read_weights(f"# a comment\n{line}\n")
    assert error.value.line == 2


def violated(shortfall: Shortfall) -> Violated:
    return Violated((Problem(shortfall, "message"),))


def test_words_that_speak_clearly_for_a_rule_overrule_its_frames() -> None:
    assert overrules(Opinion(0.95, (SPAN,)), violated(Shortfall.MISSING), statements=1)


def test_what_the_document_denies_stays_denied() -> None:
    assert not overrules(Opinion(0.99, (SPAN,)), violated(Shortfall.CONTRADICTED), statements=1)


def test_an_opinion_that_is_not_sure_changes_nothing() -> None:
    assert not overrules(Opinion(0.3, (SPAN,)), violated(Shortfall.MISSING), statements=1)


def test_a_rule_that_seemed_not_to_concern_a_document_is_held_only_by_words_that_are_surer() -> None:
    unasked = NotApplicable("No word of recordings.")
    assert overrules(Opinion(0.75, (SPAN,)), unasked, statements=1)
    assert not overrules(Opinion(0.65, (SPAN,)), unasked, statements=1)


def test_a_long_document_must_speak_more_clearly_than_a_clause() -> None:
    opinion = Opinion(0.7, (SPAN,))
    assert overrules(opinion, violated(Shortfall.MISSING), statements=2)
    assert not overrules(opinion, violated(Shortfall.MISSING), statements=60)
    assert overrules(Opinion(0.95, (SPAN,)), violated(Shortfall.MISSING), statements=600)


def test_words_that_bind_another_party_do_not_overrule_a_verdict() -> None:
    other = Span(10, 20)
    miss = NearMiss(SPAN, "it binds the client", wrong_party=True)
    verdict = Violated((Problem(Shortfall.MISSING, "m", (), (miss,)),))
    assert not overrules(Opinion(0.99, (SPAN,)), verdict, statements=1)
    assert overrules(Opinion(0.99, (SPAN, other)), verdict, statements=1)


def test_words_about_another_thing_do_not_overrule_a_verdict() -> None:
    miss = NearMiss(SPAN, "it is about website thing", off_subject=True)
    verdict = Violated((Problem(Shortfall.MISSING, "m", (), (miss,)),))
    assert not overrules(Opinion(0.99, (SPAN,)), verdict, statements=1)
    assert overrules(Opinion(0.99, (SPAN, Span(10, 20))), verdict, statements=1)


def test_words_that_do_what_should_be_ruled_out_do_not_overrule_a_verdict() -> None:
    miss = NearMiss(SPAN, "it affirms what should be ruled out", other_way=True)
    verdict = Violated((Problem(Shortfall.MISSING, "m", (), (miss,)),))
    assert not overrules(Opinion(0.99, (SPAN,)), verdict, statements=1)
    assert overrules(Opinion(0.99, (SPAN, Span(10, 20))), verdict, statements=1)


def test_what_every_frame_of_a_rule_rules_out_is_never_named_by_words_that_speak_for_it() -> None:
    terms = [Term(ConceptId(name), Stance.ANYHOW) for name in ("note", "cookie", "invoice")]
    one = States((terms[0],), without=(terms[1], terms[2]))
    other = States((terms[0],), without=(terms[1],))
    assert never_named(AnyOf((one, other))) == {terms[1]}
    assert never_named(AllOf((one, NoneOf((other,))))) == {terms[1], terms[2]}
    assert never_named(AnyOf((one, Shows(Feature.SIGNATURES)))) == frozenset()


@pytest.mark.parametrize(
    "words",
    [
        "Ideally the coach keeps it there.",
        "The coach may decide to keep it.",
        "The coach makes every effort to keep it.",
    ],
)
def test_words_that_only_wish_speak_for_no_rule_that_asks_for_a_promise(words: str) -> None:
    [keeping] = [rule for rule in load_rules().rules if rule.id == RuleId("coach-confidentiality-duty")]
    weights = Weights(50.0, {"coach": 1.0}, ("coach",), frozenset(["coach"]))
    for text, verdict in ((words, Violated), ("The coach keeps it there.", Held)):
        rules = RuleSet((keeping,), load_rules().lexicon, Resemblance({keeping.id: weights}))
        [outcome] = lint(read_document("a.txt", text.encode()), rules, Kind.TWO_PARTY).outcomes
        assert isinstance(outcome.verdict, verdict)


def test_a_verdict_that_rests_on_the_second_opinion_is_less_sure() -> None:
    ruleset = load_rules()
    rule = ruleset.rules[0]
    sure = Weights(50.0, {"we": 1.0}, ("we",), frozenset(["we"]))
    taught = RuleSet((replace(rule, kinds=frozenset(Kind)),), ruleset.lexicon, Resemblance({rule.id: sure}))
    [outcome] = lint(read_document("text.txt", b"Here we sit and eat cake."), taught, Kind.TWO_PARTY).outcomes
    assert isinstance(outcome.verdict, Held)
    assert outcome.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("cake soup rice", "soup rice cake"),  # the clearest first, all of them kept
        ("soup cake", "soup cake"),
        ("cake rice", "soup rice cake"),  # none of these is clear: the one of the document that is joins them
        ("soup", "soup"),
    ],
)
def test_the_clearest_words_for_a_rule_that_holds_are_shown_first(found: str, shown: str) -> None:
    text = "Here we eat the rice. Here we eat the soup. Here we eat the cake."
    spans = {
        dish: Span(start := text.rindex("Here", 0, text.index(dish)), start + 21) for dish in ("cake", "rice", "soup")
    }
    ruleset = load_rules()
    held = replace(
        ruleset.rules[0],
        kinds=frozenset(Kind),
        check=lambda agreement: Held(tuple(spans[dish] for dish in found.split())),
    )
    weights = Weights(-5.0, {"soup": 20.0, "cake": -1.0}, ("soup",), frozenset(["soup", "cake"]))
    taught = RuleSet((held,), ruleset.lexicon, Resemblance({held.id: weights}))
    [outcome] = lint(read_document("text.txt", text.encode()), taught, Kind.TWO_PARTY).outcomes
    assert outcome.verdict == Held(tuple(spans[dish] for dish in shown.split()))
    assert outcome.confidence is held.confidence


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
