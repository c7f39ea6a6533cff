// Shortcuts for the desk. Elements say what they are with data-sneltoets="antwoord". Can be changed and switched off.
(() => {
  "use strict";
  const SLEUTEL = "geholpen.sneltoetsen";
  const STANDAARD = { volgende: "Alt+J", vorige: "Alt+K", omlaag: "J", omhoog: "K", open: "O", antwoord: "Alt+L", schrijf: "R", notitie: "Alt+P", noteer: "N", oppakken: "A", toewijzen: "D", later: "L", afsluiten: "E", aannemen: "Y", pak: "V", filter: "F", verstuur: "Ctrl+Enter", zoek: "/", hulp: "?", sluit: "Esc" };
  const ZELFDE = { schrijf: "antwoord", noteer: "notitie" }; // two keys for one thing: with Alt also while typing
  const bewaard = lees();
  const aan = () => bewaard.aan !== false;
  const toetsen = () => Object.assign({}, STANDAARD, bewaard.toetsen);
  const hulp = document.getElementById("hulp");

  function lees() {
    try { return JSON.parse(localStorage.getItem(SLEUTEL)) || {}; } catch { return {}; }
  }

  function bewaar() {
    try { localStorage.setItem(SLEUTEL, JSON.stringify(bewaard)); } catch { /* private window: for this page only */ }
    toon();
  }

  // "Alt+J" from an event. With Alt the letter comes from the place of the key: Alt+L types ¬ on a Mac.
  function naam(e) {
    let toets = e.key === "Escape" ? "Esc" : e.key;
    if (e.altKey && /^Key[A-Z]$/.test(e.code)) toets = e.code.slice(3);
    if (toets.length === 1) toets = toets.toUpperCase();
    const voor = [e.ctrlKey || e.metaKey ? "Ctrl" : "", e.altKey ? "Alt" : ""].filter(Boolean);
    if (e.shiftKey && toets.length > 1) voor.push("Shift");
    return [...voor, toets].join("+");
  }

  function typt(doel) {
    return doel.isContentEditable || /^(textarea|select)$/i.test(doel.tagName) ||
      (doel.tagName === "INPUT" && !/^(checkbox|radio|button|submit)$/.test(doel.type));
  }

  function buur(stap) {
    const rijen = [...document.querySelectorAll("[data-postvak-rij]")];
    if (!rijen.length) return null;
    const nu = rijen.findIndex((r) => r === document.activeElement || r.getAttribute("aria-current"));
    return rijen[Math.min(Math.max(nu + stap, 0), rijen.length - 1)];
  }

  // Move through the list without opening: the row gets the focus, Enter or O opens it.
  function loop(stap) {
    const rijen = [...document.querySelectorAll("[data-postvak-rij]")];
    if (!rijen.length) return;
    const nu = rijen.indexOf(document.activeElement), hier = rijen.findIndex((r) => r.getAttribute("aria-current"));
    const naar = nu >= 0 ? nu + stap : hier >= 0 ? hier + stap : 0;
    rijen[Math.min(Math.max(naar, 0), rijen.length - 1)].focus();
  }

  function openHulp() {
    if (hulp && !hulp.open) hulp.showModal();
  }

  const doen = {
    volgende: () => { const r = buur(1); if (r) r.click(); },
    vorige: () => { const r = buur(-1); if (r) r.click(); },
    omlaag: () => loop(1),
    omhoog: () => loop(-1),
    open: () => { if (document.activeElement.matches("[data-postvak-rij]")) document.activeElement.click(); },
    hulp: openHulp,
    sluit: () => document.activeElement.blur(),
  };

  function voerUit(wat) {
    if (doen[wat]) return doen[wat]();
    const doel = document.querySelector(`[data-sneltoets="${ZELFDE[wat] || wat}"]`);
    if (!doel) return;
    if (/^(button|a|summary)$/i.test(doel.tagName)) doel.click();
    else doel.focus();
  }

  document.addEventListener("keydown", (e) => {
    if (!aan() || e.defaultPrevented || e.isComposing) return;
    if (e.target.matches && e.target.matches("[data-toets]")) return;
    const toets = naam(e);
    const wat = Object.keys(toetsen()).find((k) => toetsen()[k] === toets);
    if (!wat) return;
    const kaal = !/^(Ctrl|Alt)\+/.test(toets);
    if (kaal && wat !== "sluit" && typt(e.target)) return;
    if (wat === "sluit" && (hulp && hulp.open)) return; // the dialog closes itself
    if (wat === "verstuur" && !(e.target.closest && e.target.closest("form"))) return;
    if (wat !== "sluit") e.preventDefault();
    voerUit(wat);
  });

  // In the list the arrows do what they do in every list.
  document.addEventListener("keydown", (e) => {
    if (!aan() || e.ctrlKey || e.altKey || e.metaKey || !e.target.matches || !e.target.matches("[data-postvak-rij]")) return;
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    e.preventDefault();
    loop(e.key === "ArrowDown" ? 1 : -1);
  });

  // The help sheet: change a key, switch off, set back.
  function toon() {
    for (const veld of document.querySelectorAll("[data-toets]")) veld.value = toetsen()[veld.dataset.toets] || "";
    for (const vak of document.querySelectorAll("[data-sneltoetsen-aan]")) vak.checked = aan();
  }

  document.addEventListener("keydown", (e) => {
    const veld = e.target.closest && e.target.closest("[data-toets]");
    if (!veld || ["Tab", "Shift", "Control", "Alt", "Meta", "Escape"].includes(e.key)) return;
    e.preventDefault();
    const toets = naam(e);
    if (Object.entries(toetsen()).some(([k, t]) => t === toets && k !== veld.dataset.toets)) return;
    bewaard.toetsen = Object.assign({}, bewaard.toetsen, { [veld.dataset.toets]: toets });
    bewaar();
  });

  document.addEventListener("change", (e) => {
    if (!e.target.matches("[data-sneltoetsen-aan]")) return;
    bewaard.aan = e.target.checked;
    bewaar();
  });

  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-open-hulp]")) openHulp();
    if (e.target.closest("[data-sneltoetsen-herstel]")) { delete bewaard.toetsen; delete bewaard.aan; bewaar(); }
    if (e.target === hulp) hulp.close();
  });

  for (const knop of document.querySelectorAll("[data-open-hulp]")) knop.hidden = false;
  const gesprek = document.querySelector(".gh-paneel--gesprek");
  // Open at the end; when more is to be read than fits above the answer, at where reading begins. The focus stays.
  function naarHetBegin() {
    const draad = gesprek && gesprek.querySelector(".gh-gesprek");
    if (!draad || location.hash) return;
    gesprek.scrollTop = gesprek.scrollHeight;
    const eerste = document.getElementById(draad.dataset.begin || ""), kop = gesprek.querySelector(".gh-gesprekkop");
    const doen = gesprek.querySelector(".gh-doen");
    if (!eerste || (doen && getComputedStyle(doen).position !== "sticky")) return; // the answer would go out of sight
    const nieuw = gesprek.querySelector("#nieuw") || eerste;
    const boven = (kop || gesprek).getBoundingClientRect()[kop ? "bottom" : "top"] + 12;
    gesprek.scrollTop += Math.min(0, nieuw.getBoundingClientRect().top - boven);
  }
  const gekozen = document.querySelector("[data-postvak-rij][aria-current]"), lijst = document.querySelector(".gh-paneel--postvak");
  if (gekozen && lijst && gekozen.getBoundingClientRect().bottom > lijst.getBoundingClientRect().bottom) { // the open question in sight in the list
    lijst.scrollTop += gekozen.getBoundingClientRect().bottom - lijst.getBoundingClientRect().bottom + 80;
  }
  naarHetBegin();
  document.fonts.ready.then(naarHetBegin); // the letters change the height
  toon();
})();
