"""Every address of the product."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import geholpen.faces.api.autorisatie.wegwijzer as wegwijzer
import geholpen.faces.api.schema.view as schema
import geholpen.faces.gezond as gezond
import geholpen.faces.snelweg.view as snelweg
import geholpen.faces.vast as vast
import geholpen.faces.zegel.view as zegel

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("geholpen.faces.inloggen.urls")),
    path("mijn/", include("geholpen.faces.mijn.urls")),
    path("werkplek/", include("geholpen.faces.werkplek.urls")),
    path("beheer/", include("geholpen.faces.beheer.urls")),
    path("verwerkingen/", include("geholpen.faces.verwerkingen.urls")),
    path("weg/", snelweg.weg, name="snel_weg"),
    path("vandaag/", snelweg.vandaag, name="vandaag"),
    path("gezond", gezond.view, name="gezond"),
    path("zegel/", zegel.view, name="zegel"),
    path("zegel.json", zegel.als_json, name="zegel-json"),
    path("robots.txt", vast.robots, name="robots"),
    *(
        path(f"{pad}/schema/", schema.view, {"interface": f"/{pad}/"}, name=f"schema-{naam}")
        for naam, pad in {
            "klantinteracties": "klantinteracties/api/v1",
            "contactgegevens": "contactgegevens/api/v1",
            "ldv": "ldv/api/v1",
            "verwerkingenlogging": "verwerkingenlogging/api/v1",
            "verwerkingeninzage": "verwerkingeninzage/api/v1",
            "authzen": "access/v1",
            "beslissingen": "beslissingen/api/v1",
        }.items()
    ),
    path(".well-known/authzen-configuration", wegwijzer.view, name="authzen"),
    path(".well-known/security.txt", vast.security, name="security"),
]
if settings.DEMO:
    urlpatterns += [
        path("simulator/", include("geholpen.adapters.koppelingen.identiteit.simulator.urls")),
        path("demo/post/", include("geholpen.packs.waterdam.postvak.urls")),
        path("ui/", vast.galerij, name="galerij"),
        path("ui/<slug:naam>.html", vast.galerij, name="galerij-pagina"),
    ]

handler400 = "geholpen.faces.grens.bad_request"
handler403 = "geholpen.faces.grens.forbidden"
handler404 = "geholpen.faces.grens.not_found"
handler500 = "geholpen.faces.grens.server_error"
