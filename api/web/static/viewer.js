// The page viewer: picture, boxes, zoom, rotation, drawing a box by mouse or keyboard.

import { get } from "./common.js";

const stage = document.getElementById("stage");
const sheet = document.getElementById("sheet");
const picture = document.getElementById("picture");
const overlay = document.getElementById("overlay");
const blank = document.getElementById("no-picture");
const pages = JSON.parse(document.getElementById("page-list").textContent);
const base = `/api/v1/submissions/${document.getElementById("desk").dataset.submission}`;
const fieldsOf = new Map();

export const view = { page: 0, zoom: 1, turns: 0, box: null, hits: [] };
let onField = () => {};
let showing = 0;
let loads = 0;
let loading = Promise.resolve();

export function whenFieldChosen(what) { onField = what; }
export function pageAt(number) { return pages[number - 1]; }
export function forgetFields() { fieldsOf.clear(); }

/** Show a page (from 1) and mark a box `[x0, y0, x1, y1]` of it. */
export async function show(number, box = null, { hits = [] } = {}) {
  const at = Math.min(Math.max(1, number), pages.length);
  const fresh = at !== view.page;
  Object.assign(view, { page: at, box, hits });
  const turn = ++showing;
  document.getElementById("page-number").value = at;
  document.getElementById("page-name").textContent = `${pages[at - 1].file} 第 ${pages[at - 1].page} 页`;
  for (const thumb of document.querySelectorAll(".thumb")) {
    const here = Number(thumb.dataset.page) === at;
    thumb.setAttribute("aria-current", here);
    if (here && fresh) { thumb.closest("details").open = true; thumb.scrollIntoView({ block: "nearest" }); }
  }
  // A second call for the same page waits for the picture that the first one asked for.
  if (fresh) loading = load(at);
  await loading;
  if (turn !== showing) return;
  await drawBoxes(turn);
  if (turn === showing && box) reveal();
}

async function load(at) {
  const number = ++loads;
  overlay.replaceChildren();
  stage.classList.add("loading");
  const text = await get(`${base}/pages/${at}/text`).catch(() => null);
  if (number !== loads) return;
  view.turns = text?.quarter_turns ?? 0;
  const has = pages[at - 1].picture;
  sheet.hidden = !has;
  blank.hidden = has;
  if (!has) {
    stage.classList.remove("loading");
    const words = document.createElement("pre");
    words.textContent = text?.lines.map((line) => line.text).join("\n") || "该页没有文字。";
    blank.replaceChildren(words);
    return;
  }
  picture.src = `${base}/pages/${at}/image?width=1600`;
  picture.alt = `第 ${at} 页`;
  await picture.decode().catch(() => null);
  if (number !== loads) return;
  stage.classList.remove("loading");
  if (!picture.naturalWidth) {
    sheet.hidden = true;
    blank.hidden = false;
    blank.textContent = "✕ 该页图像无法显示，请查看原文件。";
    return;
  }
  lay();
}

/** Size and turn the sheet: its width is the zoom times the width of the stage. */
export function lay() {
  const room = stage.clientWidth - 24;
  const ratio = picture.naturalHeight / (picture.naturalWidth || 1);
  const sideways = view.turns % 2 === 1;
  const across = room * view.zoom;
  const width = sideways ? across / ratio : across;
  sheet.style.width = `${width}px`;
  sheet.style.height = `${width * ratio}px`;
  const gap = sideways ? (width - width * ratio) / 2 : 0;
  sheet.style.margin = sideways ? `${10 + gap}px ${Math.max(10 - gap, (room - width) / 2)}px` : "10px auto";
  sheet.style.transform = `rotate(${view.turns * 90}deg)`;
  document.getElementById("zoom").textContent = `${Math.round(view.zoom * 100)}%`;
}

