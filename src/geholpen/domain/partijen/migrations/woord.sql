-- What a row says, as a keyed hash within its customer: by it a limit is known again in a row that is added later, and
-- nobody who compares two customers learns anything. One spelling per kind; a number is the same number in WhatsApp.

-- In: a table and one of its rows. Out: what it says, with its kind; NULL when it says nothing.
CREATE FUNCTION woordtekst(p_tabel text, r jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE
    w constant text := btrim(coalesce(r ->> CASE p_tabel WHEN 'digitaal_adres' THEN 'adres' WHEN 'rekeningnummer' THEN 'iban'
        WHEN 'partij_identificator' THEN 'object_id' ELSE 'postcode' END, ''));
    app constant text := coalesce(r ->> 'identiteitsoort', '');
    nummer constant text := regexp_replace(w, '[^0-9+]', '', 'g');
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

-- The keyed hash of that (HMAC-SHA256 with the key of the context, in a domain of its own); '' when it says nothing.
CREATE FUNCTION woord_van(p_tabel text, r jsonb) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
DECLARE tekst constant text := woordtekst(p_tabel, r);
BEGIN
    IF tekst IS NULL THEN RETURN ''; END IF;
    RETURN (SELECT sha256(k.buiten || sha256(k.binnen || convert_to('woord|' || (r ->> 'partij_id') || '|' || tekst, 'UTF8')))
            FROM kern.sleutel k WHERE k.nummer = 1);
END $$;

CREATE FUNCTION zet_woord() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_catalog, pg_temp AS $$
BEGIN
    NEW.woord := woord_van(TG_TABLE_NAME, to_jsonb(NEW));
    RETURN NEW;
END $$;
