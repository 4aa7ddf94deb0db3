"""The words and phrases by which a document shows what kind it is."""

from __future__ import annotations

import re

from agreementlint.latepattern import LatePattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COACHING = _words(
    "coach coaches coaching coached coachee coachees mentor mentors mentoring mentorship mentored mentee mentees "
    "mentorcoach "
    "supervisee supervisees"
)
COACHES = _words("coach coaches")
SERVICE = COACHING | _words(
    "session sessions client clients goal goals meeting meetings facilitator facilitate facilitated"
)
SESSION = _words(
    "session sessions sitting sittings meetup meetups circle circles call calls conversation conversations"
)
CLIENT_SIDE = _words(
    "client clients coachee coachees mentee mentees supervisee supervisees participant participants you"
)
MENTEES = _words("mentee mentees supervisee supervisees mentorcoach")
MENTORING = _words(
    "mentor mentors mentoring mentorship mentored mentorcoach supervisor supervisee supervisees mentee mentees"
)
GROUP = _words(
    "group groups team teams cohort crew crews circle circles mastermind meetup meetups participants members pod"
)
SPONSOR = _words(
    "sponsor sponsors sponsor's sponsoring sponsored organization organizations employer employers hr manager "
    "managers boss "
    "commissioning commissioner funder purchaser principal payer executive officer"
)
DATA = _words(
    "privacy data personal processing processor processors controller cookies retention retain retained delete deleted "
    "deletion erasure gdpr storage stored encrypted backup backups records"
)
KEEPING = _words(
    "notes note kept keep keeps shred shredded burn password folder copies copy laptop phone drive cloud locked "
    "drawer cabinet file files "
    "erase erased destroy destroyed archive wiped"
)
FEES = _words("fee fees cancel cancellation reschedule rescheduled invoices payment payments refund refunds price rate")
SITE = _words(
    "site website websites links content cookies browser trademarks copyright webpage webpages web user users visitors account"
)
TRADE = _words(
    "contractor subcontractor employment employee salary wages bonus university athletic athletics royalty royalties "
    "license "
    "licensed licensor licensee franchise franchisee franchisor endorsement distributor reseller tenant landlord "
    "lease buyer "
    "seller purchaser shares shareholder goods products lender borrower loan merchandise trademark trademarks "
    "territory stipend "
    "intern internship affiliate supplier manufacturer disclosee recipient disclosing receiving warranty warranties "
    "therapy "
    "therapist psychotherapy cleaning premises facility player players season"
)
PLURAL = _words("coaches clients mentors mentees coachees practitioners")
ONE = _words("coach client mentor mentee coachee practitioner i my me")
ACTORS = _words(
    "i we you he she coach client coachee mentor mentee participant supervisor supervisee sponsor parties party "
    "executive company "
    "organization officer facilitator practitioner member provider mentees mentors participants members everybody "
    "everyone supervisees this these"
)
LABELS = tuple(
    "coach client coachee mentor mentee supervisor supervisee sponsor participant facilitator executive officer".split()
)
TELLING = _words(
    "foundation sponsor sponsors sponsored sponsoring tripartite three employer employer's organization organizations company "
    "manager customer hr head human "
    "parents parent guardian carer payer party paid pays commissioning commissioned prescriber school university "
    "internal internally house inhouse pool both same job fellow colleague colleagues employed employee employees "
    "group team circle cohort member members participant participants peer "
    "training credential credentialing trainee student certification "
    "article guide post blog chapter reading download author research studies questions takeaways conclusion could "
    "might consider "
    "coaches practice business agreements suggests here"
)
COMMIT = _words(
    "will shall agree agrees agreed understand understands acknowledge acknowledges undertake undertakes must commit "
    "commits promise promises 'll wo can may"
)

# Minutes and memos settle things, too: "agreed", "HR accepts a) to f)".
AGREED = _words("agree agrees agreed accept accepts accepted decided resolved settled promised")
MINUTES_TITLE = LatePattern(
    r"\b(?:minutes|memo|memorandum|handbook|notes? of what|(?:notes?|record) of (?:the|our) (?:\w+ )?(?:meeting|conversation|talk|call))\b"
)
BEFORE = _words("please before")  # whoever is asked to sign, and when

