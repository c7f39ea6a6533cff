"""What the provider must do next, in its own verbs (XML). Pure."""

from __future__ import annotations

from xml.etree import ElementTree

TAAL = "nl-NL"
SOORT = "text/xml; charset=utf-8"


def _document(*kinderen: ElementTree.Element) -> str:
    root = ElementTree.Element("Response")
    root.extend(kinderen)
    return '<?xml version="1.0" encoding="UTF-8"?>' + ElementTree.tostring(root, encoding="unicode")


def _say(zin: str) -> ElementTree.Element:
    say = ElementTree.Element("Say", {"language": TAAL})
    say.text = zin
    return say


def ask(zin: str, adres: str) -> str:
    """Say it, wait for one key or some words, and bring them to this address; silence goes there too."""
    gather = ElementTree.Element(
        "Gather",
        {"input": "speech dtmf", "language": TAAL, "action": adres, "method": "POST", "timeout": "5", "numDigits": "1"},
    )
    gather.append(_say(zin))
    redirect = ElementTree.Element("Redirect", {"method": "POST"})
    redirect.text = f"{adres}&leeg=1"
    return _document(gather, redirect)


def queue(zin: str, wachtrij: str, wacht_adres: str) -> str:
    """Say it and put the caller in the queue."""
    enqueue = ElementTree.Element("Enqueue", {"waitUrl": wacht_adres, "waitUrlMethod": "POST"})
    enqueue.text = wachtrij
    return _document(_say(zin), enqueue)


def wait(zin: str) -> str:
    """What somebody hears who waits; it is asked again when it is over."""
    return _document(_say(zin), ElementTree.Element("Pause", {"length": "20"}))


def goodbye(zin: str) -> str:
    """Say it and end the call."""
    return _document(_say(zin), ElementTree.Element("Hangup"))


def dial(nummer: str, nummer_van_ons: str) -> str:
    """Connect an employee who picked up with the customer."""
    verb = ElementTree.Element("Dial", {"callerId": nummer_van_ons})
    number = ElementTree.SubElement(verb, "Number")
    number.text = nummer
    return _document(verb)


def nothing() -> str:
    """Nothing more to do."""
    return _document()
