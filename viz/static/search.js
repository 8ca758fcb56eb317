// The search box as an ARIA combobox: suggestions while typing, arrows to move, Enter to go. Without this file it is a plain form.

const input = document.getElementById("q");
const list = document.getElementById("hits");
let active = -1;
let asked = 0;
let timer = 0;

const options = () => [...list.querySelectorAll("[role=option]")];

function close() {
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  active = -1;
}

function move(to) {
  const all = options();
  if (!all.length) return;
  active = (to + all.length) % all.length;
  all.forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
  input.setAttribute("aria-activedescendant", all[active].id);
  all[active].scrollIntoView({ block: "nearest" });
}

function item(hit, index) {
  const element = document.createElement("li");
  element.id = `hit-${index}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.dataset.address = hit.address;
  for (const [name, text] of [["hit-kind", hit.kind], ["hit-label", hit.label], ["hit-note", hit.note ?? ""]]) {
    const part = document.createElement("span");
    part.className = name;
    part.textContent = text;
    element.append(part);
  }
  element.addEventListener("mousedown", (event) => { event.preventDefault(); location.assign(hit.address); });
  return element;
}

async function suggest() {
  const words = input.value.trim();
  if (!words) { close(); return; }
  const turn = ++asked;
  const answer = await fetch(`/api/search?limit=10&q=${encodeURIComponent(words)}`);
  if (!answer.ok || turn !== asked) return;
  const { items } = await answer.json();
  if (turn !== asked || document.activeElement !== input) return;
  list.replaceChildren(...items.map(item));
  if (!items.length) {
    const nothing = document.createElement("li");
    nothing.className = "hit-none";
    nothing.setAttribute("role", "option");
    nothing.setAttribute("aria-disabled", "true");
    nothing.setAttribute("aria-selected", "false");
    nothing.textContent = "Nothing found. Enter searches the sentences too.";
    list.append(nothing);
  }
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  active = -1;
}

input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 60); });
input.addEventListener("focus", () => { if (input.value) suggest(); });
input.addEventListener("blur", close);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") { move(active + 1); event.preventDefault(); }
  else if (event.key === "ArrowUp") { move(active - 1); event.preventDefault(); }
  else if (event.key === "Escape") { if (list.hidden) input.blur(); else close(); event.preventDefault(); }
  else if (event.key === "Enter" && active >= 0) {
    const address = options()[active].dataset.address;
    if (address) { location.assign(address); event.preventDefault(); }
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  input.focus();
  input.select();
});
