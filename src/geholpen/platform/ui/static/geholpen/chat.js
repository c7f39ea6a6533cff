// A chat at the desk: what is new comes by itself, typing goes to the other side, Enter sends. Works with live.js and htmx.
(() => {
  "use strict";
  const strook = () => document.getElementById("chatstrook");
  if (!strook()) return;
  const ENTER = "geholpen-chat-enter", TYPT = 3000, STIL = 8000;
  let klaar = 0, typtTot = 0, laatst = 0, bezig = false, opnieuw = false, nieuws = false;

  function ververs() {
    if (bezig) { opnieuw = true; return; }
    const hier = strook();
    if (hier && window.htmx) window.htmx.trigger(hier, "chat:ververs");
  }

  function typt(aan) {
    const plek = document.querySelector("[data-chat-typt]");
    if (!plek) return;
    clearTimeout(klaar);
    typtTot = aan ? Date.now() + STIL : 0;
    plek.textContent = aan ? plek.dataset.tekst : "";
    if (aan) klaar = setTimeout(() => typt(false), STIL);
  }

  document.addEventListener("geholpen:klantvraag", (e) => { if (e.detail.klantvraag_id === strook().dataset.chat) { typt(false); ververs(); } });
  document.addEventListener("geholpen:chat", (e) => {
    if (e.detail.klantvraag_id !== strook().dataset.chat) return;
    if (e.detail.wat === "typt") typt(e.detail.aan); else ververs();
  });
  for (const naam of ["resync", "verbonden"]) document.addEventListener(`geholpen:${naam}`, ververs);

  function zeg(aan) {
    const nu = Date.now();
    if (aan && nu - laatst < TYPT) return;
    laatst = aan ? nu : 0;
    fetch(strook().dataset.typtUrl, {
      method: "POST", credentials: "same-origin", keepalive: !aan,
      headers: { "Content-Type": "application/json", "X-CSRFToken": document.body.dataset.csrf || "" },
      body: JSON.stringify({ state: aan ? "on" : "off" }),
    }).catch(() => {});
  }

  const vorm = () => document.querySelector("[data-chatvorm]");
  const enter = () => localStorage.getItem(ENTER) !== "uit";

  document.addEventListener("input", (e) => { if (vorm() && vorm().contains(e.target) && e.target.name === "tekst") zeg(true); });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.shiftKey || e.isComposing || !enter() || !vorm() || e.target.name !== "tekst" || !vorm().contains(e.target)) return;
    e.preventDefault();
    if (e.target.value.trim()) vorm().requestSubmit();
  });

  const keuze = document.querySelector("[data-chat-enter]");
  if (keuze) {
    const vak = keuze.querySelector("input");
    keuze.hidden = false;
    vak.checked = enter();
    vak.addEventListener("change", () => { try { localStorage.setItem(ENTER, vak.checked ? "aan" : "uit"); } catch { /* then it lasts as long as the page */ } });
  }

  // Refused (a newer message, no text): show why, and what came meanwhile; the text stays where it is.
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (e.detail.target && e.detail.target.id === "chatstrook" && e.detail.xhr.status === 422) { e.detail.shouldSwap = true; e.detail.isError = false; }
  });
  // The strip was drawn again: whoever was typing still is.
  document.addEventListener("htmx:afterSwap", () => {
    const plek = document.querySelector("[data-chat-typt]");
    if (plek && Date.now() < typtTot) plek.textContent = plek.dataset.tekst;
  });
  // The page is on its way to another: what comes meanwhile is on that one.
  document.addEventListener("submit", (e) => { if (!e.defaultPrevented) bezig = true; });
  window.addEventListener("pageshow", (e) => { if (e.persisted) bezig = false; });
  document.addEventListener("htmx:beforeRequest", (e) => { if (e.detail.target && e.detail.target.id === "chatstrook") bezig = true; });
  document.addEventListener("htmx:afterRequest", (e) => {
    if (!e.detail.target || e.detail.target.id !== "chatstrook") return;
    bezig = false;
    if (vorm() && e.detail.elt === vorm() && e.detail.successful && e.detail.xhr.status === 200) {
      const veld = vorm().querySelector("[name=tekst]");
      veld.value = "";
      for (const bestand of vorm().querySelectorAll("[type=file]")) {
        bestand.value = "";
        bestand.dispatchEvent(new Event("change", { bubbles: true })); // the names beside it go too
      }
      vorm().querySelector("#fout_bijlagen")?.remove();
      vorm().dispatchEvent(new CustomEvent("gh:verstuurd", { bubbles: true }));
      veld.focus();
      zeg(false);
    }
    if (opnieuw) { opnieuw = false; setTimeout(ververs, 50); }
  });
  // Two answers can be on their way at once, ours and one that was asked for just before: what is on the screen stays once.
  document.addEventListener("htmx:oobBeforeSwap", (e) => {
    if (e.detail.target.id !== "chatgesprek") return;
    for (const el of [...e.detail.fragment.children]) if (el.id && document.getElementById(el.id)) el.remove();
    nieuws = e.detail.fragment.childElementCount > 0;
  });
  document.addEventListener("htmx:oobAfterSwap", (e) => {
    if (e.detail.target.id !== "chatgesprek" || !nieuws) return;
    const paneel = e.detail.target.closest(".gh-paneel") || document.scrollingElement;
    if (paneel.scrollHeight - paneel.scrollTop - paneel.clientHeight < 600) e.detail.target.lastElementChild.scrollIntoView({ block: "center" });
  });
})();
