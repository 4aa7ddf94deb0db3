"""The families of words that tell a helping conversation from its records and from the papers of other trades."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What two people (or a circle) who work together on questions of one of them write down, whatever they call themselves.
MEETING = _words(
    "session sessions sitting sittings meeting meetings meet meets call calls conversation conversations hour hours "
    "appointment appointments occasions video zoom phone evening evenings afternoon workshops fortnight fortnightly "
    "talk talks coaching coached minutes walk walks weekly monthly telephone appointments"
)
SECRECY = _words(
    "confidential confidentiality confidence private gossip secret secrets reveal repeat repeated discreet hears heard "
    "overhear stays stay outside trust between told mum whisper passes divulge silence undisclosed"
)
DANGER = _words(
    "harm harmed danger dangerous endangers hurt safety risk life emergency crisis court judge law magistrate"
)
NOT_THERAPY = _words(
    "therapy therapist therapists counselling counselling counsellor counselor counseling psychologist psychotherapy "
    "medical doctor physician diagnosis clinician medicine legal financial helpline attorney solicitor lawyer prescribe treatment"
)
AIMS = _words(
    "goal goals aim aims objective objectives topic topics agenda question questions ask asks listen listens listening challenge challenges "
    "decide decides decisions choose chooses choices choice think thinking reflect reflection honest develop "
    "development experiments progress matters help helps assist advise advice enquire enquires inquire mirror mirrors mind explore explores consider attention turn"
)
LEAVING = _words(
    "cancel cancelled cancels notice stop stops leave leaves leaving end ends ending reschedule move missed miss farewell goodbye quit"
)
PRICE = _words(
    "fee fees pay pays paid payable payment charge charged refund refunded invoice bill price cost costs deposit settle settles owe owes owed guineas euros pounds dollars"
)
NOTES = _words(
    "notes note notebook scribble shred shredded burnt burn destroy destroyed delete deleted erased record recording "
    "recorded recordings torn wiped jottings fire tear tears locked"
)
HELPING = (MEETING, SECRECY, DANGER, NOT_THERAPY, AIMS, LEAVING, PRICE, NOTES)

# A plan or notice about data: what there is, where it is, who sees it, how long, what becomes of it.
RECORDS = _words(
    "privacy data personal processing processor processors controller gdpr retention retain retained storage stored "
    "store keep keeps kept hold held encrypted backup backups records record file files folder folders cabinet "
    "drawer locked passcode password cloud drive laptop phone software app notes notebook copies copy form forms "
    "questionnaire questionnaires invoices details information collect collected collects receives access accessed "
    "delete deleted deletes deletion erase erased erasure destroy destroyed destruction disposal dispose shred "
    "shredded anonymise anonymised anonymize anonymized correct rectify breach stolen lost regulator commissioner "
    "complain authority lawful consent schedule series archive register sheet pile write writes wrote written typed bookkeeper"
)

GENRES: tuple[tuple[str, int, frozenset[str]], ...] = (
    ("an article", 3, _words(
        "article articles blog author readers reader comments subscribe book books chapter research studies template "
        "podcast newsletter"
    )),
    ("a job", 4, _words(
        "salary pension holiday holidays cv vacancy interviews interview applications applicants candidate candidates "
        "fte post hiring wage wages bonus employment"
    )),
    ("a sports club", 4, _words(
        "club league match matches season seasons players player athletic athletes stadium referees promotion bonus "
        "training squad team roster prize salary strategies"
    )),
    ("a journey", 4, _words(
        "driver drivers seat seats passengers luggage journey departure hire hirer vehicle trip ferries flights bus "
        "belts pick"
    )),
    ("a course", 4, _words(
        "credits grading grade grades semester syllabus lecture lectures instructor reading readings papers paper "
        "chapters essay exam week professor campus"
    )),
    ("a contractor's work", 4, _words(
        "associate associates substitute worker solicit assignments assignment subcontract tax taxes insurance "
        "customers customer indemnity licence"
    )),
    ("a study", 5, _words(
        "study research researcher researchers university ethics committee participants interview interviews "
        "interviewed interviewer findings publish published dissertation questionnaire approved invited withdraw"
    )),
    ("a website", 5, _words(
        "site website posts post blog cookies cookie links link copyright comments content browser visitors trademarks "
        "affiliate"
    )),
    ("rooms to let or to clean", 5, _words(
        "let rent landlord tenant tenants room rooms premises lease kitchen key keys cleaning home lockbox lockout "
        "tidy leaflets arrival pets"
    )),
    ("software", 5, _words(
        "subscriber subscription user users uptime software account resell reverse engineer maintenance exported export "
        "bug bugs install database server"
    )),
    ("lessons", 4, _words("lesson lessons pupil pupils teach teaches exam exams concert term practise")),
    ("secrets of a business", 4, _words(
        "disclosing receiving recipient reverse engineer unreleased proprietary source code prices customers "
        "inventions samples"
    )),
)  # fmt: skip

# Who has a say besides the helper and the helped.
PAYERS = _words(
    "employer employers sponsor sponsors patron patrons commissioner funder foundation parents parent mum mom dad mother "
    "father guardian hr manager managers bursar"
)
BODIES = _words(
    "council board elders trustees committee trust treasurer guild union congregation foundation patron sponsor funder "
    "employer school customer charity diocese firm bank fund "
    "plant factory mill brigade parish bureau agency ministry"
)
# Who stands behind one of these in a list of names ("Parent: Mrs Moran") is a third party.
THIRD_LABELS = _words("sponsor parent parents guardian manager patron funder")
HELPED = _words("coachee coachees executive participant learner")
OWN_SIDE = _words(
    "you i we he she they it who client coachee mentee mentor coach participant member members supervisee supervisor "
    "principal learner and also not but which nobody himself herself themselves that practitioner"
)
THIRD_SPEECH = frozenset({
    ("three", "of"), ("all", "three"), ("of", "three"), ("has", "asked"), ("have", "asked"), ("tri", "partite"), ("three", "way"), ("your", "manager"), ("your", "employer"),
    ("your", "parents"), ("your", "company"), ("line", "manager"), ("the", "patron"), ("the", "sponsor"), ("and", "dad"),
    ("or", "dad"), ("the", "funder"), ("your", "organization"), ("your", "school"), ("your", "director"),
})  # fmt: skip
HOUSE = _words(
    "colleague colleagues department departments directorate directorates staff internal memorandum memo appraisal "
    "ministry civil division grade employee reporting command unpaid intranet ward wards shift rota employed faculty personnel serving promotion"
)
FROM_OUTSIDE = _words(
    "external supplier invoice invoices fee fees contractor llp freelance commissioned engaged consultancy charge charged refund hired payable"
)
HOUSE_SPEECH = frozenset({
    ("every", "employee"), ("any", "employee"), ("employee", "coaching"), ("also", "work"), ("a", "boss"),
    ("same", "boss"), ("of", "command"), ("coach", "colleagues"), ("reporting", "chain"), ("cost", "center"),
    ("cost", "centre"), ("performance", "management"), ("house", "coach"), ("house", "coaches"), ("by", "colleagues"), ("for", "colleagues"), ("trained", "colleagues"), ("trained", "colleague"),
    ("staff", "handbook"), ("internal", "coaching"), ("working", "time"), ("duty", "hours"), ("day", "job"), ("other", "staff"), ("own", "department"),
})  # fmt: skip
# The client has come alone, and says who is to know nothing of it.
ALONE = frozenset(
    {("hired", "me"), ("engaged", "me"), ("nobody", "else"), ("employer", "need"), ("private", "engagement")}
)
TOGETHER = frozenset({
    ("each", "of"), ("any", "of"), ("of", "us"), ("each", "other"), ("the", "others"), ("other", "members"),
    ("one", "another"), ("the", "room"), ("every", "member"), ("each", "member"), ("among", "us"),
    ("other", "participants"), ("hot", "seat"), ("everyone", "gets"), ("everyone", "else"), ("everybody", "else"),
    ("the", "crew"), ("the", "circle"), ("in", "circle"), ("the", "cohort"), ("the", "pod"), ("of", "you"), ("you", "each"),
})  # fmt: skip
MANY = _words("four five six seven eight nine ten eleven twelve")
SUPERVISES = _words("supervises supervise supervision supervised supervising")
CASEWORK = frozenset((whose, "clients") for whose in ("your", "his", "her", "their", "my", "coachee")) | {
    ("client", "work"),
    ("client", "cases"),
    ("coaching", "clients"),
}
# By these an author speaks of agreements and clients in general.
ABOUT_PAIRS = frozenset({
    ("a", "client"), ("your", "client"), ("your", "clients"), ("my", "clients"), ("your", "agreement"),
    ("my", "agreement"), ("good", "agreement"), ("a", "coach"), ("the", "clause"), ("a", "clause"), ("your", "contract"),
})  # fmt: skip
ABOUT = _words("agreements contracts clause clauses contracting readers reader comments blog article template")
MODALS = _words("will shall must agree agrees 'll may can")
