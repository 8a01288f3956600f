"""The lines of `lines_back` that are written in French, Spanish and other languages."""

FRENCH = r"""
yes | Oui
yes | oui !
yes | Oui, bien sûr
yes | Oui merci
yes | Oui elle est très bien
yes | Oui, avec plaisir
yes | Volontiers
yes | Tout à fait
yes | Avec plaisir, merci
yes | Bien sûr
yes | C'est oui
yes | C’est un oui
yes | Pour moi c'est oui
yes | Pour moi, oui
yes | De mon côté : oui
yes | Je suis pour
yes | Avis favorable
yes | Feu vert
yes | Allez-y
yes | On continue
yes | Bonjour Susan, oui, continuez.
yes | Bonjour Susan,\n\nMerci pour le dossier. Oui.
yes | Désolé pour le retard. Oui, poursuivez.
yes | Oui, sans hésiter
yes | OUI 👍
no | Non
no | Non merci
no | Non, désolé
no | Malheureusement non
no | Non, pas assez d'expérience
no | Non elle manque d'expérience
no | C'est non
no | Pas pour nous
no | Certainement pas
no | Je ne pense pas
no | Avis défavorable
no | Je suis contre
no | Sans suite
no | Bonjour Susan, malheureusement non.
no | En aucun cas
no | Pour moi c'est non
maybe | Peut-être
maybe | Peut-être, elle était discrète.
maybe | J'hésite
maybe | Éventuellement
maybe | Mitigé
maybe | Je suis partagée
later | Plus tard
later | Pas encore
later | Pas maintenant
later | Pas aujourd'hui
later | Je reviens vers vous
later | Il me faut plus de temps
later | J'ai besoin de temps
later | Dans quelques jours
later | Je réfléchis
2026-11-27 | Vendredi
2026-11-27 | vendredi svp
2026-11-27 | D'ici vendredi
2026-11-27 | Je vous réponds vendredi
2026-11-27 | Pas avant vendredi
2026-11-27 | Ce vendredi
2026-11-30 | Lundi prochain
2026-11-25 | Demain
2026-11-25 | demain matin
2026-11-24 | Aujourd'hui
2026-11-24 | Ce soir
2026-11-26 | Après-demain
2026-11-26 | Dans deux jours
2026-12-01 | Dans une semaine
2026-12-04 | La semaine prochaine
2026-11-27 | Fin de la semaine
2026-11-30 | Début de semaine prochaine
2026-12-03 | Le 3 décembre
2026-12-03 | Jeudi 3 décembre
2026-12-04 | Après le 3
2026-12-01 | Le 1er décembre
2026-11-30 | Je suis en congés jusqu'à lundi
? | Quand peut-elle commencer ?
? | Bonjour Susan, pouvez-vous me renvoyer le CV ?
yes | Oui. Quand peut-elle commencer ?
- | Oui ?
- | Oui et non
- | Oui mais pas lui
- | Oui, si elle accepte le salaire
- | Oui, à condition qu'elle déménage
- | Oui, refusez
- | Oui, vendredi
- | Oui, les deux
- | Oui, prenez tout le monde
- | Pourquoi pas
- | Pourquoi pas ?
- | Bof
- | Pas mal
- | Aucune idée
- | Pas de problème
- | Pas de problème, continuez
- | Ben voyons
- | Non, mais pour l'autre équipe
- | Non, elle était excellente
- | Non, pas encore
- | Peut-être demain
- | Peut-être pas
- | Vendredi prochain
- | Vendredi dernier
- | Vendredi convient pour l'entretien
- | Lundi ou mardi
- | Il y a deux jours
- | Le 1er février
- | D'accord
- | Merci
- | Bonjour
- | Je ne sais pas
- | Si vous voulez
- | Sérieusement ?
- | Cordialement,\nPaul Meyer
- | Ana oui, Ben non
- | Oui, toutefois pas tout de suite
"""

