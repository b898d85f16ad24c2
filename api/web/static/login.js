// Signing in, and setting the first password.

import { send } from "./common.js";

const form = document.querySelector("form.sign-in");
const error = form.querySelector(".error");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(form));
  error.hidden = true;
  try {
    if (form.dataset.token) {
      if (given.password !== given.again) throw new Error("两次输入的密码不一样。");
      const body = { token: form.dataset.token, password: given.password, name: given.name || null };
      await send("POST", "/api/v1/session/first", body);
    } else {
      await send("POST", "/api/v1/session", { login: given.login, password: given.password });
    }
    location.assign(form.dataset.next);
  } catch (problem) {
    error.textContent = problem.message;
    error.hidden = false;
    form.querySelector("input[type=password]").select();
  }
});
