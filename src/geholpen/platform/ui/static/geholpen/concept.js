// Drafts: what is typed in a field with data-concept-url is kept every two seconds, and when the page is left.
(() => {
  "use strict";
  // No BSN in what the browser keeps; the server masks it in the same way (platform/bsn.py).
  const BSN = /(?<![0-9A-Za-z])(?:[0-9][. \u00a0]?){8}[0-9](?![0-9A-Za-z])/g;
  const zonderBsn = (tekst) => tekst.replace(BSN, (gevonden) => {
    const cijfers = gevonden.replace(/\D/g, "");
    const som = [...cijfers].reduce((s, c, i) => s + c * (i < 8 ? 9 - i : -1), 0);
    return som % 11 ? gevonden : "•••••••" + cijfers.slice(7);
  });
  const WACHT = 2000;
  const tijd = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" });
  const velden = new WeakMap();

  function csrf() {
    return document.body.dataset.csrf || "";
  }

  function toon(veld, gelukt) {
    const plek = document.getElementById(veld.dataset.conceptStatus || "");
    if (!plek) return;
    plek.textContent = gelukt ? (plek.dataset.bewaard || "").replace("{}", tijd.format(new Date()).replace(":", ".")) : plek.dataset.mislukt || "";
  }

  // With which text of ours the answer was begun, where the form knows that.
  function sjabloon(veld) {
    const gekozen = veld.form && veld.form.elements.sjabloonversie;
    return gekozen ? { sjabloonversie: gekozen.value } : {};
  }

  async function bewaar(veld, weg) {
    const staat = velden.get(veld);
    if (!staat || staat.botst || staat.bewaard === veld.value || (staat.bezig && !weg)) return;
    const tekst = veld.value;
    if (!weg) staat.onderweg = tekst;
    staat.bezig = true;
    try {
      const antwoord = await fetch(veld.dataset.conceptUrl, {
        method: "POST", credentials: "same-origin", keepalive: Boolean(weg),
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify({ tekst, gezien: veld.dataset.conceptGezien || "", ...sjabloon(veld) }),
      });
      if (antwoord.status === 409) return bots(veld, await antwoord.json());
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      staat.bewaard = tekst;
      toon(veld, true);
    } catch {
      toon(veld, false);
      if (!weg) staat.timer = setTimeout(() => bewaar(veld), WACHT * 3);
    } finally {
      staat.bezig = false;
      if (veld.value !== tekst && !weg) plan(veld);
    }
  }

  // A colleague changed the draft as well: both texts stay until a person decides.
  function bots(veld, ander) {
    const staat = velden.get(veld), blok = veld.form && veld.form.querySelector("[data-concept-conflict]");
    if (!blok) return toon(veld, false);
    staat.botst = true;
    blok.querySelector("[data-concept-wie]").textContent = ander.wie;
    blok.querySelector("[data-concept-moment]").textContent = ander.moment;
    blok.querySelector("[data-concept-ander]").textContent = ander.tekst;
    blok.hidden = false;
    toon(veld, false);
    const klaar = (tekst) => {
      staat.botst = false;
      staat.bewaard = ander.tekst;
      veld.dataset.conceptGezien = ander.gezien;
      if (tekst !== null) veld.value = tekst;
      blok.hidden = true;
      veld.focus();
      bewaar(veld);
    };
    blok.querySelector("[data-concept-neem]").onclick = () => klaar(ander.tekst);
    blok.querySelector("[data-concept-houd]").onclick = () => klaar(null);
  }

  function plan(veld) {
    const staat = velden.get(veld);
    clearTimeout(staat.timer);
    staat.timer = setTimeout(() => bewaar(veld), WACHT);
  }

  function let_op(veld) {
    if (!velden.has(veld)) velden.set(veld, { bewaard: veld.defaultValue, timer: 0, bezig: false });
    return velden.get(veld);
  }

  function alle(doe) {
    for (const veld of document.querySelectorAll("[data-concept-url]")) doe(veld);
  }

  document.addEventListener("input", (e) => {
    if (!e.target.matches("[data-concept-url]")) return;
    let_op(e.target);
    plan(e.target);
  });

  // A text that was prepared has an empty line to write on: who comes with the keyboard starts there. A click decides itself.
  document.addEventListener("focusin", (e) => {
    const veld = e.target;
    if (!veld.matches("[data-concept-url]") || veld.value !== veld.defaultValue || veld.selectionEnd > 0) return;
    const regel = veld.value.indexOf("\n\n\n");
    if (regel >= 0) veld.setSelectionRange(regel + 2, regel + 2);
  });

  // Sent: the text is no draft any more, so leaving the page must not put it back.
  document.addEventListener("submit", (e) => {
    for (const veld of e.target.querySelectorAll("[data-concept-url]")) {
      const staat = let_op(veld);
      clearTimeout(staat.timer);
      staat.verstuurd = true;
      staat.bewaard = veld.value;
    }
  });

  // The page that comes next may be made before the last words arrive: this tab keeps them until then.
  function onthoud(veld) {
    const staat = let_op(veld);
    if (staat.verstuurd || staat.bewaard === veld.value) return;
    try { sessionStorage.setItem(veld.dataset.conceptUrl, JSON.stringify({ van: [staat.bewaard, staat.onderweg].map((t) => t && zonderBsn(t)), tekst: zonderBsn(veld.value) })); } catch { /* too long: the server has it soon */ }
  }

  function herinner(veld) {
    let oud = null;
    try {
      oud = JSON.parse(sessionStorage.getItem(veld.dataset.conceptUrl));
      sessionStorage.removeItem(veld.dataset.conceptUrl);
    } catch { return; }
    if (!oud || !oud.van.includes(veld.value)) return; // it arrived, or a colleague wrote on: the server is right
    veld.value = oud.tekst;
    plan(veld);
  }

  const weg = () => alle((veld) => { onthoud(veld); bewaar(veld, true); });
  window.addEventListener("pagehide", weg);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") weg(); });

  // A draft longer than a keepalive request may carry, or no connection: ask before leaving.
  window.addEventListener("beforeunload", (e) => {
    let open = false;
    alle((veld) => {
      const staat = let_op(veld);
      if (!staat.verstuurd && staat.bewaard !== veld.value && (veld.value.length > 20000 || !navigator.onLine)) open = true;
    });
    if (open) e.preventDefault();
  });

  document.addEventListener("htmx:beforeSwap", () => alle((veld) => { let_op(veld); bewaar(veld, true); }));
  alle((veld) => { let_op(veld); herinner(veld); });
})();
