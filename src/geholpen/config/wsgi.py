"""What a web worker serves."""

from django.core.wsgi import get_wsgi_application

from geholpen.config.vertaling import ensure_all

ensure_all()
pages = get_wsgi_application()  # first: it makes Django ready for what follows

from geholpen.config.herstel import Poort  # noqa: E402
from geholpen.faces.api.poorten import POORTEN  # noqa: E402
from geholpen.faces.api.server import Server  # noqa: E402
from geholpen.platform.geduld import Geduldig  # noqa: E402

application = Geduldig(Poort(Server(pages, POORTEN)))
