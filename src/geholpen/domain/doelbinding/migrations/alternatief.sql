-- Consent is free only where refusing costs nothing: a purpose on that ground names the equal way, also to raw SQL.
UPDATE verwerkingsactiviteit_versie SET alternatief = 'Nog op te schrijven: er was geen andere manier genoemd.'
WHERE grondslag = 'toestemming';
ALTER TABLE verwerkingsactiviteit_versie
    ADD CONSTRAINT toestemming_met_alternatief CHECK (grondslag <> 'toestemming' OR length(btrim(alternatief)) >= 20);

-- In: the content of a concept as columns, without its state and its people. Whoever changes it becomes one of its drafters.
CREATE OR REPLACE FUNCTION wijzig_concept(p_nummer smallint, p_versie smallint, p_velden jsonb)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE wie constant uuid := registeractor(); v verwerkingsactiviteit_versie;
BEGIN
    SELECT * INTO v FROM verwerkingsactiviteit_versie WHERE nummer = p_nummer AND versie = p_versie FOR UPDATE;
    IF v.status IS DISTINCT FROM 'concept' THEN
        RAISE EXCEPTION 'alleen een concept verandert' USING ERRCODE = 'GH010';
    END IF;
    v := jsonb_populate_record(v, p_velden);
    UPDATE verwerkingsactiviteit_versie SET
        (naam, doel, grondslag, taak_titel, taak_artikel, taak_bijdrage, meetpunt, evaluatiedatum, rollen, afdelingen,
         vereist_aanleiding, ontvangers, derde_landen, betrokkenen, bewaardagen, selectielijst, vertrouwelijk_tot,
         mag_bsn_tonen, mag_geheim_adres, bijzondere_gegevens, verdeelt, gevoelig, leeftijd_zelf, vertegenwoordiging,
         alternatief)
        = (v.naam, v.doel, v.grondslag, v.taak_titel, v.taak_artikel, v.taak_bijdrage, v.meetpunt, v.evaluatiedatum,
         v.rollen, v.afdelingen, v.vereist_aanleiding, v.ontvangers, v.derde_landen, v.betrokkenen, v.bewaardagen,
         v.selectielijst, v.vertrouwelijk_tot, v.mag_bsn_tonen, v.mag_geheim_adres, v.bijzondere_gegevens, v.verdeelt,
         v.gevoelig, v.leeftijd_zelf, v.vertegenwoordiging, v.alternatief)
    WHERE nummer = p_nummer AND versie = p_versie;
    DELETE FROM verwerkingsactiviteit_gegeven WHERE nummer = p_nummer AND versie = p_versie;
    INSERT INTO activiteit_stap (id, nummer, versie, stap, van, naar, door, moment, waarom)
    VALUES (gen_random_uuid(), p_nummer, p_versie, 'gewijzigd', 'concept', 'concept', wie, clock_timestamp(),
        'Concept gewijzigd');
END $$;
