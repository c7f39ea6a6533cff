"""What may be destroyed of each table, and when. Derived from the models, so that no table can be forgotten.

Conditions are SQL in which `{t}` is the table and `b` the decision (`vernietigbesluit`) that is being carried out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import UUIDField

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform.checks import own_models
from geholpen.platform.guard_sql import is_personal
from geholpen.platform.models import MetHerkomst, Verdeling

#: Raw rows that no customer owns: when their time is over. What no term of the pack names is not touched.
WACHTRIJEN = {
    "envelop": "{t}.staat <> 'nieuw' AND {t}.ontvangen_op < now() - {termijn}",
    "scan": "{t}.staat <> 'wacht' AND {t}.ingedeeld_op < now() - {termijn}",
    "gebeurtenis": "{t}.moment < now() - {termijn} AND NOT EXISTS (SELECT 1 FROM abonneestand a WHERE"
    " (a.tx::xid8, coalesce(a.laatste_id, '00000000-0000-0000-0000-000000000000'::uuid)) < ({t}.tx, {t}.id))",
    "overname_record": "EXISTS (SELECT 1 FROM overname o WHERE o.id = {t}.overname_id"
    " AND coalesce(o.klaar_op, o.begonnen_op) < now() - {termijn})",
    "chatbezoek": "{t}.gezien_op < now() - {termijn}",
    "gesprek": "{t}.geeindigd_op < now() - {termijn}",
    "bezet": "{t}.begin < now() - {termijn}",
    "volgnummer": "{t}.gemaakt_op < now() - {termijn}",
    "oproep": "{t}.stand = 'beeindigd' AND {t}.beeindigd_op < now() - {termijn}",
    "logcontrole": "{t}.klaar_op < now() - {termijn}",
    "noodtoegang": "{t}.beoordeeld_op < now() - {termijn}",
    "losse_inzage": "{t}.beoordeeld_op < now() - {termijn}",
    "veel_inzage": "{t}.laatst_op < now() - {termijn}",
    "onthulling": "{t}.gevraagd_op < now() - {termijn}",
    "afschermmelding": "{t}.moment < now() - {termijn}",
    "vreemde_regel": "{t}.moment < now() - {termijn}",
    # As long as its newest state says, all states of it; the oldest goes first, so that none comes to count again.
    "verwerkingsactie": "NOT EXISTS (SELECT 1 FROM verwerkingsactie k"
    " WHERE k.logisch_id = {t}.logisch_id AND k.id < {t}.id)"
    " AND (SELECT k.tijdstip + coalesce("
    "CASE WHEN k.bewaartermijn ~ '^P[0-9]' THEN k.bewaartermijn::interval END, {termijn})"
    " FROM verwerkingsactie k WHERE k.logisch_id = {t}.logisch_id ORDER BY k.id DESC LIMIT 1) < now()",
    "verwerkt_object": "NOT EXISTS (SELECT 1 FROM verwerkingsactie k WHERE k.id = {t}.actie_id)",
    "gevraagd_besluit": "{t}.moment < now() - {termijn}",
    "controlemelding": "{t}.moment < now() - {termijn}",
    "toewijzing": "{t}.einde_op < now() - {termijn}",
    "aanwezig": "{t}.gezien_op < now() - {termijn}",
    "genoemd": "{t}.op < now() - {termijn}",
}
#: Which of their rows are about the customer of a decision, where that is more than a column partij_id.
VAN_KLANT = {
    "chatbezoek": "{t}.partij_id = b.partij_id",
    "envelop": "{t}.partij_id = b.partij_id AND (cardinality(b.tabellen) = 0 OR NOT EXISTS (SELECT 1 FROM bericht k"
    " JOIN rechtenverzoek r ON r.partij_id = k.partij_id AND r.klantvraag_id = k.klantvraag_id"
    " WHERE k.partij_id = b.partij_id AND k.id = {t}.bericht_id))",
    "overname_record": "{t}.klant_id = b.partij_id OR {t}.id = b.partij_id",
    "lijstregel": "{t}.partij_id = b.partij_id",
    "notificatie": "{t}.hoofd_id = b.partij_id"
    " OR EXISTS (SELECT 1 FROM klantcontact k WHERE k.partij_id = b.partij_id AND k.id = {t}.hoofd_id)"
    " OR EXISTS (SELECT 1 FROM interne_taak k WHERE k.partij_id = b.partij_id AND k.id = {t}.hoofd_id)",
}
#: And of one klantvraag of that customer.
VAN_ZAAK = {
    "oproep": "{t}.partij_id = b.partij_id AND {t}.klantvraag_id = b.klantvraag_id",
    "lijstregel": "{t}.partij_id = b.partij_id AND {t}.klantvraag_id = b.klantvraag_id",
    "chatbezoek": "{t}.partij_id = b.partij_id AND {t}.klantvraag_id = b.klantvraag_id",
    "envelop": "{t}.partij_id = b.partij_id AND EXISTS (SELECT 1 FROM bericht k WHERE k.partij_id = b.partij_id"
    " AND k.klantvraag_id = b.klantvraag_id AND k.id = {t}.bericht_id)",
    "notificatie": "EXISTS (SELECT 1 FROM klantcontact k WHERE k.partij_id = b.partij_id"
    " AND k.klantvraag_id = b.klantvraag_id AND k.id = {t}.hoofd_id)",
}
#: What the role that destroys also sees of these: moments, states, a subject.
KOLOMMEN = {
    "klantvraag": ("onderwerp_code", "gestart_op", "afgesloten_op", "status"),
    "envelop": ("id", "staat", "ontvangen_op", "partij_id", "bericht_id"),
    "chatbezoek": ("id", "partij_id", "klantvraag_id", "gezien_op"),
    "scan": ("envelop_id", "staat", "ingedeeld_op"),
    "overname_record": ("overname_id", "resource", "id", "klant_id"),
    "noodtoegang": ("id", "partij_id", "beoordeeld_op"),
    "bezet": ("locatie_code", "begin", "loket"),
    "volgnummer": ("id", "partij_id", "gemaakt_op"),
    "oproep": ("id", "partij_id", "klantvraag_id", "stand", "beeindigd_op"),
    "losse_inzage": ("id", "partij_id", "beoordeeld_op"),
    "bekeken": ("medewerker_id", "partij_id"),
    "veel_inzage": ("id", "laatst_op"),
    "onthulling": ("id", "gevraagd_op"),
    "afschermmelding": ("id", "partij_id", "moment"),
    "vreemde_regel": ("id", "partij_id", "moment"),
    "verwerkingsactie": ("id", "logisch_id", "tijdstip", "bewaartermijn"),
    "verwerkt_object": ("id", "partij_id", "actie_id"),
    "gevraagd_besluit": ("id", "moment"),
    "toewijzing": ("id", "partij_id", "einde_op"),
    "aanwezig": ("id", "partij_id", "gezien_op"),
    "genoemd": ("id", "partij_id", "op"),
    "volger": ("id", "partij_id"),
    "uitgesteld": ("klantvraag_id", "partij_id"),
    "wachtende_vraag": ("klantvraag_id", "partij_id"),
}
#: Queues that hold nothing of a customer, or that another job empties; with the reason.
BLIJFT = {
    "abonneestand": "how far a subscriber has read; no customer in it",
    "herhaalsleutel": "hashes and ids that live for a day; emptied by platform.herhalingen",
    "automatisch_antwoord": "keyed hashes of the last hour; emptied by berichten.storm",
    "kanaalstand": "state of a mailbox",
    "weergave": "codes to choose by; no customer in it",
    "beschikbaarheid": "whether an employee is there now; one row each",
    "doeldag": "how often a purpose was used on a day; no customer in it",
    "chatbewijs": "hashes that live for minutes; emptied by chat.tasks",
    "chatlink": "hashes that live for a day; emptied by chat.tasks",
    "chatteller": "keyed hashes of the last hour; emptied by chat.tasks",
    "overname": "numbers about one takeover",
    "printpartij": "numbers about one round of letters",
    "overname_stand": "numbers about one takeover",
    "uitvoerstand": "how far the log was brought to a receiver",
    "uitvoer_apart": "keys of log lines that wait for that receiver; emptied by verantwoording",
    "schakel": "hashes of log lines; what makes an erased line lawful",
    "gewiste_regels": "ranges that were lawfully erased",
    "controlepunt": "hashes and numbers",
    "bewaring": "state of a place that keeps checkpoints",
    "audit": "erased by doelbinding, line by line, with its seal kept",
    "vernietigbesluit": "the decision itself",
    "vernietigd": "counts and hashes of a decision",
    "verklaring": "statement of destruction; permanent",
    "vernietigingslijst": "who decided what; permanent, no customer in it",
    "lijststap": "who decided what; permanent",
}
#: Raw rows of records that are kept for good go with those records, not by themselves.
_BLIJVEND = (
    "NOT EXISTS (SELECT 1 FROM bewaarversies() a JOIN selectieregel s ON s.selectielijst = a.selectielijst"
    " WHERE s.waardering = 'bewaren' AND a.nummer = {t}.verkregen_voor)"
)
#: Whoever has a part of their data erased keeps the file of the request itself: it goes at its own term.
_VERZOEK = (
    "(cardinality(b.tabellen) = 0 OR NOT EXISTS (SELECT 1 FROM rechtenverzoek r"
    " WHERE r.partij_id = {t}.partij_id AND r.klantvraag_id = {t}.{zaak}))"
)
#: Of these a request can be about single rows: the decision names their keys.
PER_RIJ = frozenset({"digitaal_adres"})
_RIJ = "(cardinality(b.rijen) = 0 OR {t}.id = ANY (b.rijen))"
#: By the rows of these a customer is found; when none is left the search keys go.
VINDBAAR = ("naam", "digitaal_adres", "burgerservicenummer", "partij_identificator", "adres", "geboorte")


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table that holds something of customers, or raw rows. An empty condition: never on such a decision."""

    naam: str
    soort: int
    sleutel: tuple[str, ...]
    termijn: str = ""
    zaak: str = ""
    klant: str = ""
    los: tuple[str, ...] = ()  # columns that name another customer and can be emptied
    verwijst: tuple[str, ...] = ()  # tables that its rows refer to
    van_klanten: bool = False
    leest: tuple[str, ...] = ()  # columns that conditions look at
    volgt: str = ""  # column that says to which klantvraag a row belongs

    def is_archief(self) -> bool:
        """Whether its rows are records: they go by a list and not by themselves."""
        return self.van_klanten and not self.termijn


