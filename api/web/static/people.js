// The page of accounts: new ones, links for a password, roles, closing and opening.

import { send, toast } from "./common.js";

const dialog = document.getElementById("link");
const link = dialog.querySelector("[name=link]");

function showLink({ account, link: address }) {
  dialog.querySelector("[data-login]").textContent = account.name || account.login;
  link.value = address;
  dialog.showModal();
  link.select();
}

dialog.addEventListener("close", () => location.reload());
dialog.querySelector("[data-copy]").addEventListener("click", async () => {
  link.select();
  // Only pages from this machine or over HTTPS may use the clipboard; the old way serves the others.
  const copied = await navigator.clipboard?.writeText(link.value).then(() => true, () => false);
  toast(copied || document.execCommand("copy") ? "已复制。" : "请按 Ctrl+C 复制。");
});

async function attempt(what) {
  try {
    await what();
  } catch (problem) {
    toast(problem.message, { bad: true });
  }
}

document.getElementById("new-account").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => showLink(await send("POST", "/api/v1/accounts", Object.fromEntries(new FormData(event.target)))));
});

document.getElementById("people").addEventListener("click", (event) => {
  const { account } = event.target.closest("tr")?.dataset ?? {};
  if (event.target.matches("[data-link]")) attempt(async () => showLink(await send("POST", `/api/v1/accounts/${account}/link`)));
  if (event.target.matches("[data-active]")) {
    attempt(async () => {
      await send("PATCH", `/api/v1/accounts/${account}`, { is_active: event.target.dataset.active === "yes" });
      location.reload();
    });
  }
});

document.getElementById("people").addEventListener("change", (event) => {
  if (!event.target.matches("[data-role]")) return;
  attempt(async () => {
    await send("PATCH", `/api/v1/accounts/${event.target.closest("tr").dataset.account}`, { role: event.target.value });
    toast("角色已改变，该账号须重新登录。");
  });
});
