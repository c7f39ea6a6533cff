// Live news for one tab: EventSource, with polling when that does not work. See docs/componenten.md.
(() => {
  "use strict";
  const plek = document.querySelector("[data-stroom]");
  if (!plek || window.geholpenStroom) return;
  window.geholpenStroom = true; // one stream per tab, also when htmx swaps the page

  const POLL = 10000, HERSTEL = 60000, STIL = 45000;
  let laatste = plek.dataset.stroomNa || "";
  let bron = null, pogingen = 0, pollTimer = 0, stilTimer = 0;

  function meld(naam, detail) {
    document.dispatchEvent(new CustomEvent(`geholpen:${naam}`, { detail }));
  }

  function stand(nieuw) {
    for (const el of document.querySelectorAll("[data-verbinding]")) {
      if (el.dataset.stand === nieuw) continue;
      el.dataset.stand = nieuw;
      const tekst = el.querySelector("[data-verbinding-tekst]");
      const woord = el.getAttribute(`data-tekst-${nieuw}`);
      if (tekst && woord) tekst.textContent = woord;
    }
    meld("verbinding", { stand: nieuw });
  }

  function ontvang(naam, id, ruw) {
    if (id) laatste = id;
    let data = ruw;
    if (typeof ruw === "string") {
      try { data = JSON.parse(ruw); } catch { data = { tekst: ruw }; }
    }
    meld(naam, Object.assign({ id }, data));
  }

  function adres(basis) {
    const doel = new URL(basis, location.href);
    if (laatste) doel.searchParams.set("na", laatste);
    return doel;
  }

  function wakker() {
    clearTimeout(stilTimer);
    stilTimer = setTimeout(() => { sluit(); verbind(); }, STIL * 2);
  }

  function sluit() {
    if (bron) bron.close();
    bron = null;
    clearTimeout(stilTimer);
  }

  function verbind() {
    sluit();
    if (!("EventSource" in window)) return ophalen();
    stand("herstellen");
    bron = new EventSource(adres(plek.dataset.stroom), { withCredentials: true });
    bron.onopen = () => { pogingen = 0; clearTimeout(pollTimer); wakker(); stand("verbonden"); meld("verbonden"); };
    bron.onmessage = (e) => { wakker(); ontvang("bericht", e.lastEventId, e.data); };
    for (const naam of (plek.dataset.stroomSoorten || "").split(/\s+/).filter(Boolean)) {
      bron.addEventListener(naam, (e) => { wakker(); ontvang(naam, e.lastEventId, e.data); });
    }
    bron.addEventListener("hartslag", wakker);
    bron.onerror = () => {
      pogingen += 1;
      stand("herstellen");
      if (bron.readyState === EventSource.CLOSED || pogingen >= 3) {
        sluit();
        ophalen();
        setTimeout(verbind, HERSTEL);
      }
    };
  }

  async function ophalen() {
    clearTimeout(pollTimer);
    if (bron || !plek.dataset.poll) { if (!bron) stand("verbroken"); return; }
    try {
      const antwoord = await fetch(adres(plek.dataset.poll), { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      const inhoud = await antwoord.json();
      for (const b of inhoud.berichten || []) ontvang(b.event || "bericht", b.id, b.data || {});
      if (!bron) stand("ophalen");
    } catch {
      if (!bron) stand("verbroken");
    }
    pollTimer = setTimeout(ophalen, POLL);
  }

  window.addEventListener("online", verbind);
  window.addEventListener("offline", () => stand("verbroken"));
  window.addEventListener("pagehide", sluit);
  window.addEventListener("pageshow", (e) => { if (e.persisted) verbind(); });
  verbind();
})();
