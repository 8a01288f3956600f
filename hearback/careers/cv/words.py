"""The words that tell a name from the rest of a CV's first lines, in the languages of CVs."""

from typing import Final


def _listed(text: str) -> tuple[str, ...]:
    """Phrases written one after the other with a dot between them."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("·"))


# What stands above the name ("Curriculum Vitae"), alone or before it. Longer before shorter.
TITLES: Final = _listed(
    """
    curriculum vitae et studiorum · σύντομο βιογραφικό σημείωμα · europass curriculum vitae ·
    tabellarischer lebenslauf · europass lebenslauf · βιογραφικό σημείωμα · curriculum vitae ·
    currículum vitae · meritförteckning · curriculum vitæ · currículo vitae · السيرة الذاتية ·
    ansioluettelo · hoja de vida · europass cv · curriculum · currículum · lebenslauf · levensloop ·
    βιογραφικό · קורות חיים · سيرة ذاتية · bewerbung · currículo · europass · özgeçmiş · życiorys ·
    önéletrajz · životopis · resume · resumé · résumé · резюме · 職務経歴書 · c.v. ·
    个人简历 · 個人簡歷 · 履歴書 · 履歷表 · 이력서 · cv · 简历 · 簡歷
    """
)

# Labels of a whole name, of a given name and of a family name; some languages use one for two.
FULL_NAME: Final = frozenset(
    _listed(
        """
        ad soyad · applicant · candidate · full name · imię i nazwisko · naam · name · name and
        surname · name, vorname · namn · nom · nom complet · nom et prénom · nom prénom · nombre ·
        nombre completo · nombre y apellidos · nome · nome completo · nome e cognome · vor- und
        nachname · vor- und zuname · vorname name · vorname und name · ονοματεπώνυμο · имя · имя и
        фамилия · фио · שם · שם מלא · الإسم · الاسم · الاسم الكامل ·
        名前 · 姓名 · 氏名 · 성명 · 이름
        """
    )
)
GIVEN_NAME: Final = frozenset(
    _listed(
        """
        first name · forename · förnamn · given name · given names · imię · nombre · nome · prénom ·
        prénoms · voornaam · vorname · όνομα · имя · الاسم الأول
        """
    )
)
FAMILY_NAME: Final = frozenset(
    _listed(
        """
        achternaam · apelido · apellido · apellidos · cognome · efternamn · familienname · family
        name · last name · nachname · name · nazwisko · nom · nom de famille · sobrenome · surname ·
        επώνυμο · фамилия · اسم العائلة · اللقب
        """
    )
)

# Small words inside names, written small by their bearers.
PARTICLES: Final = frozenset(
    _listed(
        """
        't · abu · af · al · av · ben · bin · bint · da · das · de · del · della · den · der · des ·
        di · do · dos · du · e · el · i · ibn · la · las · le · lo · los · st · st. · ten · ter · ul
        · und · van · vom · von · y · zu · zum · zur
        """
    )
)

# Beside a name, not part of it; without dots. Some are names too and only count behind a comma.
HONOURS: Final = frozenset(
    _listed(
        """
        acca · beng · bsc · cfa · cipd · cpa · dipl · dipl-ing · dipl-kfm · dott · doña · dr · esq ·
        frau · habil · herr · hons · ing · iur · jr · llb · llm · mag · mba · med · meng · miss ·
        mlle · mme · mr · mrs · ms · msc · mx · nat · phd · phil · pmp · prof · rer · rn · shrm-cp ·
        sr · sra · srta · δρ · г-жа · г-н · السيد · السيدة
        """
    )
)
DEGREES: Final = HONOURS | {"ma", "ba", "bs", "ms", "md", "do", "jd", "edd", "cpa", "rgn"}

# A line with one of these is a post, a heading, a place or a firm, not a person.
POSTS: Final = """
    manager managing management assistant associate specialist engineer engineering developer
    designer analyst consultant consulting director officer executive administrator
    coordinator supervisor representative agent clerk cashier barista waiter waitress chef
    cook driver nurse teacher tutor lecturer professor researcher scientist student graduate
    intern internship trainee apprentice technician mechanic electrician plumber accountant
    accounting bookkeeper auditor lawyer attorney paralegal secretary receptionist recruiter
    buyer planner operator worker labourer laborer warehouse retail store shop sales seller
    salesperson marketing finance financial senior junior lead leader head chief principal
    staff customer service services support product project program programme software
    hardware data business operations human resources security guard cleaner housekeeper
    caregiver carer writer editor journalist photographer architect artist freelance
    freelancer founder owner president vice partner team deputy regional national global
    digital creative professional experienced certified registered licensed qualified full
    stack frontend backend web mobile cloud devops merchandiser merchandising stylist florist
    baker butcher pharmacist physiotherapist therapist dentist doctor veterinary
"""
HEADINGS: Final = """
    profile summary objective experience employment education skills languages interests
    hobbies references contact contacts details personal information address phone telephone
    email e-mail mail website portfolio work history career about certifications certificates
    awards publications achievements projects volunteering training qualifications application
    letter cover page date birth born nationality gender confidential private curriculum vitae
    resume cv linkedin github the for and with from to of in at my i am seeking looking
    position job role available dear sir madam
