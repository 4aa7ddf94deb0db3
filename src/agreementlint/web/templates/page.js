// Drops files, says that checking goes on, and copies clauses. Everything else is done by forms, without this script.
"use strict";

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
