"""The words that turn a clause: that deny, except, bind, permit, wish, and open or close it."""

from __future__ import annotations

from agreementlint.language.tokens import Stems
from agreementlint.terms import Modality

_STEMS = Stems()


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(_STEMS.forms(word)[1] for word in words.split())


NEGATORS = _stemmed(
    "not never no zero neither nor nobody nothing none without refrain prohibit forbid forbidden forbids ban banned abstain "
    "nowhere decline refuse hardly scarce"
)
# Of these only the adverb denies: "scarcely anything", not "scarce time".
ONLY_ADVERBS = _stemmed("scarce")
BOTH_WAYS = _stemmed("nobody nothing none nowhere")  # "tell nobody", "nobody is told"
WHOLE_CLAUSE = _stemmed("prohibit prohibited forbid forbidden forbids ban banned")
# After "not" or "no" these do not deny ("not only", "no later than", "not limited to").
NO_DENIAL = _stemmed("only limited longer just merely matter doubt necessarily exceed")
COMPARED = _stemmed("later more less fewer earlier other further")  # only with "than"
# A full stop inside a sentence is that of an abbreviation, and stops nothing.
HARD_STOPS = frozenset([";", ":", "?", "!", "—", "–", "|"])
TURNS = _stemmed("however although though whereas nevertheless nonetheless yet")
CONDITIONS = _stemmed("if when where while because since so whenever wherever once after before until")
EXTENTS = _stemmed("extent insofar inasmuch")
SAYING_WHEN = _stemmed("that it the i we he she they")
EXCEPTIONS = _stemmed("except excepting unless save excluding exception exceptions apart besides otherwise")
# Behind one of these "exception" excepts nothing: "no exception", "are not exceptions".
UNEXCEPTED = _stemmed("without no not")
SUBJECTS = _stemmed(
    "i we you he she they it this these those there each both all any either neither everyone nobody anyone somebody"
)
BEFORE_TO = frozenset(["have", "be"])  # "has to", "is to"
FORCES = (
    dict.fromkeys(
        _stemmed(
            "shall must will agree undertake commit oblige obligation require promise responsible responsibility duty "
            "ensure covenant guarantee need pledge expect bind"
        ),
        Modality.DUTY,
    )
    | dict.fromkeys(BEFORE_TO, Modality.DUTY)
    | dict.fromkeys(
        _stemmed("may can could might entitle free liberty allow permit optional option"), Modality.PERMISSION
    )
    | dict.fromkeys(
        _stemmed("should aim try hope strive endeavour attempt intend ideally encourage wish seek prefer"),
        Modality.WISH,
    )
)
FINITE = _stemmed(
    "shall must will may can could might should would be have do agree undertake keep share tell disclose not never "
    "promise commit"
)
PASSIVE = _stemmed("be shall must will may can could might should would not never")  # before "done by the coach"
PREPOSITIONS = _stemmed(
    "of to with by from for about between against on in toward towards among concerning regarding within inside at during through throughout per behind upon under via "
    "tell ask inform give pay send"
)
WEAK_OPENINGS = _stemmed("where if as wherever reasonably far when whenever")
ALLOWED = _stemmed("allowed permitted accepted")
DETERMINERS = _stemmed("the each a our your my")
# "Client records will be kept": a party's name before one of these only says whose they are.
OWNED = _stemmed(
    "record file document note information data recording material name identity consent session detail matter "
    "communication content story case agreement property email message feedback report account portal confidentiality"
)
NOUN_OR_VERB = frozenset("reports records documents".split())
CLAUSE_ENDS = frozenset(", and or . ; : ? ! ( )".split())
OBLIQUE = frozenset("my our your me us".split())
ELSE = _stemmed("else beyond more further")
LYING = _stemmed("keep hold store be file stay set live")
AUXILIARIES = _stemmed("be is are was were have has had do does did shall will may can must")
OPENING_CLAUSES = _stemmed("that what which who whatever")
MODALS = _stemmed("shall will may must can")
RELATIVES = _stemmed("all information item matter thing that what whatever which whom anything everything")
PLAIN_SUBJECTS = frozenset("i we you".split())
EACH = _stemmed("each both neither either all")
JOINING = _stemmed("and the , each a or nor either neither both your my our their also")
JOINTS = frozenset(["and", "or", "nor"])
LEAVING_OUT = frozenset([",", "(", "with", "the"])  # before "except": "all parties, with the exception of"
TAKING_IN = _stemmed(
    "that what whether and or who which whom whatever as than to of with anything something everything"
)
WEAK_TAILS = _stemmed("possible practical practicable feasible reasonable")
# Words that name a duty or a permission without making one when a modal stands before them already.
NOUN_LIKE = _stemmed("responsible duty require requirement optional option commit obligation need")
RELATIVE_SUBJECTS = _stemmed("who which")
REQUESTS = _stemmed("please")
PROVISOS = _stemmed("provided")
# After "without" these do not deny what follows ("without delay", "without prejudice").
NO_LACK = _stemmed("delay undue culpable hesitation exception limitation prejudice fail further unnecessary charge")
SORTING = _stemmed("current past former active individual new present closed each any all every other our future")
# "Nothing prevents the coach from disclosing": a denial of these permits what they would rule out.
PREVENTING = _stemmed("limit prevent preclude stop restrict hinder bar prohibit forbid")
# After these "that" opens a clause of its own ("agrees that the coach tells nobody").
COMPLEMENTED = _stemmed(
    "agree ensure confirm understand acknowledge know say state accept declare undertake mean note trust rely sure "
    "assure certain remember"
)
# "Shall not fail to keep it": what is not left undone is done.
LEAVING_UNDONE = _stemmed("fail omit neglect hesitate cease forget")
# "Asks the client to keep it": whom one of these names is to act.
CHARGING = _stemmed("expect ask require oblige want allow permit request enable authorize instruct trust remind")
ASKING = _stemmed("expect ask want request trust remind")  # of the coach these make no duty
PERMITTED = _stemmed("allowed permitted free liberty entitled")
# Wishes only where something is tried or encouraged to be done ("tries to", not "tries the exercises").
INFINITIVE_WISHES = _stemmed("try encourage wish seek prefer attempt")
INFINITIVES = _stemmed("to my our their his her best and")
PROMPT = _stemmed("soon early quickly promptly fast")
# "Save for", "save as": an exception; "save the notes" is none.
SAVING = _stemmed("for as that where to in with when if by upon under pursuant only insofar unless")
# What stands before an insertion between commas and goes on behind it.
OPEN_ENDED = _stemmed("or and but that shall will may must can by")
# After these "nobody" denies nothing that stands before it.
NO_WAY_BACK = _stemmed("that which who , ( and or")
# "Makes every effort to", "uses reasonable efforts to", "does her best to".
EFFORTS = _stemmed("effort efforts best")
TRYING = _stemmed("make use do take exert apply put try give employ")
# "May decide to", "may choose to".
CHOOSING = _stemmed("decide choose elect opt")
