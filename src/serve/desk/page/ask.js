// What the desk asks of the server, and what it tells the person.

const TOKEN = document.querySelector('meta[name="huimin-token"]').content;

/** Asks for what the desk shows. Gives JSON; fails with a sentence. */
export async function get(path) {
  return answered(await sent(path, { cache: "no-store" }));
}

/** Has something written. `body` is JSON or the bytes of a file. */
export async function post(path, body) {
  const bytes = body instanceof Blob ? body : JSON.stringify(body);
  return answered(await sent(path, { method: "POST", headers: { "X-Huimin-Token": TOKEN }, body: bytes }));
}

async function sent(path, options) {
  try {
    return await fetch(`/_huimin/api/${path}`, options);
  } catch {
    throw new Error("预览没有回答：运行 huimin serve 的那个窗口还开着吗？");
  }
}

async function answered(response) {
  const value = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(value.error ?? `没有做成（${response.status}）`);
  return value;
}

const said = document.getElementById("said");
const alarm = document.getElementById("alarm");
let going;

/** Says what was done; it goes after a while. */
export function say(text) {
  clearTimeout(going);
  alarm.textContent = "";
  said.textContent = text;
  going = setTimeout(() => { said.textContent = ""; }, 6000);
}

/** Says what went wrong; it stays until it is put away. */
export function warn(text) {
  clearTimeout(going);
  said.textContent = "";
  const away = document.createElement("button");
  away.type = "button";
  away.className = "plain";
  away.textContent = "关上";
  away.addEventListener("click", () => { alarm.textContent = ""; });
  alarm.textContent = "";
  alarm.append(away, text);
}

/** Opens a file in the system's editor. */
export async function open(path) {
  try {
    await post("open", { path });
    say(`已交给编辑器：${path}`);
  } catch (error) {
    warn(error.message);
  }
}
