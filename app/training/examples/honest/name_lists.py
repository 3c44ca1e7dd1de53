"""Names to put for others: first names, surnames, places, demonyms, agencies; and made-up ones, so that no list is learned."""

from random import Random
from typing import Final

FIRST_NAMES: Final = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas "
    "Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley Steven Kimberly "
    "Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Timothy Deborah Ronald "
    "Stephanie Jason Rebecca Edward Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy Nicholas Angela Eric Shirley "
    "Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen Benjamin Samantha Samuel Katherine Gregory "
    "Christine Alexander Debra Patrick Rachel Frank Carolyn Raymond Janet Jack Maria Dennis Catherine Jerry Heather Peter Diane "
    "Ahmed Fatima Mohammed Aisha Omar Layla Hassan Noor Ali Salma Ibrahim Yasmin Wei Mei Hiroshi Yuki Kenji Aiko Raj Priya Arjun "
    "Ananya Carlos Lucia Miguel Sofia Juan Elena Diego Camila Ivan Olga Dmitri Natalia Sergei Irina Pavel Katya Lars Ingrid Erik "
    "Astrid Hans Greta Klaus Heike Pierre Claire Luc Amelie Marco Giulia Paolo Chiara Kwame Ama Chidi Ngozi Tunde Zainab "
    "Liam Aoife"
).split()
SURNAMES: Final = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas "
    "Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King "
    "Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips "
    "Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper "
    "Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes "
    "Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Okafor Adeyemi Mensah Abdi Haddad Rahman Chowdhury "
    "Tanaka "
    "Suzuki Chen Wang Zhang Park Choi Ivanov Petrov Kowalski Novak Horvat Nagy Popescu Larsen Hansen Lindqvist Virtanen Jansen "
    "Visser Dubois Lefebvre Rossi Ferrari Silva Santos Costa Weber Schneider Fischer Weiss O'Brien O'Connor McCarthy MacLeod"
).split()
PLACES: Final = (
    "London Paris Berlin Madrid Rome Vienna Brussels Warsaw Prague Budapest Athens Lisbon Dublin Oslo Stockholm Copenhagen "
    "Helsinki "
    "Moscow Kiev Istanbul Ankara Cairo Baghdad Tehran Beirut Damascus Jerusalem Riyadh Kabul Islamabad Delhi Mumbai Dhaka "
    "Bangkok "
    "Jakarta Manila Singapore Beijing Shanghai Tokyo Seoul Sydney Melbourne Toronto Montreal Vancouver Ottawa Mexico Havana "
    "Bogota "
    "Lima Santiago Caracas Lagos Nairobi Johannesburg Accra Tripoli Algiers Tunis Chicago Boston Houston Dallas Atlanta Seattle "
    "Denver Miami Detroit Phoenix Philadelphia Baltimore Cleveland Pittsburgh Cincinnati Milwaukee Nashville Memphis Charlotte "
    "Orlando Tampa Portland Sacramento Oakland Manchester Liverpool Birmingham Leeds Glasgow Edinburgh Cardiff Bristol Sheffield "
    "California Texas Florida Ohio Michigan Pennsylvania Georgia Illinois Virginia Arizona Nevada Colorado Oregon Washington "
    "Iowa "
    "Kansas Nebraska Missouri Arkansas Alabama Mississippi Louisiana Tennessee Kentucky Indiana Wisconsin Minnesota Montana Utah "
    "France Germany Spain Italy Poland Greece Turkey Russia Ukraine Syria Iraq Iran Israel Egypt Libya Nigeria Kenya Sudan "
    "Somalia "
    "Ethiopia Afghanistan Pakistan India China Japan Korea Vietnam Indonesia Australia Canada Brazil Argentina Chile Colombia "
    "Venezuela Cuba Peru Britain England Scotland Ireland Norway Sweden Denmark Finland Europe Asia Africa America"
).split()
DEMONYMS: Final = (
    "American British French German Spanish Italian Polish Greek Turkish Russian Ukrainian Syrian Iraqi Iranian Israeli Egyptian "
    "Libyan Nigerian Kenyan Sudanese Afghan Pakistani Indian Chinese Japanese Korean Vietnamese Indonesian Australian Canadian "
    "Brazilian Argentine Chilean Colombian Cuban Mexican Norwegian Swedish Danish Finnish European Asian African Dutch "
    "Belgian Swiss"
).split()
PARTIES: Final = "Democrats Republicans Liberals Conservatives Greens Socialists Independents Libertarians Nationalists".split()
PARTISANS: Final = "Democrat Republican Liberal Conservative Labour Green Socialist Independent Democratic Libertarian".split()
OUTLETS: Final = "Reuters AP AFP CNN BBC Bloomberg NPR CBS NBC ABC Politico Axios UPI DPA Tass Xinhua".split()
_BODIES: Final = "FBI CIA NATO UN EU IMF WHO NASA EPA IRS FDA CDC DEA OPEC WTO NSA TSA SEC FCC FTC DHS DOJ NIH UNHCR ILO".split()
GROUPS: Final = (PLACES, DEMONYMS, PARTIES, PARTISANS, OUTLETS, _BODIES)
"""Names of which one is put for another of the same group."""
_STARTS: Final = (
    "Al Ar Bel Bran Cor Dal Den El Fal Gar Hal Hol Ker Lan Mar Mel Nor Ol Pel Ras Sel Tal Tor Val Ven Wes Yar Zel".split()
)
_MIDDLES: Final = ("", "", "", "a", "e", "i", "o", "an", "en", "in", "or", "ar", "el", "is")
_TOWN_ENDS: Final = (
    "ton ham ford bridge mouth field wick stead by dale ville burg stad ovo ica ena ora ino grad port haven".split()
)
_PERSON_ENDS: Final = "son sen man ski ov ova ez es i o er ley ard et eau u idis akis ian yan zadeh kar wala moto mura".split()


def made_up_town(random: Random) -> str:
    """A town that is nowhere."""
    return random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_TOWN_ENDS)


def made_up_surname(random: Random) -> str:
    """A surname of nobody."""
    return random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_PERSON_ENDS)


def some_town(random: Random) -> str:
    """A town, real or made up."""
    return made_up_town(random) if random.random() < 0.5 else random.choice(PLACES[:97])


def some_person(random: Random) -> str:
    """First name and surname."""
    return f"{random.choice(FIRST_NAMES)} {some_surname(random)}"


def some_surname(random: Random) -> str:
    """A surname, common or made up."""
    return made_up_surname(random) if random.random() < 0.3 else random.choice(SURNAMES)
