"""News agencies by the names with which newspapers credit them."""

# Names that mean nothing else at the place of a credit.
AGENCIES = (
    "Agence France-Presse", "Agence France Presse", "AFP", "AFP-Jiji", "AFP-JIJI", "AFP-Relaxnews", "The Associated Press",
    "Associated Press", "AP", "Reuters", "Thomson Reuters", "Thomson Reuters Foundation", "United Press International", "UPI",
    "Deutsche Presse-Agentur", "Deutsche Presse Agentur", "dpa", "DPA", "dpa-AFX", "dpa international", "dpa-infocom",
    "PA Media", "PA news agency", "PA News Agency", "PA Wire", "Press Association", "PA", "Press Trust of India",
    "Press Trust Of India", "PTI", "Asian News International", "ANI", "Indo-Asian News Service", "IANS", "United News of India",
    "UNI", "Australian Associated Press", "AAP", "AAP Newswire", "The Canadian Press", "Canadian Press", "La Presse Canadienne",
    "Xinhua", "Xinhua News Agency", "China News Service", "TASS", "Itar-Tass", "ITAR-TASS", "Interfax", "RIA Novosti",
    "Sputnik", "Ukrinform", "Kyodo News", "Kyodo", "KYODO", "Jiji Press", "The Jiji Press", "Jiji", "JIJI", "Yonhap",
    "Yonhap News", "Yonhap News Agency", "ANSA", "ANSAmed", "Adnkronos", "EFE", "Agencia EFE", "EFE-EPA", "efe-epa", "EPA-EFE",
    "Europa Press", "Belga", "ANP", "Austria Press Agency", "APA", "Keystone-SDA", "PAP", "MTI", "Agerpres", "Lusa", "NTB",
    "Ritzau", "STT", "BNS", "ČTK", "Czech News Agency", "Anadolu Agency", "Anadolu", "Bernama", "Antara", "ANTARA", "APP",
    "Associated Press of Pakistan", "UNB", "United News of Bangladesh", "BSS", "IRNA", "Mehr News Agency", "Fars News Agency",
    "Tasnim", "SANA", "WAM", "Emirates News Agency", "Saudi Press Agency", "Kuwait News Agency", "KUNA", "Qatar News Agency",
    "Jordan News Agency", "MENA", "Middle East News Agency", "NAN", "News Agency of Nigeria", "Ghana News Agency", "SAPA",
    "KCNA", "Vietnam News Agency", "Philippine News Agency", "Central News Agency", "Prensa Latina", "Notimex",
    "Agência Brasil", "Agencia Brasil", "Caribbean Media Corporation", "Bloomberg", "Bloomberg News", "Dow Jones Newswires",
    "CNN Wire", "Tribune News Service", "Tribune Content Agency", "Inter Press Service", "PR Newswire", "PRNewswire",
    "Interfax-Ukraine", "BelTA", "Agência Lusa", "African News Agency", "Catholic News Service", "Religion News Service",
    "Baptist Press", "Stacker", "The Conversation", "Kaiser Health News", "KFF Health News", "StatePoint", "CNN Newsource",
    "City News Service", "Bay City News Service", "Bay City News", "States Newsroom", "Capitol News Illinois", "NZ Newswire",
    "Local Democracy Reporting Service", "Local Democracy Reporter", "LDRS", "APO Group", "Press Association Reporter",
    "GLOBE NEWSWIRE", "GlobeNewswire", "Business Wire", "BUSINESS WIRE", "ACCESSWIRE", "Newsfile Corp.", "EIN Presswire",
)  # fmt: skip
# Names that mean many things: a credit only where a report begins (PLACE (AA) –), behind its last sentence, behind "source:".
AMBIGUOUS = (
    "AA", "BNA", "BTA", "CMC", "CNA", "CNN",
    "CP", "CTK", "GNA", "Hina", "INA", "ISNA", "MAP", "MNA", "NNA", "ONA", "PNA", "Petra",
    "QNA", "RSS", "SPA", "SDA", "SUNA", "TAP", "TNS", "VNA", "WAFA",
)  # fmt: skip
_CAPITALS = tuple(name.upper() for name in AGENCIES if " " in name or len(name) > 4)  # as bylines and sign-offs have them
NAMES = tuple(dict.fromkeys((*AGENCIES, *_CAPITALS)))
# Words that stand at an article's end where only an agency's own copy has them, and whose they are.
SIGNATURES = (
    ("apnews.com", "AP"),
    ("Follow AP’s", "AP"),
    ("Follow AP's", "AP"),
    ("The Thomson Reuters Trust Principles", "Thomson Reuters"),
    ("Anadolu Agency website contains only", "Anadolu Agency"),
    ("dpa-infocom", "dpa-infocom"),
    ("The-CNN-Wire", "CNN Wire"),
    ("nannews.ng", "NAN"),
)
