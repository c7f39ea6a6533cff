// How long somebody is on the line: counts in [data-sinds], also in what htmx brings later. Without script the begin stands there.
(() => {
  "use strict";
  function toon() {
    for (const el of document.querySelectorAll("[data-sinds]")) {
      const seconden = Math.max(0, Math.floor((Date.now() - Date.parse(el.dataset.sinds)) / 1000));
      const tekst = `${Math.floor(seconden / 60)}:${String(seconden % 60).padStart(2, "0")}`;
      if (el.textContent !== tekst) el.textContent = tekst;
    }
  }
  setInterval(toon, 1000);
  document.addEventListener("htmx:afterSwap", toon);
  toon();
})();
