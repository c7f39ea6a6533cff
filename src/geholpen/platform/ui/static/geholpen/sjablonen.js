// Templates in the composer: only those of the chosen channel, the text where the cursor is, and one button to undo it.
(() => {
  "use strict";
  const csrf = () => document.body.dataset.csrf || "";
  const soort = (code) => (code.includes("|") ? code.split("|")[0] : code.startsWith("brief") ? "brief" : "email");

  // What does not fit the channel leaves the list, and comes back with another channel.
  function past(plek) {
    const kanaal = plek.closest("form").elements.kanaal, lijst = plek.querySelector("select");
    if (!kanaal || !lijst) return;
    const nu = soort(kanaal.value);
    for (const keuze of lijst.options) {
      const mag = !keuze.value || keuze.dataset.kanalen.split(" ").includes(nu);
      keuze.hidden = keuze.disabled = !mag;
    }
    if (lijst.selectedOptions[0] && lijst.selectedOptions[0].disabled) lijst.value = "";
  }

  // The way of the keyboard: the browser's own undo knows it too.
  function typ(veld, tekst) {
    veld.focus();
    if (!document.execCommand("insertText", false, tekst)) {
      veld.setRangeText(tekst, veld.selectionStart, veld.selectionEnd, "end");
      veld.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // The cursor is where the writer left it; who never came in the field gets the empty line of the greeting, or the end.
  function zetCursor(veld) {
    if (veld.dataset.geweest) return;
    const regel = veld.value.indexOf("\n\n\n");
    const waar = regel >= 0 ? regel + 2 : veld.value.length;
    veld.setSelectionRange(waar, waar);
  }

  // A template is paragraphs of its own: an empty line between it and what stands there already.
  function metLucht(veld, tekst) {
    const voor = veld.value.slice(0, veld.selectionStart), na = veld.value.slice(veld.selectionEnd);
    const boven = voor.trim() ? "\n".repeat(2 - Math.min(2, /\n*$/.exec(voor)[0].length)) : "";
    const onder = na.trim() ? "\n".repeat(2 - Math.min(2, /^\n*/.exec(na)[0].length)) : "";
    return boven + tekst + onder;
  }

  function zeg(plek, tekst) {
    plek.querySelector("[role=status]").textContent = tekst;
  }

  async function neem(plek) {
    const form = plek.closest("form"), veld = form.elements.tekst, stand = plek.querySelector("[role=status]");
    const lichaam = new URLSearchParams({ antwoordsjabloon: form.elements.antwoordsjabloon.value, kanaal: form.elements.kanaal.value });
    try {
      const antwoord = await fetch(plek.dataset.sjablonen, {
        method: "POST", credentials: "same-origin", body: lichaam,
        headers: { Accept: "application/json", "X-CSRFToken": csrf() },
      });
      const gezegd = await antwoord.json();
      if (!antwoord.ok) return zeg(plek, gezegd.fout || plek.dataset.mislukt);
      const voor = veld.value;
      zetCursor(veld);
      veld.setSelectionRange(veld.selectionEnd, veld.selectionEnd); // a selection is never replaced
      plek.dataset.plaats = veld.selectionEnd; // undoing puts the cursor back here
      form.elements.tekst_voor.value = voor;
      form.elements.sjabloonversie.value = gezegd.versie;
      typ(veld, metLucht(veld, gezegd.tekst));
      plek.querySelector("[data-sjabloon-terug]").hidden = false;
      zeg(plek, stand.dataset.klaar);
    } catch {
      zeg(plek, plek.dataset.mislukt);
    }
  }

  function terug(plek) {
    const form = plek.closest("form"), veld = form.elements.tekst, knop = plek.querySelector("[data-sjabloon-terug]");
    form.elements.sjabloonversie.value = "";
    veld.focus();
    veld.select();
    typ(veld, form.elements.tekst_voor.value);
    const plaats = Number(plek.dataset.plaats || veld.value.length);
    veld.setSelectionRange(plaats, plaats);
    knop.hidden = true;
    zeg(plek, plek.querySelector("[role=status]").dataset.weg);
  }

  // What was begun with a text of ours has gone: the next message is a new one.
  document.addEventListener("gh:verstuurd", (e) => {
    const plek = e.target.querySelector("[data-sjablonen]");
    if (!plek) return;
    e.target.elements.sjabloonversie.value = e.target.elements.tekst_voor.value = "";
    plek.querySelector("[data-sjabloon-terug]").hidden = true;
    zeg(plek, "");
  });
  document.addEventListener("click", (e) => {
    const knop = e.target.closest("[data-sjabloon-neem], [data-sjabloon-terug]");
    if (!knop) return;
    e.preventDefault();
    const plek = knop.closest("[data-sjablonen]");
    if (knop.matches("[data-sjabloon-neem]")) neem(plek);
    else terug(plek);
  });
  document.addEventListener("focusin", (e) => { if (e.target.name === "tekst") e.target.dataset.geweest = "ja"; });
  document.addEventListener("change", (e) => { if (e.target.name === "kanaal") document.querySelectorAll("[data-sjablonen]").forEach(past); });
  const begin = () => document.querySelectorAll("[data-sjablonen]").forEach(past);
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("htmx:afterSettle", begin);
})();
