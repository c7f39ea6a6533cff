"""The triggers that tell the outbox what changed: whatever changes a row, page, mail, interface or hot door, is heard.

As long as nobody subscribed a trigger looks at one small table and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G


@dataclass(frozen=True, slots=True)
class Gemeld:
    """A table and what its rows are in the interface.

    `id`: column of the resource's id; `hoofd`: column of the id of the main object, "betrokkene" when it is that of the
    betrokkene in column `id`; `deel`: its rows are part of a resource that has a table of its own.
    """

    tabel: str
    kanaal: str
    bron: str
    id: str
    hoofd: str
    soort: int
    deel: bool = False


def _deel_van_partij(tabel: str, soort: int) -> Gemeld:
    return Gemeld(tabel, "partijen", "partij", "partij_id", "partij_id", soort, deel=True)


def _bij_partij(tabel: str, bron: str, soort: int) -> Gemeld:
    return Gemeld(tabel, "partijen", bron, "id", "partij_id", soort)


def _bij_contact(tabel: str, bron: str) -> Gemeld:
    return Gemeld(tabel, "klantcontacten", bron, "id", "klantcontact_id", G.CONTACTHISTORIE)


GEMELD = (
    Gemeld("partij", "partijen", "partij", "partij_id", "partij_id", G.GEEN),
    _deel_van_partij("naam", G.NAAM),
    _deel_van_partij("adres", G.ADRES),
    _deel_van_partij("taalbehoefte", G.TAAL_EN_TOEGANKELIJKHEID),
    _deel_van_partij("partij_notitie", G.INTERNE_NOTITIE),
    _deel_van_partij("contactpersoon", G.RECHTSPERSOON),
    _bij_partij("burgerservicenummer", "partijidentificator", G.BSN),
    _bij_partij("partij_identificator", "partijidentificator", G.RECHTSPERSOON),
    _bij_partij("digitaal_adres", "digitaaladres", G.CONTACTADRESSEN),
    _bij_partij("rekeningnummer", "rekeningnummer", G.FINANCIEEL),
    _bij_partij("vertegenwoordiging", "vertegenwoordiging", G.VERTEGENWOORDIGING),
    _bij_partij("categorie_relatie", "categorierelatie", G.KANAALVOORKEUR),
    Gemeld("klantcontact", "klantcontacten", "klantcontact", "id", "id", G.CONTACTHISTORIE),
    Gemeld("klantcontact_inhoud", "klantcontacten", "klantcontact", "id", "id", G.CONTACTINHOUD, deel=True),
    _bij_contact("betrokkene", "betrokkene"),
    Gemeld("betrokkene_naam", "klantcontacten", "betrokkene", "id", "betrokkene", G.NAAM, deel=True),
    Gemeld("betrokkene_adres", "klantcontacten", "betrokkene", "betrokkene_id", "betrokkene", G.ADRES, deel=True),
    _bij_contact("onderwerpobject", "onderwerpobject"),
    _bij_contact("bijlage_verwijzing", "bijlage"),
    _bij_contact("actor_klantcontact", "actorklantcontact"),
    Gemeld("interne_taak", "internetaken", "internetaak", "id", "id", G.CONTACTHISTORIE),
    Gemeld("interne_taak_inhoud", "internetaken", "internetaak", "id", "id", G.CONTACTINHOUD, deel=True),
    Gemeld("taak_actor", "internetaken", "internetaak", "taak_id", "taak_id", G.CONTACTHISTORIE, deel=True),
)

#: What the function may read: keys and codes, no name, number of a register, address or text.
RECHTEN = """
GRANT SELECT (stand) ON abonnement TO geholpen_deur;
GRANT SELECT (nummer, code) ON verwerkingsactiviteit TO geholpen_deur;
GRANT SELECT, INSERT, UPDATE, DELETE ON gebeurtenis TO geholpen_deur;
GRANT SELECT (partij_id, soort_partij, nummer) ON partij TO geholpen_deur;
GRANT SELECT (partij_id, id, hoofd_onderwerp_type, indicatie_contact_gelukt, verdere_actie_ondernomen)
    ON klantcontact TO geholpen_deur;
