// Single keys for who marks many: j and k go from criterion to criterion, n to the next submission that waits, Escape
// leaves a field. Without this script Tab, Enter and the browser's access keys do the same.
"use strict";

const keys = document.getElementById("keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  keys.closest(".with-script").hidden = false;
}

const fields = Array.from(document.querySelectorAll("input.points"));
let place = fields.indexOf(document.activeElement);

document.addEventListener("focusin", (event) => {
  const found = fields.indexOf(event.target);
  if (found >= 0) { place = found; event.target.select(); }
});

document.addEventListener("keydown", (event) => {
  const inside = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && inside) { inside.blur(); return; }
  if (inside || event.ctrlKey || event.altKey || event.metaKey || (keys && !keys.checked)) { return; }
  if ((event.key === "j" || event.key === "k") && fields.length) {
    place = Math.min(Math.max(place + (event.key === "j" ? 1 : -1), 0), fields.length - 1);
    fields[place].focus();
    event.preventDefault();
  } else if (event.key === "n") {
    const link = document.querySelector("[data-key=n]");
    if (link) { link.click(); }
  }
});
