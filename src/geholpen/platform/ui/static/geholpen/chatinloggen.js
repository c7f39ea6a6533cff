// The tab in which a visitor of the chat logs in: asks the window that opened it for its ticket, and goes on to log in.
(() => {
  "use strict";
  const { verder } = document.currentScript.dataset;
  const wacht = document.getElementById("wacht"), voorbij = document.getElementById("voorbij");
  const ONDERWEG = 15000, OPNIEUW = 300;
  const venster = window.opener;
  if (!venster) return; // the page says what to do instead
  wacht.hidden = false;
  voorbij.hidden = true;

  // To any page: it holds nothing, and only our own window knows what to answer.
  const vraag = () => venster.postMessage("geholpen-inloggen", "*");
  const klok = setInterval(vraag, OPNIEUW), einde = setTimeout(mis, ONDERWEG);
  vraag();

  function mis() {
    clearInterval(klok);
    clearTimeout(einde);
    wacht.hidden = true;
    voorbij.hidden = false;
  }

  window.addEventListener("message", async (e) => {
    if (e.source !== venster || !e.data || typeof e.data.kaart !== "string") return;
    clearInterval(klok);
    clearTimeout(einde);
    try {
      const body = new URLSearchParams({ kaart: e.data.kaart, herkomst: e.origin, taal: document.documentElement.lang });
      const antwoord = await fetch(location.pathname, { method: "POST", body, credentials: "same-origin" });
      if (antwoord.ok) location.replace(verder); else mis();
    } catch { mis(); }
  });
})();
