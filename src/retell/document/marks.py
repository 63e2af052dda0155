"""What a line of a news page gives away by its form, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retell.document.model import FurnitureKind
from retell.text.patterns import pattern
from retell.values import dataclass, replace

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE = (
    rf"(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[a-z]{1,4}(?:[+-]\d+)?\)?)?"
_MOMENT = rf"(?:(?:at\s+)?{_TIME},?\s*(?:on\s+)?)?{_DATE}(?:[,\sT|•·–—-]*(?:at\s+)?{_TIME})?"
_AGENCY = (
    r"(?:Getty(?: Images)?|AFP|Reuters|REUTERS|AP|Associated Press|EPA(?:-EFE)?|Shutterstock"
    r"|PA(?: Wire| Media)?"
    r"|Xinhua|TASS|Alamy|iStock(?:photo)?|Bloomberg|UPI|Anadolu|Zuma(?: Press)?|NurPhoto|Sipa"
    r"|Handout|dpa|Kyodo)"
)
_AGENCIES = tuple(
    "Getty AFP Reuters REUTERS AP Associated EPA Shutterstock PA Xinhua TASS Alamy iStock Bloomberg UPI"
    " Anadolu Zuma NurPhoto Sipa Handout dpa Kyodo".split()
)
"""What a line that names one of the agencies must hold."""
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|da|del|van|von|der|bin|al|el|la)){0,4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The form of a whole line and what it says of it.

    Most lines are of no form. What they lack tells it sooner: one of the words of `needs`, one of `besides`,
    or one of `opens` where their first word begins; a figure may stand there always. All are in lower case,
    but `needs` and `besides` not where the form is `cased`.
    """

    kind: FurnitureKind
    form: re.Pattern[str]
    why: str
    cased: bool
    needs: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    opens: tuple[str, ...] = ("",)


def _mark(
    kind: FurnitureKind,
    source: str,
    why: str,
    *,
    cased: bool = False,
    needs: tuple[str, ...] = (),
    opens: str = "",
) -> Mark:
    form = pattern(source, 0 if cased else re.IGNORECASE)
    return Mark(
        kind=kind,
        form=form,
        why=why,
        cased=cased,
        needs=needs,
        opens=tuple(opens.split()) if opens else ("",),
    )


_K = FurnitureKind

