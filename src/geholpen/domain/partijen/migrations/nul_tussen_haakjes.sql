-- "+31 (0)85…" and "+3185…" are one number: the zero between brackets is not dialled.
CREATE OR REPLACE FUNCTION woordtekst(p_tabel text, r jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE
    w constant text := btrim(coalesce(r ->> CASE p_tabel WHEN 'digitaal_adres' THEN 'adres' WHEN 'rekeningnummer' THEN 'iban'
        WHEN 'partij_identificator' THEN 'object_id' ELSE 'postcode' END, ''));
    app constant text := coalesce(r ->> 'identiteitsoort', '');
    nummer constant text := regexp_replace(regexp_replace(w, '^((\+|00)[0-9 ]*)\(0\)', '\1'), '[^0-9+]', '', 'g');
BEGIN
    IF p_tabel = 'adres' THEN
        RETURN 'adres|' || (r ->> 'soort') || '|' || CASE
            WHEN w <> '' AND r ->> 'huisnummer' <> '' THEN upper(replace(w, ' ', '')) || '|' || (r ->> 'huisnummer') || '|'
                || lower(regexp_replace(coalesce(r ->> 'huisnummertoevoeging', ''), '[^[:alnum:]]', '', 'g'))
            ELSE nullif(lower(concat_ws('|', r ->> 'straatnaam', r ->> 'huisnummer', r ->> 'stad', r ->> 'adresregel1',
                r ->> 'adresregel2', r ->> 'adresregel3')), '|||||') END;
    ELSIF w = '' THEN
        RETURN NULL;
    ELSIF p_tabel = 'rekeningnummer' THEN
        RETURN 'rekening|' || upper(replace(w, ' ', ''));
    ELSIF p_tabel = 'partij_identificator' THEN
        RETURN 'nummer|' || (r ->> 'code_soort_object_id') || '|' || w;
    ELSIF r ->> 'soort_digitaal_adres' = 'email' THEN
        RETURN 'email|' || lower(w);
    ELSIF app = 'whatsapp' AND w ~ '^[0-9]+$' THEN
        RETURN 'telefoon|' || w;
    ELSIF r ->> 'soort_digitaal_adres' = 'telefoonnummer' THEN
        RETURN 'telefoon|' || CASE WHEN nummer LIKE '+%' THEN substr(nummer, 2) WHEN nummer LIKE '00%' THEN substr(nummer, 3)
            WHEN nummer LIKE '0%' THEN '31' || substr(nummer, 2) ELSE nummer END;
    END IF;
    RETURN 'kanaal|' || app || '|' || w;
END $$;
