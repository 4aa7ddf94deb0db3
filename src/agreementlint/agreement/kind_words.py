"""The words, pairs of words and titles by which a document shows what kind it is; who asks for them says what they show."""

from __future__ import annotations

from agreementlint.latepattern import LatePattern


def word_set(words: str) -> frozenset[str]:
    """ "coach client": each of these words."""
    return frozenset(words.split())


def pair_set(pairs: str) -> frozenset[tuple[str, str]]:
    """ "line manager, all three": each of these words with the one that follows it."""
    words = pairs.replace(",", "").split()
    return frozenset(zip(words[::2], words[1::2], strict=True))


# Who works together, and what they do.
COACHING = word_set(
    "coach coaches coaching coached coachee coachees mentor mentors mentoring mentorship mentored mentee mentees "
    "mentorcoach supervisee supervisees"
)
COACHES = word_set("coach coaches")
SERVICE = COACHING | word_set(
    "session sessions client clients goal goals meeting meetings facilitator facilitate facilitated"
)
SESSION = word_set(
    "session sessions sitting sittings meetup meetups circle circles call calls conversation conversations"
)
CLIENT_SIDE = word_set(
    "client clients coachee coachees mentee mentees supervisee supervisees participant participants you"
)
MENTEES = word_set("mentee mentees supervisee supervisees mentorcoach")
MENTORING = word_set(
    "mentor mentors mentoring mentorship mentored mentorcoach supervisor supervisee supervisees mentee mentees"
)
GROUP = word_set(
    "group groups team teams cohort crew crews circle circles mastermind meetup meetups participants members pod"
)
SPONSOR = word_set(
    "sponsor sponsors sponsor's sponsoring sponsored organization organizations employer employers hr manager "
    "managers boss commissioning commissioner funder purchaser principal payer executive officer"
)

# What is settled, and what other papers settle.
DATA = word_set(
    "privacy data personal processing processor processors controller cookies retention retain retained delete "
    "deleted deletion erasure gdpr storage stored encrypted backup backups records"
)
KEEPING = word_set(
    "notes note kept keep keeps shred shredded burn password folder copies copy laptop phone drive cloud locked "
    "drawer cabinet file files erase erased destroy destroyed archive wiped"
)
FEES = word_set(
    "fee fees cancel cancellation reschedule rescheduled invoices payment payments refund refunds price rate"
)
SITE = word_set(
    "site website websites links content cookies browser trademarks copyright webpage webpages web user users visitors account"
)
TRADE = word_set(
    "contractor subcontractor employment employee salary wages bonus university athletic athletics royalty "
    "royalties license licensed licensor licensee franchise franchisee franchisor endorsement distributor reseller "
    "tenant landlord lease buyer seller purchaser shares shareholder goods products lender borrower loan "
    "merchandise trademark trademarks territory stipend intern internship affiliate supplier manufacturer "
    "disclosee recipient disclosing receiving warranty warranties therapy therapist psychotherapy cleaning "
    "premises facility player players season"
)

# Who acts, and who commits to what.
PLURAL = word_set("coaches clients mentors mentees coachees practitioners")
ONE = word_set("coach client mentor mentee coachee practitioner i my me")
ACTORS = word_set(
    "i we you he she coach client coachee mentor mentee participant supervisor supervisee sponsor parties party "
    "executive company organization officer facilitator practitioner member provider mentees mentors participants "
    "members everybody everyone supervisees this these"
)
LABELS = tuple(
    "coach client coachee mentor mentee supervisor supervisee sponsor participant facilitator executive officer".split()
)
TELLING = word_set(
    "foundation sponsor sponsors sponsored sponsoring tripartite three employer employer's organization "
    "organizations company manager customer hr head human parents parent guardian carer payer party paid pays "
    "commissioning commissioned prescriber school university internal internally house inhouse pool both same job "
    "fellow colleague colleagues employed employee employees group team circle cohort member members participant "
    "participants peer training credential credentialing trainee student certification article guide post blog "
    "chapter reading download author research studies questions takeaways conclusion could might consider coaches "
    "practice business agreements suggests here"
)
COMMIT = word_set(
    "will shall agree agrees agreed understand understands acknowledge acknowledges undertake undertakes must "
    "commit commits promise promises 'll wo can may"
)
# Minutes and memos settle things, too: "agreed", "HR accepts a) to f)".
AGREED = word_set("agree agrees agreed accept accepts accepted decided resolved settled promised")
ITSELF = pair_set("this agreement, this contract, these terms, this charter, this letter, this code, this form")
BEFORE = word_set("please before")  # whoever is asked to sign, and when

