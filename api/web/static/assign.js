// Who has a submission: a dialog with everybody who reviews; what is ticked is assigned.

import { get, send, toast } from "./common.js";

/** One box for everybody, ticked for those who have the submission. */
function list(people, holders) {
  const rows = people.map(({ account, name, login }) => {
    const row = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "holder", value: account, checked: holders.has(account) });
    row.append(box, name, Object.assign(document.createElement("span"), { className: "fine", textContent: login }));
    return row;
  });
  document.getElementById("people-list").replaceChildren(...rows);
}

/** Let a person choose; `button` names the submission and who has it. Resolves with true when something changed. */
export async function assign(button) {
  const dialog = document.getElementById("holders");
  const form = dialog.querySelector("form");
  const before = new Set(button.dataset.holders.split(" ").filter(Boolean));
  const error = dialog.querySelector(".error");
  error.hidden = true;
  dialog.querySelector("[data-about]").textContent = button.dataset.title;
  try {
    list(await get("/api/v1/reviewers"), before);
  } catch (problem) {
    toast(problem.message, { bad: true });
    return false;
  }
  dialog.showModal();
  form.querySelector("[name=holder]")?.focus();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      const where = (account) => `/api/v1/submissions/${button.dataset.assign}/access/${account}`;
      try {
        for (const { value, checked } of form.querySelectorAll("[name=holder]")) {
          if (checked && !before.has(value)) await send("PUT", where(value), { is_assigned: true });
          if (!checked && before.has(value)) await send("DELETE", where(value));
        }
        dialog.close();
        toast("已分配。");
        resolve(true);
      } catch (problem) {
        error.textContent = problem.message;
        error.hidden = false;
      }
    };
    dialog.querySelector("[data-cancel]").onclick = () => dialog.close();
    dialog.onclose = () => resolve(false);
  });
}