MARKS: tuple[Mark, ...] = (
    _mark(
        _K.TIMESTAMP,
        rf"\W*(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|created|issued)\b"
        rf".{{0,25}}?{_MOMENT}.{{0,20}}",
        "says when the page was published",
        opens="first last originally published updated posted modified created issued",
    ),
    _mark(
        _K.TIMESTAMP,
        rf"{_MOMENT}\W*",
        "is a date and nothing else",
        opens="0 at mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec",
    ),
    _mark(
        _K.TIMESTAMP,
        r"(?:updated\s+)?\d+\s+(?:minutes?|hours?|days?)\s+ago",
        "says how old the page is",
        needs=("ago",),
    ),
    _mark(
        _K.TIMESTAMP, r"\d+\s*min(?:ute)?s?\s+read", "says how long the page takes to read", needs=("read",)
    ),
    _mark(
        _K.CREDIT,
        r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*[-–—|•·/]\s*(?:source|credit|video|now playing|more)\b.{0,60})?",
        "is the running time of a video",
        needs=(":",),
        opens="0",
    ),
    _mark(
        _K.CREDIT,
        r"(?:source|credit|credits)\s*:\s*\S.{0,60}",
        "names where a picture or video came from",
        opens="source credit",
    ),
    _mark(
        _K.CREDIT,
        r"(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|courtesy)"
        r"(?:\s+(?:credit|by|courtesy)(?:\s+of)?\b:?)+\s*(?-i:[A-Z©]).{0,60}",
        "names who took the picture",
        opens="photo image picture video illustration graphic courtesy",
    ),
    _mark(
        _K.CREDIT,
        rf"(?:[\w.'’ -]{{1,40}}\s?[/|]\s?)*\(?{_AGENCY}(?:\s+Photo)?\)?"
        rf"(?:\s?[/|]\s?[\w.'’ -]{{1,40}})*(?:\s+(?:via|for)\s+[\w.'’ /-]{{1,40}})?\.?",
        "is the credit of an agency",
        cased=True,
        needs=_AGENCIES,
    ),
    _mark(
        _K.TAGLINE,
        r"(?:©|\(c\)|copyright\b).{0,160}",
        "is a notice of copyright",
        needs=("©", "(c)", "copyright"),
    ),
    _mark(
        _K.CREDIT,
        r"reuters?|-30-|-?\s*ends\s*-?|#{2,}",
        "is the mark that closes a wire report",
        needs=("reuter", "-30-", "ends", "##"),
    ),
    _mark(
        _K.VIDEO,
        r"(?:video(?:\s+(?:thumbnail|caption|duration|player|ad feedback)\b.{0,80}|\s*:.{0,100})?"
        r"|play video|now playing"
        r"|up next|watch(?:\s+(?:now|live|the video|video))?\s*(?::.{0,100})?|media caption.{0,160})",
        "labels an embedded video",
        opens="video play now up watch media",
    ),
    _mark(
        _K.CAPTION,
        r"(?:photos?|images?|pictures?|pictured(?: above| below)?|file(?: photo| picture)?|caption"
        r"|image caption"
        r"|(?:above|below|left|right|top|bottom)(?:,[^:]{0,30})?)\s*(?::|\s[-–—])\s*\S.{0,400}",
        "opens as a caption does",
        opens="photo image picture file caption above below left right top bottom",
    ),
    _mark(
        _K.CAPTION,
        r"(?:file photo|image caption)\b.{0,300}",
        "opens as a caption does",
        needs=("file photo", "image caption"),
    ),
    _mark(
        _K.CAPTION,
        rf".{{10,400}}[\s(](?:photo|photograph|image|picture)s?\s*(?:by|:|credit:?"
        rf"|courtesy(?: of)?)\s*{_NAME}.{{0,60}}",
        "ends with the credit of a picture",
        needs=("photo", "image", "picture"),
    ),
    replace(
        _mark(
            _K.CAPTION,
            rf".{{30,300}}(?:\(?{_AGENCY}\s+Photo\s*/\s*.{{2,40}}"
            rf"|[(\[|/]\s?{_AGENCY}(?:\s+(?:Photo|Images))?[)\]]?\.?)",
            "ends with the credit of an agency",
            cased=True,
            needs=("(", "[", "|", "/"),
        ),
        besides=_AGENCIES,
    ),
    _mark(
        _K.CORRECTION,
        r"\W*(?:(?:correction|clarification|editor[’']?s[’']?\s+note"
        r"|corrections and clarifications)\b\s*[:.(–—-].{0,600}"
        r"|(?:an|a)\s+(?:earlier|previous|prior)\s+version\s+of\s+this\s+\w+.{0,600}"
        r"|this\s+(?:story|article|post|report|piece|page|headline)\s+(?:has been|was)\s+(?:updated"
        r"|corrected|amended|revised|clarified).{0,600})",
        "tells what was corrected",
        needs=(
            "correction",
            "clarification",
            "editor",
            "version",
            "updated",
            "corrected",
            "amended",
            "revised",
            "clarified",
        ),
        opens="correction clarification editor a this",
    ),
    _mark(
        _K.PROMOTION,
        r"\W*(?:(?:read|see|watch|listen)(?:\s+(?:more|also|next|too))?\s*[:>»|].{0,200}"
        r"|also\s+read\b.{0,200}|read\s+(?:more|also)\b.{0,160}"
        r"|(?:related|recommended|more on this(?: story)?|most read|don[’']t miss"
        r"|trending)\s*(?:[:>»|].{0,200}|(?:stories|articles|news|topics|links|content)?\W*)"
        r"|sign\s+up\s+(?:for|to|here|now)\b.{0,200}|subscribe\s+(?:to|now|here|for)\b.{0,200}"
        r"|(?:download|get)\s+(?:the|our)\s+.{0,40}\bapp\b.{0,120}"
        r"|(?:follow|like)\s+(?:us|him|her|them|[\w ]{1,40}?)\s+on\s+(?:twitter|facebook|instagram"
        r"|x|tiktok|youtube|threads|bluesky)\b.{0,120}"
        r"|our\s+standards\s*:.{0,100}|click\s+here\b.{0,160}|story\s+continues\s+below.{0,60}|article\s+continues\s+(?:after"
        r"|below).{0,60}|advertisement|skip\s+advert\w*|share\s+this\s+\w+|scroll\s+(?:down"
        r"|to\s+continue).{0,60})",
        "sends the reader elsewhere",
        opens="read see watch listen also related recommended more most don trending sign subscribe"
        " our download get follow like click story article advertisement skip share scroll",
    ),
    _mark(
        _K.PROMOTION,
        r"\W*you may also like\s*(?:[:>»|].{0,200}|(?:stories|articles|news|topics|links|content)?\W*)",
        "sends the reader elsewhere",
        needs=("you may also like",),
    ),
    replace(
        _mark(
            _K.PROMOTION,
            r"\W*for\s+(?:more|the\s+latest)\s+.{0,80}\b(?:visit|follow|go\s+to|click|see)\b.{0,120}",
            "sends the reader elsewhere",
            needs=("more", "latest"),
            opens="for",
        ),
        besides=("visit", "follow", "go", "click", "see"),
    ),
    _mark(
        _K.KICKER,
        r"[A-Z][\w&’' -]{1,30}(?:\s*[|›>»]\s*[A-Z][\w&’' -]{1,30}){1,4}",
        "is a trail of the site's sections",
        cased=True,
        needs=("|", "›", ">", "»"),
    ),
    _mark(
        _K.TAGLINE,
        r"\W*(?:(?:additional|further|with\s+additional)\s+)?(?:reporting|writing|editing|compiled"
        r"|translated|edited|written)\s+by\s+(?-i:[A-Z]).{0,300}",
        "names who reported, wrote or edited",
        opens="additional further with reporting writing editing compiled translated edited written",
    ),
    _mark(
        _K.TAGLINE,
        r".{2,200}\bcontributed\s+(?:reporting\s+)?to\s+this\s+(?:report|story|article|post"
        r"|piece)\b.{0,60}",
        "names who contributed",
        needs=("contributed",),
    ),
    _mark(
        _K.TAGLINE,
        r"(?:with\s+(?:files|reporting|input)\s+from|contributing)\s*:?\s+(?-i:[A-Z]).{0,120}|with agencies",
        "names who contributed",
        opens="with contributing",
    ),
    _mark(
        _K.TAGLINE,
        rf"{_NAME}(?:(?:,|,?\s+and)\s+{_NAME}){{0,5}}\s+contributed\.?",
        "names who contributed",
        cased=True,
        needs=("contributed",),
    ),
    _mark(
        _K.TAGLINE,
        r"(?:press\s+|media\s+)?contacts?\s*:\s*\S.{0,120}",
        "names whom to ask",
        needs=("contact",),
    ),
)
"""Forms that a whole line must have. The first that fits names it."""

