// The work board: handing in by drop or choice with progress, filters, fresh states while work goes on.

import { assign } from "./assign.js";
import { send, take, toast, token } from "./common.js";

const PAUSE = 3000;
const drop = document.getElementById("drop");
const sending = document.getElementById("sending");

for (const button of document.querySelectorAll("[data-pick]")) {
  const input = document.getElementById(button.dataset.pick);
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const files = [...input.files].map((file) => [file, file.webkitRelativePath || file.name]);
    if (files.length) upload(files);
    input.value = "";
  });
}

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); drop?.classList.add("over"); });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop?.classList.remove("over"); });
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  if (!drop) return;
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = entries.length
    ? (await Promise.all(entries.map((entry) => walk(entry, "")))).flat()
    : [...event.dataTransfer.files].map((file) => [file, file.name]);
  if (files.length) upload(files);
  else toast("没有拖入任何文件。", { bad: true });
});

/** All files below a dropped entry, each with its path. */
async function walk(entry, above) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[file, above + entry.name]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((child) => walk(child, `${above}${entry.name}/`)))).flat();
}

const programme = document.getElementById("programme");
if (programme) {
  const last = localStorage.getItem("programme");
  if ([...programme.options].some(({ value }) => value === last)) programme.value = last;
  programme.addEventListener("change", () => localStorage.setItem("programme", programme.value));
}

function upload(files) {
  if (!programme.value) {
    toast("请先选择申报项目，再放入材料。", { bad: true });
    programme.focus();
    return;
  }
  const form = new FormData();
  form.append("programme", programme.value);
  form.append("title", (files[0][1].split("/")[0] + (files.length > 1 ? ` 等 ${files.length} 个文件` : "")).slice(0, 200));
  for (const [file, path] of files) form.append("files", file, path);
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = form.get("title");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", "上传进度");
  const words = document.createElement("span");
  words.textContent = "上传中…";
  row.append(name, bar, words);
  sending.append(row);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/v1/submissions");
  request.setRequestHeader("X-CSRF-Token", token());
  request.upload.onprogress = (event) => {
    bar.value = event.total ? event.loaded / event.total : 0;
    words.textContent = bar.value < 1 ? `上传中 ${Math.floor(bar.value * 100)}%` : "正在保存…";
  };
  request.onerror = () => { words.textContent = "✕ 连接中断，请重新上传。"; words.className = "error"; };
  request.onload = async () => {
    try {
      const made = await take(new Response(request.responseText, { status: request.status }));
      bar.value = 1;
      const isNew = request.getResponseHeader("X-Heyan-New") === "true";
      words.textContent = isNew ? "✓ 已收到，正在排队" : "✓ 同样的材料已报送过";
      const link = document.createElement("a");
      link.href = `/submissions/${made.id}`;
      link.textContent = name.textContent;
      name.replaceChildren(link);
      refresh();
    } catch (problem) {
      words.textContent = `✕ ${problem.message}`;
      words.className = "error";
    }
  };
  request.send(form);
}

/** Take up the board as it is now; the focus stays where it was. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("board");
  const old = document.getElementById("board");
  for (const count of page.querySelectorAll("[data-count]")) {
    document.querySelector(`[data-count="${count.dataset.count}"]`).textContent = count.textContent;
  }
  if (!fresh || fresh.innerHTML === old.innerHTML) return;
  const focused = document.activeElement?.closest?.("#board a")?.getAttribute("href");
  old.replaceWith(fresh);
  if (focused) fresh.querySelector(`a[href="${focused}"]`)?.focus();
}

/** Ask for what the filter says, from page `page` on. */
function ask(page = 1) {
  const given = [...new FormData(filter)].filter(([name, value]) => value && `${name}=${value}` !== "show=all" && `${name}=${value}` !== "order=newest");
  if (page > 1) given.push(["page", page]);
  const query = new URLSearchParams(given).toString();
  history.replaceState(null, "", query ? `/?${query}` : "/");
  return refresh();
}

const filter = document.getElementById("filter");
filter.addEventListener("change", () => ask());
filter.addEventListener("submit", (event) => { event.preventDefault(); ask(); });

document.addEventListener("click", async (event) => {
  const hit = (selector) => event.target.closest(selector);
  if (hit("[data-page]")) ask(Number(hit("[data-page]").dataset.page));
  if (hit(".holders") && await assign(hit(".holders"))) refresh();
  const example = hit("[data-example]");
  if (!example) return;
  example.disabled = true;
  try {
    const made = await send("POST", `/api/v1/examples/${encodeURIComponent(example.dataset.example)}`);
    location.assign(`/submissions/${made.id}`);
  } catch (problem) {
    example.disabled = false;
    toast(problem.message, { bad: true });
  }
});

// Also when the filter hides what moves: it may come to lie in the pile that is shown.
const moving = document.querySelector('[data-count="moving"]');
setInterval(() => { if (!document.hidden && moving.textContent !== "0") refresh(); }, PAUSE);
