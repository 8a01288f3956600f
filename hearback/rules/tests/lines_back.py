"""Lines people answer with, and how each is to be read: yes, no, maybe, later, ?, - for unclear.

A day of November or December 2026 is written as its date. They are read on Tuesday 24 November
2026 at ten in Berlin, where work is from nine to five on weekdays.
"""

ENGLISH = r"""
yes | Yes
yes | yes
yes | YES!!!
yes | Yep
yes | Yes please
yes | Yes, go on
yes | Yes - go on, she was excellent.
yes | Yes she is great
yes | Yes from me
yes | It's a yes
yes | It’s a yes from me, strong on SQL.
yes | Go ahead
yes | Please proceed
yes | Let's move forward with her
yes | Hi Susan, yes, please invite her.
yes | Hello Susan\n\nThanks for sending her papers. Yes.
yes | Sorry for the late reply. Yes, go on.
yes | Ok, yes
yes | Ana: yes
yes | From my side: yes
yes | Definitely yes
yes | Sure
yes | Sure, go ahead
yes | Of course, thank you
yes | Yes 👍
yes | Yes, no concerns
yes | Yes. No problem, we liked her portfolio.
yes | Let's hire her
yes | Ｙｅｓ
no | No
no | Nope
no | No, thanks
no | No thank you
no | No, she lacks leadership experience.
no | No she is too junior
no | Unfortunately not
no | I'm afraid not
no | Definitely not
no | Not for us
no | It's a no
no | We'll pass
no | I'd pass on this one
no | Please decline
no | Hi Susan, sorry, no. Not enough experience with accounts.
no | No. Not a great fit
no | I don't think so
no | No, I don't like her approach
maybe | Maybe
maybe | Maybe, she was quiet.
maybe | Perhaps
maybe | I'm on the fence
maybe | Undecided. Strong on paper, not sure about the team.
later | Later
later | Not yet
later | Not now
later | Not today
later | I need more time
later | I'll get back to you
later | Will let you know soon
later | Give me a moment
later | In a couple of days
2026-11-27 | Friday
2026-11-27 | friday.
2026-11-27 | On Friday
2026-11-27 | By Friday please
2026-11-27 | I'll answer on Friday
2026-11-27 | Not before Friday
2026-11-27 | I'll get back to you by Friday, travelling.
2026-11-25 | Tomorrow
2026-11-25 | tomorrow morning
2026-11-24 | Today
2026-11-24 | this afternoon
2026-11-26 | In two days
2026-11-26 | in 2 working days
2026-11-26 | The day after tomorrow
2026-11-26 | Give me two more days
2026-12-01 | Tuesday
2026-11-30 | Next Monday
2026-12-04 | Next week
2026-11-27 | End of the week
2026-11-30 | Early next week
2026-12-04 | After the 3rd
2026-12-03 | December 3rd
2026-12-03 | 3 December
2026-12-03 | Thursday, 3 December
2026-12-03 | 2026-12-03
2026-12-08 | In a fortnight
2026-12-01 | in a week
2026-11-30 | Saturday
2026-11-30 | I'm away until Monday
? | What is her notice period?
? | Can you send me her portfolio?
? | Hi Susan, could you resend the CV?
yes | Yes. When can she start?
- | Yes?
- | yes, when can she start?
- | Sure, why not, hire everyone
- | sure, whatever
- | Yes and no
- | Yes / No / Maybe
- | No idea
- | No problem, go on
- | No worries
- | No. 1 choice
- | no 1
- | Not bad
- | Not sure
- | Yes but not him
- | Yes, but only if she accepts 60k
- | Yes, not bad
- | Yes if the references are fine
- | Yes, reject her
- | Yes, let's pass
- | Yes, wait
- | Yes, Friday
- | Yes, both
- | Yes to the first one
- | Yes to Ana, no to Ben
- | Yes for Ben
- | Yeah right
- | Yeah, no
- | Yes 🙄
- | No 👍
- | 👍
- | 👎
- | 🤔
- | ok
- | Ok, thanks
- | Great!
- | Fine
- | Thanks
- | Got it
- | No, but she could join the other team
- | No, she's great, don't worry
- | No, wait
- | Maybe Friday
- | Maybe not
- | Maybe yes
- | Maybe, yes
- | Friday works for the interview
- | Friday was great
- | Friday or Monday
- | next Friday
- | next month
- | Last Friday
- | yesterday
- | 12/4
- | February 1st
- | in 3 months
- | November 3
- | Friday, 3 December
- | Seriously?
- | Are you kidding?
- | Why not?
- | Is that a yes or no question?
- | Paul Meyer\nCEO
- | She talked a lot.
- | Go on holiday
- | Yes Man was a funny film
- | yes-ish
- | Later she told me about her plans
- | Pass
"""

