// What is seldom needed of the chat window, loaded when somebody asks for it: files, going on elsewhere, and logging in.
export default ({ el, t, w, stand, roep, begin, zeg, teken, basis, naam, mail, tekst, verder, hoeVerder }) => {
  const ANTWOORD = "geholpen-inloggen";
  const adres = el("input", { id: "adres", maxlength: "254" }), adreslabel = el("label", { for: "adres" });
  const hoe = el("select", { id: "hoe", onchange: kiesHoe }), wanneer = el("select", { id: "wanneer" });
  const beltijd = el("div", {}, el("label", { for: "wanneer" }, t("wanneer")), wanneer);
  verder.addEventListener("submit", (e) => { e.preventDefault(); gaVerder(); });
  verder.append(
    el("p", { class: "h" }, t("verderuitleg")), el("label", { for: "hoe" }, t("hoe")), hoe, adreslabel, adres, beltijd,
    el("div", { class: "r" }, el("button", { type: "submit" }, t("stuurlink")), el("button", { type: "button", class: "t", onclick: () => toonVerder(false) }, t("niet"))));
  let hoor = null;

  function toonVerder(aan) {
    verder.hidden = !aan;
    if (aan) {
      const i = stand.inrichting || {};
      for (const [lijst, keuzes] of [[hoe, i.ways], [wanneer, i.moments]]) lijst.replaceChildren(...(keuzes || []).map((k) => el("option", { value: k.code }, k.name)));
      kiesHoe();
    }
    teken();
    (aan ? hoe : tekst).focus();
  }

  function kiesHoe() {
    const weg = ((stand.inrichting || {}).ways || []).find((k) => k.code === hoe.value) || {};
    adreslabel.textContent = weg.ask || "";
    adres.autocomplete = weg.code === "email" ? "email" : "tel";
    adres.value = weg.code === "email" ? mail.value : "";
    beltijd.hidden = weg.code !== "phone";
  }

  async function gaVerder() {
    try {
      const antwoord = await roep("continue", { channel: hoe.value, address: adres.value, when: beltijd.hidden ? "" : wanneer.value });
      const gegevens = await antwoord.json().catch(() => ({}));
      if (gegevens.state) { zeg(""); hoeVerder(""); hoeVerder(gegevens.state); } else zeg(gegevens.message || w().kapot);
      if (antwoord.ok) toonVerder(false); else adres.focus();
    } catch { zeg(w().kapot); }
  }

  // The ticket goes to the tab that we opened ourselves, at our own address, when it asks: in no address, to no other page.
  async function inloggen(tab) {
    if (!tab) { zeg(w().geentab); return; }
    window.removeEventListener("message", hoor);
    const kaart = haalKaart();
    hoor = async (e) => {
      if (e.source !== tab || e.origin !== basis || e.data !== ANTWOORD) return;
      window.removeEventListener("message", hoor);
      const gegevens = await kaart;
      if (gegevens.ticket) tab.postMessage({ kaart: gegevens.ticket }, basis);
    };
    window.addEventListener("message", hoor);
    const { ticket, message } = await kaart;
    if (!ticket) tab.close();
    zeg(ticket ? w().inlogtab : message || w().kapot);
  }

  async function haalKaart() {
    try {
      return (await begin()) ? await (await roep("login")).json() : { message: "" };
    } catch { return {}; }
  }

  async function stuurBestand(f) {
    if (f.size > ((stand.inrichting && stand.inrichting.max_file) || 1e7)) { zeg(w().groot); return; }
    zeg(w().bezig);
    try {
      if (!(await begin())) return;
      const lichaam = new FormData();
      lichaam.append("client_message_id", crypto.randomUUID());
      if (!stand.na) { lichaam.append("name", naam.value); lichaam.append("email", mail.value); }
      lichaam.append("file", f);
      const antwoord = await roep("uploads", lichaam);
      const gegevens = await antwoord.json().catch(() => ({}));
      zeg(antwoord.ok ? "" : gegevens.message || w().kapot);
    } catch { zeg(w().kapot); }
    tekst.focus();
  }

  // Our file comes with the token of the visit, so it has no address that somebody else can open.
  async function pak(f) {
    const antwoord = await roep(`files/${f.id}`, null, "GET").catch(() => ({}));
    zeg(antwoord.ok ? "" : w().kapot);
    if (antwoord.ok) el("a", { href: URL.createObjectURL(await antwoord.blob()), download: f.name }).click();
  }

  return { toonVerder, inloggen, stuurBestand, pak };
};
