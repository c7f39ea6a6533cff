// Warns two minutes before a customer is logged out, and offers to stay. Without script the page says it in words.
(() => {
  "use strict";
  const vak = document.querySelector("[data-sessie]");
  if (!vak) return;
  const duur = Number(vak.dataset.sessie) * 1000, vooraf = Math.min(120000, duur / 2);
  let klok;

  function begin() {
    clearTimeout(klok);
    klok = setTimeout(waarschuw, duur - vooraf);
  }

  function waarschuw() {
    vak.append(vak.querySelector("template").content.cloneNode(true));
    vak.querySelector("[data-sessie-blijf]").addEventListener("click", blijf);
    klok = setTimeout(uit, vooraf);
  }

  function weg() {
    for (const deel of [...vak.children]) if (deel.tagName !== "TEMPLATE") deel.remove();
  }

  async function blijf() {
    const antwoord = await fetch(vak.dataset.sessieUrl, { method: "POST", headers: { "X-CSRFToken": document.body.dataset.csrf } });
    if (!antwoord.ok) return uit();
    weg();
    begin();
  }

  function uit() {
    vak.querySelector("[data-sessie-tekst]").textContent = vak.dataset.sessieUit;
    vak.querySelector("[data-sessie-blijf]")?.remove();
  }

  begin();
})();
