// What changed since the last time: taking over earlier entries.

import { send, toast } from "./common.js";

document.querySelector("[data-carry]")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await send("POST", `/api/v1/submissions/${button.dataset.to}/carry-over?wait=10`, { source: button.dataset.carry });
    location.reload();
  } catch (problem) {
    button.disabled = false;
    toast(problem.message, { bad: true });
  }
});