GRANT SELECT (partij_id, id, klantcontact_id) ON betrokkene TO geholpen_deur;
GRANT SELECT (partij_id, id, nummer, status) ON interne_taak TO geholpen_deur;
CREATE POLICY melden ON partij FOR SELECT TO geholpen_deur USING (true);
"""

#: Kenmerken of the main object; none when it is not there, or is somebody we do not know yet.
KENMERKEN = """
CREATE FUNCTION kenmerken_van(p_kanaal text, p_partij uuid, p_hoofd uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    IF p_kanaal = 'partijen' THEN
        RETURN (SELECT jsonb_build_object('nummer', p.nummer, 'soortPartij', p.soort_partij)
            FROM partij p WHERE p.partij_id = p_hoofd AND p.soort_partij <> 'onbekend');
    ELSIF p_kanaal = 'klantcontacten' THEN
        RETURN (SELECT jsonb_build_object('hoofdOnderwerpType', k.hoofd_onderwerp_type,
                'indicatieContactGelukt', coalesce(k.indicatie_contact_gelukt::text, ''),
                'verdereActieOndernomen', k.verdere_actie_ondernomen::text)
            FROM klantcontact k WHERE k.partij_id = p_partij AND k.id = p_hoofd);
    END IF;
    RETURN (SELECT jsonb_build_object('nummer', t.nummer, 'status', t.status)
        FROM interne_taak t WHERE t.partij_id = p_partij AND t.id = p_hoofd);
END $$
"""

#: A key in order of time, to the microsecond: events of one transaction are read in the order in which they happened.
SLEUTEL = """
CREATE FUNCTION kern.tijdsleutel(p_moment timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000 * 4), 3, '0')
        || substr(replace(gen_random_uuid()::text, '-', ''), 17, 16))::uuid
    FROM (SELECT (extract(epoch FROM p_moment) * 1000000)::bigint AS us) nu