SPANISH = r"""
yes | Sí
yes | si
yes | ¡Sí!
yes | Sí, por favor
yes | Sí, adelante
yes | Sí, sí
yes | Sí claro
yes | Claro que sí
yes | Por supuesto
yes | Desde luego
yes | Con mucho gusto
yes | Adelante
yes | Sigamos
yes | Es un sí
yes | Por mi parte, sí
yes | Para mí sí
yes | Estoy a favor
yes | Luz verde
yes | Hola Susan, sí, adelante.
yes | Buenos días, Susan:\n\nGracias por el currículum. Sí.
yes | Perdón por la demora. Sí, sigamos.
yes | Sí, sin duda
yes | Sí, ella tiene mucha experiencia
yes | SÍ 👍
no | No
no | No, gracias
no | No gracias
no | No, lo siento
no | Lo siento, no
no | Lamentablemente no
no | No, le falta experiencia
no | Es un no
no | Claro que no
no | Para nada
no | De ninguna manera
no | Creo que no
no | No lo creo
no | No nos interesa
no | No encaja
no | Descartado
no | Hola Susan, lamentablemente no.
no | Por mi parte, no
maybe | Quizás
maybe | Quizá
maybe | Tal vez
maybe | Tal vez, era muy callada.
maybe | A lo mejor
maybe | Puede ser
later | Más tarde
later | Todavía no
later | Aún no
later | Ahora no
later | Hoy no
later | Te aviso
later | Necesito más tiempo
later | En unos días
later | Lo estoy pensando
2026-11-27 | Viernes
2026-11-27 | El viernes
2026-11-27 | El viernes por favor
2026-11-27 | Le respondo el viernes
2026-11-27 | No antes del viernes
2026-11-27 | Este viernes
2026-11-30 | El próximo lunes
2026-11-25 | Mañana
2026-11-25 | mañana por la mañana
2026-11-24 | Hoy
2026-11-24 | Esta tarde
2026-11-26 | Pasado mañana
2026-11-26 | En dos días
2026-12-01 | En una semana
2026-12-04 | La próxima semana
2026-12-04 | La semana que viene
2026-12-03 | El 3 de diciembre
2026-12-03 | El jueves 3 de diciembre
2026-12-04 | Después del 3
2026-11-30 | Estoy fuera hasta el lunes
? | ¿Cuándo puede empezar?
? | Hola Susan, ¿me puede reenviar el currículum?
yes | Sí. ¿Cuándo puede empezar?
- | ¿Sí?
- | Sí y no
- | Sí, pero no él
- | Sí, siempre que acepte el salario
- | Sí, solo si se muda
- | Sí, rechazar
- | Sí, el viernes
- | Sí, los dos
- | Sí, a todo el mundo
- | Claro, contratad a todo el mundo
- | ¿Por qué no?
- | Por qué no
- | Ni idea
- | No sé
- | No está mal
- | No hay problema
- | No hay problema, adelante
- | Me da igual
- | Más o menos
- | No, pero para el otro equipo
- | No, es excelente
- | No, todavía no
- | Quizás mañana
- | Quizás no
- | El próximo viernes
- | El viernes pasado
- | El viernes me viene bien para la entrevista
- | Lunes o martes
- | Hace dos días
- | El 1 de febrero
- | De acuerdo
- | Vale
- | Gracias
- | Buenos días
- | Si quiere
- | ¿En serio?
- | Un saludo,\nPaul Meyer
- | Ana sí, Ben no
- | No es mala
"""

OTHERS = r"""
- | Tak
- | Igen
- | はい
- | نعم
- | Да
- | Sim
- | Kyllä
- | Hai
yes | \u200fYes\u200f
yes | "Yes"
yes | * Yes
- | \t
- | \n\n
- | ...
- | ?
- | Lorem ipsum dolor sit amet
"""