# What two people (or a circle) who work together on questions of one of them write down, whatever they call themselves.
MEETING = word_set(
    "session sessions sitting sittings meeting meetings meet meets call calls conversation conversations hour "
    "hours appointment appointments occasions video zoom phone evening evenings afternoon workshops fortnight "
    "fortnightly talk talks coaching coached minutes walk walks weekly monthly telephone"
)
SECRECY = word_set(
    "confidential confidentiality confidence private gossip secret secrets reveal repeat repeated discreet hears "
    "heard overhear stays stay outside trust between told mum whisper passes divulge silence undisclosed"
)
DANGER = word_set(
    "harm harmed danger dangerous endangers hurt safety risk life emergency crisis court judge law magistrate"
)
NOT_THERAPY = word_set(
    "therapy therapist therapists counselling counsellor counselor counseling psychologist psychotherapy medical "
    "doctor physician diagnosis clinician medicine legal financial helpline attorney solicitor lawyer prescribe "
    "treatment"
)
AIMS = word_set(
    "goal goals aim aims objective objectives topic topics agenda question questions ask asks listen listens "
    "listening challenge challenges decide decides decisions choose chooses choices choice think thinking reflect "
    "reflection honest develop development experiments progress matters help helps assist advise advice enquire "
    "enquires inquire mirror mirrors mind explore explores consider attention turn"
)
LEAVING = word_set(
    "cancel cancelled cancels notice stop stops leave leaves leaving end ends ending reschedule move missed miss farewell goodbye quit"
)
PRICE = word_set(
    "fee fees pay pays paid payable payment charge charged refund refunded invoice bill price cost costs deposit settle settles owe owes owed guineas euros pounds dollars"
)
NOTES = word_set(
    "notes note notebook scribble shred shredded burnt burn destroy destroyed delete deleted erased record "
    "recording recorded recordings torn wiped jottings fire tear tears locked"
)
HELPING = (MEETING, SECRECY, DANGER, NOT_THERAPY, AIMS, LEAVING, PRICE, NOTES)

# A plan or notice about data: what there is, where it is, who sees it, how long, what becomes of it.
RECORDS = word_set(
    "privacy data personal processing processor processors controller gdpr retention retain retained storage "
    "stored store keep keeps kept hold held encrypted backup backups records record file files folder folders "
    "cabinet drawer locked passcode password cloud drive laptop phone software app notes notebook copies copy form "
    "forms questionnaire questionnaires invoices details information collect collected collects receives access "
    "accessed delete deleted deletes deletion erase erased erasure destroy destroyed destruction disposal dispose "
    "shred shredded anonymise anonymised anonymize anonymized correct rectify breach stolen lost regulator "
    "commissioner complain authority lawful consent schedule series archive register sheet pile write writes wrote "
    "written typed bookkeeper"
)

# Who has a say besides the helper and the helped.
PAYERS = word_set(
    "employer employers sponsor sponsors patron patrons commissioner funder foundation parents parent mum mom dad "
    "mother father guardian hr manager managers bursar"
)
BODIES = word_set(
    "council board elders trustees committee trust treasurer guild union congregation foundation patron sponsor "
    "funder employer school customer charity diocese firm bank fund plant factory mill brigade parish bureau "
    "agency ministry"
)
# Who stands behind one of these in a list of names ("Parent: Mrs Moran") is a third party.
THIRD_LABELS = word_set("sponsor parent parents guardian manager patron funder")
HELPED = word_set("coachee coachees executive participant learner")
OWN_SIDE = word_set(
    "you i we he she they it who client coachee mentee mentor coach participant member members supervisee "
    "supervisor principal learner and also not but which nobody himself herself themselves that practitioner"
)
THIRD_SPEECH = pair_set(
    "three of, all three, of three, has asked, have asked, tri partite, three way, your manager, your employer, "
    "your parents, your company, line manager, the patron, the sponsor, and dad, or dad, the funder, "
    "your organization, your school, your director"
)

