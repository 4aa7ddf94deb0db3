"""The words that turn a clause: that deny, except, bind, permit, wish, and open or close it."""

from __future__ import annotations

from agreementlint.language.tokens import stemmed
from agreementlint.terms import Modality

NEGATORS = stemmed(
    "not never no zero neither nor nobody nothing none without refrain prohibit forbid forbidden forbids ban banned abstain "
    "nowhere decline refuse hardly scarce"
)
# Of these only the adverb denies: "scarcely anything", not "scarce time".
ONLY_ADVERBS = stemmed("scarce")
BOTH_WAYS = stemmed("nobody nothing none nowhere")  # "tell nobody", "nobody is told"
WHOLE_CLAUSE = stemmed("prohibit prohibited forbid forbidden forbids ban banned")
# After "not" or "no" these do not deny ("not only", "no later than", "not limited to").
NO_DENIAL = stemmed("only limited longer just merely matter doubt necessarily exceed")
COMPARED = stemmed("later more less fewer earlier other further")  # only with "than"
# A full stop inside a sentence is that of an abbreviation, and stops nothing.
HARD_STOPS = frozenset([";", ":", "?", "!", "—", "–", "|"])
TURNS = stemmed("however although though whereas nevertheless nonetheless yet")
CONDITIONS = stemmed("if when where while because since so whenever wherever once after before until")
EXTENTS = stemmed("extent insofar inasmuch")
SAYING_WHEN = stemmed("that it the i we he she they")
EXCEPTIONS = stemmed("except excepting unless save excluding exception exceptions apart besides otherwise")
# Behind one of these "exception" excepts nothing: "no exception", "are not exceptions".
UNEXCEPTED = stemmed("without no not")
SUBJECTS = stemmed(
    "i we you he she they it this these those there each both all any either neither everyone nobody anyone somebody"
)
BEFORE_TO = frozenset(["have", "be"])  # "has to", "is to"
FORCES = (
    dict.fromkeys(
        stemmed(
            "shall must will agree undertake commit oblige obligation require promise responsible responsibility duty "
            "ensure covenant guarantee need pledge expect bind"
        ),
        Modality.DUTY,
    )
    | dict.fromkeys(BEFORE_TO, Modality.DUTY)
    | dict.fromkeys(
        stemmed("may can could might entitle free liberty allow permit optional option"), Modality.PERMISSION
    )
    | dict.fromkeys(
        stemmed("should aim try hope strive endeavour attempt intend ideally encourage wish seek prefer"),
        Modality.WISH,
    )
)
FINITE = stemmed(
    "shall must will may can could might should would be have do agree undertake keep share tell disclose not never "
    "promise commit"
)
PASSIVE = stemmed("be shall must will may can could might should would not never")  # before "done by the coach"
PREPOSITIONS = stemmed(
    "of to with by from for about between against on in toward towards among concerning regarding within inside at during through throughout per behind upon under via "
    "tell ask inform give pay send"
)
WEAK_OPENINGS = stemmed("where if as wherever reasonably far when whenever")
ALLOWED = stemmed("allowed permitted accepted")
DETERMINERS = stemmed("the each a our your my")
# "Client records will be kept": a party's name before one of these only says whose they are.
OWNED = stemmed(
    "record file document note information data recording material name identity consent session detail matter "
    "communication content story case agreement property email message feedback report account portal confidentiality"
)
NOUN_OR_VERB = frozenset("reports records documents".split())
CLAUSE_ENDS = frozenset(", and or . ; : ? ! ( )".split())
OBLIQUE = frozenset("my our your me us".split())
ELSE = stemmed("else beyond more further")
LYING = stemmed("keep hold store be file stay set live")
AUXILIARIES = stemmed("be is are was were have has had do does did shall will may can must")
OPENING_CLAUSES = stemmed("that what which who whatever")
MODALS = stemmed("shall will may must can")
RELATIVES = stemmed("all information item matter thing that what whatever which whom anything everything")
PLAIN_SUBJECTS = frozenset("i we you".split())
NEVER_OBJECTS = frozenset("i we".split())
# Behind these "I" goes on with what is said or thought: "if you think I am wrong".
SAYING = stemmed("think say believe feel know hope find suppose see tell ask wish fear suspect guess notice mean doubt")
EACH = stemmed("each both neither either all")
JOINING = stemmed("and the , each a or nor either neither both your my our their also")
JOINTS = frozenset(["and", "or", "nor"])
LEAVING_OUT = frozenset([",", "(", "with", "the"])  # before "except": "all parties, with the exception of"
TAKING_IN = stemmed("that what whether and or who which whom whatever as than to of with anything something everything")
WEAK_TAILS = stemmed("possible practical practicable feasible reasonable")
# Words that name a duty or a permission without making one when a modal stands before them already.
NOUN_LIKE = stemmed("responsible duty require requirement optional option commit obligation need")
RELATIVE_SUBJECTS = stemmed("who which")
REQUESTS = stemmed("please")
PROVISOS = stemmed("provided")
# After "without" these do not deny what follows ("without delay", "without prejudice").
NO_LACK = stemmed("delay undue culpable hesitation exception limitation prejudice fail further unnecessary charge")
SORTING = stemmed("current past former active individual new present closed each any all every other our future")
# "Nothing prevents the coach from disclosing": a denial of these permits what they would rule out.
PREVENTING = stemmed("limit prevent preclude stop restrict hinder bar prohibit forbid")
# After these "that" opens a clause of its own ("agrees that the coach tells nobody").
COMPLEMENTED = stemmed(
    "agree ensure confirm understand acknowledge know say state accept declare undertake mean note trust rely sure "
    "assure certain remember"
)
# "Shall not fail to keep it": what is not left undone is done.
LEAVING_UNDONE = stemmed("fail omit neglect hesitate cease forget")
REFUSING = stemmed("refuse decline")
# "Asks the client to keep it": whom one of these names is to act.
CHARGING = stemmed("expect ask require oblige want allow permit request enable authorize instruct trust remind")
ASKING = stemmed("expect ask want request trust remind")  # of the coach these make no duty
PERMITTED = stemmed("allowed permitted free liberty entitled")
# Wishes only where something is tried or encouraged to be done ("tries to", not "tries the exercises").
INFINITIVE_WISHES = stemmed("try encourage wish seek prefer attempt")
INFINITIVES = stemmed("to my our their his her best and")
PROMPT = stemmed("soon early quickly promptly fast")
# "Save for", "save as": an exception; "save the notes" is none.
SAVING = stemmed("for as that where to in with when if by upon under pursuant only insofar unless")
# What stands before an insertion between commas and goes on behind it.
OPEN_ENDED = stemmed("or and but that shall will may must can by")
TOWARDS = stemmed("to with by for from of at on in")
# After these "nobody" denies nothing that stands before it.
NO_WAY_BACK = stemmed("that which who , ( and or")
# "Makes every effort to", "uses reasonable efforts to", "does her best to".
EFFORTS = stemmed("effort efforts best")
TRYING = stemmed("make use do take exert apply put try give employ")
# "May decide to", "may choose to".
CHOOSING = stemmed("decide choose elect opt")
