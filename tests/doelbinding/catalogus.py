"""What the database may hold: every kind of table with its rights, every function with rights of its own.

A new table or function belongs in one of these lists; which one is a decision.
"""

from __future__ import annotations

from geholpen.domain.doelbinding.models import Audit, Dataverwerking
from geholpen.domain.klantinteracties.weergaven import ALLE as WEERGAVEN
from geholpen.platform.checks import own_models
from geholpen.platform.models import MetHerkomst, Verdeling

APP, DEUR, EIGENAAR, LOKET = "geholpen_app", "geholpen_deur", "geholpen_eigenaar", "geholpen_loket"
REGISTER = "geholpen_register"
ZEGEL = "geholpen_zegel"
WISSER = "geholpen_wisser"
LOGS = {m._meta.db_table for m in (Dataverwerking, Audit)}
#: What oversight keeps: the application reads it under the purpose of that oversight, only functions write.
OVERSIGHT = {"noodtoegang", "veel_inzage", "losse_inzage", "onthulling"}
#: For counting only: nobody reads it, and what is an hour old is removed.
COUNTED = {"bekeken"}
QUEUES = (
    {m._meta.db_table for m in own_models() if m.gegevenssoort and not issubclass(m, MetHerkomst)}
    - LOGS
    - OVERSIGHT
    - COUNTED
)
CUSTOMERS = {m._meta.db_table for m in own_models() if issubclass(m, MetHerkomst)}
#: Of these what stands there stays: what was corrected, and what it said before; what of a message was given to whom.
HISTORY = {"correctie", "verbetering", "herziening", "verstrekking", "splitsing"}
#: Of these a customer can object to or restrict the use.
LIMITED = {m._meta.db_table for m in own_models() if issubclass(m, MetHerkomst) and m.gegevenssoort}
LOOKUPS = {m._meta.db_table for m in own_models() if m.verdeling == Verdeling.OPZOEK}
OPEN = {m._meta.db_table for m in own_models()} - LOGS - QUEUES - CUSTOMERS - LOOKUPS - OVERSIGHT - COUNTED
#: Tables of libraries; they hold no rows of customers.
LIBRARIES = {
    "django_migrations",
    "django_session",
    "django_content_type",
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_version",
    "procrastinate_workers",
}
#: Every function that runs with other rights than the caller's, with its owner. A new one is a decision.
DEFINERS = {
    "kern.ctx(integer, boolean)": EIGENAAR,
    "kern.nieuwe_stand()": EIGENAAR,
    "kern.stand()": EIGENAAR,
    "kern.mag_onthullen()": EIGENAAR,
    "public.begin_aan_loket(text, bytea, uuid)": DEUR,
    "public.begrensd(integer, integer, uuid[])": DEUR,
    "public.begrensd_hier(integer)": DEUR,
    "public.begrensd_register(integer)": DEUR,
    "public.gezien_bij(uuid)": DEUR,
    "public.met_spoed_gezien(uuid)": DEUR,
    "public.begrensde_rijen(integer, uuid[])": DEUR,
    "public.begrensde_rijen_hier()": DEUR,
    "public.begrensde_rijen_register()": DEUR,
    "public.rijen_met_grens(uuid)": DEUR,
    "public.buiten_gebruik(uuid)": DEUR,
    # What a limited row says, as a keyed hash within its customer: keys come out, and no words.
    "public.woord_van(text, jsonb)": DEUR,
    "public.zet_woord()": DEUR,
    "public.rijen_met_woord(uuid, bytea)": DEUR,
    "public.grens_krijgt_woord()": DEUR,
    "public.begrensd_nu(uuid[])": DEUR,
    "public.herken_rijen(uuid, jsonb)": DEUR,
    # What somebody may answer about consent for another: keys, kinds and numbers.
    "public.toestemming_bereik(uuid, uuid)": DEUR,
    "public.namens_hier()": DEUR,
    "public.toestemming_hier()": DEUR,
    "public.toestemming_als(uuid, uuid, integer)": DEUR,
    # A setting changes by these only; they ask the room that owns it who may.
    "public.stel_wijziging_voor(uuid, text, text, jsonb, text)": DEUR,
    "public.besluit_wijziging(uuid, boolean, text)": DEUR,
    "public.rollen_van(uuid)": DEUR,
    "public.grenzen_van(integer, uuid[])": DEUR,
    "public.in_onderzoek(uuid)": DEUR,
    "public.begin_register(text, bytea)": DEUR,
    "public.log_register(text, uuid[])": DEUR,
    **{
        f"public.register_{w.functie}(text, bytea, text[], text[], integer, integer, text, text[])": REGISTER
        for w in WEERGAVEN.values()
    },
    "public.schrijf_betrokkene(text, bytea, jsonb, text, uuid, uuid, smallint, uuid[])": REGISTER,
    "public.schrijf_klantcontact(text, bytea, jsonb, text)": REGISTER,
    "public.schrijf_volledig_contact(text, bytea, jsonb, text, uuid)": REGISTER,
    "public.register_klantbeelden(text, bytea, uuid, text[], integer, text)": REGISTER,
    "public.controlestand(uuid, uuid)": DEUR,
    "public.beeindig_noodtoegang(uuid)": DEUR,
    "public.beoordeel_noodtoegang(uuid, text, text)": DEUR,
    "public.herinner_noodtoegang()": DEUR,
    "public.alarm_veel_inzage(uuid, text, integer)": DEUR,
    "public.benaderen_met_toestemming()": DEUR,
    "public.doelgebruik_geteld()": ZEGEL,
    "public.nooit_samen()": DEUR,
    "public.plek_van_chatvraag(uuid)": DEUR,
    "public.verhuis_naar_klant(uuid, uuid, uuid)": DEUR,
    "public.tel_doeldagen(integer, integer)": ZEGEL,
    "public.beantwoord_losse_inzage(uuid, text)": DEUR,
    "public.beoordeel_losse_inzage(uuid, text, text)": DEUR,
    "public.besluit_onthulling(uuid, text, boolean)": DEUR,
    "public.gevraagde_inzage(uuid)": DEUR,
    "public.houdt_toezicht(uuid, text)": DEUR,
    "public.losse_gesprekken()": DEUR,
    "public.losse_inzage_voor_klant(uuid[])": DEUR,
    "public.merk_losse_inzage(uuid, uuid)": DEUR,
    "public.onthul(uuid)": DEUR,
    "public.tel_bekeken(uuid, uuid[], timestamp with time zone, boolean)": DEUR,
    "public.toezicht_stand(uuid)": DEUR,
    "public.vergeet_bekeken()": DEUR,
    "public.vraag_losse_inzage(uuid)": DEUR,
    "public.vraag_onthulling(uuid, text, uuid, text, text)": DEUR,
    "public.wie_achter(text, uuid)": DEUR,
    "public.nood_alleen_lezen()": DEUR,
    "public.nood_loopt()": DEUR,
    "public.noodrecht_uit(text, text)": DEUR,
    "public.noodtoegang_voor_klant(uuid[])": DEUR,
    "public.open_noodtoegang(uuid, uuid, text, text, text, timestamp with time zone, date, date)": DEUR,
    "public.reden_noodtoegang(uuid, uuid)": DEUR,
    "public.toezichtactor(text)": DEUR,
    "public.contacten_met_alle(integer, text)": DEUR,
    "public.contacten_met_doel(integer, text)": DEUR,
    **{f"public.tel_klantcontact_{wijze}()": DEUR for wijze in ("insert", "update", "delete")},
    "public.vergeet_kenmerk(uuid, uuid)": DEUR,
    "public.verhuis_alles(uuid, uuid, uuid)": DEUR,
    "public.verhuis_klantvraag(uuid, uuid, uuid)": DEUR,
    "public.verhuis_bericht(uuid, uuid, uuid, integer)": DEUR,
    "public.is_onaangeroerd(uuid, uuid, uuid, uuid)": DEUR,
    "public.zet_bericht_terug(uuid, uuid, uuid, uuid, integer, timestamp with time zone, uuid)": DEUR,
    "public.verlopen_klantcontacten()": DEUR,
    # The distribution of work sees which question waits for which skill, never a word of it.
    "public.aanbod_van(uuid)": DEUR,
    "public.geef_terug(uuid, uuid)": DEUR,
    "public.neem_aan(uuid, uuid)": DEUR,
    "public.neem_vraag(uuid, text, text[], timestamp with time zone, timestamp with time zone)": DEUR,
    "public.ruim_aanbod_op()": DEUR,
    "public.stel_uit(uuid, uuid, uuid, timestamp with time zone)": DEUR,
    "public.uitstel_voorbij()": DEUR,
    "public.verdeel_ronde(text[], text[], timestamp with time zone[], timestamp with time zone[], integer)": DEUR,
    "public.volg_klantvraag()": DEUR,
    "public.waarom_bij(uuid, uuid)": DEUR,
    "public.wachtrij_stand(text)": DEUR,
    "public.werklasten(uuid[])": DEUR,
    "public.leg_contact_vast(text, bytea, uuid, uuid, uuid[], text, text, timestamp with time zone, uuid, boolean,"
    " text, text, uuid, timestamp with time zone)": LOKET,
    "public.log_verwerking(verwerkingsregel)": DEUR,
    "public.open_klantbeeld(text, bytea, uuid, integer)": LOKET,
    "public.reden_klantvraag(uuid, uuid)": DEUR,
    "public.reden_machtiging(uuid, uuid)": DEUR,
    "public.eindigt_aan_beide_kanten()": DEUR,
    "public.wachtende_aanspraken(integer)": DEUR,
    "public.reden_namens(uuid, uuid)": DEUR,
    "public.reden_taak(uuid, uuid)": DEUR,
    "public.vertegenwoordiger_mag()": DEUR,
    "public.tel_bijlagen(uuid, uuid)": DEUR,
    "public.tel_open_vragen(text[])": DEUR,
    "public.staat_stil(uuid, text)": DEUR,
    "public.vragen_zonder_lezer()": DEUR,
    "public.vergeet_zoeksleutels(uuid, bytea[])": DEUR,
    "public.verplaats_klantvraag(uuid, uuid)": DEUR,
    "public.weiger_aan_loket(text, bytea, uuid)": DEUR,
    "public.partij_van_pseudoniem(text)": DEUR,
    "public.uitvoer_sleutels(integer, text, uuid, uuid, integer)": ZEGEL,
    "public.uitvoer_wacht(integer, text, uuid, uuid, integer)": ZEGEL,
    "public.eerste_stap()": DEUR,
    "public.meld_wijziging()": DEUR,
    "public.zwijg_zonder_abonnee()": DEUR,
    "public.nieuw_gegeven()": DEUR,
    "public.nieuwe_versie()": DEUR,
    "public.registeractor()": DEUR,
    "public.stap_mag(verwerkingsactiviteit_versie, text, uuid, text, date)": DEUR,
    "public.wijzig_concept(smallint, smallint, jsonb)": DEUR,
    "public.zet_stap(smallint, smallint, text, text, boolean, text, date)": DEUR,
    "public.buiten_de_keten(integer)": ZEGEL,
    "public.controleer_keten(integer, bigint, bytea, integer)": ZEGEL,
    "public.gewist_zonder_besluit()": ZEGEL,
    "public.verzegel(integer, integer)": ZEGEL,
    "public.wis_logregels(integer, uuid, text, uuid, uuid, integer)": ZEGEL,
    "public.zegel_stand()": ZEGEL,
    "public.zegel_wortels(integer, bigint[])": ZEGEL,
    "public.zet_controlepunt(bigint, text, bytea, text)": ZEGEL,
    "public.boek_pakket(uuid, jsonb)": WISSER,
    "public.tel_termijn(uuid, uuid)": WISSER,
    "public.tel_bij_termijn(text, integer, integer)": WISSER,
    "public.verklaar_overdracht(uuid, uuid, jsonb, text)": WISSER,
    "public.zet_over(uuid)": WISSER,
    "public.zet_terug(uuid)": WISSER,
    "public.besluit_vernietiging(uuid, text, uuid, uuid, text[], uuid, uuid, uuid, uuid[])": WISSER,
    "public.besluit_van_lijst()": WISSER,
    "public.haal_van_lijst(uuid, uuid, text)": WISSER,
    "public.is_onderdrukt(bytea[])": WISSER,
    "public.lijsten_te_maken()": WISSER,
    "public.sluit_lijst(uuid, uuid, jsonb, text)": WISSER,
    "public.stel_lijst_op(uuid, text, integer)": WISSER,
    "public.wie_vernietigt()": DEUR,
    "public.zet_apart(uuid)": WISSER,
    "public.zet_lijst(uuid, text, text)": WISSER,
    "public.maak_los(uuid)": WISSER,
    "public.onderdruk(uuid, bytea[])": WISSER,
    "public.resten(uuid)": WISSER,
    "public.sluit_besluit(uuid, uuid, jsonb, text)": WISSER,
    "public.vernietig(uuid, text, integer)": WISSER,
    "public.zoeksleutels_bij_besluit(uuid)": WISSER,
    "public.zoek_bericht(bytea[])": DEUR,
    "public.zoek_bezorging(bytea[])": DEUR,
    "public.neem_wisselbewijs(bytea)": DEUR,
    "public.zoek_kenmerk(bytea)": DEUR,
    "public.zoek_partijen(bytea[])": DEUR,
    "public.woonplek(text, text, text, text)": DEUR,
    "public.afscherming_code(uuid, uuid)": DEUR,
    "public.afscherming_code_volledig(uuid, uuid)": DEUR,
    "public.is_dicht(uuid, uuid)": DEUR,
    "public.verborgen_partijen()": DEUR,
    "public.stel_geheim_vast(uuid[], bytea[])": DEUR,
    **{f"public.{naam}()": DEUR for naam in ("zet_woonplek", "neem_geheim_over", "neem_geheim_over_relatie")},
    **{
        f"public.geheim_{wanneer}()": DEUR
        for wanneer in ("na_nieuw", "na_weg", "na_verhuizing", "na_vlag", "in_contacten")
    },
    "public.meld_afscherming(uuid, uuid, uuid, text, text, uuid)": DEUR,
}
#: Per kind of table the policies it must have: command → role.
#: What came in that may be removed again: of a takeover, when somebody confirmed that nothing is missing.
REMOVABLE = {"overname_record"}
#: What is a log itself: rows are added, and nothing changes or removes one.
APPEND_ONLY = {m._meta.db_table for m in own_models() if getattr(m, "alleen_toevoegen", False)}
#: What the role that destroys has on every table of customers: keys to see, and rows that an open decision names.
VERNIETIGEN = {("r", WISSER), ("d", WISSER)}
POLICIES = {
    # The door role looks behind a signal: lines of a conversation, refusals.
    **{table: {("r", APP), ("a", DEUR), ("r", DEUR), ("r", ZEGEL), ("d", ZEGEL)} for table in LOGS},
    **{table: {*(("r", APP), ("a", APP), ("w", APP), ("d", APP)), *VERNIETIGEN, ("w", WISSER)} for table in CUSTOMERS},
    **{table: {("r", APP), ("a", APP), *VERNIETIGEN, ("w", WISSER)} for table in HISTORY},
    **{table: {("r", APP), ("a", APP), ("w", APP), ("d", APP), *VERNIETIGEN} for table in REMOVABLE},
    **{table: {("r", APP), ("r", DEUR), ("a", DEUR), ("w", DEUR), *VERNIETIGEN} for table in OVERSIGHT},
    **{table: {("r", APP), ("a", APP), ("w", APP), *VERNIETIGEN} for table in QUEUES - REMOVABLE - APPEND_ONLY},
    **{table: {("r", APP), ("a", APP), *VERNIETIGEN} for table in APPEND_ONLY},
    **{table: {*((cmd, DEUR) for cmd in "rawd"), *VERNIETIGEN} for table in COUNTED},
}
#: Policies beside those of the kinds of tables: of the door role on keys, and the restricting ones of shielding.
SIDE = {
    "reden",
    "afschermen",
    "volgen",
    "verplaatsen",
    "melden",
    "schild",
    "schild_register",
    "vertrouwelijk",
    "namens",
}
#: What the functions that list for other software may read: what the standard shows, and nothing else of a customer.
REGISTER_LEEST = {
    "partij",
    "naam",
    "burgerservicenummer",
    "partij_identificator",
    "digitaal_adres",
    "adres",
    "vertegenwoordiging",
    "contactpersoon",
    "aanhef",
    "bestaan",
    "contactgegeven",
    "geboorte",
    "partij_notitie",
    "rekeningnummer",
    "categorie_relatie",
    "taalbehoefte",
    "klantvraag",
    "klantcontact",
    "klantcontact_inhoud",
    "betrokkene",
    "betrokkene_naam",
    "betrokkene_adres",
    "onderwerpobject",
    "bijlage_verwijzing",
    "actor_klantcontact",
    "interne_taak",
    "interne_taak_inhoud",
    "taak_actor",
}
#: What the functions that record for other software add rows to; they change and remove nothing.
REGISTER_SCHRIJFT = {
    "partij",
    "klantvraag",
    "klantcontact",
    "klantcontact_inhoud",
    "betrokkene",
    "betrokkene_naam",
    "betrokkene_adres",
    "onderwerpobject",
}
#: What the functions behind hot doors may do, and no more: read what a klantbeeld shows, register a contact.
LOKET_LEEST = {
    "partij",
    "naam",
    "geboorte",
    "aanhef",
    "burgerservicenummer",
    "partij_identificator",
    "digitaal_adres",
    "adres",
    "vertegenwoordiging",
    "kanaalvoorkeur",
    "taalbehoefte",
    "klantvraag",
    "klantcontact",
    "klantcontact_inhoud",
}
LOKET_SCHRIJFT = {
    *((table, "a") for table in ("klantcontact", "klantcontact_inhoud", "betrokkene", "kanaalwissel")),
    ("klantvraag", "w"),
}
