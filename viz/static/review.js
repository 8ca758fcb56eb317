// The review queue: one key for each verdict. A decision is stored before the next item is shown; what fails is said, and nothing moves on.

const subject = document.getElementById("subject");
const trouble = document.getElementById("trouble");
const why = document.getElementById("why");
const because = document.getElementById("because");
let busy = false;

async function post(address, body) {
  if (busy) return null;
  busy = true;
  try {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({ detail: `The server answered ${answer.status}.` }));
    throw new Error(problem.detail);
  } catch (error) {
    busy = false;
    if (trouble) { trouble.textContent = `Not stored: ${error.message}`; trouble.hidden = false; }
    return null;
  }
}

async function decide(button, reason = null) {
  const target = button.dataset.on === "claim" ? subject.dataset.claim : subject.dataset.target;
  if (await post("/api/decisions", { target, verdict: button.dataset.verdict, reason })) location.assign(subject.dataset.next);
}

async function undo(button) {
  const made = await post(`/api/decisions/${button.dataset.undo}/undo`, {});
  if (made) location.reload();
}

function open(part, button) {
  for (const one of [why, because]) if (one && one !== part) one.hidden = true;
  part.hidden = !part.hidden;
  button.setAttribute("aria-expanded", String(!part.hidden));
  if (!part.hidden && part === because) document.getElementById("reason").focus();
}

function press(button) {
  if (button.dataset.key === "x") open(why, button);
  else if (button.dataset.key === "s") open(because, button);
  else decide(button);
}

for (const button of document.querySelectorAll("[data-verdict]")) button.addEventListener("click", () => press(button));
for (const button of document.querySelectorAll("[data-reason]")) {
  button.addEventListener("click", () => decide(document.querySelector("[data-key=x]"), button.dataset.reason));
}
for (const button of document.querySelectorAll("[data-undo]")) button.addEventListener("click", () => undo(button));
if (because) {
  because.addEventListener("submit", (event) => {
    event.preventDefault();
    decide(document.querySelector("[data-key=s]"), document.getElementById("reason").value.trim());
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const on = (selector) => document.querySelector(selector);
  const key = event.key;
  const button = on(`[data-key="${CSS.escape(key)}"]`);
  if (button) press(button);
  else if (/^[1-9]$/.test(key) && why && !why.hidden) why.querySelectorAll("[data-reason]")[Number(key) - 1]?.click();
  else if ((key === " " && !event.target.closest("button, a, summary")) || key === "j") on("#skip")?.click();
  else if (key === "k") on("#back")?.click();
  else if (key === "u" || key === "Backspace") on("[data-undo]")?.click();
  else if (key === "?") { const sheet = on("#keys"); if (sheet) sheet.open = !sheet.open; } else return;
  event.preventDefault();
});