async function drawBoxes(turn) {
  if (!fieldsOf.has(view.page)) {
    fieldsOf.set(view.page, await get(`${base}/pages/${view.page}/fields`).catch(() => []));
  }
  if (turn !== showing) return;
  const fields = fieldsOf.get(view.page);
  overlay.replaceChildren(
    ...fields.map((field) => {
      const kinds = [field.level, field.outcome === "failed" ? "failed" : ""];
      const button = boxed(field.box, kinds, "button");
      button.type = "button";
      button.title = `${field.title}：${field.text}\n${field.level_words}`;
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => onField(field));
      return button;
    }),
    ...view.hits.map((box) => boxed(box, ["hit"], "div")),
    ...(view.box ? [boxed(view.box, ["here"], "div")] : []),
  );
}

function boxed(box, kinds, tag) {
  const made = document.createElement(tag);
  made.className = ["box", ...kinds].filter(Boolean).join(" ");
  place(made, box);
  return made;
}

function place(made, [x0, y0, x1, y1]) {
  Object.assign(made.style, { left: `${x0 * 100}%`, top: `${y0 * 100}%`, width: `${(x1 - x0) * 100}%`, height: `${(y1 - y0) * 100}%` });
}

function reveal() {
  const here = overlay.querySelector(".here");
  if (!here) return;
  const target = here.getBoundingClientRect();
  const room = stage.getBoundingClientRect();
  stage.scrollTop += target.top - room.top - room.height / 3;
  stage.scrollLeft += target.left + target.width / 2 - room.left - room.width / 2;
}

export function zoom(factor) {
  view.zoom = factor === 0 ? 1 : Math.min(5, Math.max(0.25, view.zoom * factor));
  lay();
  reveal();
}

export function turn() {
  view.turns = (view.turns + 1) % 4;
  lay();
  reveal();
}

/** Let a person draw a box on the page; resolves with it, or with null. Arrows move it, Shift + arrows size it. */
export function draw(start) {
  stage.classList.add("drawing");
  stage.focus();
  const info = document.getElementById("info");
  info.textContent = "拖出新的框；或用方向键移动、Shift＋方向键改大小（Ctrl 微调），Enter 确定，Esc 取消。";
  let box = start ? [...start] : [0.4, 0.4, 0.6, 0.43];
  const draft = boxed(box, ["draft"], "div");
  overlay.append(draft);
  return new Promise((resolve) => {
    let from = null;
    const point = (event) => {
      const room = picture.getBoundingClientRect();
      let x = (event.clientX - room.left) / room.width;
      let y = (event.clientY - room.top) / room.height;
      for (let back = 0; back < view.turns; back++) [x, y] = [y, 1 - x];
      return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
    };
    const set = (next) => { box = next; place(draft, box); };
    const down = (event) => { from = point(event); event.preventDefault(); };
    const move = (event) => {
      if (!from) return;
      const [x, y] = point(event);
      set([Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)]);
    };
    const up = (event) => { move(event); if (from && box[2] - box[0] > 0.004 && box[3] - box[1] > 0.002) end(box); from = null; };
    const key = (event) => {
      const step = event.ctrlKey ? 0.002 : 0.01;
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (by) {
        const [x0, y0, x1, y1] = box;
        const sized = event.shiftKey ? [x0, y0, Math.max(x0 + 0.004, x1 + by[0]), Math.max(y0 + 0.002, y1 + by[1])] : [x0 + by[0], y0 + by[1], x1 + by[0], y1 + by[1]];
        if (sized.every((edge) => edge >= 0 && edge <= 1)) set(sized);
      } else if (event.key === "Enter") end(box);
      else if (event.key === "Escape") end(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const end = (result) => {
      stage.classList.remove("drawing");
      info.replaceChildren();
      draft.remove();
      stage.removeEventListener("mousedown", down);
      document.removeEventListener("mousemove", move);
      document.removeEventListener("mouseup", up);
      document.removeEventListener("keydown", key, true);
      resolve(result?.map((edge) => Number(edge.toFixed(4))) ?? null);
    };
    stage.addEventListener("mousedown", down);
    document.addEventListener("mousemove", move);
    document.addEventListener("mouseup", up);
    document.addEventListener("keydown", key, true);
  });
}