AGREEMENT_TITLE = LatePattern(
    r"\b(?:agreement|contract|charter|terms|engagement|letter of|compact|memorandum|consent form|intake|welcome|"
    r"working together|how (?:we|you and i|i|the three of us)(?:'ll| will)? work|working alliance|practice polic\w+|"
    r"protocol|"
    r"statement of work|code of conduct|(?<=: )code|ground rules|guidelines|code for|dear|client polic\w+|policies and \w+|informed consent|"
    r"undertaking|deal|(?:our|working|coaching) alliance|covenant|pact|handshake|small print|working with me|"
    r"what (?:i|we|you and i)(?: have|'ve)? (?:undertake|promised?|agreed?|said|expect|settled|decided)|what to expect|booking)\b"
)
COACHING_TITLE = LatePattern(
    r"\b(?:coach\w*|mentor\w*|mentee|client|three-way|tripartite|supervision)(?: \w+){0,2}[ -](?:agreement|contract|"
    r"terms|charter|engagement)\b"
    r"|\b(?:agreement|contract|terms|engagement|charter)(?: \w+){0,3} (?:coaching|mentoring|supervision)\b"
)
ARTICLE_TITLE = LatePattern(
    r"\b(?:how to|what (?:to(?! expect)|makes)|why (?:you|coach|every)|best practi[cs]es?|tips|guide to|guide for|"
    r"a guide|checklist|"
    r"overview|introduction to|explained|difference|comparison|vs\.?|versus|lessons?|blog|article|"
    r"case stud\w+|"
    r"create an?|write an?|writing an?|creating an?|things (?:to|you|your|every|that|about)|should (?:say|contain|include|cover)|every coach\w*(?: \w+)? needs?|reasons|"
    r"mistakes|research|review of|syllabus|"
    r"glossary|"
    r"ethics|competenc\w+|news|press release|recipe|job description|vacancy)\b"
)
# A page of questions or a chapter of a handbook may be an article, and may as well be how an offer tells its terms.
QUESTIONS_TITLE = LatePattern(r"\?|\b(?:how do|what (?:is|are)|chapter|faqs?|questions)\b")
ARTICLE_TALK = LatePattern(
    r"\b(?:in this (?:article|guide|post|blog|chapter)|this (?:article|guide|post|blog)|read more|further reading|"
    r"download this|"
    r"free template|the author|(?:research|studies) (?:shows?|have|suggests?)|frequently asked|key takeaways|"
    r"in conclusion|you could use|"
    r"you might want|consider using|every coach|(?:(?<!how )many|most|some|all) coaches|coaches (?:should|can|need|must|often|"
    r"may)|"
    r"(?:for|between|maintaining|that|effective|good|of) coaching agreements|an agreement with your|"
    r"your coaching (?:business|practice)|"
    r"here are some|suggests|what you could|good coaches|ask yourself)\b"
)
OTHER_TRADE = LatePattern(
    r"\b(?:non[- ]?disclosure|nda|confidentiality (?:agreement|undertaking|deed)|confidential disclosure|contractor agreement|"
    r"independent contractor|"
    r"subcontract\w*|associate (?:coach )?agreement|employment (?:agreement|contract)|contract of employment|"
    r"offer of employment|"
    r"endorsement|sponsorship agreement|licen[cs]e agreement|licensing|franchise|lease|tenancy|distribution|"
    r"distributor|reseller|"
    r"purchase agreement|supply agreement|sale of|partnership agreement|joint venture|affiliate|internship|merger|"
    r"loan|hosting|maintenance|volunteer agreement|co-branding|promotion agreement|transportation|manufacturing|"
    r"consult(?:ing|ancy|ants?) (?:agreement|contract)|speak(?:er|ing) (?:agreement|contract|engagement)|mediat\w+|"
    r"(?:tutor\w*|therapist|counsel+or) agreement|physio\w+|personal train\w+|fitness|client care letter|minutes of the (?:board|annual|marketing)\b|"
    r"terms of use|website terms|terms of (?:website )?use|website disclaimer|outsourcing|agency agreement|"
    r"therapy (?:agreement|contract|services)|counsel+ing (?:agreement|contract)|psychotherapy (?:agreement|contract)|"
    r"e-?sports?|football|soccer|basketball|tennis|swimming|gymnastics?|rugby|cricket|hockey|netball|volleyball|"
    r"driving lessons?|driving instruct\w+|vocal|singing|piano|"
    r"code of (?:professional )?ethics|code of conduct (?:of|for) (?:the )?(?:\w+ )?(?:guild|association|federation|institute|society|council|members|coaches)|code of practice|competenc\w+)\b"
)
DATA_TITLE = LatePattern(
    r"\b(?:privacy|data protection|data[- ](?:handling|policy|plan|retention|security|map|inventory)|data (?:and|"
    r"&) \w+ policy|"
    r"retention|records?(?: \w+)? (?:policy|plan|schedule|notice)|record of processing|register of|"
    r"confidentiality policy|"
    r"(?:client |personal )?(?:information|data|records?|notes|files?)(?: \w+){0,2} (?:policy|notice|register|plan|"
    r"statement|handling|schedule|procedure)|"
    r"(?:look(?:s|ing)? after|keep(?:s|ing)?|protect(?:s|ing)?|handl(?:e|es|ing)|treat(?:s|ing)?|us(?:e|es|"
    r"ing)) (?:what (?:you|i|we)\b|your (?:\w+ )?(?:data|information|notes|details|records))|"
    r"how (?:\w+ ){0,3}(?:records|notes|data|information|files) (?:are|is) (?:kept|treated|handled|stored|looked after)|"
    r"where your (?:\w+ )?(?:data|information|notes|words|records|files) (?:goes|go|lives?|is|are)|"
    r"(?:about|with|on) your (?:\w+ )?(?:data|information|notes|records)|"
    r"record[- ]keeping|gdpr|information (?:policy|governance|notice)|notes and records|(?:what|where) happens (?:to|with) your|"
    r"(?:handling|keeping|storage|protection|use|treatment) of (?:\w+ )?(?:personal |client |coaching )?(?:data|"
    r"information|records|notes))\b"
)
MENTOR_TITLE = LatePattern(
    r"\bmentor\w*|\bmentee\w*|\bsupervisee|\bsupervision|\bcoach(?:ing)? (?:training|supervision|education)|"
    r"\btrainee coach|"
    r"\bdiploma in coaching|\bcoaching (?:diploma|course|certificate)\b|\b(?:training|certification|credential\w*) program\w*|\bcoach certification"
)
# One of the two is the supervisor; "my supervisor" is a third, and "your supervisor" is a boss in America.
SUPERVISOR = LatePattern(
    r"\b(?:be|am|'m|as|become|being) (?:your|the|her|his|their) (?:\w+ )?supervisor\b|\( (?:the |\" )*supervisor\b|\bsupervisor (?:\* )*[:|]|"
    r"\b(?:our|with|this|begin|start) supervision\b(?! of)|\b(?:supervise|supervising) (?:your|you|her|his|the) (?:work|coaching|practice|as\b)"
)
TRAINING = LatePattern(
    r"\bcoach(?:ing)? (?:training|certification|education) (?:program\w*|course|school|participant)|\bstudent coach|"
    r"\btrainee coach|"
    r"\bcredential\w* training|\bmentor ?coach"
)
GROUP_TITLE = LatePattern(
    r"\b(?:(?<!development )(?<!steering )(?<!working )(?<!project )(?<!advisory )(?<!management )(?<!user )(?<!planning )(?<!interest )(?<!task )group|(?<!people )(?<!hr )(?<!talent )team(?! lead| member| manager| is being| gets)|circle|cohort|mastermind|meet-?up|workshop|peer(?! coach(?:es)?\b| coaching (?:at|scheme|service|agreement)| mentor)|action learning|collective|small-group|pod|retreat)s?\b"
)
GROUP_SPEECH = LatePattern(
    r"\b(?:group|team|peer) (?:coach|session|program|meeting|conversation|call|agreement)\w*|\bthe (?:group|circle|"
    r"cohort|team)\b|"
    r"\b(?:each|every|all|fellow|other) (?:group |team )?(?:participant|member)s?\b|\boutside the (?:group|circle|room)"
)
# Terms of a website for calls in which several take part: the calls, the others in them, and no call of one's own.
GROUP_CALLS = LatePattern(
    r"\b(?:group|community|cohort|member|members '?|live q ?& ?a) (?:coaching )?(?:calls?|sessions?|meetings?)\b|\b(?:whole|entire) group\b"
    r"|\bcoaching call with up to\b"
)
OTHERS_THERE = LatePattern(
    r"\b(?:other|fellow) (?:members?|participants?|parents?|women|founders|leaders|students|people in)\b"
    r"|\bup to (?:\w+ )?(?:members|participants|people|parents)\b|\b(?:all|each) (?:participants?|members?)\b"
)
ONE_TO_ONE = frozenset(
    (alone, what)
    for alone in ("private", "individual", "personal", "solo")
    for what in ("coaching", "session", "sessions", "call", "calls", "meeting", "meetings")
) | {("to", "one"), ("on", "one"), ("1", ":"), ("1", "to"), ("1", "on")}
INTERNAL = LatePattern(
    r"\bin-? ?house\b|\binternal coach(?:es|ing)?\b|\bcoaching pool|\bpool of coaches|\bcoaching office|"
    r"\bsame (?:organization|employer|company|trust|firm|bank|university|council|authority|institution|force|college|agency|service|ministry|hospital|school|corps|charity|ward)\b|\bday job\b|"
    r"\bcoach (?:, )?(?:who )?(?:is|are|being) (?:also |both |herself |himself )?(?:an? )?(?:employee|"
    r"employed by (?:the|our)|member of staff|"
    r"member of the|colleague)|\bboth (?:of us |of you )?(?:are |of whom )?(?:work for|employed by|employees of|"
    r"working for)|"
    r"\bcolleagues? (?:who|trained)|\bso is (?:your|the|my) (?:coach|coachee|client|person)|"
    r"\bcoaches are (?:all )?(?:employees|members of (?:staff|the)|colleagues|employed by (?:us|the))|\bthe coach is an? \w+ ,? ?(?:too|as well|also)\b|"
    r"\bour own (?:people|staff|employees|colleagues)\b"
)
NOT_INTERNAL = LatePattern(
    r"\b(?:not|never|no longer|nor|external|unlike) (?:an? |the )?(?:\w+ )?(?:employee|internal|colleague|employed)"
)
# That somebody else pays says it outright; a mere mention of a sponsor or a line manager has to come more than once.
PAYS = LatePattern(
    r"\btri-?partite|\bthree (?:- )?way|\bthree of us|\bthree part(?:y|ies|ners?)\b|\bpays for your\b|"
    r"\bpaid (?:for )?by (?:your|the client 's|the coachee 's|an?) (?:employer|company|organization)|"
    r"\b(?:your|the|client 's|coachee 's|his|her|their|whose) "
    r"(?:employer|organization|company|firm|foundation|parents?|school|university|sponsor) "
    r"(?:pays|pay|is paying|will pay|has agreed to pay|funds|arranges|is funding|commissions|covers|foots|bears|settles|meets|"
    r"has (?:arranged|asked|engaged|commissioned|bought))|"
    r"\b(?:your|the client 's) (?:former |current )?employer ,(?: \w+){1,4} ,"
    r" (?:pays|will pay|has (?:arranged|asked|engaged|commissioned|bought))|"
    r"\b(?:company|customer|organization|employer|sponsor) (?:shall |will |agrees to )?(?:pays?|engages|commissions|funds)\b"
)
THREE = LatePattern(
    r"\bsponsor(?:ing|ed|s)?\b|\bcommissioning (?:party|organization|manager|body|unit|company)|\bclient organization|"
    r"\bprescriber|\bhead of (?:people|talent|learning|hr|human)|\bline manager|"
    r"\bhr (?:business )?(?:partner|contact|director|manager|representative)|\bhuman resources|"
    r"\bparent (?:/|or) (?:guardian|carer)|\byour parents"
)
PAYS_ALONE = LatePattern(
    r"\bpay(?:s|ing)?\b(?: [\w’']+){0,5} (?:(?:him|her|your|my|one)self|themselves|personally|privately|out of (?:his|her|your|my|their) own)\b"
    r"|\bpaid (?:for )?(?:\w+ )?by the (?:client|coachee) (?:alone|only|personally|(?:him|her)self)\b",
    re.IGNORECASE,
)
NO_PAYER = LatePattern(
    r"\bpayer is not a party|\b(?:nobody|no one|no third party|no person) else (?:is a party|pays)|"
    r"\bno third party (?:pays|is)"
)
