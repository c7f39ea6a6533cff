-- Lines of an investigation that nobody may know of yet: absent from every page, interface and number until its last day
-- is over, then they appear. The privacy officer sees them under the purpose of oversight; the seals hold them all along.
CREATE FUNCTION kern.ziet_vertrouwelijk() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT d[7] = '*' AND d[4] = (SELECT a.nummer::text FROM public.verwerkingsactiviteit a WHERE a.code = 'toezicht')
    FROM (SELECT string_to_array(current_setting('app.ctx', true), '|') AS d) t
$$;
REVOKE ALL ON FUNCTION kern.ziet_vertrouwelijk() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kern.ziet_vertrouwelijk() TO geholpen_app;

CREATE POLICY vertrouwelijk ON dataverwerking AS RESTRICTIVE FOR SELECT TO geholpen_app USING (
    (activiteit, versie) NOT IN (SELECT v.nummer, v.versie FROM verwerkingsactiviteit_versie v
        WHERE v.vertrouwelijk_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
    OR (SELECT kern.ziet_vertrouwelijk()));
CREATE POLICY vertrouwelijk ON audit AS RESTRICTIVE FOR SELECT TO geholpen_app USING (
    (coalesce(activiteit, 0), coalesce(versie, 0)) NOT IN (SELECT v.nummer, v.versie
        FROM verwerkingsactiviteit_versie v WHERE v.vertrouwelijk_tot >= (now() AT TIME ZONE 'Europe/Amsterdam')::date)
    OR (SELECT kern.ziet_vertrouwelijk()));
