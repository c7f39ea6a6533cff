// Counts the minutes of break-glass down; when it is over the page is fetched again, and shows nothing any more.
(() => {
  "use strict";
  const tekst = document.querySelector("[data-noodtot]");
  if (!tekst) return;
  const tot = Date.parse(tekst.dataset.noodtot);

  function tel() {
    const minuten = Math.ceil((tot - Date.now()) / 60000);
    if (minuten <= 0) return location.reload();
    tekst.textContent = minuten === 1 ? tekst.dataset.een : tekst.dataset.meer.replace("#", minuten);
    setTimeout(tel, Math.min(15000, Math.max(500, tot - Date.now() + 500)));
  }

  tel();
})();