# Who works in the same house.
HOUSE = word_set(
    "colleague colleagues department departments directorate directorates staff internal memorandum memo appraisal "
    "ministry civil division grade employee reporting command unpaid intranet ward wards shift rota employed "
    "faculty personnel serving promotion"
)
FROM_OUTSIDE = word_set(
    "external supplier invoice invoices fee fees contractor llp freelance commissioned engaged consultancy charge charged refund hired payable"
)
HOUSE_SPEECH = pair_set(
    "every employee, any employee, employee coaching, also work, a boss, same boss, of command, coach colleagues, "
    "reporting chain, cost center, cost centre, performance management, house coach, house coaches, by colleagues, "
    "for colleagues, trained colleagues, trained colleague, staff handbook, internal coaching, working time, "
    "duty hours, day job, other staff, own department"
)
# The client has come alone, and says who is to know nothing of it.
ALONE = pair_set("hired me, engaged me, nobody else, employer need, private engagement")

# Several who do something together, and a coach who is supervised.
TOGETHER = pair_set(
    "each of, any of, of us, each other, the others, other members, one another, the room, every member, "
    "each member, among us, other participants, hot seat, everyone gets, everyone else, everybody else, the crew, "
    "the circle, in circle, the cohort, the pod, of you, you each"
)
MANY = word_set("four five six seven eight nine ten eleven twelve")
SUPERVISES = word_set("supervises supervise supervision supervised supervising")
CASEWORK = pair_set(
    "your clients, his clients, her clients, their clients, my clients, coachee clients, client work, client cases, "
    "coaching clients"
)

# By these an author speaks of agreements and clients in general.
ABOUT_PAIRS = pair_set(
    "a client, your client, your clients, my clients, your agreement, my agreement, good agreement, a coach, "
    "the clause, a clause, your contract"
)
ABOUT = word_set("agreements contracts clause clauses contracting readers reader comments blog article template")

