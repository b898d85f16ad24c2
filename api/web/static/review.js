// The review screen: choosing findings, deciding, correcting, and the keys for all of it.

import { assign as assignHolders } from "./assign.js";
import { get, send, toast } from "./common.js";
import { askComment, askDismissal, askPaper, askReading } from "./dialogs.js";
import { openExports } from "./exports.js";
import "./search.js";
import { forgetFields, lay, pageAt, show, turn, view, whenFieldChosen, zoom } from "./viewer.js";

const desk = document.getElementById("desk");
const base = `/api/v1/submissions/${desk.dataset.submission}`;
const mayReview = desk.dataset.may === "yes";
let chosen = null;
let spots = [];
let at = -1;
let passed = null; // the findings that passed, once they are asked for

const tell = (problem) => toast(problem.message, { bad: true });
const numbers = (text) => text.split(",").map(Number);
const visible = () => [...document.querySelectorAll("#list .finding:not([hidden])")];
const pane = (key) => document.getElementById(`pane-${key}`);

function loadCrops() {
  const eye = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) { one.target.src = one.target.dataset.src; eye.unobserve(one.target); }
  }, { root: document.getElementById("live"), rootMargin: "400px" });
  document.querySelectorAll("img[data-src]:not([src])").forEach((image) => eye.observe(image));
}

function choose(finding, { look = true, focus = false } = {}) {
  chosen?.classList.remove("chosen");
  chosen = finding;
  if (!finding) return;
  finding.classList.add("chosen");
  finding.scrollIntoView({ block: "nearest" });
  if (focus) finding.focus({ preventScroll: true });
  spots = finding.dataset.spots.split(";").filter(Boolean).map((spot) => spot.split(":"));
  at = spots.length ? 0 : -1;
  tellSpot();
  if (look && spots.length) go(0);
  else if (look && view.page) show(view.page); // it stands nowhere: no box of another finding stays marked
}

function tellSpot() {
  document.getElementById("occurrence").textContent = spots.length ? `${at + 1} / ${spots.length} 处` : "—";
}

function go(number) {
  if (!spots.length) return;
  at = (number + spots.length) % spots.length;
  tellSpot();
  show(Number(spots[at][0]), numbers(spots[at][1]));
}

function step(by) {
  const list = visible();
  if (!list.length) return;
  const now = list.indexOf(chosen);
  choose(list[Math.min(list.length - 1, Math.max(0, now < 0 ? 0 : now + by))], { focus: true });
}

function tab(key) {
  for (const button of document.querySelectorAll("[data-tab]")) {
    const here = button.dataset.tab === key;
    button.setAttribute("aria-selected", here);
    button.tabIndex = here ? 0 : -1;
    pane(button.dataset.tab).hidden = !here;
  }
}

/** Take up the findings that passed: most of all, and seldom looked at. */
function loadPassed() {
  const list = document.getElementById("list");
  if (list.dataset.passed === "0") return null;
  passed ??= fetch(`/submissions/${desk.dataset.submission}/passed?run=${desk.dataset.run}`).then(async (answer) => {
    if (!answer.ok) { passed = null; throw new Error("通过的发现没有载入，请刷新页面。"); }
    list.insertAdjacentHTML("beforeend", await answer.text());
  });
  return passed;
}

async function group(key) {
  const radio = document.querySelector(`input[name="group"][value="${key}"]`);
  if (radio) radio.checked = true;
  if (key === "passed") await loadPassed();
  for (const finding of document.querySelectorAll("#list .finding")) finding.hidden = finding.dataset.group !== key;
  document.getElementById("no-findings").hidden = visible().length > 0;
  loadCrops();
}

async function open(number) {
  if (!document.getElementById(`f${number}`)) await loadPassed();
  const finding = document.getElementById(`f${number}`);
  if (!finding) return;
  tab("findings");
  await group(finding.dataset.group);
  choose(finding, { focus: true });
}

