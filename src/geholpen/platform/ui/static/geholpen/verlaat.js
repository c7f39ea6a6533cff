// Quick exit: replace this page in the history, and Esc three times within two seconds does the same.
(() => {
  "use strict";
  const knop = document.querySelector("[data-verlaat]");
  if (!knop) return;
  let keren = [];
  function weg(e) {
    if (e) e.preventDefault();
    document.body.hidden = true;
    location.replace(knop.href);
  }
  knop.addEventListener("click", weg);
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    keren = [...keren, Date.now()].filter((t) => Date.now() - t < 2000);
    if (keren.length >= 3) weg();
  });
})();
