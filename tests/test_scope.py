"""Negation, exception, modality and actor are read from the clause they stand in."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.scope import read_scope
from agreementlint.language.standing import POLARITIES
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind, Modality, Polarity, Role

PLAIN, NEGATED, EXCEPTED = Polarity.PLAIN, Polarity.NEGATED, Polarity.EXCEPTED
WORD = ConceptId("word")


def scope_at(text: str, word: str) -> tuple[Polarity, Modality, Role | None]:
    lexicon = Lexicon({WORD: (f"={word}",)}, {})
    agreement = understand(read_document("text.txt", text.encode()), lexicon, Kind.SPONSORED)
    [hits] = agreement.mentions[WORD].values()
    return hits[0].polarity, hits[0].modality, hits[0].actor


@pytest.mark.parametrize(
    "text",
    [
        "Under no circumstances may the coach tell it.",
        "At no time, holidays included, may the coach tell it.",
    ],
)
def test_a_permission_denied_at_the_head_of_a_sentence_is_a_duty(text: str) -> None:
    assert scope_at(text, "tell") == (NEGATED, Modality.DUTY, Role.COACH)


@pytest.mark.parametrize(
    ("text", "word", "polarity"),
    [
        ("The coach will not disclose anything.", "disclose", NEGATED),
        ("The coach won't disclose anything.", "disclose", NEGATED),
        ("Nothing said in a session will be repeated.", "repeated", NEGATED),
        ("I tell nobody.", "tell", NEGATED),
        ("Each of the three can not stop at any moment.", "stop", NEGATED),
        ("Nothing stops the coach from telling a court.", "telling", PLAIN),
        ("You cannot stop the coach telling a court.", "telling", PLAIN),
        ("He burns the pages and tells nobody.", "burns", PLAIN),
        ("He burns the pages and tells nobody.", "tells", NEGATED),
        ("I give pages and letters to nobody.", "give", NEGATED),
        ("Unless you confirm in writing, I keep it.", "confirm", EXCEPTED),
        ("Unless you confirm in writing, I keep it.", "keep", PLAIN),
        ("The coach will not record sessions and will delete notes.", "delete", PLAIN),
        ("The coach will not record or share sessions.", "share", NEGATED),
        ("The coach does not share notes except with consent.", "consent", EXCEPTED),
        ("Notes are not shared without consent.", "consent", EXCEPTED),
        ("Notes are shared without consent.", "consent", NEGATED),
        ("No later than May the notes are deleted.", "deleted", PLAIN),
        ("It is not limited to notes shared by you.", "shared", PLAIN),
        ("The coach uses it neither for notes nor for letters.", "uses", NEGATED),
        ("The coach shows it to neither the spouse nor the manager.", "shows", NEGATED),
        ("It goes by post or, if the client cannot come, by courier.", "courier", PLAIN),
        ("The coach will, if you do not object, keep it.", "keep", PLAIN),
        ("The coach will not, if you do not agree, keep it.", "keep", NEGATED),
        ("At no time, the years after it included, will the coach tell anybody.", "tell", NEGATED),
        ("At no point, during or after it, does the coach tell anybody.", "tell", NEGATED),
        ("Under no circumstances, not even when a lawyer asks, will the coach tell it.", "tell", NEGATED),
        ("Never, as long as I live, shall I tell it.", "tell", NEGATED),
        ("Neither during it nor after it does the coach tell anybody.", "tell", NEGATED),
        ("Not until you have agreed will I tell anybody.", "tell", NEGATED),
        ("To nobody, be it your boss or the press, do I tell it.", "tell", NEGATED),
        ("Nothing that you say, however small, will be told.", "told", NEGATED),
        ("In no case will the coach, or any system of hers, record it.", "record", NEGATED),
        ("Not only does the coach listen, she will tell it.", "tell", PLAIN),
        ("No notes are taken, and the coach will tell it.", "tell", PLAIN),
        ("At no time is this free, and the coach will tell it.", "tell", PLAIN),
        ("The coach will not refuse to tell it.", "tell", PLAIN),
        ("The coach refuses to tell it.", "tell", NEGATED),
        ("Recording is not permitted here.", "recording", NEGATED),
        ("Recording is prohibited here.", "recording", NEGATED),
        ("No one but the coach reads them.", "coach", EXCEPTED),
        ("The notes are secret; no copy is shared.", "secret", PLAIN),
        ("I share nothing with your boss other than dates.", "dates", EXCEPTED),
        ("We do not share notes, but we keep them.", "keep", PLAIN),
        ("The coach shall, without giving names, tell the office.", "tell", PLAIN),
        ("Notes are kept apart from the files held here.", "held", PLAIN),
        ("It is up to the client and to nobody else.", "up", PLAIN),
        ("Save with your consent the coach shall tell it.", "tell", PLAIN),
        ("Except where the coach must tell it, it is secret.", "tell", EXCEPTED),
        ("Save where clause 8 applies, nothing at all is conveyed.", "conveyed", NEGATED),
        ("Save for invoices, the coach shall tell it.", "tell", PLAIN),
        ("The coach shall without delay declare it.", "declare", PLAIN),
        ("The coach shall not, for two years after it, judge the client.", "judge", NEGATED),
        ("No other paper shall be filed.", "filed", NEGATED),
        ("Nothing in it prevents the coach from telling the police.", "telling", PLAIN),
        ("Names shall not appear in it, and the raters shall be told.", "told", PLAIN),
        ("360: yes ☐ no ☐ raters chosen by the client", "chosen", PLAIN),
        ("Nothing in this document limits disclosure.", "disclosure", PLAIN),
        ("I lock notes away and no one else has a key.", "lock", PLAIN),
        ("100 % confidential: nothing is passed on.", "confidential", PLAIN),
        ("I never say who said what, and I explain that.", "explain", PLAIN),
        ("No. Everything you need is written there.", "written", PLAIN),
        ("I have never not told the client.", "told", PLAIN),
        ("What has not been announced must not be repeated by the coach.", "repeated", NEGATED),
        ("Plans that are not yet public are not passed on.", "passed", NEGATED),
        ("Unless the client asks for them, paper notes are shredded.", "shredded", PLAIN),
        ("These are not exceptions to it: a court.", "court", NEGATED),
        ("It is not agreed that the coach keeps secrets.", "keeps", NEGATED),
        ("It is not private to the extent that it shows a crime.", "crime", PLAIN),
        ("It is not kept secret insofar as a law names it.", "law", PLAIN),
        ("It is not shared to any extent.", "extent", NEGATED),
        ("Nothing is shared, and the client understands that the coach keeps notes.", "keeps", PLAIN),
        ("At no time, the years after the end included, will the coach tell.", "tell", Polarity.NEGATED),
        ("Never, as long as I live, will I tell.", "tell", Polarity.NEGATED),
        ("In no case, if I can help it, you tell and I keep.", "keep", Polarity.PLAIN),
    ],
)
def test_a_word_is_denied_or_excepted_by_its_own_clause(text: str, word: str, polarity: Polarity) -> None:
    assert scope_at(text, word)[0] is polarity


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The coach shall keep notes.", "keep", Modality.DUTY),
        ("The coach agrees to keep notes.", "keep", Modality.DUTY),
        ("The coach may keep notes.", "keep", Modality.PERMISSION),
        ("The coach may not keep notes.", "keep", Modality.DUTY),
        ("The coach should keep notes.", "keep", Modality.WISH),
        ("The coach will try to keep notes.", "keep", Modality.WISH),
        ("The coach will keep notes where possible.", "keep", Modality.WISH),
        ("The coach keeps notes.", "keeps", Modality.FACT),
        ("If my loyalty could be divided I say so.", "say", Modality.FACT),
        ("The coach, who may also teach, has to declare it.", "declare", Modality.DUTY),
        ("Notes are to be kept.", "kept", Modality.DUTY),
        ("Should that change you will hear of it.", "hear", Modality.DUTY),
        ("I tell you as soon as possible.", "tell", Modality.FACT),
        ("I am not allowed to tell anyone.", "tell", Modality.DUTY),
        ("If you may ask, the coach keeps notes.", "keeps", Modality.FACT),
        ("The coach makes every effort to keep it.", "keep", Modality.WISH),
        ("I do my very best to keep it.", "keep", Modality.WISH),
        ("The coach may decide to keep it.", "keep", Modality.WISH),
        ("The client may decide to keep it.", "keep", Modality.PERMISSION),
        ("The client makes every effort to come.", "come", Modality.FACT),
        ("The best thing is to keep it.", "keep", Modality.DUTY),
    ],
)
def test_a_word_binds_as_firmly_as_its_modal(text: str, word: str, modality: Modality) -> None:
    assert scope_at(text, word)[1] is modality


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("The Client shall keep the Coach's materials confidential.", "keep", Role.CLIENT),
        ("I keep your notes.", "keep", Role.COACH),
        ("When you leave I burn the pages.", "burn", Role.COACH),
        ("After you hang up I burn the pages.", "burn", Role.COACH),
        ("If you think I burn the pages, say so.", "burn", Role.CLIENT),
        ("You keep my notes.", "keep", Role.CLIENT),
        ("Notes are kept by the Coach.", "kept", Role.COACH),
        ("Both parties keep this secret.", "keep", Role.EVERYONE),
        ("Notes are kept.", "kept", None),
        ("Each of the Coach and the Sponsor shall keep it.", "keep", Role.EVERYONE),
        ("Coaches and clients shall keep it.", "keep", Role.EVERYONE),
        ("If asked, the internal coach declines.", "declines", Role.COACH),
        ("Nothing told by the Client shall be conveyed by the Coach.", "conveyed", Role.COACH),
        ("What you say stays here.", "stays", None),
        ("You agree, provided that the coach keeps it.", "keeps", Role.COACH),
        ("Notes of current clients are kept here.", "kept", None),
        ("The sponsor agrees that coaches never consult.", "consult", Role.COACH),
        ("We treat whatever you share as secret.", "secret", Role.COACH),
        ("The client may help, and there is no fee.", "fee", None),
        ("Please keep it to yourself.", "keep", Role.CLIENT),
        ("Client records will be kept for a year.", "kept", None),
        ("The coach reports attendance to the sponsor.", "attendance", Role.COACH),
        ("The coach reports on progress are kept.", "kept", None),
        ("While you see your coach, your record is kept on paper.", "kept", None),
        ("The Sponsor may ask, and the Coach keeps notes.", "keeps", Role.COACH),
        ("The client will always be told.", "told", None),
        ("The client is required to tell.", "tell", Role.CLIENT),
        ("The client is committed.", "committed", Role.CLIENT),
        ("The client is told first and will answer.", "answer", Role.CLIENT),
        ("The coach stays bound when it is finished.", "bound", Role.COACH),
        ("What is disclosed by the client is held by the coach.", "held", Role.COACH),
        ("It is not ended by the client's leaving.", "ended", None),
        ("If the client agrees, notes are kept.", "kept", None),
        ("You may ask me to end it.", "end", Role.COACH),
        ("The coach or the client may end it.", "end", Role.EVERYONE),
        ("Either of you, or I, may end it.", "end", Role.EVERYONE),
        ("The coach may end it; the same goes for the client.", "end", Role.EVERYONE),
        ("The coach may end it. So may the client.", "end", Role.EVERYONE),
        ("The client may end it. The coach can do the same.", "end", Role.EVERYONE),
        ("The client tells it, and vice versa.", "tells", Role.EVERYONE),
        ("The client tells it to Versa.", "tells", Role.CLIENT),
        ("The client may end it. The same is true of the weather.", "end", Role.CLIENT),
    ],
)
def test_the_actor_is_the_subject_or_the_agent_of_the_passive(text: str, word: str, actor: Role | None) -> None:
    assert scope_at(text, word)[2] is actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The coach keeps a notebook. She shall lock it away.", Role.COACH),
        ("The client has a workbook. He may fill it in. He shall lock it away.", Role.CLIENT),
        ("The coach has a supervisor. She shall lock it away.", None),
        ("I see somebody every month. She shall lock it away.", None),
        ("The coach and the client have a book. She shall lock it away.", None),
        ("The coach gives each client a copy. She shall lock it away.", None),
        ("The coach reads the client's letter. She shall lock it away.", None),
        ("The coach keeps a notebook.\n\nShe shall lock it away.", None),
        ("Coach: Ms Ada Prado\nClient: Mr Tom Webb\n\nThe coach may comment. He shall lock it away.", Role.CLIENT),
        ("Coach: Ms Ada Prado\nClient: Mr Tom Webb\n\nThe coach has an assistant. He shall lock it away.", None),
        ("Coach: Mr Jon Prado\nClient: Mr Tom Webb\n\nThe coach may comment. He shall lock it away.", Role.COACH),
    ],
)
def test_she_at_the_head_of_a_sentence_is_the_one_party_that_acts_in_the_sentence_before(
    text: str, actor: Role | None
) -> None:
    assert scope_at(text, "lock")[2] is actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Your calls are yours. Don't repeat what you hear.", Role.CLIENT),
        ("Your calls are yours. And please do not repeat it.", Role.CLIENT),
        ("Your calls are yours. I do not repeat it.", Role.COACH),
        ("Your calls are yours.\n\nCoach's duties\n\n- Do not repeat what you hear.", None),
    ],
)
def test_a_bare_do_not_binds_whom_the_document_speaks_to(text: str, actor: Role | None) -> None:
    assert scope_at(text, "repeat")[2] is actor


@pytest.mark.parametrize(
    ("text", "acting", "idle"),
    [
        ("The coach and the sponsor may end it.", {Role.COACH, Role.SPONSOR}, Role.CLIENT),
        ("All parties except the client may end it.", {Role.COACH, Role.SPONSOR}, Role.CLIENT),
        ("The client or the sponsor may end it.", {Role.CLIENT, Role.SPONSOR}, Role.COACH),
        ("All parties, with the exception of the coach, may end it.", {Role.CLIENT, Role.SPONSOR}, Role.COACH),
    ],
)
def test_two_of_three_parties_act_without_the_third(text: str, acting: set[Role], idle: Role) -> None:
    agreement = understand(read_document("text.txt", text.encode()), Lexicon({WORD: ("=end",)}, {}), Kind.SPONSORED)
    end = agreement.stances.of(WORD).affirmed
    assert all(agreement.stances.acted_by([role]) & end for role in acting)
    assert not agreement.stances.acted_by([idle]) & end


def test_a_lead_in_that_says_when_hands_on_no_denial() -> None:
    assert scope_at("It is not private to the extent that it:\n\n- shows a crime\n", "crime")[0] is PLAIN


@pytest.mark.parametrize(
    ("lead", "polarity"),
    [
        ("The sponsor is told two things, and no others:", PLAIN),
        ("The sponsor is told this and nothing more:", PLAIN),
        ("The sponsor is told no others:", NEGATED),
        ("The sponsor is told the price and not the following:", NEGATED),
    ],
)
def test_what_closes_a_list_denies_nothing_in_it(lead: str, polarity: Polarity) -> None:
    assert scope_at(f"{lead}\n\n- the attendance\n", "attendance")[0] is polarity


def test_a_lead_in_hands_its_open_denial_to_its_items() -> None:
    text = "Coaching is not:\ntherapy"
    tokens, units = tokenize(text, Stems(), [(0, 16), (17, 24)])
    scope = read_scope(tokens, units, [-1, 0], {})
    assert POLARITIES[scope.polarity[tokens.normals.index("therapy")]] is NEGATED
