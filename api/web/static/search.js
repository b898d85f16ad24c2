// Words looked up in everything that was read; each hit leads to its place.

import { get, toast } from "./common.js";
import { show } from "./viewer.js";

const base = `/api/v1/submissions/${document.getElementById("desk").dataset.submission}`;

document.getElementById("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  const list = document.getElementById("hits");
  const words = document.getElementById("search-words").value.trim();
  list.hidden = !words;
  if (!words) return;
  let hits, more;
  try {
    ({ hits, more } = await get(`${base}/search?words=${encodeURIComponent(words)}`));
  } catch (problem) {
    toast(problem.message, { bad: true });
    return;
  }
  const rows = hits.map((hit) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `${hit.number}　${hit.text}` });
    button.addEventListener("click", () => show(hit.number, hit.box, { hits: hits.filter((other) => other.number === hit.number).map((other) => other.box) }));
    const row = document.createElement("li");
    row.append(button);
    return row;
  });
  const end = document.createElement("li");
  end.textContent = hits.length ? (more ? "只列出前面一部分。" : `共 ${hits.length} 处。`) : "没有找到。";
  list.replaceChildren(...rows, end);
  rows[0]?.querySelector("button").focus();
});

document.getElementById("hits").addEventListener("keydown", (event) => {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") event.currentTarget.hidden = true;
  else if (buttons[next]) buttons[next].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
