"""The phrases of letters in French."""

from hearback.rules.phrases.shape import Phrases, whole

_CHOSEN = r"(?:retenu|choisi|sélectionné|engagé|recruté|embauché)(?:e|·e|\(e\))?"

_PLAIN_NO = whole(
    r"(?:nous|je) ne (?:vous )?(?:retiendrons|retiendrai|retenons|retiens|donnerons|donnerai"
    r"|donnons|poursuivrons|poursuivrai|poursuivons|continuerons|proposerons|inviterons"
    r"|engagerons|irons) pas",
    r"(?:nous|je) ne (?:pouvons|peux|pourrons|pourrai|allons|vais) pas (?:vous )?(?:retenir"
    r"|donner suite|poursuivre|proposer|inviter|engager|embaucher|recruter|offrir|aller)",
    rf"(?:nous|je) (?:ne vous |n')(?:avons|ai) pas (?:{_CHOSEN}|donné suite)",
    rf"(?:candidature|dossier) n'(?:a|est) pas (?:été )?{_CHOSEN}",
    rf"vous n'avez pas été {_CHOSEN}",
    r"(?:nous avons|j'ai) décidé de ne pas",
    r"(?:la|notre|ma) réponse est (?:un )?non",
    r"c'est un non",
    rf"{_CHOSEN} (?:quelqu'un d'autre|une autre|un autre)",
    r"confié (?:le|ce) poste à (?:quelqu'un d'autre|une autre)",
)

_THANKS = whole(r"merci|remerci\w*|reconnaissante?s?")

_STOCK = whole(
    r"nous avons le regret de|nous sommes au regret de|j'ai le regret de",
    r"malheureusement,? nous regrettons",
    r"en raison (?:du (?:très )?grand nombre|du volume|de l'affluence)",
    r"(?:cher|chère) (?:candidat|postulant)e?",
    r"madame,? monsieur",
    r"à qui de droit",
    r"ne (?:pas répondre|répondez pas) à (?:ce|cet)",
    r"malgré (?:tout )?(?:l'intérêt|la qualité) (?:que présente |de )?votre",
)

_KEPT_ON_FILE = whole(
    r"(?:garder|gardons|garderons|conserver|conservons|conserverons)(?: \w{1,12})? (?:votre|vos)"
    r" (?:cv|candidature|dossier|coordonnées|papiers|profil)"
    r"(?! (?:seulement )?(?:jusqu'(?:au|à)|pendant \w+ (?:jours?|semaines?|mois))\b)",
    r"dans (?:nos fichiers|notre base|notre vivier)",
    r"ne manquerons pas de (?:vous )?(?:recontacter|revenir)",
)

_TOPICS = whole(
    r"culture d'entreprise|adéquation culturelle",
    r"(?:correspond\w*|convien\w+|conven\w+|intégr\w+|intègr\w+) (?:pas )?(?:bien )?(?:à|dans|avec)"
    r" (?:notre |l'|la )(?:équipe|culture)",
    r"surqualifiée?s?",
    r"énergi\w+|dynamisme|dynamique",
    r"accent",
    r"langue maternelle|locuteur natif|locutrice native",
    r"votre âge|tranche d'âge|équipe jeune|jeune équipe",
    r"trop (?:âgée?|vieux|vieille|jeune)s?",
    r"votre style|personnalité",
    r"enceinte|grossesse",
    r"congé (?:de )?(?:maternité|paternité|parental|maladie)",
    r"handicap\w*",
    r"(?:votre|de) santé|santé (?:mentale|physique)|médica\w+|maladies?",
    r"votre famille|situation (?:de famille|familiale)|enfants?|mari|épouse?|mariée?",
    r"nationalité|ethni\w+|religieu\w+|syndica\w+|syndiquée?",
    r"votre (?:origine|pays|race|religion|croyances?|genre|sexe)",
    r"(?:salaire|rémunération) (?:précédente?|actuel(?:le)?|antérieure?)",
)

PHRASES = Phrases(_PLAIN_NO, _THANKS, _STOCK, _KEPT_ON_FILE, _TOPICS)
