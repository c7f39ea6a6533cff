-- In: one customer (p_partij) and how many contact moments (p_aantal, at most 200). Out: JSON with what the open purpose
-- may see of that customer: every table keeps its own row-level security, so a category that is not in the context is
-- simply absent. The text of both functions of 0001_klantbeeld.py; a change here gets a migration as 0002_adres.py. `adres_geheim` is asked by name:
-- at the first migration it is not there yet.
SELECT json_build_object(
    'soort', (SELECT p.soort_partij FROM partij p WHERE p.partij_id = p_partij),
    'geheim', (SELECT coalesce((to_jsonb(p) ->> 'adres_geheim')::boolean, p.indicatie_geheimhouding)
               FROM partij p WHERE p.partij_id = p_partij),
    'naam', (SELECT json_build_object('weergavenaam', r.weergavenaam, 'achternaam', n.achternaam,
                'voorvoegsel', n.voorvoegsel_achternaam)
             FROM naam n JOIN naam_regel r USING (partij_id) WHERE n.partij_id = p_partij),
    'geboorte', (SELECT json_build_object('geboortedatum', g.geboortedatum, 'overleden_op', g.overleden_op)
                 FROM geboorte g WHERE g.partij_id = p_partij),
    'aanhef', (SELECT a.aanhef FROM aanhef a WHERE a.partij_id = p_partij),
    'heeft_bsn', (SELECT true FROM burgerservicenummer b WHERE b.partij_id = p_partij),
    'nummers', (SELECT json_agg(json_build_object('soort', i.code_soort_object_id, 'nummer', i.object_id) ORDER BY i.id)
                FROM partij_identificator i WHERE i.partij_id = p_partij),
    'voorkeurskanaal', (SELECT v.kanaal FROM kanaalvoorkeur v WHERE v.partij_id = p_partij),
    'taal', (SELECT t.taal FROM taalbehoefte t WHERE t.partij_id = p_partij),
    'digitaal', (SELECT json_agg(json_build_object('id', d.id, 'soort', d.soort_digitaal_adres, 'adres', d.adres,
                    'niveau', d.niveau, 'onbestelbaar', d.onbestelbaar_sinds IS NOT NULL,
                    'kanaal', coalesce(to_jsonb(d) ->> 'identiteitsoort', ''),
                    'afgemeld', (to_jsonb(d) ->> 'afgemeld_op') IS NOT NULL) ORDER BY d.id)
                 FROM digitaal_adres d WHERE d.partij_id = p_partij),
    'adressen', (SELECT json_agg(json_build_object('id', a.id, 'soort', a.soort, 'straatnaam', a.straatnaam,
                    'huisnummer', concat_ws(' ', a.huisnummer, nullif(a.huisnummertoevoeging, '')), 'postcode', a.postcode, 'stad', a.stad,
                    'vrij', concat_ws(E'\n', nullif(a.adresregel1, ''), nullif(a.adresregel2, ''), nullif(a.adresregel3, '')),
                    'land', a.land, 'briefadres', a.briefadres, 'geheim', a.geheim,
                    'onbestelbaar', (to_jsonb(a) ->> 'onbestelbaar_sinds') IS NOT NULL) ORDER BY a.id)
                 FROM adres a WHERE a.partij_id = p_partij),
    'vertegenwoordigingen', (SELECT json_agg(json_build_object('id', v.id, 'kant', v.kant, 'andere_partij_id',
                    v.andere_partij_id, 'soort', v.soort, 'omvang', v.omvang, 'geldig_tot', v.geldig_tot) ORDER BY v.id)
                 FROM vertegenwoordiging v WHERE v.partij_id = p_partij AND v.geldig_van <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
                   AND (v.geldig_tot IS NULL OR v.geldig_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
                   AND v.beeindigd_op IS NULL AND v.besluit <> 'geldt_niet'),
    'tijdlijn', (SELECT json_agg(json_build_object('id', k.id, 'klantvraag_id', k.klantvraag_id,
                    'moment', k.plaatsgevonden_op, 'kanaal', k.kanaal, 'initiatief', k.initiatief,
                    'onderwerp_code', v.onderwerp_code, 'onderwerp', o.naam, 'kenmerk', v.kenmerk, 'status', v.status,
                    'medewerker_id', k.medewerker_id, 'gelukt', k.indicatie_contact_gelukt, 'tekst', i.inhoud)
                    ORDER BY k.plaatsgevonden_op DESC, k.id DESC)
                 FROM (SELECT * FROM klantcontact c WHERE c.partij_id = p_partij
                       ORDER BY c.plaatsgevonden_op DESC, c.id DESC LIMIT least(p_aantal, 200)) k
                 JOIN klantvraag v ON v.partij_id = k.partij_id AND v.id = k.klantvraag_id
                 JOIN onderwerp o ON o.code = v.onderwerp_code
                 LEFT JOIN klantcontact_inhoud i ON i.partij_id = k.partij_id AND i.id = k.id)
)::text
