// Tells colleagues that somebody types in this question, and that the page was closed.
(() => {
  "use strict";
  const STIL = 8000, VAAK = 5000;
  let laatst = 0, timer = 0;

  function zet(typt) {
    const veld = document.getElementById("aanwezig_typt");
    if (!veld) return;
    veld.value = typt ? "1" : "0";
    document.dispatchEvent(new CustomEvent("typen"));
  }

  document.addEventListener("input", (e) => {
    if (!e.target.matches(".gh-doen textarea")) return;
    clearTimeout(timer);
    timer = setTimeout(() => { laatst = 0; zet(false); }, STIL);
    if (Date.now() - laatst < VAAK) return;
    laatst = Date.now();
    zet(true);
  });

  window.addEventListener("pagehide", () => {
    const plek = document.querySelector("[data-aanwezig]");
    if (!plek) return;
    fetch(plek.dataset.aanwezig, {
      method: "POST", credentials: "same-origin", keepalive: true,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": document.body.dataset.csrf || "" },
      body: "weg=1",
    }).catch(() => {});
  });
})();
