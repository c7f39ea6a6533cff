"""What a web worker serves."""

from django.core.wsgi import get_wsgi_application

from geholpen.config.vertaling import ensure

ensure()
application = get_wsgi_application()
