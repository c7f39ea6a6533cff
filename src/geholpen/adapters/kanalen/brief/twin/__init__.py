"""The other sides of a letter, for tests and the demo: a print provider over HTTP, a scanner that fills a folder."""

from geholpen.adapters.kanalen.brief.twin.drukkerij import Drukkerij
from geholpen.adapters.kanalen.brief.twin.scanner import deliver, paper

__all__ = ["Drukkerij", "deliver", "paper"]
