// How long somebody is on the line: counts in [data-sinds], also in what htmx brings later. Without script the begin stands there.
// After Bellen the focus goes to the answer.
(() => {
  "use strict";
  function toon() {
    for (const el of document.querySelectorAll("[data-sinds]")) {
      const seconden = Math.max(0, Math.floor((Date.now() - Date.parse(el.dataset.sinds)) / 1000));
      const tekst = `${Math.floor(seconden / 60)}:${String(seconden % 60).padStart(2, "0")}`;
      if (el.textContent !== tekst) el.textContent = tekst;
    }
  }
  // The button that was pressed is gone: who uses a keyboard goes on at what came in its place.
  function verder(plek) {
    if (!plek.matches?.("[data-bel]") || (document.activeElement ?? document.body) !== document.body) return;
    (plek.querySelector("button") ?? plek.querySelector("[tabindex]"))?.focus();
  }
  setInterval(toon, 1000);
  document.addEventListener("htmx:afterSwap", toon);
  document.addEventListener("htmx:afterSettle", (event) => verder(event.target));
  toon();
})();
