// The list of flags: one verdict for several of them. All are stored or none; what was said can be taken back at once.

const bar = document.getElementById("together");
const trouble = document.getElementById("trouble");
const reason = document.getElementById("reason");
const every = document.getElementById("every");
const boxes = [...document.querySelectorAll("input.pick")];
const KEPT = "decided-together";

const picked = () => boxes.filter((box) => box.checked);

function tell() {
  const number = picked().length;
  document.getElementById("picked").textContent = `${number} selected`;
  every.checked = number === boxes.length;
  every.indeterminate = number > 0 && number < boxes.length;
  for (const button of bar.querySelectorAll("button")) button.disabled = number === 0;
}

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({ detail: `The server answered ${answer.status}.` }));
  throw new Error(problem.detail);
}

async function attempt(work) {
  try {
    await work();
    location.reload();
  } catch (error) {
    trouble.textContent = `Not stored: ${error.message}`;
    trouble.hidden = false;
  }
}

function decide(verdict) {
  const why = reason.value.trim();
  if (verdict === "suppressed" && !why) {
    trouble.textContent = "Say why in the field beside: a flag that is accepted keeps its reason.";
    trouble.hidden = false;
    reason.focus();
    return;
  }
  attempt(async () => {
    const made = await post("/api/decisions/together", { targets: picked().map((box) => box.value), verdict, reason: why || null });
    sessionStorage.setItem(KEPT, JSON.stringify(made.map((one) => one.number)));
  });
}

function offerUndo() {
  const numbers = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
  if (!numbers.length) return;
  sessionStorage.removeItem(KEPT);
  const line = document.createElement("p");
  line.className = "notice";
  line.setAttribute("role", "status");
  line.textContent = `${numbers.length} decided. `;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Undo";
  button.addEventListener("click", () => attempt(async () => {
    for (const number of numbers.reverse()) await post(`/api/decisions/${number}/undo`, {});
  }));
  line.append(button);
  bar.before(line);
}

if (boxes.length) {
  bar.hidden = false;
  for (const box of boxes) { box.hidden = false; box.addEventListener("change", tell); }
  every.addEventListener("change", () => { for (const box of boxes) box.checked = every.checked; tell(); });
  for (const button of bar.querySelectorAll("[data-together]")) button.addEventListener("click", () => decide(button.dataset.together));
  tell();
}
if (bar) offerUndo();
