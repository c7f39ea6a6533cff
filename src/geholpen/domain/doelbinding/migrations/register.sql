-- What the register refuses, also to raw SQL.
ALTER TABLE verwerkingsactiviteit_versie
    ADD FOREIGN KEY (nummer) REFERENCES verwerkingsactiviteit (nummer),
    ADD CONSTRAINT taak_met_artikel CHECK (
        grondslag NOT IN ('publieke_taak', 'wettelijke_verplichting')
        OR (taak_titel <> '' AND taak_artikel ~ '[0-9]' AND length(taak_bijdrage) >= 80 AND meetpunt <> '')),
    ADD CONSTRAINT doel_is_niet_vaag CHECK (
        length(doel) >= 15
        AND doel !~* ('^\W*((de|het|een|onze|integraal|integrale|360|graden|klant|beeld|klantbeeld|dienst|diensten|dienstverlening'
            || '|service|betere?|verbeteren|verbetering|optimaliseren|maken|van|voor|en)\W+)*'
            || '(klantbeeld|beeld|dienst|diensten|dienstverlening|service|verbeteren|optimaliseren|maken|klant)\W*$')),
    ADD CONSTRAINT rollen_genoemd CHECK (cardinality(rollen) > 0),
    ADD CONSTRAINT bewaartermijn_positief CHECK (bewaardagen BETWEEN 1 AND 36500),
    ADD CONSTRAINT grondslag_bekend CHECK (grondslag IN ('publieke_taak', 'wettelijke_verplichting', 'overeenkomst',
        'toestemming', 'vitaal_belang', 'gerechtvaardigd_belang'));
ALTER TABLE verwerkingsactiviteit_gegeven
    ADD FOREIGN KEY (nummer, versie) REFERENCES verwerkingsactiviteit_versie (nummer, versie),
    ADD CONSTRAINT soort_bekend CHECK (soort BETWEEN 1 AND 28),
    ADD CONSTRAINT waarom_genoemd CHECK (length(waarom) >= 10),
    ADD CONSTRAINT bronnen_genoemd CHECK (cardinality(bronnen) > 0),
    ADD CONSTRAINT masker_bekend CHECK (masker IN ('geen', 'weg', 'ja_nee', 'band', 'deels'));

-- Versions are immutable: the application may add one and may move its state, nothing else.
REVOKE UPDATE ON verwerkingsactiviteit, verwerkingsactiviteit_versie, verwerkingsactiviteit_gegeven FROM geholpen_app;
GRANT UPDATE (status, bewijs_op, advies_door, goedgekeurd_door, geactiveerd_door)
    ON verwerkingsactiviteit_versie TO geholpen_app;

CREATE TRIGGER nieuwe_stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON verwerkingsactiviteit_versie
    FOR EACH STATEMENT EXECUTE FUNCTION kern.nieuwe_stand();
CREATE TRIGGER nieuwe_stand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON verwerkingsactiviteit_gegeven
    FOR EACH STATEMENT EXECUTE FUNCTION kern.nieuwe_stand();