/** Take up the page as it is now, and keep to the place in the list. */
async function refresh() {
  const list = visible();
  const place = Math.max(0, list.indexOf(chosen));
  const key = document.querySelector('input[name="group"]:checked').value;
  const shown = document.querySelector('[data-tab][aria-selected="true"]').dataset.tab;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  document.getElementById("live").replaceWith(document.adoptNode(page.getElementById("live")));
  document.getElementById("thumbs").replaceWith(document.adoptNode(page.getElementById("thumbs")));
  for (const button of document.querySelectorAll("[data-tab], .holders")) {
    const fresh = button.id ? page.getElementById(button.id) : page.querySelector(".holders");
    button.replaceChildren(...document.adoptNode(fresh).childNodes);
    if (fresh.dataset.holders !== undefined) button.dataset.holders = fresh.dataset.holders;
  }
  desk.dataset.run = page.getElementById("desk").dataset.run;
  passed = null;
  forgetFields();
  tab(shown);
  await group(key);
  const now = visible();
  choose(now[Math.min(place, now.length - 1)] ?? null, { look: false, focus: shown === "findings" });
  show(view.page, view.box);
}

/** Make an entry, wait for the report that heeds it, and show it. */
async function enter(where, body, said) {
  document.body.classList.add("busy");
  try {
    let made = await send("POST", `${base}/${where}?wait=10`, body);
    while (!made.is_done) {
      toast("正在重新核验…");
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      made = { ...made, is_done: (await get(base)).run >= made.run };
    }
    await refresh();
    toast(said);
    return true;
  } finally {
    document.body.classList.remove("busy");
  }
}

const decide = (action, more, said) => enter("decisions", { run: Number(desk.dataset.run), number: Number(chosen.dataset.finding), action, ...more }, said);

function reading(status) {
  const choices = [...chosen.querySelectorAll("[data-field]")];
  if (!choices.length) return toast("这一条没有可以更正的读数。", { bad: true });
  return askReading(choices, {
    base,
    status,
    submit: async ({ choice, box, text, note, status: state }) => {
      const { file, filePage, field: key, period, scope } = choice.dataset;
      const place = { file, page: Number(filePage) };
      const body = { place, box, key, period: period || null, scope: scope || null, status: state, note, text: state === "found" ? text : null };
      return enter("corrections/readings", body, "已更正，并重新核验。");
    },
  });
}

/** Add a remark; it changes no result, so there is nothing to wait for. */
async function comment(text, about) {
  await send("POST", `${base}/comments`, { text, about });
  await refresh();
  toast("已添加备注。");
  return true;
}

const acts = {
  confirm: () => decide("confirm", {}, "已确认不一致。"),
  dismiss: () => askDismissal(chosen.querySelector(".message").textContent, ({ reason, note }) => decide("dismiss", { reason, note }, "已记下排除意见。")),
  correct: () => reading("found"),
  unreadable: () => reading("unreadable"),
  not_applicable: () => reading("not_applicable"),
  comment: () => askComment(chosen.dataset.about, ({ text }) => comment(text, chosen.dataset.about)),
};

const NO_READING = "这一条不是由某个读数得出的，没有可以更正的值；请确认、排除，或改指材料类型（T）。";
const CANNOT = { correct: NO_READING, unreadable: NO_READING, not_applicable: NO_READING };

async function act(name) {
  if (!mayReview) return toast("您的角色只能查看。", { bad: true });
  if (!chosen) return toast("先选中一条发现（J / K）。", { bad: true });
  if (!chosen.querySelector(`[data-act="${name}"]`)) return toast(CANNOT[name] ?? "对这一条不需要作判断。", { bad: true });
  try {
    await acts[name]();
  } catch (problem) {
    tell(problem);
  }
}

function assign(paper) {
  if (!mayReview) return;
  askPaper(paper, ({ first, last, type, note }) => {
    const pages = [];
    for (let page = Number(first); page <= Number(last); page++) pages.push({ file: paper.file, page });
    if (!pages.length) throw new Error("起始页应不大于结束页。");
    return enter("corrections/pages", { pages, type: type || null, note }, "已指定，并重新核验。");
  });
}

function assignHere() {
  const { file, page } = pageAt(view.page);
  const button = [...document.querySelectorAll("[data-paper]")].find(({ dataset: d }) => d.file === file && d.first <= page && page <= d.last);
  assign({ file, first: page, last: page, type: button?.dataset.type ?? "" });
}

function undo(id) {
  if (id && mayReview) enter("undo", { of: id }, "已撤销。").catch(tell);
}

