"""Another Klantinteracties register (Open Klant, or a Geholpen): read over its interface, to take it over."""
