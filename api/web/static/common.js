// What every page shares: requests with the session's token, messages, signing out.

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

/** Send JSON; resolves with the answer, rejects with an Error whose message is a Chinese sentence. */
export async function send(method, path, body) {
  const headers = { "X-CSRF-Token": csrf };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Error("连接不上服务，请检查网络后重试。");
  }
  return take(answer);
}

/** The JSON of an answer; a problem becomes an Error, a lost session leads to the sign-in page. */
export async function take(answer) {
  if (answer.status === 401 && !location.pathname.startsWith("/login")) {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  const text = await answer.text();
  const data = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(data?.detail ?? "操作没有成功，请稍后再试。");
  return data;
}

export function get(path) {
  return send("GET", path);
}

export function token() {
  return csrf;
}

let fading = 0;

/** Show a sentence at the foot of the page for some seconds. */
export function toast(text, { bad = false } = {}) {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.classList.toggle("bad", bad);
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ""; }, bad ? 9000 : 4000);
}

document.querySelector("[data-sign-out]")?.addEventListener("click", async () => {
  await send("DELETE", "/api/v1/session").catch(() => null);
  location.assign("/login");
});