GERMAN = r"""
yes | Ja
yes | ja!
yes | Ja, gerne
yes | Ja bitte
yes | Ja, sie war sehr gut
yes | Ja sie passt sehr gut zu uns
yes | Ja unbedingt
yes | Ja, auf jeden Fall
yes | Sehr gerne
yes | Auf jeden Fall
yes | Natürlich
yes | Einverstanden
yes | Ein klares Ja
yes | Von mir ein Ja
yes | Für mich ja
yes | Bitte einladen
yes | Bitte weitermachen
yes | Ich bin dafür
yes | Hallo Susanne, ja, gerne weiter.
yes | Guten Morgen Susanne,\n\nvielen Dank für die Unterlagen. Ja, bitte laden Sie sie ein.
yes | Sehr geehrte Frau Ito,\nja.
yes | Ja, keine Bedenken
yes | JA 👍
no | Nein
no | nein danke
no | Nein, leider nicht
no | Leider nein
no | Leider nicht
no | Nein, zu wenig Erfahrung
no | Nein, sie hat kein Deutsch
no | Auf keinen Fall
no | Passt leider nicht
no | Passt nicht zu uns
no | Bitte absagen
no | Absage
no | Kommt nicht in Frage
no | Ich glaube nicht
no | Hallo Susanne, leider nein.
no | Kein Interesse
maybe | Vielleicht
maybe | Vielleicht, sie war sehr ruhig.
maybe | Eventuell
maybe | Unentschieden
maybe | Ich bin unentschlossen
later | Später
later | Noch nicht
later | Jetzt nicht
later | Heute nicht
later | Ich melde mich
later | Ich brauche noch Zeit
later | Ich gebe Bescheid
later | In ein paar Tagen
2026-11-27 | Freitag
2026-11-27 | Am Freitag
2026-11-27 | bis Freitag
2026-11-27 | Freitag bitte
2026-11-27 | Ich melde mich am Freitag
2026-11-27 | Nicht vor Freitag
2026-11-27 | Erst am Freitag
2026-11-27 | Kommenden Freitag
2026-11-30 | Nächsten Montag
2026-11-25 | Morgen
2026-11-25 | morgen früh
2026-11-24 | Heute
2026-11-24 | heute Nachmittag
2026-11-26 | Übermorgen
2026-11-26 | In zwei Tagen
2026-12-01 | in einer Woche
2026-12-04 | Nächste Woche
2026-11-27 | Ende der Woche
2026-11-30 | Anfang nächster Woche
2026-12-03 | Am 3. Dezember
2026-12-03 | 3.12.
2026-12-03 | 03.12.2026
2026-12-03 | Donnerstag, den 3.12.
2026-12-04 | nach dem 3.
2026-11-30 | Montag Morgen
2026-11-30 | Ich bin bis Montag im Urlaub
? | Wann kann sie anfangen?
? | Hallo Susanne, können Sie mir den Lebenslauf noch einmal schicken?
yes | Ja. Wann kann sie anfangen?
- | Ja?
- | Ja und nein
- | Jein
- | Ja, aber nicht ihn
- | Ja, aber nur bei 60.000
- | Ja, wenn sie umzieht
- | Ja, bitte absagen
- | Ja, Freitag
- | Ja, stellt alle ein
- | Ja, beide
- | Ja ja
- | Klar, stellt doch alle ein
- | Warum nicht
- | Warum nicht?
- | Na toll
- | Von mir aus
- | Keine Ahnung
- | Kein Problem
- | Kein Problem, weiter
- | Nicht schlecht
- | Nein, aber für das andere Team
- | Nein, sie war großartig
- | Nein, noch nicht
- | Vielleicht morgen
- | Vielleicht nicht
- | Nächsten Freitag
- | Letzten Freitag
- | Freitag passt für das Gespräch
- | Freitag war gut
- | Montag oder Dienstag
- | vor zwei Tagen
- | 1. Februar
- | 31.2.
- | Passt
- | Ok
- | Danke
- | Guten Morgen
- | Weiß nicht
- | Ja, doch lieber nicht
- | Viele Grüße\nPaul Meyer
- | Ernsthaft?
- | Ben ja, Ana nein
"""
