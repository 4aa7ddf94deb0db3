// Drops files, says that checking goes on, copies clauses, and tells when a tab is closed, so that its report is
// forgotten. Everything else is done by forms, without this script.
"use strict";

// A tab keeps its name while it goes from one of our pages to the next; a closed one takes it along.
const tab = sessionStorage.getItem("tab") || Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-");
sessionStorage.setItem("tab", tab);
const report = document.querySelector("[data-report]");
const tell = (what) => navigator.sendBeacon("/tab", new URLSearchParams({do: what, tab, report: report ? report.dataset.report : ""}));
tell("open");
window.addEventListener("pageshow", (event) => { if (event.persisted) { tell("open"); } });
window.addEventListener("pagehide", () => tell("leave"));

const form = document.getElementById("give");
const files = document.getElementById("files");
const drop = document.getElementById("drop");
const say = (words) => { document.getElementById("status").textContent = words; };

if (form) {
  document.querySelectorAll(".with-script").forEach((each) => { each.hidden = false; });
  form.addEventListener("submit", () => say("Checking …"));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

document.querySelectorAll(".clause").forEach((clause) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy these words";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(clause.textContent.trim());
    button.textContent = "Copied";
    say("Copied.");
  });
  clause.after(button);
});