def tabellen() -> dict[str, Tabel]:
    """Every table with rows that can be destroyed, by name."""
    models = {m._meta.db_table: m for m in own_models()}
    found = [_of_customers(m, models) for m in models.values() if issubclass(m, MetHerkomst)]
    found += [_lookup(m) for m in models.values() if _is_lookup(m)]
    found += [_queue(m) for m in models.values() if _is_queue(m)]
    return {t.naam: t for t in found}


def forgotten(*, personal: bool = False) -> list[str]:
    """Queues that say nothing about what happens to their rows; with `personal` only those with personal data."""
    known = {*VAN_KLANT, *WACHTRIJEN, *BLIJFT}
    return sorted(
        m._meta.db_table
        for m in own_models()
        if _waits(m) and m._meta.db_table not in known and (not personal or is_personal(m))
    )


def volgorde(alle: dict[str, Tabel]) -> list[str]:
    """The tables of customers, those that refer to others first."""
    done: dict[str, None] = {}

    def visit(naam: str) -> None:
        for other in alle.values():
            if naam in other.verwijst and other.naam != naam and other.naam not in done:
                visit(other.naam)
        done.setdefault(naam)

    for naam in alle:
        visit(naam)
    return list(done)


def names_of(soorten: Iterable[int]) -> list[str]:
    """The tables of these categories, and those that refer to them: nothing may point at what is gone."""
    alle = tabellen()
    wanted = set(soorten)
    found = {t.naam for t in alle.values() if t.van_klanten and t.soort in wanted and t.soort}
    while more := {t.naam for t in alle.values() if found & set(t.verwijst)} - found:
        found |= more
    if wanted & set(range(1, 8)):
        found |= {t.naam for t in alle.values() if not t.van_klanten and t.naam == "partij_opzoek"}
    if Gegevenssoort.CONTACTINHOUD in wanted:
        found |= {"envelop", "overname_record"}
    return sorted(found)


