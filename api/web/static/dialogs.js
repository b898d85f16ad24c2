// The dialogs of the review screen: each resolves with what a person entered, or with null.

import { draw, show, view } from "./viewer.js";

/** Open a dialog; `submit` gets the form's values and may throw a sentence to be shown. */
function open(id, { prepare, submit }) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  const error = dialog.querySelector(".error");
  form.reset();
  error.hidden = true;
  prepare?.(dialog, form);
  return new Promise((resolve) => {
    const finish = (result) => {
      form.removeEventListener("submit", sent);
      dialog.removeEventListener("cancel", stopped);
      cancel.removeEventListener("click", stopped);
      dialog.close();
      resolve(result);
    };
    const sent = async (event) => {
      event.preventDefault();
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      try {
        finish(await submit(Object.fromEntries(new FormData(form))));
      } catch (problem) {
        error.textContent = problem.message;
        error.hidden = false;
      } finally {
        button.disabled = false;
      }
    };
    const stopped = (event) => { event.preventDefault(); finish(null); };
    const cancel = dialog.querySelector("[data-cancel]");
    form.addEventListener("submit", sent);
    dialog.addEventListener("cancel", stopped);
    cancel.addEventListener("click", stopped);
    dialog.showModal();
    (form.querySelector("[name=text]:enabled") ?? form.querySelector("input:checked, select, input"))?.focus();
  });
}

export function askDismissal(about, submit) {
  return open("dismiss", { prepare: (dialog) => { dialog.querySelector("[data-about]").textContent = about; }, submit });
}

export function askComment(about, submit) {
  return open("comment", { prepare: (dialog) => { dialog.querySelector("[data-about]").textContent = about; }, submit });
}

export function askPaper({ file, first, last, type }, submit) {
  return open("assign", {
    prepare: (dialog, form) => {
      dialog.querySelector("[data-file]").textContent = file;
      form.elements.first.value = first;
      form.elements.last.value = last;
      form.elements.type.value = type;
    },
    submit,
  });
}

/** Correct one of several values (`choices`: figures of a finding); `submit` gets choice, box and values. */
export function askReading(choices, { base, status = "found", submit }) {
  const boxes = choices.map((choice) => choice.dataset.box.split(",").map(Number));
  const drawn = new Set();
  const dialog = document.getElementById("correct");
  const form = dialog.querySelector("form");
  const which = () => Number(new FormData(form).get("which") ?? 0);
  const showChoice = () => {
    const { raw, unit, file, filePage } = choices[which()].dataset;
    form.elements.text.value = raw;
    dialog.querySelector("[data-raw]").textContent = raw || "（空）";
    dialog.querySelector("[data-unit]").textContent = unit || "（未读到）";
    dialog.querySelector("[data-redrawn]").hidden = !drawn.has(which());
    dialog.querySelector("#correct-crop").src = `${base}/crop?file=${encodeURIComponent(file)}&page=${filePage}&box=${boxes[which()].join(",")}`;
  };
  const showStatus = () => { form.elements.text.disabled = form.elements.status.value !== "found"; };
  const redraw = async () => {
    const at = which();
    dialog.close();
    const spot = choices[at].querySelector(".spot");
    await show(Number(spot.dataset.page), boxes[at]);
    const box = await draw(boxes[at]);
    if (box) { boxes[at] = box; drawn.add(at); }
    await show(view.page, boxes[at]);
    dialog.showModal();
    const kept = form.elements.text.value;
    showChoice();
    form.elements.text.value = kept;
    form.elements.text.focus();
  };
  return open("correct", {
    prepare: () => {
      const list = dialog.querySelector("#which");
      list.querySelectorAll("label").forEach((label) => label.remove());
      choices.forEach((choice, at) => {
        const label = document.createElement("label");
        const input = Object.assign(document.createElement("input"), { type: "radio", name: "which", value: at, checked: at === 0 });
        input.addEventListener("change", showChoice);
        label.append(input, `${choice.dataset.side} ${choice.dataset.raw || "（空）"}`);
        list.append(label);
      });
      form.elements.status.value = status;
      for (const radio of form.elements.status) radio.onchange = showStatus;
      dialog.querySelector("[data-redraw]").onclick = redraw;
      showChoice();
      showStatus();
    },
    submit: (given) => submit({ ...given, choice: choices[which()], box: boxes[which()] }),
  });
}