"""
PLACES_AND_FIRMS: Final = """
    street road avenue lane drive square court boulevard city town county state united kingdom
    states england germany france spain italy greece portugal china india canada australia
    ireland austria switzerland netherlands belgium europe london paris berlin madrid
    barcelona munich hamburg vienna zurich rome milan lisbon athens dublin toronto montreal
    york san los angeles francisco chicago boston sydney melbourne dubai cairo beijing
    shanghai ltd limited inc llc plc gmbh ag kg corp corporation company group holding sarl
    sas sa srl university college school institute academy hospital bank hotel restaurant
    solutions technologies systems international industries associates partners bakery cafe
    market studio agency
"""
FRENCH: Final = """
    responsable directeur directrice vendeur vendeuse conseiller conseillere charge chargee
    assistante ingenieur technicien technicienne comptable gerant gerante employe employee
    caissier caissiere infirmier infirmiere professeur enseignant stagiaire apprenti etudiant
    etudiante commercial commerciale clientele client vente ventes magasin projet developpeur
    developpeuse profil experiences professionnelle professionnelles formation formations
    competences langues loisirs centres interet coordonnees adresse rue place chemin allee
    candidature lettre objet madame monsieur ne nee permis nationalite
"""
GERMAN: Final = """
    berufserfahrung ausbildung kenntnisse sprachen hobbys interessen persoenliche personliche
    daten angaben kontakt anschrift telefon handy geburtsdatum geboren staatsangehorigkeit
    familienstand strasse str weg platz verkaufer verkauferin verkauf leiter leiterin leitung
    mitarbeiter mitarbeiterin kaufmann kauffrau einzelhandel sachbearbeiter sachbearbeiterin
    entwickler entwicklerin berater beraterin assistentin lehrer lehrerin pfleger pflegerin
    werkstudent studentin praktikant praktikantin fachkraft fachverkauferin filialleiter
    filialleiterin projektleiter als bewerbung anschreiben zusammenfassung beruflicher
    werdegang schulbildung studium
"""
SOUTHERN: Final = """
    gerente directora vendedor vendedora dependiente dependienta encargado encargada asesor
    asesora ingeniero ingeniera tecnico tecnica contable administrativo administrativa
    auxiliar asistente jefe jefa camarero camarera cocinero profesor profesora estudiante
    tienda ventas atencion cliente experiencia laboral profesional formacion academica
    educacion habilidades idiomas perfil datos personales contacto direccion telefono movil
    correo calle avenida plaza nacimiento nacionalidad referencias objetivo gestor gestora
    responsavel engenheiro engenheira formacao competencias dados pessoais rua responsabile
    ingegnere commesso commessa esperienza istruzione competenze dati personali contatti via
    piazza impiegato impiegata
"""
GREEK_AND_RUSSIAN: Final = """
    βιογραφικο σημειωμα στοιχεια προσωπικα επικοινωνιας εργασιακη εμπειρια εκπαιδευση σπουδες
    γλωσσες δεξιοτητες προφιλ πωλητης πωλητρια υπαλληλος υπευθυνος υπευθυνη διευθυντης
    διευθυντρια μηχανικος λογιστης οδος διευθυνση τηλεφωνο κινητο γεννησης αθηνα θεσσαλονικη
    ελλαδα καταστηματος πωλησεων опыт работы образование навыки контакты личные данные
    менеджер продавец инженер бухгалтер директор специалист администратор телефон адрес улица
    москва россия дата рождения продажам
"""
ARABIC: Final = """
    سيرة ذاتية السيرة الذاتية مهندس مهندسة مدير مديرة محاسب محاسبة موظف موظفة مبيعات مندوب
    مسؤول مسؤولة معلم معلمة طبيب طبيبة ممرض ممرضة سكرتير سكرتيرة خدمة عملاء العملاء بائع بائعة
    خبرة الخبرة الخبرات التعليم المهارات اللغات البيانات الشخصية بيانات معلومات المعلومات
    الهاتف هاتف جوال العنوان عنوان البريد الإلكتروني شارع مدينة القاهرة دبي الرياض عمان بيروت
    الهدف الوظيفي تاريخ الميلاد الجنسية شركة
"""
NOT_NAMES: Final = frozenset(
    word
    for topic in (
        POSTS,
        HEADINGS,
        PLACES_AND_FIRMS,
        FRENCH,
        GERMAN,
        SOUTHERN,
        GREEK_AND_RUSSIAN,
        ARABIC,
    )
    for word in topic.split()
)

# The commoner family names of Chinese and Korean people, by which a short line is taken for a name.
HAN_FAMILIES: Final = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許"
    "韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾"
    "谭譚陆陸汪范廖贾賈夏韦韋付邹鄒孟熊秦邱尹薛闫阎段雷侯史陶黎贺賀顾顧毛郝龚龔邵"
    "钱錢严嚴覃戴莫孔"
)
HAN_DOUBLE_FAMILIES: Final = frozenset(
    _listed("欧阳·歐陽·司马·司馬·诸葛·諸葛·上官·司徒·皇甫·尉迟·公孙·慕容·令狐")
)
HAN_ENDINGS: Final = frozenset("员師师理长長家历表业業部司店校")
HANGUL_FAMILIES: Final = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나"
    "민진지엄채원천방공현함변염여추"
)
