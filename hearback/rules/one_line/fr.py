"""The first words of a line in French."""

from hearback.rules.one_line.shape import Tongue, listed

FRENCH = Tongue(
    yes=listed(
        """
        oui; ouais; oui oui; oui merci; oui bien sur; oui volontiers; oui tout a fait
        oui absolument; oui svp; oui s'il vous plait; oui avec plaisir; c'est oui; c'est un oui
        un oui; un grand oui; un oui franc; un vrai oui; je dis oui; nous disons oui; on dit oui
        ma reponse est oui; allez-y; vas-y; allons-y; on y va; on continue; continuez; continuons
        on avance; avancez; avancons; poursuivez; poursuivons; je suis pour; nous sommes pour
        je suis favorable; avis favorable; nous sommes favorables; feu vert; invitez-la
        invitez-le; faites-la venir; faites-le venir; embauchez-la; embauchez-le; on la prend
        on le prend
        """
    ),
    sure=listed(
        """
        volontiers; tout a fait; absolument; bien sur; avec plaisir; favorable; bien entendu
        certainement; evidemment; ok pour moi; ok pour nous; partant; partante
        """
    ),
    no=listed(
        """
        non; nan; non non; non merci; non desole; non desolee; desole non; desolee non
        malheureusement non; c'est non; c'est un non; un non; je dis non; nous disons non
        on dit non; ma reponse est non; pas pour nous; pas pour moi; certainement pas; surtout pas
        absolument pas; pas du tout; en aucun cas; je ne pense pas; je ne crois pas
        je pense que non; je crois que non; pas interesse; pas interessee; pas interesses
        je ne suis pas interesse; je ne suis pas interessee; nous ne sommes pas interesses
        avis defavorable; defavorable; je suis contre; nous sommes contre; a refuser; refusez
        a ecarter; on arrete; on ne continue pas; on ne donne pas suite; sans suite
        ne donnez pas suite; bien sur que non
        """
    ),
    maybe=listed(
        """
        peut-etre; peut etre; eventuellement; un peut-etre; j'hesite; nous hesitons; on hesite
        mitige; mitigee; je suis mitige; je suis mitigee; indecis; indecise; je suis indecis
        je suis indecise; je suis partage; je suis partagee
        """
    ),
    later=listed(
        """
        plus tard; pas encore; pas maintenant; pas aujourd'hui; pas tout de suite
        je reviens vers vous; je reviendrai vers vous; nous revenons vers vous; je vous reviens
        je vous reponds; je vous repondrai; je reponds; je repondrai; je te reponds; je vous dis
        je vous dirai; je te dis; je vous tiens au courant; je vous ecris; j'ai besoin de temps
        j'ai besoin d'un peu de temps; il me faut du temps; il me faut plus de temps
        laissez-moi du temps; laissez-moi; donnez-moi; laisse-moi; bientot; d'ici quelques jours
        dans quelques jours; un instant; un moment; je reflechis; je dois reflechir
        je vais y reflechir; j'y reflechis; relancez-moi; relance-moi; demandez-moi
        je suis en conge; je suis en conges; je suis en vacances; en conge jusqu'au
        en conges jusqu'au; en vacances jusqu'au; je suis en deplacement; en deplacement
        absent jusqu'au; absente jusqu'au; je suis absent; je suis absente; de retour
        je suis de retour; je serai de retour; reponse a venir; reponse suit
        """
    ),
    after_yes=listed(
        """
        elle; il; ils; elles; je; j'ai; j'aime; on; nous; c'est; ca; pour; avec; et; tout; bien
        merci; le; la; les; volontiers; absolument; svp; allez; s'il; tres; un; une; madame
        monsieur; continuez; poursuivez; invitez
        """
    ),
    after_no=listed(
        """
        elle; il; je; merci; desole; desolee; pas; trop; c'est; on; nous; malheureusement; pour
        """
    ),
    greetings=listed("bonjour; bonsoir; salut; cher; chere; chers; coucou"),
    thanks=listed("merci; desole; desolee; pardon; excusez; toutes mes excuses; mille mercis"),
    openers=listed(
        """
        alors; bon; pour moi; pour nous; pour ma part; de mon cote; de notre cote; ma reponse
        reponse; a mon avis; en bref; je pense que; je crois que; selon moi
        """
    ),
    nots=listed(
        """
        pas; non; ne; jamais; rien; personne; aucun; aucune; sans; ni; guere; plus du tout; n'est
        n'a; n'ai; n'y; n'etait; n'avait; n'ont; nullement
        """
    ),
    buts=listed(
        """
        mais; cependant; toutefois; pourtant; neanmoins; sauf; si; seulement; uniquement
        a condition; pourvu; sinon; quoique; bien que; ca depend; depend; plutot; excepte; hormis
        presque; a moins; meme si; en revanche; par contre
        """
    ),
    against=listed(
        """
        refuser; refusez; refus; rejeter; rejetez; ecarter; mauvais; mauvaise; faible; faibles
        malheureusement; helas; doute; doutes; nul; nulle; decevant; decevante; decu; decue
        reserve; reserves; probleme; problemes; peut-etre; arreter; annuler; horrible; terrible
        catastrophe; inquiet; inquiete; hesite; perte; faux; oubliez; chercher; recherche; autre
        prudence
        """
    ),
    praise=listed(
        """
        oui; super; parfait; parfaite; excellent; excellente; genial; geniale; formidable; adore
        magnifique; impressionnant; impressionnante; invitez; continuez; poursuivez; allez-y
        peut-etre; attendre; attendez; brillant; brillante
        """
    ),
    wait=listed(
        """
        pas encore; plus tard; attendre; attendez; attendons; pour l'instant; pour le moment
        reviens vers vous; tiens au courant; reflechir; besoin de temps
        """
    ),
    fine=listed(
        """
        pas de probleme; aucun probleme; sans probleme; sans hesiter; sans hesitation
        sans reserve; sans aucun doute; sans doute aucun; aucun doute; pas de doute
        aucune hesitation; aucune question; pas de question; aucune objection; pas d'objection
        aucune reserve; non seulement
        """
    ),
    aside=listed(
        """
        recu; lu; je regarde; je vais regarder; note; je sais; sais pas; demandez; demande; pas vu
        pas vue; pas rencontre; pas rencontree; pas le temps; vacances; conge; conges
        mauvaise personne; rendez-vous; tranquille
        """
    ),
    several=listed(
        """
        les deux; tous les deux; toutes les deux; a tous; tous les candidats; les trois
        le premier; la premiere candidate; la deuxieme; le deuxieme; le second; la seconde
        l'autre; les autres; l'un des deux; l'une des deux; chacun; chacune
        """
    ),
    irony=listed(
        """
        pourquoi pas; tout le monde; n'importe qui; n'importe quoi; n'importe; peu importe; bof
        mdr; ptdr; lol; haha; blague; plaisante; plaisanterie; serieux; serieusement; ironie
        miracle; aucune idee; pas mal; oui et non; ni oui ni non; si vous voulez
        comme vous voulez; bien sur bien sur; ben voyons; a quoi bon; je suppose; mouais
        tant qu'a faire
        """
    ),
    beside=listed(
        """
        svp; au plus tard; desole; desolee; je; nous; vous; reponds; repondrai; dis; dirai
        reviens; reviendrai; vers; ecris; alors; sur; de; moi; ok; sans doute; environ; et; le
        malheureusement; matin; soir; apres-midi; midi; au; a; avant; apres; jusqu'a; jusqu'au
        d'ici; pour
        """
    ),
    elsewhere=listed(
        """
        rencontrer; rencontre; entretien; rendez-vous; rdv; libre; dispo; disponible; commencer
        commence; convient; va; voir; etait; venir; vient; appel; appeler; bon; bien; parfait
        reunion; dejeuner; possible; mieux
        """
    ),
)
