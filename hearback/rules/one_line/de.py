"""The first words of a line in German."""

from hearback.rules.one_line.shape import Tongue, listed

GERMAN = Tongue(
    yes=listed(
        """
        ja; jawohl; jep; jepp; ja bitte; ja gerne; ja gern; ja sehr gerne; ja sehr gern
        ja unbedingt; ja naturlich; ja klar; ja auf jeden fall; ja nur zu; ein ja; ein klares ja
        klares ja; ganz klar ja; eindeutig ja; definitiv ja; von mir ein ja; von uns ein ja
        ich sage ja; wir sagen ja; meine antwort ist ja; bitte weiter; weitermachen
        bitte weitermachen; machen wir weiter; wir machen weiter; bitte fortfahren; fortfahren
        bitte einladen; einladen bitte; bitte laden sie sie ein; bitte laden sie ihn ein
        laden sie sie ein; laden sie ihn ein; bitte lade sie ein; bitte lade ihn ein
        ich bin dafur; bin dafur; wir sind dafur; nehmen wir; wir nehmen sie; wir nehmen ihn
        """
    ),
    sure=listed(
        """
        gerne; gern; sehr gerne; sehr gern; unbedingt; auf jeden fall; naturlich; klar; na klar
        selbstverstandlich; einverstanden; nur zu; definitiv; absolut; einladen
        """
    ),
    no=listed(
        """
        nein; nee; nein danke; nein leider; nein leider nicht; leider nein; leider nicht
        lieber nicht; auf keinen fall; keinesfalls; auf gar keinen fall; bitte absagen; absagen
        absage; bitte ablehnen; ablehnen; ein nein; ein klares nein; klares nein; eindeutig nein
        definitiv nein; definitiv nicht; sicher nicht; von mir ein nein; von uns ein nein
        ich sage nein; wir sagen nein; meine antwort ist nein; kommt nicht in frage
        kommt nicht infrage; passt nicht; passt leider nicht; passt nicht zu uns; nicht geeignet
        nicht passend; kein interesse; wir haben kein interesse; nichts fur uns; bin dagegen
        ich bin dagegen; wir sind dagegen; ich glaube nicht; glaube nicht; ich denke nicht
        eher kein; nicht einladen; bitte nicht einladen; nicht weitermachen
        """
    ),
    maybe=listed(
        """
        vielleicht; eventuell; evtl; moglicherweise; unentschieden; unentschlossen
        ich bin unentschieden; ich bin unentschlossen; bin unentschieden; bin unentschlossen
        ein vielleicht; unter umstanden; von mir ein vielleicht
        """
    ),
    later=listed(
        """
        spater; noch nicht; jetzt nicht; nicht jetzt; heute nicht; nicht heute; ich melde mich
        melde mich; wir melden uns; ich brauche zeit; ich brauche noch zeit; brauche noch zeit
        ich brauche noch etwas zeit; ich brauche mehr zeit; wir brauchen noch zeit; gib mir zeit
        gib mir noch zeit; geben sie mir zeit; geben sie mir noch zeit; gib mir bis
        geben sie mir bis; geben sie mir noch bis; ich antworte; antworte; wir antworten
        ich gebe bescheid; gebe bescheid; gebe ihnen bescheid; ich gebe ihnen bescheid
        ich gebe dir bescheid; ich sage bescheid; sage bescheid; ich sage ihnen bescheid
        ich uberlege; ich uberlege noch; uberlege noch; ich muss noch uberlegen
        muss noch uberlegen; ich denke daruber nach; ich muss daruber nachdenken; bald; demnachst
        in ein paar tagen; in einigen tagen; einen moment; moment bitte; moment noch; ich bin bis
        bin bis; im urlaub bis; ich bin im urlaub; bin im urlaub; bin unterwegs; ich bin unterwegs
        erinnern sie mich; bitte erinnern; bitte erinnern sie mich; erinnere mich
        ich komme darauf zuruck; komme darauf zuruck; ruckmeldung folgt; ruckmeldung kommt
        antwort folgt; antwort kommt; wieder da ab; zuruck am; ich bin ab; bin ab
        ich schreibe ihnen; ich schreibe dir; fragen sie mich; frag mich
        """
    ),
    after_yes=listed(
        """
        bitte; sie; er; ich; wir; gerne; gern; das; die; der; den; dem; fur; mit; von; und; zu
        zum; zur; weiter; unbedingt; naturlich; klar; auf; sehr; danke; lade; laden; ein; eine
        einladen; frau; herr; herrn; mir; uns; passt; hat; war
        """
    ),
    after_no=listed(
        """
        danke; leider; sie; er; ich; wir; das; passt; nicht; zu; fur; von; die; der; hat; war
        """
    ),
    greetings=listed(
        """
        hallo; guten tag; guten morgen; guten abend; liebe; lieber; sehr geehrte; sehr geehrter
        servus; moin; gruss gott; gruezi
        """
    ),
    thanks=listed(
        """
        danke; vielen dank; besten dank; herzlichen dank; entschuldigung; entschuldigen sie
        entschuldige; tut mir leid
        """
    ),
    openers=listed(
        """
        also; fur mich; fur uns; von mir; von uns; von meiner seite; von unserer seite
        meinerseits; unsererseits; meine antwort; antwort; kurz; aus meiner sicht
        aus unserer sicht; sorry; ich denke; ich finde
        """
    ),
    nots=listed(
        """
        nicht; nein; kein; keine; keinen; keinem; keiner; keines; nie; niemals; nichts; niemand
        ohne; kaum; weder; noch nicht; nee; keinesfalls
        """
    ),
    buts=listed(
        """
        aber; jedoch; allerdings; doch; ausser; wenn; falls; sofern; soweit; vorausgesetzt; nur
        sondern; obwohl; hingegen; lieber; stattdessen; je nachdem; kommt darauf an
        kommt drauf an; bedingung; eher
        """
    ),
    against=listed(
        """
        absagen; absage; ablehnen; ablehnung; schlecht; schlechte; schlechter; schwach; schwache
        leider; zweifel; ungeeignet; furchtbar; schrecklich; enttauschend; enttauscht; bedenken
        falsch; problem; probleme; vielleicht; eventuell; zeitverschwendung; vergessen; unpassend
        abbrechen; stoppen; unsicher; zogere; katastrophe; suche; suchen; jemand anders; anderen
        andere; anderer
        """
    ),
    praise=listed(
        """
        ja; toll; tolle; super; perfekt; hervorragend; ausgezeichnet; begeistert; grossartig
        einladen; laden sie; weitermachen; fantastisch; spitze; vielleicht; warten; genial
        """
    ),
    wait=listed(
        """
        noch nicht; spater; warten; abwarten; melde mich; bescheid geben; gebe bescheid
        brauche noch; noch zeit; vorerst; im moment; derzeit; momentan; uberlege
        """
    ),
    fine=listed(
        """
        kein problem; keine frage; keine fragen; keine bedenken; keine einwande; kein zweifel
        ohne zweifel; zweifellos; ohne bedenken; ohne zogern; nicht nur; keine zweifel
        ohne vorbehalt
        """
    ),
    aside=listed(
        """
        erhalten; bekommen; gelesen; angekommen; schaue; schau; mache ich; kommt noch; weiss nicht
        weiss ich nicht; frag; fragen sie; keine zeit; nicht getroffen; nicht gesehen
        nicht gelesen; nicht kennengelernt; urlaub; falsche person; termin; in ruhe; kommt
        zur kenntnis
        """
    ),
    several=listed(
        """
        beide; beiden; alle drei; an alle; zu allen; alle einladen; die erste; der erste
        den ersten; die zweite; der zweite; den zweiten; die andere; der andere; den anderen
        die anderen; einer von beiden; eine von beiden; jeden von; alle kandidaten
        """
    ),
    irony=listed(
        """
        warum nicht; wieso nicht; ja ja; jaja; jein; na toll; na klasse; na super; tolle idee
        von mir aus; meinetwegen; egal; mir egal; scherz; witz; spass; ernst; ernsthaft; ironie
        alle; jeden; jede; jeder; wunder; keine ahnung; kein plan; nicht schlecht; ja und nein
        weder noch; geht so; na ja; naja; wer weiss; wenns sein muss
        """
    ),
    beside=listed(
        """
        bitte; spatestens; sorry; ich; wir; melde; melden; mich; uns; antworte; schreibe; ihnen
        dir; dann; sicher; gebe; bescheid; sage; von; mir; ok; leider; wohl; etwa; gegen; und; der
        fruh; vormittag; nachmittag; mittag; abend; morgen; am; bis; um; ab; vor; nach; den; dem
        """
    ),
    elsewhere=listed(
        """
        treffen; gesprach; interview; termin; passt; passen; frei; anfangen; beginnen; einladen
        sehen; war; waren; hatte; hatten; kommen; kommt; gut; schlecht; anruf; telefonieren
        anrufen; ginge; geht; besser; mittagessen
        """
    ),
)
