// Small help in forms: count characters, bring the eye to what went wrong, do not send twice.
(() => {
  "use strict";
  function tel(veld) {
    const plek = veld.parentElement.querySelector(".gh-veld__teller");
    if (!plek) return;
    const over = Number(veld.dataset.teller) - veld.value.length;
    const zin = over >= 0 ? plek.dataset.over : over === -1 ? plek.dataset.enkel : plek.dataset.teVeel;
    plek.textContent = zin.replace("{}", Math.abs(over));
    plek.classList.toggle("gh-veld__teller--te-veel", over < 0);
  }

  document.addEventListener("input", (e) => { if (e.target.matches("[data-teller]")) tel(e.target); });

  document.addEventListener("submit", (e) => {
    const vorm = e.target;
    if (!vorm.matches("[data-eenmaal]") || e.submitter?.formTarget === "_blank") return;  // a look in another tab is not sending
    if (vorm.dataset.verstuurd) { e.preventDefault(); return; }
    vorm.dataset.verstuurd = "ja";
    setTimeout(() => { delete vorm.dataset.verstuurd; }, 5000);
  });

  // Files: our own word and the chosen names in place of the browser's English button.
  function bijlage(vak) {
    const veld = vak.querySelector("input"), woord = vak.querySelector("span");
    vak.classList.add("gh-antwoord__bijlage--script");
    const namen = [...veld.files].map((f) => f.name);
    woord.textContent = namen.length > 2 ? vak.dataset.bijlageMeer.replace("{}", namen.length) : namen.join(", ") || vak.dataset.bijlage;
  }

  document.addEventListener("change", (e) => {
    const vak = e.target.closest("[data-bijlage]");
    if (!vak) return;
    bijlage(vak);
    if (e.target.files.length) { // chosen again
      e.target.removeAttribute("aria-describedby");
      vak.parentElement.querySelector("#fout_bijlagen")?.remove();
    }
  });

  // A page from the back button may be sent again.
  window.addEventListener("pageshow", () => { for (const vorm of document.querySelectorAll("[data-verstuurd]")) delete vorm.dataset.verstuurd; });

  function start(plek) {
    for (const veld of plek.querySelectorAll("[data-teller]")) if (veld.value) tel(veld);
    for (const vak of plek.querySelectorAll("[data-bijlage]")) bijlage(vak);
    const fouten = plek.querySelector("[data-foutenoverzicht]");
    if (fouten && !location.hash) fouten.focus();
  }

  // A part that htmx put in: the reader goes on at its heading.
  document.addEventListener("htmx:afterSettle", (e) => {
    start(e.target);
    const kop = e.target.querySelector("[data-kop]");
    if (kop) { kop.tabIndex = -1; kop.focus(); }
  });

  start(document);
})();