def _waits(model: Any) -> bool:
    """Whether it is a queue that nothing is known of: no customer by whom its rows are found."""
    return getattr(model, "verdeling", None) == Verdeling.WACHTRIJ and "partij_id" not in _names(model)


def _is_queue(model: Any) -> bool:
    naam = model._meta.db_table
    if getattr(model, "verdeling", None) != Verdeling.WACHTRIJ or naam in BLIJFT:
        return False
    return naam in {*VAN_KLANT, *WACHTRIJEN} or "partij_id" in _names(model)


def _is_lookup(model: Any) -> bool:
    return getattr(model, "verdeling", None) == Verdeling.OPZOEK and "partij_id" in _names(model)


def _names(model: Any) -> set[str]:
    return {str(f.column) for f in model._meta.concrete_fields}


def _others(model: Any) -> list[Any]:
    """Columns that name another customer."""
    fields = model._meta.concrete_fields
    return [f for f in fields if isinstance(f, UUIDField) and str(f.column).endswith("_partij_id")]


def _of_customers(model: type[MetHerkomst], models: dict[str, Any]) -> Tabel:
    naam = model._meta.db_table
    zaak = _zaak(model)
    plicht = _plicht(zaak)
    own = ["{t}.partij_id = b.partij_id", *(f"{{t}}.{f.column} = b.partij_id" for f in _others(model) if not f.null)]
    op_tijd = f"({{t}}.vervalt_op <= now() OR {{t}}.verkregen_op < now() - {_termijn(naam)})"
    raw = model.ruw or not zaak
    blijft = [_BLIJVEND] if zaak else []
    per_rij = [_RIJ] if naam in PER_RIJ else []
    return Tabel(
        naam=naam,
        soort=int(model.gegevenssoort),
        sleutel=tuple(str(f.column) for f in model._meta.pk_fields),
        termijn=" AND ".join([op_tijd, plicht, *blijft, *_no_children(naam, models)]) if raw else "",
        zaak=f"{{t}}.partij_id = b.partij_id AND {{t}}.{zaak} = b.klantvraag_id AND {plicht}" if zaak else "",
        klant=" AND ".join(
            [
                f"({' OR '.join(own)})",
                plicht,
                *([_VERZOEK.replace("{zaak}", zaak)] if zaak else []),
                *per_rij,
            ]
        ),
        los=tuple(f.column for f in _others(model) if f.null),
        verwijst=tuple(sorted(set(model.verwijst_naar.values()))),
        van_klanten=True,
        leest=_columns(model),
        volgt=zaak,
    )


