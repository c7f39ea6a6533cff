// The chat window for a page of anybody: one script tag, own shadow tree, no cookie. See docs/howto/put-the-chat-on-a-page.md.
(() => {
  "use strict";
  const zelf = document.currentScript;
  const sleutel = zelf && zelf.dataset.sleutel;
  if (!sleutel || window.geholpenChat) return;
  const basis = new URL(zelf.src).origin;
  // Kept per person who is logged in on the page: whoever logs in next in this tab is somebody else.
  const VOOR = `geholpen-chat:${sleutel}:`, BEWAARD = VOOR + (zelf.dataset.wie || van(zelf.dataset.bewijs));
  function van(bewijs) {
    try { return JSON.parse(atob(bewijs.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub; } catch { return ""; }
  }

  const STIL = 40000, EERSTE = 6000, PROBEER = [1000, 2000, 5000, 10000, 20000];

  const WOORDEN = {
    nl: {
      knop: "Chat met ons", sluit: "Chat verbergen", stop: "Chat beëindigen", taal: "English",
      naam: "Uw naam (niet verplicht)", mail: "Uw e-mailadres (niet verplicht)",
      bericht: "Uw bericht", stuur: "Verstuur", bestand: "Bestand sturen",
      ik: "U", wij: "Medewerker", auto: "Automatisch bericht", bezig: "Wordt verstuurd …", verbeterd: "Verbeterd", gelezen: "Gelezen", mis: "Niet verstuurd.", opnieuw: "Opnieuw versturen",
      typt: "Een medewerker typt …", rij: (n, m) => `U bent nummer ${n} in de rij.${m ? ` Het duurt ongeveer ${m} ${m === 1 ? "minuut" : "minuten"}.` : ""}`,
      anders: "U kunt ook:", weg: "Geen verbinding. Wij proberen het opnieuw. Wat u typt, gaat niet verloren.",
      klaar: "Deze chat is afgesloten.", nieuw: "Nieuwe chat beginnen", dicht: (w) => `De chat is nu dicht${w ? `. Wij zijn er weer: ${w}` : ""}.`,
      kapot: "Dat lukte niet. Probeer het zo opnieuw.",
      nieuwe: (n) => n === 1 ? "1 nieuw bericht" : `${n} nieuwe berichten`,
      zet: "U chat met", kenmerk: (k) => `Uw vraag heeft nummer ${k}. Daarmee vinden wij hem ook als u belt of mailt.`,
    },
    en: {
      knop: "Chat with us", sluit: "Hide the chat", stop: "End the chat", taal: "Nederlands",
      naam: "Your name (optional)", mail: "Your e-mail address (optional)",
      bericht: "Your message", stuur: "Send", bestand: "Send a file",
      ik: "You", wij: "Employee", auto: "Automatic message", bezig: "Sending …", verbeterd: "Corrected", gelezen: "Read", mis: "Not sent.", opnieuw: "Send again",
      typt: "An employee is typing …", rij: (n, m) => `You are number ${n} in the queue.${m ? ` It takes about ${m} ${m === 1 ? "minute" : "minutes"}.` : ""}`,
      anders: "You can also:", weg: "No connection. We are trying again. What you type is not lost.",
      klaar: "This chat has ended.", nieuw: "Start a new chat", dicht: (w) => `The chat is closed now${w ? `. We are back: ${w}` : ""}.`,
      kapot: "That did not work. Please try again in a moment.",
      nieuwe: (n) => n === 1 ? "1 new message" : `${n} new messages`,
      zet: "You are chatting with", kenmerk: (k) => `Your question has number ${k}. We find it by that when you call or mail, too.`,
    },
  };
  const STIJL = `
:host{all:initial;--k:var(--geholpen-kleur,#154273);font:16px/1.5 system-ui,sans-serif;color:#1a1a1a}
*{box-sizing:border-box}[hidden]{display:none!important}
button,input,textarea,select{font:inherit;color:inherit}
button{min-height:2.75em;padding:.4em 1em;border:2px solid var(--k);border-radius:4px;background:var(--k);color:#fff;cursor:pointer}
button.t{background:#fff;color:var(--k)}button.k{min-height:2em;padding:.1em .6em;font-size:.875em}
:focus-visible{outline:3px solid #0b0c0c;outline-offset:2px;box-shadow:0 0 0 2px #ffdd00}
.open{position:fixed;right:16px;bottom:16px;z-index:2147483000;border-radius:2em;box-shadow:0 2px 8px #0005}
.raam{position:fixed;right:16px;bottom:16px;z-index:2147483001;width:min(400px,calc(100vw - 32px));height:min(640px,calc(100dvh - 32px));display:flex;flex-direction:column;background:#fff;border:1px solid #767676;border-radius:8px;box-shadow:0 4px 24px #0006;overflow:auto}
.vast .raam{position:static;width:100%;height:min(70dvh,720px);box-shadow:none}
header{display:flex;flex-wrap:wrap;gap:.25em .5em;align-items:center;padding:.5em .75em;background:var(--k);color:#fff}
h2{flex:1 1 100%;margin:0;font-size:1.05em;line-height:1.3;overflow-wrap:break-word}header button{border-color:#fff}
.lijst{flex:1 0 auto;height:0;min-height:7em;overflow-y:auto;padding:.75em;margin:0;overflow-wrap:anywhere}
.b{max-width:88%;margin:0 0 .75em;padding:.5em .75em;border-radius:8px;background:#f1f1f1;white-space:pre-wrap}
.b.ik{margin-left:auto;background:#e1ecf7}.b.auto{background:#fff;border:1px dashed #767676}
.b small,.h{display:block;font-size:.8125em;color:#4a4a4a;white-space:normal}.b p{margin:0}.b[data-l]::after{content:attr(data-l);font-size:.8125em}.b .mis{color:#a51d1d;font-weight:600}
.s{padding:.25em .75em;margin:0;font-size:.9375em;background:#fff8d6;border-top:1px solid #d6c77a;flex:none;max-height:9.5em;overflow-y:auto}.s:empty{display:none}.s ul{margin:0;padding-left:1.25em}
form,.m{padding:.5em .75em;border-top:1px solid #bbb;margin:0}
label{display:block;font-weight:600;font-size:.9375em}.r{display:flex;flex-wrap:wrap;gap:.5em;align-items:center;margin-top:.4em}
input,textarea,select{width:100%;padding:.4em .5em;border:1px solid #595959;border-radius:4px;background:#fff}textarea{resize:vertical;min-height:3.2em;max-height:10em}
.f{position:relative;overflow:hidden}.f input{position:absolute;inset:0;opacity:0;cursor:pointer}.f:focus-within{outline:3px solid #0b0c0c;outline-offset:2px}
.f span{display:inline-block;min-height:2em;padding:.1em .6em;border:2px solid var(--k);border-radius:4px;color:var(--k);font-size:.875em;font-weight:400}
a{color:var(--k)}.v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:480px){:host(:not(.pagina)) .raam{inset:0;width:100%;height:100dvh;border-radius:0;border:0}}
@media(max-height:620px){#tu{display:none}.s{max-height:6em}header button{min-height:1.75em}}`;

  let bron = zelf.dataset.taal || document.documentElement.lang || navigator.language || "nl", taal = bron.toLowerCase().startsWith("nl") ? "nl" : "en";
  const w = () => ({ ...WOORDEN[taal], ...(stand.inrichting || {}).words }), ander = () => taal === "nl" ? "en" : "nl";
  const stand = { token: "", stroom: "", na: 0, inrichting: null, klaar: false, gezien: 0, ongelezen: 0, rij: null, bewezen: false, beantwoord: false };
  const wachtend = []; // what was not accepted yet: only in the memory of this page
  let lezer = null, poging = 0, poll = false, laatste = 0, bezigMet = null, typtTot = 0, typtSinds = 0;

  // ---- the tree

  function el(naam, eigen, ...kinderen) {
    const gemaakt = document.createElement(naam);
    for (const [k, v] of Object.entries(eigen || {})) {
      if (k.startsWith("on")) gemaakt.addEventListener(k.slice(2), v);
      else if (k in gemaakt && typeof v === "boolean") gemaakt[k] = v;
      else if (v !== null) gemaakt.setAttribute(k, v);
    }
    gemaakt.append(...kinderen.filter((kind) => kind !== null));
    return gemaakt;
  }

  const vast = zelf.dataset.plek ? document.querySelector(zelf.dataset.plek) : null;
  const plek = el("div", vast ? { class: "pagina" } : {});
  const schaduw = plek.attachShadow({ mode: "open" });
  if ("adoptedStyleSheets" in schaduw) {
    const blad = new CSSStyleSheet();
    blad.replaceSync(STIJL);
    schaduw.adoptedStyleSheets = [blad];
  } else schaduw.append(el("style", {}, STIJL));

  const t = (naam) => { const s = el("span", { "data-w": naam }); s.textContent = w()[naam]; return s; };
  const openknop = el("button", { class: "open", type: "button", "aria-expanded": "false", onclick: () => open(true) }, t("knop"), el("span", { class: "tel" }));
  const kop = el("h2", { id: "kop" }, "Chat");
  const lijst = el("div", { class: "lijst", role: "log", tabindex: "0", "aria-live": "polite", "aria-labelledby": "kop" });
  const rij = el("div", { class: "s", role: "status", tabindex: "0" });
  const melding = el("p", { class: "s", role: "status" });
  const link = el("p", { class: "s", role: "status" });
  const typt = el("p", { class: "s", role: "status" });
  const naam = el("input", { id: "naam", autocomplete: "name", maxlength: "200" });
  const mail = el("input", { id: "mail", type: "email", autocomplete: "email", maxlength: "254", "aria-describedby": "mu" });
  const wie = el("div", {}, el("label", { for: "naam" }, t("naam")), naam, el("label", { for: "mail" }, t("mail")), mail, el("small", { class: "h", id: "mu" }, t("mailuitleg")));
  const tekst = el("textarea", { id: "tekst", rows: "2", maxlength: "20000", "aria-describedby": "tu", oninput: typend, onkeydown: toets });
  const bestand = el("input", { type: "file", onchange: () => { const f = bestand.files[0]; bestand.value = ""; if (f) meer("stuurBestand", f); } });
  const form = el("form", { novalidate: "", onsubmit: (e) => { e.preventDefault(); verstuur(); } }, wie,
    el("label", { for: "tekst" }, t("bericht")), tekst, el("small", { class: "h", id: "tu" }, t("uitleg")),
    el("div", { class: "r" }, el("button", { type: "submit" }, t("stuur")), el("label", { class: "f" }, t("bestand"), bestand),
      el("button", { type: "button", class: "t k verder", onclick: () => meer("toonVerder", true) }, t("verder")),
      el("button", { type: "button", class: "t k in", onclick: () => meer("inloggen", window.open(`${basis}/chat/inloggen/?taal=${taal}`)) }, t("inloggen"))));
  const verder = el("form", { novalidate: "", hidden: true }); // filled by chatmeer.js
  const vraagStop = el("div", { class: "m", role: "alertdialog", "aria-labelledby": "zeker", hidden: true }, el("p", { id: "zeker" }, t("zeker")),
    el("div", { class: "r" }, el("button", { type: "button", onclick: beeindig }, t("ja")), el("button", { type: "button", class: "t", onclick: () => { vraagStop.hidden = true; tekst.focus(); } }, t("nee"))));
  const einde = el("div", { class: "m", hidden: true }, el("p", {}, t("klaar")), el("button", { type: "button", onclick: opnieuw }, t("nieuw")));
  const privacy = el("a", { target: "_blank", rel: "noopener noreferrer", hidden: true }, t("privacy"));
  const taalknop = el("button", { type: "button", class: "k", onclick: wisselTaal }, t("taal"));
  const verberg = el("button", { type: "button", class: "k", hidden: Boolean(vast), onclick: () => open(false) }, t("sluit"));
  const stopknop = el("button", { type: "button", class: "k", hidden: true, onclick: () => { vraagStop.hidden = false; vraagStop.querySelector("button").focus(); } }, t("stop"));
  const raam = el("section", { class: "raam", role: vast ? "region" : "dialog", "aria-labelledby": "kop", hidden: !vast, onkeydown: (e) => { if (e.key === "Escape" && !vast) open(false); } },
    el("header", {}, kop, taalknop, stopknop, verberg), lijst, rij, typt, melding, link, form, verder, vraagStop, einde, el("div", { class: "m p", hidden: true }, privacy));
  schaduw.append(el("div", vast ? { class: "vast" } : {}, openknop, raam));
  openknop.hidden = Boolean(vast);

  function vertaal() {
    plek.lang = taal;
    for (const s of schaduw.querySelectorAll("[data-w]")) s.textContent = w()[s.dataset.w];
    taalknop.lang = ander();
    const groet = lijst.querySelector(".groet");
    if (groet) groet.textContent = stand.inrichting.greeting;
    teken();
  }

  async function wisselTaal() {
    bron = taal = ander();
    await richtIn();
    vertaal();
    if (!verder.hidden) meer("toonVerder", true);
  }

  function teken() {
    const i = stand.inrichting;
    if (i) kop.textContent = stand.token ? `${w().zet} ${i.organisation}` : i.organisation;
    wie.hidden = Boolean((stand.token && stand.na) || stand.bewezen || stand.bij || zelf.dataset.wie || zelf.dataset.bewijs);
    stopknop.hidden = !stand.token || stand.klaar;
    form.hidden = stand.klaar || !verder.hidden;
    form.querySelector(".verder").hidden = !stand.na;
    form.querySelector(".in").hidden = !(i && i.login) || Boolean(stand.bewezen || zelf.dataset.wie || zelf.dataset.bewijs);
    einde.hidden = !stand.klaar;
    privacy.hidden = !(i && i.privacy_url);
    raam.querySelector(".p").hidden = privacy.hidden;
    if (i && i.privacy_url) privacy.href = i.privacy_url;
    openknop.querySelector(".tel").textContent = stand.ongelezen ? ` (${w().nieuwe(stand.ongelezen)})` : "";
    tekenRij();
    for (const b of lijst.querySelectorAll(".ik[id^=s-]")) b.dataset.l = Number(b.id.slice(2)) <= stand.door ? w().gelezen : "";
  }

  function tekenRij() {
    const i = stand.inrichting, r = stand.klaar ? null : stand.rij, zinnen = [];
    if (i && !stand.klaar && !(r ? r.open : i.open) && (!stand.beantwoord || r && r.position)) zinnen.push(w().dicht(i.opens_at), r && !r.position && stand.na ? "" : i.closed);
    else if (r && r.position) zinnen.push(w().rij(r.position, Math.round(r.eta_seconds / 60)), i ? i.waiting : "");
    const anders = zinnen.length && i ? i.alternatives : [];
    const nieuw = JSON.stringify([zinnen, anders, taal]);
    if (rij.dataset.stand === nieuw) return; // said once: a screen reader hears it only when it changes
    rij.dataset.stand = nieuw;
    rij.replaceChildren(...zinnen.filter(Boolean).map((z) => el("div", {}, z)));
    if (anders.length) rij.append(el("div", {}, w().anders), el("ul", {}, ...anders.map((a) => el("li", {}, a))));
  }

  // What became of the last link to go on elsewhere; said when it changes.
  function hoeVerder(staat) {
    if (link.dataset.s === staat) return;
    link.dataset.s = staat;
    link.replaceChildren(staat ? t(`link_${staat}`) : "");
  }

  function zeg(zin) { melding.textContent = zin || ""; }

  function toonBericht(b, staat) {
    const id = staat ? `w-${staat.id}` : `s-${b.seq}`;
    const oud = schaduw.getElementById(id);
    const soort = b.from === "visitor" ? "ik" : b.from === "person" ? "wij" : "auto";
    const tijd = new Date(b.at).toLocaleTimeString("nl", { hour: "2-digit", minute: "2-digit" }).replace(":", taal === "nl" ? "." : ":");
    const onder = el("div", { class: `b ${soort}`, id }, el("small", {}, el("b", {}, b.name || w()[soort]), ` ${tijd}`));
    if (b.text) onder.append(el("p", {}, b.text));
    if (b.corrected) onder.append(el("small", {}, w().verbeterd));
    for (const f of b.files || []) onder.append(f.id ? el("button", { type: "button", class: "t k", onclick: () => meer("pak", f) }, f.name) : el("p", {}, f.name), el("small", {}, f.warning || ""));
    if (staat && !staat.mis) onder.append(el("small", {}, w().bezig));
    if (staat && staat.mis) onder.append(el("p", { class: "mis" }, staat.reden || w().mis), el("button", { type: "button", class: "t k", onclick: () => bied(staat) }, w().opnieuw));
    const onderaan = lijst.scrollHeight - lijst.scrollTop - lijst.clientHeight < 80;
    if (oud) oud.replaceWith(onder);
    else lijst.append(onder);
    if (onderaan || soort === "ik") lijst.scrollTop = lijst.scrollHeight;
  }

  function regel(zin) { lijst.append(el("div", { class: "b auto" }, el("p", {}, zin))); lijst.scrollTop = lijst.scrollHeight; }

  function begroet() {
    if (!stand.inrichting || !stand.inrichting.greeting || lijst.childElementCount) return;
    lijst.append(el("div", { class: "b" }, el("p", { class: "groet" }, stand.inrichting.greeting)));
  }

  // ---- open and close

  async function open(aan) {
    raam.hidden = !aan;
    openknop.hidden = aan;
    openknop.setAttribute("aria-expanded", String(aan));
    if (!aan) { openknop.focus(); return; }
    stand.ongelezen = 0;
    if (!stand.inrichting) await richtIn();
    begroet();
    teken();
    gelezen();
    if (!vast) (stand.klaar ? einde.querySelector("button") : tekst).focus();
  }

  async function richtIn() {
    try {
      const antwoord = await fetch(`${basis}/chat/v1/config?key=${encodeURIComponent(sleutel)}&locale=${taal}`, { credentials: "omit" });
      if (!antwoord.ok) throw new Error();
      stand.inrichting = await antwoord.json();
      if (!stand.token) zeg("");
      vertaal();
    } catch { zeg(w().kapot); }
  }

  // ---- talk to the server

  async function roep(pad, lichaam, methode = "POST") {
    const koppen = { Authorization: `Bearer ${stand.token}` };
    const json = lichaam && !(lichaam instanceof FormData);
    if (json) koppen["Content-Type"] = "application/json";
    const antwoord = await fetch(`${basis}/chat/v1/${pad}`, { method: methode, headers: koppen, credentials: "omit", body: json ? JSON.stringify(lichaam) : lichaam || undefined });
    if (antwoord.status === 401) vergeet();
    return antwoord;
  }

  async function begin() {
    if (stand.token) return true;
    const lichaam = { channel_key: sleutel, locale: bron, identity: await bewijs() };
    const antwoord = await fetch(`${basis}/chat/v1/start`, { method: "POST", credentials: "omit", headers: { "Content-Type": "application/json" }, body: JSON.stringify(lichaam) });
    const gegevens = await antwoord.json();
    if (!antwoord.ok) { zeg(gegevens.message || w().kapot); return false; }
    zelf.dataset.bewijs = ""; // it works once
    neem({ token: gegevens.token, stroom: gegevens.stream, bewezen: gegevens.identified });
    return true;
  }

  // Who it is: a token that the page gave, or one that our own environment makes for who is logged in.
  async function bewijs() {
    if (!zelf.dataset.bewijsUrl) return zelf.dataset.bewijs || "";
    const antwoord = await fetch(zelf.dataset.bewijsUrl, { credentials: "same-origin", cache: "no-store" });
    return antwoord.ok ? (await antwoord.json()).identity : "";
  }

  function neem(van) {
    Object.assign(stand, { token: van.token, stroom: van.stroom, bewezen: Boolean(van.bewezen), bij: van.bij || "", klaar: false });
    if (stand.bij) regel(stand.bij); // an empty window of a question that is there
    bewaar();
    luister();
    teken();
  }

  const dit = () => ({ token: stand.token, stroom: stand.stroom, bewezen: stand.bewezen, bij: stand.bij });

  function bewaar() {
    try { sessionStorage.setItem(BEWAARD, JSON.stringify(dit())); } catch { /* not allowed here: then it lives as long as the page */ }
  }

  function vergeet() {
    try { sessionStorage.removeItem(BEWAARD); } catch { /* never kept */ }
    if (/waiting|sent/.test(link.dataset.s)) hoeVerder(""); // nobody tells any more
    if (stand.token) { stand.klaar = true; stop(); teken(); }
  }

  function verstuur() {
    const wat = tekst.value.trim();
    if (!wat) { tekst.focus(); return; }
    const een = { id: crypto.randomUUID(), tekst: wat, naam: stand.na ? "" : naam.value, mail: stand.na ? "" : mail.value, op: Date.now(), mis: false };
    wachtend.push(een);
    tekst.value = "";
    stopTypen();
    toonBericht({ from: "visitor", text: wat, at: een.op }, een);
    bied(een);
    tekst.focus();
  }

  // One at a time and in order: a later message never overtakes one that waits.
  function bied(een) {
    if (een) een.mis = false;
    if (!bezigMet) bezigMet = leeg().finally(() => { bezigMet = null; });
  }

  async function leeg() {
    let beurt = 0;
    while (wachtend.length) {
      const een = wachtend[0];
      if (een.mis) return;
      try {
        if (!(await begin())) throw new Error();
        const antwoord = await roep("messages", { client_message_id: een.id, text: een.tekst, name: een.naam, email: een.mail });
        if (antwoord.status >= 500) throw new Error();
        const gegevens = await antwoord.json();
        if (!antwoord.ok) { een.mis = true; een.reden = gegevens.message; toonBericht({ from: "visitor", text: een.tekst, at: een.op }, een); return; }
        wachtend.shift();
        const hier = schaduw.getElementById(`w-${een.id}`);
        if (schaduw.getElementById(`s-${gegevens.seq}`)) { if (hier) hier.remove(); } else if (hier) { hier.id = `s-${gegevens.seq}`; toonBericht({ seq: gegevens.seq, from: "visitor", text: een.tekst, at: een.op }); }
        if (gegevens.reference) regel(w().kenmerk(gegevens.reference));
        stand.na = Math.max(stand.na, gegevens.seq - 1, stand.na ? 0 : gegevens.seq);
        zeg("");
        teken();
        beurt = 0;
      } catch {
        zeg(w().weg);
        beurt += 1;
        if (beurt > 8) { een.mis = true; toonBericht({ from: "visitor", text: een.tekst, at: een.op }, een); return; }
        await rust(beurt);
      }
    }
  }

  const rust = (n) => new Promise((klaar) => { setTimeout(klaar, PROBEER[Math.min(n, PROBEER.length) - 1] * (0.5 + Math.random())); });

  function toets(e) {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); verstuur(); }
  }

  function typend() {
    if (!stand.token || stand.klaar || Date.now() - typtSinds < 3000) return;
    typtSinds = Date.now();
    roep("typing", { state: "on" }).catch(() => {});
  }

  function stopTypen() {
    if (typtSinds && stand.token) roep("typing", { state: "off" }).catch(() => {});
    typtSinds = 0;
  }

  function gelezen() {
    if (raam.hidden || document.visibilityState !== "visible" || stand.na <= stand.gezien || !stand.token) return;
    stand.gezien = stand.na;
    roep("read", { up_to_seq: stand.na }).catch(() => { stand.gezien = 0; });
  }

  // What is seldom needed comes from a file of its own, when somebody asks for it. A browser may remember that it did not come.
  let erbij = null, mis = 0;
  async function meer(wat, waarmee) {
    try {
      erbij = erbij || (await import(`${basis}/static/geholpen/chatmeer.js${mis ? `?${mis}` : ""}`)).default({ el, t, w, stand, roep, begin, zeg, teken, basis, naam, mail, tekst, verder, hoeVerder });
      await erbij[wat](waarmee);
    } catch { mis += 1; zeg(w().kapot); }
  }

  async function beeindig() {
    vraagStop.hidden = true;
    try { await roep("end", { reason: "visitor" }); } catch { zeg(w().kapot); return; }
    vergeet();
    einde.querySelector("button").focus();
  }

  function opnieuw() {
    Object.assign(stand, { token: "", stroom: "", na: 0, gezien: 0, klaar: false, rij: null, bewezen: false, beantwoord: false, plek: "", bij: "" });
    lijst.replaceChildren();
    zeg("");
    hoeVerder("");
    begroet();
    teken();
    tekst.focus();
  }

  // ---- listen

  function ontvang(soort, id, gegevens) {
    if (soort === "message.created") {
      const nummer = gegevens.seq;
      const mijn = gegevens.from === "visitor" && wachtend.length && wachtend[0].tekst === gegevens.text ? schaduw.getElementById(`w-${wachtend[0].id}`) : null;
      if (mijn) mijn.id = `s-${nummer}`;
      const nieuw = !schaduw.getElementById(`s-${nummer}`);
      toonBericht(gegevens);
      if (gegevens.from === "person" && gegevens.channel === "chat") stand.beantwoord = true;
      if (gegevens.from !== "visitor") { typt.textContent = ""; if (nieuw && raam.hidden) stand.ongelezen += 1; }
      stand.na = Math.max(stand.na, nummer);
      gelezen();
      teken();
    } else if (soort === "message.corrected") {
      toonBericht(gegevens);
    } else if (soort === "typing") {
      clearTimeout(typtTot);
      typt.textContent = gegevens.state === "on" ? w().typt : "";
      typtTot = setTimeout(() => { typt.textContent = ""; }, 8000);
    } else if (soort === "queue") {
      stand.rij = gegevens;
      tekenRij();
    } else if (soort === "identity") {
      stand.bewezen = true;
      bewaar();
      if (stand.plek !== gegevens.question) { stand.plek = gegevens.question; zeg(""); regel(t(stand.plek)); }
      teken();
    } else if (soort === "continue") {
      hoeVerder(gegevens.state);
    } else if (soort === "visit.closed") {
      if (gegevens.reason === "ingelogd") regel(t("elders"));
      vergeet();
    } else if (soort === "read") {
      stand.door = gegevens.up_to_seq;
      teken();
    }
  }

  function stop() {
    if (lezer) lezer.abort();
    lezer = null;
  }

  async function luister() {
    stop();
    if (!stand.token || stand.klaar) return;
    const hier = new AbortController();
    lezer = hier;
    let kort = 0;
    while (lezer === hier && !stand.klaar) {
      const sinds = Date.now(), na = stand.na;
      try {
        await (poll ? haal(hier) : stroom(hier));
        poging = 0;
        kort = stand.na > na || Date.now() - sinds > 1000 ? 0 : kort + 1;
        if (kort) await rust(kort); // it ended well, at once and with nothing: something between us does that
      } catch {
        if (lezer !== hier) return;
        poging += 1;
        if (poging === 2) zeg(w().weg);
        if (poging >= 3) poll = !poll; // no stream gets through here: ask and wait instead, and the other way around
        await rust(poging);
      }
    }
  }

  async function stroom(hier) {
    const begonnen = setTimeout(() => { if (laatste < start) { poll = true; hier.abort(); luister(); } }, EERSTE);
    const start = Date.now();
    try {
      const antwoord = await fetch(`${stand.stroom}?after=${vanaf()}`, { headers: { Authorization: `Bearer ${stand.token}` }, credentials: "omit", cache: "no-store", signal: hier.signal });
      if (antwoord.status === 401) { vergeet(); return; }
      if (!antwoord.ok) throw new Error();
      const delen = antwoord.body.pipeThrough(new TextDecoderStream()).getReader();
      let over = "";
      for (;;) {
        const { value, done } = await delen.read();
        if (done) return;
        leeft();
        over += value;
        const blokken = over.split("\n\n");
        over = blokken.pop();
        for (const blok of blokken) ontleed(blok);
      }
    } finally { clearTimeout(begonnen); }
  }

  function vanaf() { return schaduw.querySelector("[id^=s-]") ? stand.na : 0; }

  function ontleed(blok) {
    const velden = {};
    for (const regel of blok.split("\n")) {
      const i = regel.indexOf(": ");
      if (i > 0) velden[regel.slice(0, i)] = regel.slice(i + 2);
    }
    if (velden.event) ontvang(velden.event, velden.id || "", JSON.parse(velden.data));
  }

  async function haal(hier) {
    let antwoord = null;
    try {
      antwoord = await fetch(`${stand.stroom.replace(/stream$/, "events")}?after=${vanaf()}&wait=25`, { headers: { Authorization: `Bearer ${stand.token}` }, credentials: "omit", cache: "no-store", signal: hier.signal });
    } catch (fout) { // the port of the stream is closed for this browser: ask the pages' own
      if (hier.signal.aborted) throw fout;
      antwoord = await roep(`events?after=${vanaf()}`, null, "GET");
      await rust(2);
    }
    if (antwoord.status === 401) { vergeet(); return; }
    if (!antwoord.ok) throw new Error();
    leeft();
    for (const e of (await antwoord.json()).events) ontvang(e.event, e.id, e.data);
  }

  function leeft() {
    if (poging) { poging = 0; zeg(w().terug); setTimeout(() => zeg(""), 4000); }
    laatste = Date.now();
  }

  // A machine that slept, or a page that comes back: what was said meanwhile is asked for at once.
  function wakker() {
    gelezen();
    if (stand.token && !stand.klaar && Date.now() - laatste > STIL) { poging = 0; luister(); }
    if (wachtend.length) bied(wachtend[0]);
  }
  setInterval(() => { if (document.visibilityState === "visible") wakker(); }, 10000);
  for (const [wat, waar] of [["online", window], ["pageshow", window], ["focus", window], ["visibilitychange", document]]) waar.addEventListener(wat, wakker);
  window.addEventListener("pagehide", stopTypen);

  // ---- other tabs of this site share one conversation; the token stays in their memory

  const buren = "BroadcastChannel" in window ? new BroadcastChannel(BEWAARD) : null;
  if (buren) {
    buren.onmessage = ({ data }) => {
      if (data.vraag && stand.token && !stand.klaar) buren.postMessage(dit());
      else if (data.token && !stand.token && !stand.klaar) neem(data);
    };
  }

  function herinner() {
    try {
      for (const naam of Object.keys(sessionStorage)) if (naam.startsWith(VOOR) && naam !== BEWAARD) sessionStorage.removeItem(naam);
      const oud = JSON.parse(sessionStorage.getItem(BEWAARD) || "null");
      if (oud && oud.token) { neem(oud); return; }
    } catch { /* nothing kept */ }
    if (buren) buren.postMessage({ vraag: true });
  }

  function toon() {
    (vast || document.body).append(plek);
    if (vast) for (const kind of [...vast.children]) if (kind !== plek) kind.hidden = true;
    vertaal();
    if (zelf.dataset.token) { neem({ token: zelf.dataset.token, stroom: zelf.dataset.stroom || "", bij: zelf.dataset.bij }); zelf.removeAttribute("data-token"); } else herinner();
    if (vast) open(true);
  }
  window.geholpenChat = { open: () => open(true), sluit: () => open(false) };
  if (document.body) toon(); else document.addEventListener("DOMContentLoaded", toon);
})();