TAIL = pattern(
    r"(?<=[.!?”\"’'])\s+\((?:(?:additional|further)\s+)?(?:reporting|writing|editing|compiled|translated|edited"
    r"|written)\s+by\s+(?-i:[A-Z])[^()]{1,300}\)$",
    re.IGNORECASE,
)
"""Who reported and edited, where it closes a paragraph of the report."""

OVER_A_LIST = pattern(
    r"\W*(?:(?:related|recommended|more on this(?: story)?|more from\b.{0,40}|you may also like|most read"
    r"|most popular|trending(?: now)?|read (?:more|next)|also read|latest|don[’']t miss)"
    r"\s*(?:stories|articles|news|topics|links|content)?)\W*",
    re.IGNORECASE,
)
"""What a line says under which headlines of other articles stand."""


def mark_of(line: str) -> Mark | None:
    """The first form that the whole line has."""
    lower = line.lower()
    first = lower[_BEFORE_WORDS.match(lower).end() :]  # type: ignore[union-attr]  # it matches nothing too
    in_figures = first[:1].isdecimal()
    for mark in MARKS:
        if not (in_figures or first.startswith(mark.opens)):
            continue
        held = line if mark.cased else lower
        if mark.needs and not any(word in held for word in mark.needs):
            continue
        if mark.besides and not any(word in held for word in mark.besides):
            continue
        if mark.form.fullmatch(line):
            return mark
    return None


_BEFORE_WORDS = re.compile(r"\W*")


_PLACE = r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z'’.-]+){0,4}"
_MIXED = r"[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,3}"
_REGION = r"(?:,\s+[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2})"
_DAY = rf"(?:,?\s+(?i:{_MONTH})\s+\d{{1,2}}(?:,?\s+\d{{4}})?|,?\s+\d{{1,2}}\s+(?i:{_MONTH})(?:\s+\d{{4}})?)"
_BY_WIRE = r"(?:\s*\([A-Z][\w .,&/’'-]{1,40}\))"
_DASH = r"\s*[-–—―_]+(?=\s|[A-Z“\"]|$)"