def _zaak(model: type[MetHerkomst]) -> str:
    """The column that says to which klantvraag a row belongs; "" when it belongs to the customer."""
    inside = set(model.verwijst_naar) - {"partij_id"}
    return model.volgt or ("klantvraag_id" if inside and "klantvraag_id" in _names(model) else "")


def _columns(model: type[MetHerkomst]) -> tuple[str, ...]:
    named = {"partij_id", "vervalt_op", "verkregen_op", "verkregen_voor", _zaak(model), *model.verwijst_naar}
    named |= {str(f.column) for f in (*model._meta.pk_fields, *_others(model))}
    return tuple(sorted({*named, *KOLOMMEN.get(model._meta.db_table, ())} - {""}))


def _no_children(naam: str, models: dict[str, Any]) -> list[str]:
    """That no row refers to this one any more; of a customer, that no row is left at all."""
    found = []
    for other in models.values():
        if not issubclass(other, MetHerkomst) or other._meta.db_table == naam:
            continue
        columns = [c for c, target in other.verwijst_naar.items() if target == naam and c != "partij_id"]
        if naam == "partij":
            columns = ["partij_id"]
        for column in columns:
            far = "" if column == "partij_id" else f" AND k.{column} = {{t}}.id"
            found.append(f"SELECT 1 FROM {other._meta.db_table} k WHERE k.partij_id = {{t}}.partij_id{far}")
    return [_none_of(found)] if found else []


def _none_of(queries: Iterable[str]) -> str:
    """That none of these finds a row. In one: a condition each is a join each, and sixty joins take longer to plan."""
    return f"NOT EXISTS ({' UNION ALL '.join(queries)})"


def _termijn(naam: str) -> str:
    return f"make_interval(days => (SELECT x.dagen FROM bewaartermijn x WHERE x.tabel = '{naam}'))"


def _plicht(zaak: str = "") -> str:
    """That no legal hold says it must stay."""
    only = f" AND (h.klantvraag_id IS NULL OR h.klantvraag_id = {{t}}.{zaak})" if zaak else ""
    return (
        "NOT EXISTS (SELECT 1 FROM bewaarplicht h WHERE h.partij_id = {t}.partij_id"
        f" AND h.opgeheven_op IS NULL AND h.tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date{only})"
    )


def _lookup(model: Any) -> Tabel:
    naam, columns = model._meta.db_table, {f.column for f in model._meta.concrete_fields}
    zaak = "klantvraag_id" in columns
    if zaak:
        gone = "NOT EXISTS (SELECT 1 FROM klantvraag k WHERE k.partij_id = {t}.partij_id AND k.id = {t}.klantvraag_id)"
    else:
        gone = _none_of(f"SELECT 1 FROM {other} k WHERE k.partij_id = {{t}}.partij_id" for other in VINDBAAR)
    return Tabel(
        naam=naam,
        soort=0,
        sleutel=tuple(str(f.column) for f in model._meta.pk_fields),
        termijn=gone,
        zaak="{t}.partij_id = b.partij_id AND {t}.klantvraag_id = b.klantvraag_id" if zaak else "",
        klant="{t}.partij_id = b.partij_id",
        leest=tuple(sorted(columns)),
    )


def _queue(model: Any) -> Tabel:
    naam = model._meta.db_table
    sleutel = tuple(str(f.column) for f in model._meta.pk_fields)
    termijn = WACHTRIJEN.get(naam, "").replace("{termijn}", _termijn(naam))
    own = "partij_id" in _names(model)
    if termijn and own and naam != "gebeurtenis":
        termijn = f"({termijn}) AND {_plicht()}"
    return Tabel(
        naam=naam,
        soort=int(model.gegevenssoort),
        sleutel=sleutel,
        termijn=termijn,
        zaak=VAN_ZAAK.get(naam, ""),
        klant=VAN_KLANT.get(naam, "{t}.partij_id = b.partij_id" if own else ""),
        leest=KOLOMMEN.get(naam, (*sleutel, "partij_id") if own and model.gegevenssoort else ()),
    )