whenFieldChosen(async (field) => {
  if (field.findings.some((number) => !document.getElementById(`f${number}`))) await loadPassed()?.catch(tell);
  const info = document.getElementById("info");
  const name = document.createElement("b");
  name.textContent = `${field.title}：${field.text}`;
  const level = Object.assign(document.createElement("span"), { className: `level ${field.level}`, textContent: field.level_words });
  const links = field.findings.map((number) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: document.querySelector(`#f${number} .subject`)?.textContent ?? `第 ${number + 1} 条` });
    button.addEventListener("click", () => open(number).catch(tell));
    return button;
  });
  info.replaceChildren(name, level, document.createElement("br"), links.length ? "有关的发现：" : "没有发现用到这个值。", ...links);
  show(view.page, field.box);
  if (field.findings.length) open(field.findings[0]).catch(tell);
});

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  const finding = hit(".finding");
  if (finding && finding !== chosen) choose(finding, { look: !hit(".spot") });
  const spot = hit(".spot, .thumb");
  if (spot) show(Number(spot.dataset.page), spot.dataset.box ? numbers(spot.dataset.box) : null);
  if (hit("[data-act]")) act(hit("[data-act]").dataset.act);
  if (hit("[data-tab]")) tab(hit("[data-tab]").dataset.tab);
  if (hit("[data-go]")) open(hit("[data-go]").dataset.go).catch(tell);
  if (hit("[data-undo]")) undo(hit("[data-undo]").dataset.undo);
  if (hit("[data-paper]")) assign(hit("[data-paper]").dataset);
  const holders = hit(".holders");
  if (holders) assignHolders(holders).then((changed) => changed && refresh());
  if (hit("[data-view]")) views[hit("[data-view]").dataset.view]();
  if (hit('[data-key="?"]')) document.getElementById("help").showModal();
  const menu = document.querySelector("#exports[open]");
  if (menu && !hit(".menu")) menu.open = false;
});

document.addEventListener("change", (event) => {
  if (event.target.name === "group") group(event.target.value).then(() => choose(visible()[0] ?? null)).catch(tell);
  if (event.target.id === "boxes") document.getElementById("stage").classList.toggle("no-boxes", !event.target.checked);
  if (event.target.id === "page-number") show(Number(event.target.value) || view.page);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-comment]")) return;
  event.preventDefault();
  comment(event.target.elements.text.value, "").catch(tell);
});

const views = {
  previous: () => show(view.page - 1), next: () => show(view.page + 1),
  in: () => zoom(1.25), out: () => zoom(0.8), fit: () => zoom(0), turn,
  earlier: () => go(at - 1), later: () => go(at + 1),
};

const evidence = () => chosen?.querySelector(".side.evidence")?.closest(".cell")?.querySelector(".spot");
const keys = {
  j: () => step(1), k: () => step(-1), Enter: () => go(0), e: () => evidence()?.click(),
  "[": views.earlier, "]": views.later, c: () => act("confirm"), d: () => act("dismiss"), r: () => act("correct"),
  u: () => act("unreadable"), n: () => act("not_applicable"), m: () => act("comment"), x: openExports, ",": views.previous, ".": views.next,
  "+": views.in, "=": views.in, "-": views.out, 0: views.fit, o: turn, b: () => document.getElementById("boxes").click(),
  "/": () => document.getElementById("search-words").focus(), t: assignHere,
  z: () => undo(document.querySelector("[data-undo]")?.dataset.undo), "?": () => document.getElementById("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches("button, a, summary, input")) return;
  if (event.target.matches("[role=tab]") && ["ArrowLeft", "ArrowRight"].includes(event.key)) return tabBy(event);
  const tabs = [...document.querySelectorAll("[data-tab]")];
  const does = tabs[Number(event.key) - 1] ? () => tab(tabs[Number(event.key) - 1].dataset.tab) : keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!does) return;
  event.preventDefault();
  does();
});

function tabBy(event) {
  const tabs = [...document.querySelectorAll("[data-tab]")];
  const next = tabs[(tabs.indexOf(event.target) + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length];
  event.preventDefault();
  tab(next.dataset.tab);
  next.focus();
}

window.addEventListener("resize", lay);
tab("findings");
await group("open");
choose(visible()[0] ?? null);
if (!view.page) show(1); // the first finding stands nowhere, or there is none
