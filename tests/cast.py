"""The cast of Waterdam by name, read from the pack: tests say `cast.SAMIRA.bsn`, never a loose number.

The stories are in `src/geholpen/packs/waterdam/README.md`. WOUTER (customer) and BRAM (employee) are the outsiders: let
one of them stand in the room in every test and see nothing.
"""

from __future__ import annotations

from geholpen.packs.waterdam.laden import pack
from geholpen.packs.waterdam.vormen import Gesprek, Klant, Medewerker, Onderwerp, Verwerkingsactiviteit

PACK = pack()
ORGANISATIE = PACK.organisatie


def klant(sleutel: str) -> Klant:
    """The customer with this key. Raises KeyError."""
    return PACK.klant(sleutel)


def medewerker(code: str) -> Medewerker:
    """The employee with this code. Raises KeyError."""
    return PACK.medewerker(code)


def onderwerp(code: str) -> Onderwerp:
    """The subject with this code. Raises KeyError."""
    return PACK.onderwerp(code)


def activiteit(code: str) -> Verwerkingsactiviteit:
    """The purpose with this code. Raises KeyError."""
    return PACK.activiteit(code)


def gesprekken(sleutel: str) -> tuple[Gesprek, ...]:
    """The earlier questions that this customer asked, or that are about this customer."""
    return tuple(g for g in PACK.gesprekken if sleutel in (g.klant, g.namens))


# customers
SAMIRA = klant("samira")  # the daughter, main character
NAIMA = klant("naima")  # her mother: letter and telephone
ROOS = klant("roos")  # standard citizen
JEROEN = klant("jeroen")  # her partner, without a mandate
MEES = klant("mees")  # their son, 13
ELODIE = klant("elodie")  # writes French and English
GEERT = klant("geert")  # 97, telephone only
ROMY = klant("romy")  # under curatele
HILDE = klant("hilde")  # curator and bewindvoerder
NADINE = klant("nadine")  # secret address
LOT = klant("lot")  # her daughter: secrecy must spread
TESFAY = klant("tesfay")  # residence permit runs out; debts
SUKRAN = klant("sukran")  # diacritics, no home
MARIA = klant("maria")  # year of birth only, very long name
CORNELIS = klant("cornelis")  # died
INEKE = klant("ineke")  # his widow and heir
LOTTE = klant("lotte")  # young family, shared mail address
KOFI = klant("kofi")
JIP = klant("jip")
NOOR = klant("noor")
DYLAN_THUIS = klant("dylan")  # the desk employee as a citizen
WOUTER = klant("wouter")  # the outsider
KORENSCHUUR = klant("korenschuur")  # company with two branches
GIJS = klant("gijs")  # its contact person

# employees
JOLANDA = medewerker("mdw-001")  # desk
DYLAN = medewerker("mdw-002")  # desk, next-door neighbour of SAMIRA
HENK_JAN = medewerker("mdw-003")  # parking
SORAYA = medewerker("mdw-004")  # youth care
PIETERNEL = medewerker("mdw-005")  # benefits and debts
ROBBERT = medewerker("mdw-006")  # team lead
ANNEKE = medewerker("mdw-007")  # functional manager
CARLIJN = medewerker("mdw-008")  # privacy officer
TAMAR = medewerker("mdw-009")  # civil affairs
BRAM = medewerker("mdw-010")  # no role at all
ESMEE = medewerker("mdw-011")  # complaints
FEMKE = medewerker("mdw-012")  # help at home
WIETSKE = medewerker("mdw-013")  # data owner: approves purposes
SJOERD = medewerker("mdw-017")  # works council: approves the staff list
RUUD = medewerker("mdw-014")  # keeps the register: turns purposes on
BUITENSTAANDER_MEDEWERKER = BRAM
