"""How many text messages a text takes (GSM 03.38). One letter outside its alphabet makes all of it dearer. Pure."""

from __future__ import annotations

from dataclasses import dataclass

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Letters that take two places.
_DUBBEL = frozenset("^{}\\[~]|€\f")
GSM_EEN, GSM_MEER, UCS_EEN, UCS_MEER = 160, 153, 70, 67


@dataclass(frozen=True, slots=True)
class Smsdelen:
    """`tekens` in places, of which `per_deel` go in one message; `duur` are the letters that make it more costly."""

    delen: int
    tekens: int
    per_deel: int
    duur: tuple[str, ...] = ()

    @property
    def over(self) -> int:
        """Places left in the last message."""
        return max(self.delen, 1) * self.per_deel - self.tekens


def smsdelen(tekst: str) -> Smsdelen:
    """Count. An empty text takes none. A letter of two places, or of two halves, is never cut in two."""
    duur = tuple(dict.fromkeys(c for c in tekst if c not in _GSM and c not in _DUBBEL))
    places = [len(c.encode("utf-16-le", "replace")) // 2 if duur else 1 + (c in _DUBBEL) for c in tekst]
    one, more = (UCS_EEN, UCS_MEER) if duur else (GSM_EEN, GSM_MEER)
    total = sum(places)
    if total <= one:
        return Smsdelen(int(total > 0), total, one, duur)
    parts, room, lost = 1, more, 0
    for n in places:
        if n > room:
            parts, lost, room = parts + 1, lost + room, more
        room -= n
    return Smsdelen(parts, total + lost, more, duur)