DATELINES: tuple[re.Pattern[str], ...] = (
    pattern(rf"(?:{_PLACE}|{_MIXED}){_REGION}{{0,2}}{_DAY}?{_BY_WIRE}{_DASH}"),
    pattern(rf"{_PLACE}{_REGION}{{0,2}}{_DAY}?\s*[-–—―]+(?=\s|[A-Z“\"]|$)"),
    pattern(
        rf"{_MIXED}(?:{_REGION}{{0,1}}{_DAY}|,\s(?:[A-Z]\.?[A-Z]\.?"
        rf"|[A-Z][a-z]{{2,4}}\.))\s*[-–—―]+(?=\s|[A-Z“\"]|$)"
    ),
)
"""Forms that the head of a paragraph has where it names place, day and agency, most telling first."""

AGENCY_LINES: tuple[re.Pattern[str], ...] = (
    pattern(r"\([A-Z][\w .&/-]{1,30}\)\s*[-–—―]+(?=\s|[A-Z“\"]|$)"),
    pattern(r"\((?:CNN|AP|AFP|UPI|Reuters|REUTERS|ANI|IANS|PTI|TASS|Xinhua)\)(?=\s+[A-Z“\"]|\s*$)"),
)
"""The same where it opens with an agency in brackets."""

NO_PLACE = frozenset(
    "watch live update updates breaking exclusive video photos opinion analysis read more new note editor"
    " editors correction".split()
)
"""Words that stand where a dateline would and are none."""

_WORD_OF_NAME = r"(?:[A-Z][\w.'’-]*|and|&|of|for|the|in|at|de|da|del|van|von|der|bin|al|el|la|with)"
_BYLINE = pattern(
    rf"(?:By|BY|Written by|From)\s+(?:{_WORD_OF_NAME}[,;]?\s*(?:[|•·–—/-]\s*)?){{1,14}}"
    r"(?:(?:\w+\s+)?(?:correspondent|editor|reporter|writer))?"
)
_BY_STAFF = pattern(
    r"(?:by|from)\s+(?:(?:the|our|a)\s+)?(?:[\w’'-]+\s+){0,2}"
    r"(?:editors?|staff|newsroom|correspondents?|reporters?|agencies|team|newsdesk|writers?)\b.{0,60}",
    re.IGNORECASE,
)
_NAMED_ROLE = pattern(
    r"(?:.*\b(?:writers?|correspondent|reporter|editor|associated press|reuters|afp|bbc news"
    r"|cnn|press association)"
    r"|.*\bspecial to\b.*)",
    re.IGNORECASE,
)
_DASH_BEHIND = re.compile(r"[-–—―_](?=\s|[A-Z“\"]|$)")
_BYLINE_WORDS = 16
_LONGEST_DATELINE = 80


def is_byline(line: str) -> bool:
    """Whether a whole line names who wrote: no full stop ends it, and no small word stands in it."""
    words = line.split()
    if not 2 <= len(words) <= _BYLINE_WORDS or line.endswith((".", ":", "?", "!", "-", "–", "—")):
        return False
    if line.lower().startswith(("by", "written", "from")) and (
        _BYLINE.fullmatch(line) or _BY_STAFF.fullmatch(line)
    ):
        return True
    names = [
        word
        for word in words
        if word[0].isupper() or word in {"and", "|", "to", "for", "the", "of", "-", "–"}
    ]
    return len(names) >= len(words) - 1 and "," in line and _NAMED_ROLE.fullmatch(line) is not None


def dateline(line: str) -> int:
    """How many characters of the line's head are its dateline; 0 where it has none."""
    for form in AGENCY_LINES if line.startswith("(") else _placed(line):
        found = form.match(line)
        if found and _believed(found.group(), line[found.end() :].lstrip()):
            return found.end()
    return 0


def _placed(line: str) -> Iterator[re.Pattern[str]]:
    """The forms with a place that may fit: they open with a capital and end with a dash."""
    head = line[: _LONGEST_DATELINE + 2]
    if "A" <= head[:1] <= "Z" and _DASH_BEHIND.search(head):
        by_wire, in_capitals, mixed = DATELINES
        if "(" in head:
            yield by_wire
        if head[1:2] in "ABCDEFGHIJKLMNOPQRSTUVWXYZ'’.-":
            yield in_capitals
        if "," in head or any(map(str.isdecimal, head)):
            yield mixed


def _believed(head: str, rest: str) -> bool:
    """A report follows a dateline: a capital, then small letters; a headline goes on in capitals."""
    words = re.findall(r"\w+", head.lower())
    if all(word in NO_PLACE for word in words) or len(head) > _LONGEST_DATELINE or ".." in head:
        return False
    if not rest:
        return True
    if rest[0].islower():
        return False
    letters = [char for char in rest[:60] if char.isalpha()]
    return not letters or sum(char.isupper() for char in letters) < 0.6 * len(letters)
