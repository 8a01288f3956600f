"""The first words of a line in Spanish."""

from hearback.rules.one_line.shape import Tongue, listed

SPANISH = Tongue(
    yes=listed(
        """
        si; si si; si por favor; si claro; si gracias; si por supuesto; si adelante; si con gusto
        claro que si; por supuesto que si; desde luego que si; adelante; seguimos; sigamos
        continuemos; continuamos; que siga; sigan; siga; sigue adelante; siga adelante
        sigan adelante; vamos adelante; es un si; un si; un si rotundo; digo que si; yo digo si
        decimos que si; mi respuesta es si; creo que si; definitivamente si; invitala; invitalo
        invitela; invitelo; que venga; estoy a favor; a favor; estamos a favor; luz verde
        contratala; contratalo
        """
    ),
    sure=listed(
        """
        claro; por supuesto; desde luego; con gusto; con mucho gusto; encantado; encantada
        absolutamente; definitivamente; sin duda; aprobado; aprobada
        """
    ),
    no=listed(
        """
        no; no no; no gracias; no lo siento; lo siento no; lamentablemente no; desgraciadamente no
        por desgracia no; es un no; un no; un no rotundo; digo que no; decimos que no; yo digo no
        mi respuesta es no; claro que no; por supuesto que no; desde luego que no; para nada
        en absoluto; de ninguna manera; de ningun modo; creo que no; no lo creo; no creo
        no me interesa; no nos interesa; no estoy interesado; no estoy interesada; no encaja
        no es para nosotros; no es adecuado; no es adecuada; no sigamos; no seguimos
        no continuamos; no continuemos; mejor no; descartado; descartada; descartar; descartamos
        rechazar; rechazado; rechazada; estoy en contra; estamos en contra; en contra
        definitivamente no
        """
    ),
    maybe=listed(
        """
        quiza; quizas; tal vez; a lo mejor; puede ser; posiblemente; un quizas; estoy indeciso
        estoy indecisa; indeciso; indecisa; estoy dudando
        """
    ),
    later=listed(
        """
        mas tarde; luego; despues; todavia no; aun no; ahora no; hoy no; te aviso; le aviso
        os aviso; les aviso; te respondo; le respondo; os respondo; les respondo; respondo
        respondere; te respondere; le respondere; le contesto; te contesto; contesto; contestare
        le contestare; te digo; le digo; te dire; le dire; les digo; necesito tiempo
        necesito mas tiempo; necesito un poco de tiempo; necesito un poco mas de tiempo
        necesitamos tiempo; necesitamos mas tiempo; deme tiempo; dame tiempo; deme hasta
        dame hasta; dejeme pensar; dejame pensar; dejeme pensarlo; dejame pensarlo; lo pienso
        lo estoy pensando; tengo que pensarlo; lo voy a pensar; pronto; en unos dias
        en un par de dias; un momento; estoy de viaje; estoy de vacaciones; estoy fuera
        estoy fuera hasta; de viaje hasta; de vacaciones hasta; recuerdeme; recuerdame; preguntame
        pregunteme; vuelvo; estare de vuelta; de vuelta; ya le dire; ya te dire; le escribo
        te escribo; le escribire
        """
    ),
    after_yes=listed("claro; adelante; gracias"),
    after_no=listed("gracias"),
    greetings=listed(
        """
        hola; buenos dias; buenas tardes; buenas noches; buenas; estimado; estimada; estimados
        querido; querida; buen dia
        """
    ),
    thanks=listed("gracias; muchas gracias; mil gracias; disculpe; disculpa; perdon; lo siento"),
    openers=listed(
        """
        pues; bueno; para mi; para nosotros; por mi; por mi parte; por nuestra parte; de mi parte
        mi respuesta; respuesta; en breve; en resumen; perdon; creo que; pienso que
        """
    ),
    nots=listed(
        "no; nunca; jamas; nada; nadie; ningun; ninguno; ninguna; sin; ni; tampoco; apenas"
    ),
    buts=listed(
        """
        pero; sin embargo; aunque; excepto; salvo; solo; solamente; unicamente; siempre que
        a menos; con tal; a condicion; depende; sino; mas bien; casi; en cambio; si es que
        """
    ),
    against=listed(
        """
        rechazar; rechazo; descartar; descarta; malo; mala; mal; debil; debiles; lamentablemente
        desgraciadamente; duda; dudas; pesimo; pesima; flojo; floja; horrible; terrible
        decepcionante; problema; problemas; quizas; quiza; cancelar; parar; equivocado; preocupa
        inadecuado; inadecuada; olvidalo; buscando; buscar; busqueda; otra; otro; negativa
        cuidado; desastre; desventaja
        """
    ),
    praise=listed(
        """
        perfecto; perfecta; excelente; genial; estupendo; estupenda; fantastico; fantastica
        magnifico; magnifica; encanta; encanto; maravilloso; maravillosa; adelante; invitala
        invitalo; sigamos; quizas; esperar; impresionante; brillante
        """
    ),
    wait=listed(
        """
        todavia no; aun no; mas tarde; espera; espere; esperar; por ahora; de momento
        por el momento; le aviso; te aviso; pensarlo; necesito tiempo
        """
    ),
    fine=listed(
        """
        sin problema; sin problemas; no hay problema; ningun problema; sin duda; sin dudas
        sin ninguna duda; no hay duda; sin dudarlo; ninguna duda; ninguna objecion; sin reservas
        no solo
        """
    ),
    aside=listed(
        """
        recibido; recibida; recibi; leido; lo miro; miro; mirare; lo se; se; preguntale; pregunte
        pregunta; visto; conozco; conoci; tengo tiempo; sin tiempo; vacaciones; en paz
        persona equivocada; cita; anotado
        """
    ),
    several=listed(
        """
        los dos; las dos; ambos; ambas; todos los candidatos; los tres; las tres; el primero
        la primera; el segundo; la segunda; el otro; la otra; los otros; uno de los dos
        una de las dos; cada uno; cada una; a todos
        """
    ),
    irony=listed(
        """
        por que no; todo el mundo; cualquiera; da igual; me da igual; lo que sea; lo que quieras
        jaja; jajaja; jeje; broma; bromeando; en serio; ironia; milagro; ni idea; no se
        no esta mal; si y no; ni si ni no; claro claro; ya ya; mas o menos; supongo; a ver
        como quieras; como quiera
        """
    ),
    beside=listed(
        """
        por favor; a mas tardar; lo siento; yo; le; te; les; digo; aviso; respondo; respondere
        contesto; contestare; escribo; entonces; seguro; ok; lamentablemente; probablemente; sobre
        y; el; de; manana; tarde; noche; mediodia; por; la; a; las; hasta; antes; despues; desde
        para; los
        """
    ),
    elsewhere=listed(
        """
        reunion; reunirnos; entrevista; cita; libre; disponible; empezar; empieza; conviene; viene
        ver; verla; verlo; fue; era; estuvo; estaba; venir; llamada; llamar; bien; bueno; buena
        perfecto; comida; almuerzo; mejor; puedo; podemos; va
        """
    ),
)
