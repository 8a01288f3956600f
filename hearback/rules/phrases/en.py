"""The phrases of letters in English."""

from hearback.rules.phrases.shape import Phrases, whole

_NOT = (
    r"(?:(?:we|i) (?:will not|won't|are not|am not|cannot|can't|could not|did not|didn't)"
    r"|we're not|i'm not)"
)
_STILL = r"(?: be| going to be| going to| able to)?"
_ON = r" (?:tak|mov|go|invit|offer|progress|proceed|continu|shortlist|select|choos|hir)\w*"

# A plain no, in these ways and no others. "The position has been filled" and "we had many strong
# candidates" leave the reader guessing about herself, so they are not among them.
_PLAIN_NO = whole(
    _NOT + _STILL + _ON,
    r"(?:we|i) (?:have )?decided not to",
    r"(?:we|i)'ve decided not to",
    r"(?:have|has|were|was|are|is) not (?:been )?(?:selected|chosen|shortlisted|successful)",
    r"(?:haven't|hasn't|weren't|wasn't) (?:been )?(?:selected|chosen|shortlisted|successful)",
    r"application (?:was|is|has been) (?:unsuccessful|turned down|declined)",
    r"(?:the|our|my) answer is (?:a )?no",
    r"it is a no",
    r"(?:chose|chosen|hired|given the job to|offered the job to) (?:someone else|another)",
)

_THANKS = whole(r"thanks|thank you|grateful|appreciate")

# Never in any letter.
_STOCK = whole(
    r"unfortunately,? we regret",
    r"we regret to inform",
    r"due to the (?:high|large|overwhelming) (?:volume|number)",
    r"dear (?:applicant|candidate|sir or madam|sir/madam)",
    r"to whom it may concern",
    r"do not reply to this",
)

# Only with consent. A data line ("we keep your CV until 3 May") is no such promise.
_KEPT_ON_FILE = whole(
    r"keep (?:your )?(?:cv|resume|résumé|details|application|papers)"
    r"(?! (?:only )?(?:until|till|for \w+ (?:day|week|month)s?)\b)",
    r"(?:keep|keeping) you (?:on file|in mind)",
    r"(?:your )?(?:cv|resume|résumé|details|application) on file",
)

# Never as a reason: not job-related, or protected. A word the opening itself uses is allowed.
_TOPICS = whole(
    r"cultur(?:e|al) fit",
    r"(?:fit|match) (?:in )?(?:with|into|for) (?:the|our) (?:team|culture)",
    r"over-?qualified",
    r"energ(?:y|etic)",
    r"accent",
    r"native speaker",
    r"your age|age group|years old|youthful|digital native",
    r"too (?:old|young)",
    r"your style|personality",
    r"pregnan(?:t|cy)",
    r"(?:maternity|paternity|parental|sick|medical) leave",
    r"disab(?:led|ility|ilities)",
    r"(?:your|mental|physical) health|medical|illness(?:es)?",
    r"(?:your|young) family|children|kids|husband|wife|married|marital status",
    r"nationality|ethnic(?:ity)?|religious|trade union|union member",
    r"your (?:origin|country|race|religion|beliefs?|gender|sex)",
    r"(?:salary|pay) history|(?:previous|current|last) (?:salary|pay)",
)

PHRASES = Phrases(_PLAIN_NO, _THANKS, _STOCK, _KEPT_ON_FILE, _TOPICS)
