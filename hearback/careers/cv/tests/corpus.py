"""CVs of made-up people as real ones look: many layouts, languages and scripts, with traps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A CV line by line (a tab starts a second column) and what is true of its owner."""

    key: str
    country: str
    name: str
    email: str
    phone: str
    page: str
    links: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines of the page."""
        return self.page.strip("\n").split("\n")


PEOPLE = (
    Person(
        key="english, name on top",
        country="GB",
        name="Sarah Baker",
        email="sarah.baker@example.co.uk",
        phone="+447911123456",
        links=("https://www.linkedin.com/in/sarah-baker-retail",),
        page="""
Sarah Baker
Retail Team Leader
14 Mill Lane, Leeds LS1 4AP
Mobile: 07911 123456 | sarah.baker@example.co.uk | https://www.linkedin.com/in/sarah-baker-retail

Profile
Team leader with nine years in home and garden stores. I open, close and calm things down.

Experience
2019 - 2026 Garden Centre Hollins, Team Leader, Leeds
Led 14 people, cut shrinkage from 2.1 to 1.3 per cent in 24 months.
03/2015 - 08/2019 Brightwell DIY, Sales Assistant

References
Name: Peter Hollins, Tel. 0113 496 0123, peter@hollins.example.com
""",
    ),
    Person(
        key="english, letters set apart",
        country="US",
        name="Maya Rodriguez",
        email="maya.rodriguez@example.com",
        phone="+12125550123",
        links=("https://www.mayarodriguez.example.com",),
        page="""
M A Y A   R O D R I G U E Z
V I S U A L   M E R C H A N D I S E R
(212) 555-0123 • maya.rodriguez@example.com • www.mayarodriguez.example.com

WORK HISTORY
Visual Merchandiser, Northgate Stores, New York, NY    06/2018 - 05/2026
Sales Associate, Corner & Co    2014 - 2018
EDUCATION
BA Fine Arts, Hunter College, 2014
""",
    ),
    Person(
        key="english, no name anywhere",
        country="IE",
        name="",
        email="",
        phone="",
        page="""
CURRICULUM VITAE
Candidate reference 2026-11-0042
Warehouse Operative
Summary
Forklift licence, nights and weekends no trouble, 12 years in two warehouses.
Employment
2014 - 2026 Harbour Logistics, Dublin
""",
    ),
    Person(
        key="english, mark your own trade as a name",
        country="US",
        name="Thomas Cook",
        email="tcook@example.org",
        phone="+14155550132",
        links=("https://github.com/tcook-data",),
        page="""
Resume
Thomas Cook, MBA
San Francisco, CA | +1 415-555-0132 | tcook@example.org | github.com/tcook-data
Data Analyst
Skills
SQL, Python, forecasting of store traffic
Server 10.0.0.1, card 4111 1111 1111 1111: neither is a telephone
""",
    ),
    Person(
        key="german, table of labels",
        country="DE",
        name="Jörg Müller-Lüdenscheidt",
        email="j.mueller-luedenscheidt@example.de",
        phone="+4915112345678",
        page="""
Lebenslauf
Persönliche Daten
Name:\tJörg Müller-Lüdenscheidt
Anschrift:\tGoethestraße 12, 10623 Berlin
Telefon:\t0151 12345678
E-Mail:\tj.mueller-luedenscheidt@example.de
Geburtsdatum:\t03.04.1988
Familienstand:\tverheiratet

Berufserfahrung
01/2016 - 10/2026\tFilialleiter, Blumen Anders GmbH, Berlin
08/2011 - 12/2015\tKaufmann im Einzelhandel, Elektro Kunz KG
""",
    ),
    Person(
        key="german, given and family name apart",
        country="DE",
        name="Ayşe Yıldız",
        email="ayse.yildiz@example.de",
        phone="+493023125410",
        page="""
Bewerbung als Sachbearbeiterin
Vorname: Ayşe
Nachname: Yıldız
Fax: 030 23125411
Tel.: 030 23125410
Mail: ayse.yildiz@example.de
Ausbildung
2008 - 2011 Kauffrau für Büromanagement
""",
    ),
    Person(
        key="austrian, titles and degree",
        country="AT",
        name="Anna Huber",
        email="anna.huber@example.at",
        phone="+436641234567",
        page="""
Mag. Dr. Anna Huber, MBA
Leiterin Kundenservice
+43 (0) 664 1234567
anna.huber@example.at
Werdegang
2012 - 2026 Leitung Kundendienst, Wien
""",
    ),
    Person(
        key="french, capitals first",
        country="FR",
        name="DUPONT Marie-Claire",
        email="mc.dupont@example.fr",
        phone="+33612345678",
        page="""
DUPONT Marie-Claire
Conseillère de vente
8 rue Victor Hugo, 69002 Lyon
Port. : 06 12 34 56 78
mc.dupont@example.fr
Expériences professionnelles
2017 à 2026 : Vendeuse, Maison Lefèvre, Lyon
2013 - 2017 : Hôtesse de caisse
""",
    ),
    Person(
        key="french, labels",
        country="FR",
        name="Élodie N'Diaye",
        email="elodie.ndiaye@example.fr",
        phone="+33142685300",
        page="""
