// What folds out over the page: one at a time, shut by Escape (the focus goes back to its button) and by a click beside it.
// Without script it opens and shuts by its button.
(() => {
  "use strict";
  const OPEN = "details:is(.gh-balk__menu, .gh-stand, .gh-vouw)[open]";
  document.addEventListener("click", (e) => {
    for (const blad of document.querySelectorAll(OPEN)) if (!blad.contains(e.target)) blad.open = false;
  });
  document.addEventListener("keydown", (e) => {
    const blad = document.querySelector(OPEN);
    if (e.key !== "Escape" || !blad || document.querySelector("dialog[open]")) return;
    e.preventDefault();
    blad.open = false;
    blad.querySelector("summary").focus();
  });
})();
