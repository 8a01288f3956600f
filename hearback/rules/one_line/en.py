"""The first words of a line in English."""

from hearback.rules.one_line.shape import Tongue, listed

ENGLISH = Tongue(
    yes=listed(
        """
        yes; yep; yup; yeah; aye; yes yes; yes please; yes indeed; yes from me; yes from us
        yes for me; yes for us; a yes; it's a yes; its a yes; it is a yes; that's a yes
        that is a yes; a yes from me; a yes from us; i say yes; we say yes; i'd say yes
        i would say yes; i think yes; my answer is yes; definitely yes; absolutely yes
        definitely a yes; a definite yes; a clear yes; clear yes; big yes; a big yes; strong yes
        a strong yes; go on; please go on; go ahead; please go ahead; proceed; please proceed
        let's proceed; let us proceed; lets proceed; let's go on; let's go ahead; lets go ahead
        let's continue; please continue; let's move forward; lets move forward; let's move on with
        move forward; please move forward; happy to proceed; happy to go ahead; happy to go on
        happy to move forward; i'd like to proceed; we'd like to proceed; we want to proceed
        we would like to proceed; i would like to proceed; please invite her; please invite him
        please invite them; invite her; invite him; invite them; let's invite her
        let's invite him; let's hire her; let's hire him; hire her; hire him; i'd hire her
        i'd hire him
        """
    ),
    sure=listed(
        """
        sure; sure thing; of course; absolutely; definitely; certainly; approved; go for it
        yes sure; yes of course; yes absolutely; yes definitely; yes certainly; by all means
        """
    ),
    no=listed(
        """
        no; nope; nah; no no; no thanks; no thank you; no sorry; thanks but no thanks; no way
        it's a no; its a no; it is a no; that's a no; that is a no; a no; a no from me
        a no from us; no from me; no from us; no for me; i say no; we say no; i'd say no
        i would say no; i think no; my answer is no; clear no; a clear no; hard no; a hard no
        definitely no; definitely a no; a definite no; definitely not; absolutely not
        certainly not; of course not; unfortunately no; unfortunately not; sadly no; sadly not
        i'm afraid no; i'm afraid not; afraid not; rather not; i'd rather not; we'd rather not
        not for us; not for me; not a fit; not a good fit; not the right fit; not right for us
        not the right person; not suitable; not interested; i'm not interested
        we're not interested; we are not interested; we'll pass; we will pass; i'll pass
        i will pass; i'd pass; we'd pass; i would pass; i'd pass on this one
        i'll pass on this one; we'll pass on this one; i'd pass on her; i'd pass on him
        we'll pass on her; we'll pass on him; let's pass; reject; please reject; decline
        please decline; do not proceed; don't proceed; please do not proceed; please don't proceed
        let's not proceed; don't go on; don't invite her; don't invite him; i don't think so
        we don't think so
        """
    ),
    maybe=listed(
        """
        maybe; perhaps; possibly; a maybe; it's a maybe; its a maybe; that's a maybe; i say maybe
        a maybe from me; undecided; i'm undecided; i am undecided; on the fence; i'm on the fence
        we're on the fence; i'm torn; i am torn; could go either way; it could go either way
        """
    ),
    later=listed(
        """
        later; not yet; not now; not today; give me; give us; give me a moment; give me a minute
        give me some time; give me time; give me a bit; give me until; give us until
        need more time; need some time; i need more time; i need some time; i need time
        we need more time; we need some time; i'll get back to you; i will get back to you
        will get back to you; get back to you; we'll get back to you; i'll come back to you
        i will come back to you; will come back to you; i'll let you know; i will let you know
        will let you know; we'll let you know; i'll answer; i will answer; will answer; i'll reply
        i will reply; will reply; i'll tell you; i will tell you; will tell you
        you'll hear from me; you will hear from me; i'll write; i will write; i'll send it
        i will send it; ask me again; ask again; ask me; please ask me again; remind me
        please remind me; soon; in a bit; in a few days; in a couple of days; one moment; hold on
        bear with me; still thinking; i'm still thinking; thinking about it; let me think
        let me think about it; let me sleep on it; i'll think about it; i have to think about it
        i'm away until; i am away until; away until; i'm out until; i am out until; out until
        i'm on holiday until; i am on holiday until; on holiday until; on vacation until
        i'm travelling; i am travelling; i'm traveling; i am traveling; travelling; traveling
        i'm travelling until; travelling until; back on; i'm back on; i am back on; i'm on holiday
        i am on holiday; i'm on vacation
        """
    ),
    after_yes=listed(
        """
        please; she; he; they; i; i'd; i'm; i'll; we; we'd; we'll; let's; lets; let; go; this; it
        it's; its; that; that's; to; for; from; with; and; very; absolutely; definitely; indeed
        of; thanks; thank; her; him; his; the; good; great; happy; sounds; looks; proceed
        continue; invite; sure; certainly; move
        """
    ),
    after_no=listed(
        """
        she; he; they; i; i'm; we; we're; thanks; thank; sorry; not; too; unfortunately; from; for
        it's; its; that's; sadly; her; his
        """
    ),
    greetings=listed("hi; hello; hey; dear; good morning; good afternoon; good evening; morning"),
    thanks=listed("thanks; thank you; many thanks; thx; cheers; sorry for; apologies; sorry about"),
    openers=listed(
        """
        ok; okay; so; oh; sorry; for me; for us; from me; from us; from my side; from our side
        on my side; my answer; answer; my vote; in short; short answer; i think; thanks
        """
    ),
    nots=listed(
        """
        not; no; nope; never; none; nobody; nothing; neither; nor; without; cannot; can't; don't
        doesn't; didn't; won't; wouldn't; isn't; aren't; wasn't; weren't; couldn't; shouldn't
        haven't; hasn't; hadn't; dont; doesnt; didnt; wont; isnt; cant; hardly; barely
        """
    ),
    buts=listed(
        """
        but; however; although; though; except; unless; if; provided; providing; assuming; only
        as long as; on condition; depends; depending; instead; rather; yet; almost; otherwise
        """
    ),
    against=listed(
        """
        reject; rejected; decline; declined; pass; cancel; stop; drop; withdraw; awful; terrible
        horrible; bad; weak; poor; disappointing; disappointed; unsuitable; unfortunately; sadly
        afraid; unsure; doubt; doubts; concern; concerns; hesitate; hesitant; wrong; waste; worst
        overqualified; problem; problems; worried; maybe; perhaps; nightmare; forget; joke
        rejection; refusal; else; search; looking; caution; careful
        """
    ),
    praise=listed(
        """
        yes; yeah; great; excellent; perfect; love; loved; amazing; fantastic; brilliant; superb
        impressed; impressive; outstanding; wonderful; like her; like him; liked her; liked him
        want her; want him; hire her; hire him; invite her; invite him; go on; go ahead; proceed
        maybe; perhaps; wait; but yes
        """
    ),
    wait=listed(
        """
        not yet; not now; later; wait; hold on; get back to you; let you know; need time
        need more time; for now; at the moment; let me think; some time
        """
    ),
    fine=listed(
        """
        no problem; no problems; no doubt; no doubts; no concerns; no concern; no questions
        no objections; no objection; no hesitation; no worries; without hesitation
        without a doubt; can't wait; cannot wait; not only; no need to wait
        """
    ),
    aside=listed(
        """
        received; receive; got it; got your; read it; i read; have read; noted; i know; will do
        look at; have a look; see your mail; ask; don't know; do not know; not seen; haven't seen
        not met; haven't met; had time; no time; little time for this; holiday; vacation
        wrong person; reschedule; appointment; stop; alone; dead body; dreams; hell; pigs fly
        a break; leave
        """
    ),
    several=listed(
        """
        both; either; one of them; first one; second one; first candidate; second candidate
        the former; the latter; all of them; all three; to all; all candidates; the other one
        other candidate; the others; each of them
        """
    ),
    irony=listed(
        """
        why not; hire everyone; everyone; everybody; anyone; whatever; lol; lmao; rofl; haha
        hahaha; ha ha; hehe; yeah right; yeah yeah; yeah sure; as if; kidding; joking; serious
        seriously; ironic; sarcasm; miracle; what could go wrong; just what we need; dream on
        not bad; no idea; no clue; who cares; i guess; yes and no; sort of; kind of; so so; meh
        """
    ),
    beside=listed(
        """
        please; at the latest; latest; sorry; i; i'll; will; we'll; answer; reply; write; tell
        you; then; for sure; from; me; ok; do; unfortunately; promise; probably; about; and; the
        this; afternoon; morning; evening; noon; at; by; on; until; till; before; after; around
        """
    ),
    elsewhere=listed(
        """
        meet; meeting; interview; interviews; call; ring; phone; works; work; suits; suit; free
        available; start; starts; begin; begins; invite; see; was; were; had; lunch; dinner; come
        comes; visit; good; great; fine; perfect; bad; weak; ready; better; join; joined
        """
    ),
)
