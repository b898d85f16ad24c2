// A submission that is not ready: its progress, and the review screen as soon as it is.

import { send, toast } from "./common.js";

const place = document.getElementById("waiting");
const path = `/api/v1/submissions/${place.dataset.submission}`;

if (place.dataset.moving === "yes") {
  const events = new EventSource(`${path}/events`);
  events.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    const bar = place.querySelector("progress");
    bar.max = now.pages || 1;
    bar.value = now.pages_done;
    for (const step of place.querySelectorAll("[data-step]")) {
      const here = step.dataset.step === now.state;
      step.toggleAttribute("aria-current", here);
      if (here) place.querySelector("[data-words]").textContent = step.textContent;
    }
    const told = [now.pages ? `已识别 ${now.pages_done} 页，共 ${now.pages} 页` : "正在等待接收"];
    if (now.ahead) told.push(`前面还有 ${now.ahead} 份材料`);
    if (now.seconds_left) told.push(`约还需 ${Math.ceil(now.seconds_left / 60)} 分钟`);
    place.querySelector("[data-told]").textContent = `${told.join("，")}。`;
    const reason = place.querySelector("[data-reason]");
    reason.hidden = !now.reason;
    reason.textContent = now.reason ?? "";
    if (!["received", "reading", "verifying"].includes(now.state)) {
      events.close();
      location.reload();
    }
  });
}

place.querySelector("[data-retry]")?.addEventListener("click", async () => {
  try {
    await send("POST", `${path}/retry`);
    location.reload();
  } catch (problem) {
    toast(problem.message, { bad: true });
  }
});