CURRICULUM VITÆ
Nom : N'Diaye
Prénom : Élodie
Née le 12.03.1995 à Dakar
Téléphone : +33 1 42 68 53 00
Courriel : elodie.ndiaye@example.fr
Formation
2016 BTS Management commercial, Paris
""",
    ),
    Person(
        key="spanish, two surnames in capitals",
        country="ES",
        name="María José García de la Torre",
        email="mjgarcia@example.es",
        phone="+34612345678",
        page="""
CURRÍCULUM VITAE
MARÍA JOSÉ GARCÍA DE LA TORRE
C/ Alcalá 45, 28014 Madrid
Móvil: 612 345 678
mjgarcia@example.es
Experiencia laboral
2018 - 2026 Encargada de tienda, Zapatos Ruiz, Madrid
""",
    ),
    Person(
        key="portuguese, post above the name",
        country="PT",
        name="Ana Silva",
        email="ana.silva@example.pt",
        phone="+351912345678",
        page="""
Gestora de Loja
Ana Silva
Rua das Flores 21, 4050-262 Porto
ana.silva@example.pt
+351 912 345 678
Experiência
2015-2026 Gestora de loja, Mercado Bom, Porto
""",
    ),
    Person(
        key="dutch, sidebar before the name",
        country="NL",
        name="Sjoerd van der Berg",
        email="sjoerd.vanderberg@example.nl",
        phone="+31612345678",
        page="""
CONTACT
06-12345678
sjoerd.vanderberg@example.nl
Utrecht
VAARDIGHEDEN
Kassa, voorraad, eerste hulp
TALEN
Nederlands, Engels
SJOERD
VAN DER BERG
Assistent filiaalmanager
WERKERVARING
2020 - 2026 Albertine Kookwinkel, Utrecht
""",
    ),
    Person(
        key="greek",
        country="GR",
        name="Μαρία Παπαδοπούλου",
        email="mpapadopoulou@example.gr",
        phone="+306912345678",
        page="""
ΒΙΟΓΡΑΦΙΚΟ ΣΗΜΕΙΩΜΑ
Ονοματεπώνυμο: Μαρία Παπαδοπούλου
Διεύθυνση: Πατησίων 76, Αθήνα
Κινητό: 691 234 5678
Ηλεκτρονικό ταχυδρομείο: mpapadopoulou@example.gr
Εργασιακή εμπειρία
2016 - 2026 Πωλήτρια, Θεσσαλονίκη
""",
    ),
    Person(
        key="russian, plain",
        country="RU",
        name="Екатерина Смирнова",
        email="e.smirnova@example.ru",
        phone="+79161234567",
        page="""
Резюме
Екатерина Смирнова
Телефон: 8 (916) 123-45-67
e.smirnova@example.ru
Опыт работы
2014 - 2026 Администратор магазина, Москва
""",
    ),
    Person(
        key="arabic",
        country="EG",
        name="فاطمة الزهراء حسن",
        email="fatma.hassan@example.eg",
        phone="+201001234567",
        page="""
السيرة الذاتية
الاسم: فاطمة الزهراء حسن
01001234567
fatma.hassan@example.eg
الخبرات
مسؤولة مبيعات
""",
    ),
    Person(
        key="chinese, several labels on a line",
        country="CN",
        name="王小明",
        email="wangxm88@example.cn",
        phone="+8613812345678",
        page="""
个人简历
姓 名：王小明 性别：男
手机：138 1234 5678
邮箱：wangxm88@example.cn
工作经历
2015 - 2026 门店经理，上海
""",
    ),
    Person(
        key="chinese, bare name on top",
        country="CN",
        name="欧阳晓红",
        email="xiaohong@example.cn",
        phone="+8613912345678",
        page="""
欧阳晓红
电话：13912345678
xiaohong@example.cn
销售经理
""",
    ),
    Person(
        key="korean",
        country="KR",
        name="김민준",
        email="minjun.kim@example.kr",
        phone="+821012345678",
        page="""
이력서
김민준
휴대전화 010-1234-5678
minjun.kim@example.kr
경력
2018 - 2026 매장 관리자, 서울
""",
    ),
    Person(
        key="abroad, foreign number for a german job",
        country="DE",
        name="Nguyễn Thị Minh Khai",
        email="minhkhai.nguyen@example.com",
        phone="+84912345678",
        page="""
Nguyễn Thị Minh Khai
Verkäuferin
Tel. 0084 912 345 678
minhkhai.nguyen@example.com
IBAN DE89 3704 0044 0532 0130 00
""",
    ),
    Person(
        key="arabic letters and emoji",
        country="AE",
        name="Omar Al-Sayed",
        email="omar.alsayed@example.ae",
        phone="+971501234567",
        page="""
🌟 Curriculum Vitae 🌟
Omar Al-Sayed
📞 +971 50 123 4567 ✉ omar.alsayed@example.ae
Store Manager 🛍️ 2019 - 2026
""",
    ),
)
