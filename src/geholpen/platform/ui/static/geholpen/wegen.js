// What a channel asks of the composer: how long free text may still go, and how many text messages a text is.
(() => {
  "use strict";
  const GSM = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
  const DUBBEL = new Set("^{}\\[~]|€\f");

  // The same count as platform/smsdelen.py.
  function delen(tekst) {
    const letters = [...tekst];
    const duur = [...new Set(letters.filter((c) => !GSM.has(c) && !DUBBEL.has(c)))];
    const plaatsen = letters.map((c) => (duur.length ? c.length : DUBBEL.has(c) ? 2 : 1));
    const [een, meer] = duur.length ? [70, 67] : [160, 153];
    const totaal = plaatsen.reduce((som, n) => som + n, 0);
    if (totaal <= een) return { aantal: totaal ? 1 : 0, duur };
    let aantal = 1, over = meer;
    for (const n of plaatsen) {
      if (n > over) { aantal += 1; over = meer; }
      over -= n;
    }
    return { aantal, duur };
  }

  function tel(plek, veld) {
    const { aantal, duur } = delen(veld.value);
    const woorden = aantal ? (aantal === 1 ? plek.dataset.een : plek.dataset.meer).replace("{}", String(aantal)) : "";
    const waarom = aantal && duur.length ? " " + plek.dataset.duur.replace("{}", duur.slice(0, 5).join(" ")) : "";
    const tekst = plek.querySelector("span");
    if (tekst.textContent !== woorden + waarom) tekst.textContent = woorden + waarom;
  }

  function loopt(plek) {
    const over = Math.floor((new Date(plek.dataset.venster) - new Date()) / 60000);
    const [u, m] = [Math.floor(over / 60), over % 60];
    const nog = (u ? plek.dataset.uren : plek.dataset.minuten).replace("{u}", String(u)).replace("{m}", String(m));
    plek.querySelector("span").textContent = over < 0 ? plek.dataset.dicht : plek.dataset.open.replace("{}", nog);
    const sjabloon = plek.parentElement.querySelector("details");
    if (over < 0 && sjabloon) sjabloon.open = true;
  }

  function begin() {
    for (const plek of document.querySelectorAll("[data-smsdelen]")) {
      const veld = document.getElementById(plek.dataset.smsdelen);
      if (!veld || plek.dataset.telt) continue;
      plek.dataset.telt = "ja";
      veld.addEventListener("input", () => tel(plek, veld));
      tel(plek, veld);
    }
    for (const plek of document.querySelectorAll("[data-venster]")) loopt(plek);
  }

  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", begin);
  setInterval(() => document.querySelectorAll("[data-venster]").forEach(loopt), 20000);
})();