# What begins like an answer and is none, or another one.
NOT_SO = r"""
- | No doubt, hire her
- | No, I loved her
- | No question, go ahead
- | No objection
- | No hesitation: yes
- | No - not the right fit? Or is she?
- | Yes, over my dead body
- | Yes, in your dreams
- | Yes, if pigs fly
- | Yeah whatever
- | Definitely maybe
- | Yes, when hell freezes over
- | Yes I read it
- | Yes, I got your mail
- | Yes, received, thanks
- | Yes received
- | Yes, will do
- | Yes, I'll answer on Friday
- | Yes I will look at it tomorrow
- | Yes, give me a day
- | Yes I know
- | Yes, noted
- | Ja, habe ich erhalten
- | Ja, schaue ich mir an
- | Ja, mache ich
- | Ja, kommt
- | Ja ich melde mich
- | Oui, bien reçu
- | Oui, je regarde ça
- | Oui je vous réponds demain
- | Sí, recibido
- | Sí, lo miro
- | Sí, mañana
- | Yes, we met her on Tuesday
- | Yes, I have met her. Not convinced
- | Yes, stop asking
- | Yes, leave me alone
- | No more mails please
- | No, stop writing to me
- | No time
- | No comment
- | No reply needed
- | No, I have not seen her papers yet
- | No, I have not met her
- | No, haven't had time
- | No, I did not receive the CV
- | No, I'm on holiday
- | No, ask Ben
- | No, please ask my colleague
- | No, wrong person
- | No, I don't know yet
- | Nein, noch keine Zeit
- | Nein, ich habe sie nicht getroffen
- | Non, je ne l'ai pas vue
- | No, no la he visto
- | No, todavía no la he visto
- | Maybe, ask Paul
- | Friday, no
- | Friday: yes
- | Friday. Yes
- | Not Friday
- | On Friday I met her and she was great
- | I'll get back to you with a yes
- | Monday's meeting was good
- | Tomorrow is fine
- | Go ahead and reject her
- | Go ahead, decline
- | Please proceed with the rejection
- | Proceed with caution
- | Let's proceed with a no
- | I'd pass her to the next round
- | I'll pass this on to Kim
- | We'll pass it on
- | We pass
- | Decline? No, go on
- | Reject the others, take her
- | I don't think so, she's amazing
- | Not interested in rejecting her
- | Hire her? Never
- | Hire her over my dead body
- | Invite her to leave
- | Possibly the best candidate ever
- | Perhaps the worst
- | Ask me never
- | Hold on, who is this?
- | Yes!!! No!!!
- | yes no
- | yesno
- | Y
- | N
- | J
- | ja/nein
- | 1
- | Yes 1 no 2
- | +1
- | -1
- | 10/10
- | A+
- | Y e s
- | Claro, cómo no
- | Cómo no
- | Adelante con la negativa
- | Sigamos buscando
- | Seguimos buscando
- | Continuons à chercher
- | On continue à chercher
- | Continuez à chercher
- | Weitermachen mit der Suche
- | Let's continue looking
- | Let's continue the search
- | Please continue looking
- | Let's move on
- | Move forward with somebody else
- | Happy to proceed without her
- | Bitte weiter suchen
- | Nehmen wir nicht
- | Wir nehmen sie nicht
- | On la prend pas
- | Je suis pour qu'on refuse
- | Je suis contre un refus
- | Bin dagegen sie abzulehnen
- | Unbedingt ablehnen
- | Gerne nicht
- | Bitte einladen. Nicht.
- | A favor de rechazarla
- | Estoy a favor de descartarla
- | En contra de descartarla
- | Feu vert pour le refus
- | no es un no
- | No, es un sí
- | Not for us to decide
- | Not for me, for Ben
- | Not suitable? She's perfect
- | Rather not say
- | I'd rather not say
- | I'd rather not wait
- | Certainly not bad
- | Definitely not the worst
- | Absolutely not a problem
- | Definitely not a no
- | Of course not, she's great
- | Lieber nicht warten
- | Auf keinen Fall absagen
- | Auf keinen Fall ablehnen
- | Keinesfalls ablehnen
- | Certainement pas un non
- | Surtout pas de refus
- | Surtout pas la perdre
- | Para nada mala
- | En absoluto mala
- | De ninguna manera la dejen ir
- | Claro que no hay duda
- | Let's not lose her
- | Don't proceed without me
- | Do not proceed yet
- | Leider nicht da
- | Leider nicht im Büro
- | Unfortunately not available this week
- | Unfortunately not in the office
- | I'm afraid not yet
- | Sadly not here
- | Ich bin dafür, dass wir absagen
- | Kein Interesse an einer Absage
- | Absage wäre falsch
- | Passt nicht, bitte anderer Termin
- | Passt nicht am Freitag
- | No encaja el viernes
- | We'll pass by tomorrow
- | I will pass by on Friday
- | Decline the meeting on Friday
"""
