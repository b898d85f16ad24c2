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
    const wait = now.seconds_left ? `，约还需 ${Math.ceil(now.seconds_left / 60)} 分钟` : "";
    place.querySelector("[data-told]").textContent = `已识别 ${now.pages_done} 页，共 ${now.pages || "—"} 页${wait}。`;
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
