"""Logging in: who is behind this request, and the way there through an OpenID Connect provider."""

from geholpen.faces.inloggen.aanmelding import Aangemeld, Aanmelding, alleen_klant, alleen_medewerker

__all__ = ["Aangemeld", "Aanmelding", "alleen_klant", "alleen_medewerker"]