$$;
REVOKE ALL ON FUNCTION kern.tijdsleutel(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kern.tijdsleutel(timestamptz) TO geholpen_deur;
"""

#: One event per resource and transaction: what follows on it only makes that event say how it ended.
MELD = """
CREATE FUNCTION meld_bron(p_kanaal text, p_bron text, p_id uuid, p_hoofd uuid, p_partij uuid, p_actie text,
    p_soort integer, p_voor integer, p_kenmerken jsonb, p_zaak text, p_zaak_oud text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    eerder record;
    -- a main object that is made comes before all that belongs to it, whatever order one statement wrote them in
    sleutel constant uuid := kern.tijdsleutel(
        CASE WHEN p_actie = 'create' AND p_id = p_hoofd THEN now() ELSE clock_timestamp() END);
BEGIN
    SELECT g.id, g.gegevens->>'actie' AS actie INTO eerder FROM gebeurtenis g
    WHERE g.tx = pg_current_xact_id() AND g.soort = 'BronChanged' AND g.gegevens->>'bron' = p_bron
        AND g.gegevens->>'bron_id' = p_id::text AND g.gegevens->>'actie' <> 'destroy' LIMIT 1;
    IF FOUND AND p_actie = 'destroy' AND eerder.actie = 'create' THEN
        DELETE FROM gebeurtenis g WHERE g.id = eerder.id;
    ELSIF FOUND THEN
        UPDATE gebeurtenis g SET id = CASE WHEN p_actie = 'create' THEN sleutel ELSE g.id END,
            gegevens = g.gegevens || jsonb_build_object('kenmerken', p_kenmerken, 'hoofd_id', p_hoofd, 'zaak', p_zaak)
            || CASE WHEN p_actie = 'create' THEN jsonb_build_object('actie', p_actie, 'soort', p_soort, 'voor', p_voor,
                    'gebeurtenis_id', sleutel)
                WHEN p_actie = 'destroy' THEN jsonb_build_object('actie', p_actie) ELSE '{}' END
        WHERE g.id = eerder.id;
    ELSE
        INSERT INTO gebeurtenis (id, soort, partij_id, gegevens) VALUES (sleutel, 'BronChanged', p_partij,
            jsonb_build_object('gebeurtenis_id', sleutel, 'partij_id', p_partij, 'kanaal', p_kanaal, 'bron', p_bron,
                'bron_id', p_id, 'hoofd_id', p_hoofd, 'actie', p_actie, 'soort', p_soort, 'voor', p_voor,
                'moment', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
                'kenmerken', p_kenmerken, 'zaak', p_zaak, 'zaak_oud', p_zaak_oud));
    END IF;
END $$
"""

#: Arguments: kanaal, bron, column of the id, column of the main object, category, whether it is part of another row.
WIJZIGING = """
CREATE FUNCTION meld_wijziging() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE
    herkomst constant text[] := ARRAY['herkomst', 'verkregen_voor', 'verkregen_op', 'vervalt_op'];
    kanaal text := TG_ARGV[0];
    nieuw jsonb;
    oud jsonb;
    rij jsonb;
    hoofd uuid;
    kenmerken jsonb;
    actie text;
    zaak text := '';
    zaak_oud text := '';
BEGIN
    IF NOT EXISTS (SELECT 1 FROM abonnement a WHERE a.stand IN ('actief', 'gepauzeerd')) THEN RETURN NULL; END IF;
    -- what is taken over from another system did not happen now
    IF split_part(coalesce(current_setting('app.ctx', true), ''), '|', 4) =
        (SELECT v.nummer::text FROM verwerkingsactiviteit v WHERE v.code = 'overnemen') THEN RETURN NULL; END IF;
    IF TG_OP <> 'DELETE' THEN nieuw := to_jsonb(NEW); END IF;
    IF TG_OP <> 'INSERT' THEN oud := to_jsonb(OLD); END IF;
    IF nieuw - herkomst = oud - herkomst THEN RETURN NULL; END IF;
    rij := coalesce(nieuw, oud);
    actie := CASE WHEN TG_OP = 'UPDATE' OR TG_ARGV[5] = 'deel'
        THEN CASE WHEN current_setting('geholpen.wijze', true) = 'geheel' THEN 'update' ELSE 'partial_update' END
        WHEN TG_OP = 'INSERT' THEN 'create' ELSE 'destroy' END;
    IF TG_ARGV[3] = 'betrokkene' OR (rij->>'los' = 'true' AND rij->>'betrokkene_id' IS NOT NULL) THEN
        kanaal := 'klantcontacten';
        SELECT b.klantcontact_id INTO hoofd FROM betrokkene b WHERE b.partij_id = (rij->>'partij_id')::uuid
            AND b.id = (rij->>CASE WHEN TG_ARGV[3] = 'betrokkene' THEN TG_ARGV[2] ELSE 'betrokkene_id' END)::uuid;
    ELSIF rij->>'los' IS DISTINCT FROM 'true' THEN
        hoofd := (rij->>TG_ARGV[3])::uuid;
    END IF;
    IF hoofd IS NULL THEN RETURN NULL; END IF;
    IF TG_TABLE_NAME = 'partij' THEN
        -- somebody we do not know is no resource; who becomes that was removed, who stops being that was made
        IF oud->>'soort_partij' = 'onbekend' THEN
            oud := NULL;
            actie := 'create';
        ELSIF nieuw->>'soort_partij' = 'onbekend' THEN
            nieuw := NULL;
            actie := 'destroy';
        END IF;
        rij := coalesce(nieuw, oud);
        IF rij IS NULL OR rij->>'soort_partij' = 'onbekend' THEN RETURN NULL; END IF;
        kenmerken := jsonb_build_object('nummer', rij->>'nummer', 'soortPartij', rij->>'soort_partij');
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'klantcontact' THEN
        kenmerken := jsonb_build_object('hoofdOnderwerpType', rij->>'hoofd_onderwerp_type',
            'indicatieContactGelukt', coalesce(rij->>'indicatie_contact_gelukt', ''),
            'verdereActieOndernomen', rij->>'verdere_actie_ondernomen');
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'interne_taak' THEN
        kenmerken := jsonb_build_object('nummer', rij->>'nummer', 'status', rij->>'status');
    ELSE
        kenmerken := kenmerken_van(kanaal, (rij->>'partij_id')::uuid, hoofd);
        IF kenmerken IS NULL THEN RETURN NULL; END IF;
    END IF;
    IF TG_TABLE_NAME = 'onderwerpobject' THEN
        IF nieuw->>'code_objecttype' = 'zaak' AND nieuw->>'code_soort_object_id' = 'uuid' THEN
            zaak := nieuw->>'object_id';
        END IF;
        IF oud->>'code_objecttype' = 'zaak' AND oud->>'code_soort_object_id' = 'uuid' THEN
            zaak_oud := oud->>'object_id';
        END IF;
    END IF;
    PERFORM meld_bron(kanaal, TG_ARGV[1], (rij->>TG_ARGV[2])::uuid, hoofd, (rij->>'partij_id')::uuid, actie,
        TG_ARGV[4]::integer, (rij->>'verkregen_voor')::integer, kenmerken, zaak, zaak_oud);
    RETURN NULL;
END $$
"""


#: For functions that write many rows in a statement of their own: whether anybody subscribed is looked up once, and the
#: triggers are not called when nobody did. Only for this transaction.
ZWIJG = """
CREATE FUNCTION zwijg_zonder_abonnee() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('geholpen.zwijg', CASE WHEN EXISTS (
        SELECT 1 FROM abonnement a WHERE a.stand IN ('actief', 'gepauzeerd')) THEN '' ELSE 'ja' END, true);
END $$
"""


def functions() -> list[str]:
    """What the triggers stand on, owned by the door role; only the last takes its rights on."""
    signatures = {
        "kenmerken_van(text, uuid, uuid)": KENMERKEN,
        "meld_bron(text, text, uuid, uuid, uuid, text, integer, integer, jsonb, text, text)": MELD,
        "meld_wijziging()": WIJZIGING,
    }
    return [
        RECHTEN,
        SLEUTEL,
        *(
            statement
            for signature, sql in signatures.items()
            for statement in (
                sql,
                f"ALTER FUNCTION {signature} OWNER TO geholpen_deur",
                f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
            )
        ),
    ]


def triggers() -> list[str]:
    """One trigger per table."""
    return [
        f"CREATE OR REPLACE TRIGGER meld_wijziging AFTER INSERT OR UPDATE OR DELETE ON {g.tabel} FOR EACH ROW"
        f" WHEN (current_setting('geholpen.zwijg', true) IS DISTINCT FROM 'ja') EXECUTE FUNCTION"
        f" meld_wijziging('{g.kanaal}', '{g.bron}', '{g.id}', '{g.hoofd}', '{int(g.soort)}',"
        f" '{'deel' if g.deel else ''}')"
        for g in GEMELD
    ]