# Titles, in lower case.
AGREEMENT_TITLE = LatePattern(
    r"\b(?:agreement|contract|charter|terms|engagement|letter of|compact|memorandum|consent form|intake|welcome|"
    r"working together|how (?:we|you and i|i|the three of us)(?:'ll| will)? work|working alliance|"
    r"practice polic\w+|protocol|statement of work|code of conduct|(?<=: )code|ground rules|guidelines|code for|"
    r"dear|client polic\w+|policies and \w+|informed consent|undertaking|deal|(?:our|working|coaching) alliance|"
    r"covenant|pact|handshake|small print|working with me|"
    r"what (?:i|we|you and i)(?: have|'ve)? (?:undertake|promised?|agreed?|said|expect|settled|decided)|"
    r"what to expect|booking)\b"
)
COACHING_TITLE = LatePattern(
    r"\b(?:coach\w*|mentor\w*|mentee|client|three-way|tripartite|supervision)(?: \w+){0,2}"
    r"[ -](?:agreement|contract|terms|charter|engagement)\b"
    r"|\b(?:agreement|contract|terms|engagement|charter)(?: \w+){0,3} (?:coaching|mentoring|supervision)\b"
)
ARTICLE_TITLE = LatePattern(
    r"\b(?:how to|what (?:to(?! expect)|makes)|why (?:you|coach|every)|best practi[cs]es?|tips|guide to|guide for|"
    r"a guide|checklist|overview|introduction to|explained|difference|comparison|vs\.?|versus|lessons?|blog|"
    r"article|case stud\w+|create an?|write an?|writing an?|creating an?|things (?:to|you|your|every|that|about)|"
    r"should (?:say|contain|include|cover)|every coach\w*(?: \w+)? needs?|reasons|mistakes|research|review of|"
    r"syllabus|glossary|ethics|competenc\w+|news|press release|recipe|job description|vacancy)\b"
)
# A page of questions or a chapter of a handbook may be an article, and may as well be how an offer tells its terms.
QUESTIONS_TITLE = LatePattern(r"\?|\b(?:how do|what (?:is|are)|chapter|faqs?|questions)\b")
MINUTES_TITLE = LatePattern(
    r"\b(?:minutes|memo|memorandum|handbook|notes? of what|(?:notes?|record) of (?:the|our) (?:\w+ )?(?:meeting|conversation|talk|call))\b"
)
OTHER_TRADE = LatePattern(
    r"\b(?:non[- ]?disclosure|nda|confidentiality (?:agreement|undertaking|deed)|confidential disclosure|"
    r"contractor agreement|independent contractor|subcontract\w*|associate (?:coach )?agreement|"
    r"employment (?:agreement|contract)|contract of employment|offer of employment|endorsement|"
    r"sponsorship agreement|licen[cs]e agreement|licensing|franchise|lease|tenancy|distribution|distributor|"
    r"reseller|purchase agreement|supply agreement|sale of|partnership agreement|joint venture|affiliate|"
    r"internship|merger|loan|hosting|maintenance|volunteer agreement|co-branding|promotion agreement|"
    r"transportation|manufacturing|consult(?:ing|ancy|ants?) (?:agreement|contract)|"
    r"speak(?:er|ing) (?:agreement|contract|engagement)|mediat\w+|(?:tutor\w*|therapist|counsel+or) agreement|"
    r"physio\w+|personal train\w+|fitness|client care letter|minutes of the (?:board|annual|marketing)\b|"
    r"terms of use|website terms|terms of (?:website )?use|website disclaimer|outsourcing|agency agreement|"
    r"therapy (?:agreement|contract|services)|counsel+ing (?:agreement|contract)|"
    r"psychotherapy (?:agreement|contract)|e-?sports?|football|soccer|basketball|tennis|swimming|gymnastics?|rugby|"
    r"cricket|hockey|netball|volleyball|driving lessons?|driving instruct\w+|vocal|singing|piano|"
    r"code of (?:professional )?ethics|"
    r"code of conduct (?:of|for) (?:the )?(?:\w+ )?(?:guild|association|federation|institute|society|council|members|coaches)|"
    r"code of practice|competenc\w+)\b"
)
DATA_TITLE = LatePattern(
    r"\b(?:privacy|data protection|data[- ](?:handling|policy|plan|retention|security|map|inventory)|"
    r"data (?:and|&) \w+ policy|retention|records?(?: \w+)? (?:policy|plan|schedule|notice)|record of processing|"
    r"register of|confidentiality policy|"
    r"(?:client |personal )?(?:information|data|records?|notes|files?)(?: \w+){0,2} (?:policy|notice|register|plan|statement|handling|schedule|procedure)|"
    r"(?:look(?:s|ing)? after|keep(?:s|ing)?|protect(?:s|ing)?|handl(?:e|es|ing)|treat(?:s|ing)?|us(?:e|es|ing)) (?:what (?:you|i|we)\b|your (?:\w+ )?(?:data|information|notes|details|records))|"
    r"how (?:\w+ ){0,3}(?:records|notes|data|information|files) (?:are|is) (?:kept|treated|handled|stored|looked after)|"
    r"where your (?:\w+ )?(?:data|information|notes|words|records|files) (?:goes|go|lives?|is|are)|"
    r"(?:about|with|on) your (?:\w+ )?(?:data|information|notes|records)|record[- ]keeping|gdpr|"
    r"information (?:policy|governance|notice)|notes and records|(?:what|where) happens (?:to|with) your|"
    r"(?:handling|keeping|storage|protection|use|treatment) of (?:\w+ )?(?:personal |client |coaching )?(?:data|information|records|notes))\b"
)
GROUP_TITLE = LatePattern(
    r"\b(?:(?<!development )(?<!steering )(?<!working )(?<!project )(?<!advisory )"
    r"(?<!management )(?<!user )(?<!planning )(?<!interest )(?<!task )group|"
    r"(?<!people )(?<!hr )(?<!talent )team(?! lead| member| manager| is being| gets)|"
    r"peer(?! coach(?:es)?\b| coaching (?:at|scheme|service|agreement)| mentor)|"
    r"circle|cohort|mastermind|meet-?up|workshop|action learning|collective|small-group|pod|retreat)s?\b"
)
