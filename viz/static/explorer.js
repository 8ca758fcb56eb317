// The explorer's own acts: opening the panel of an edge or node without a new page, and the switch between drawing and table.
// Every act has an address that the server answers with the same page, so Back, reload and copied links work.

const panel = document.getElementById("panel");
const drawing = document.getElementById("drawing");
const rows = document.getElementById("rows");
const say = document.getElementById("say");

/** The present address with some parameters set, or taken out for null. */
function address(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name); else url.searchParams.set(name, value);
  }
  return url;
}

let asked = 0;
/** Put the server's panel for the present address into the page. The fragment is our own template, parsed inertly, never assigned as markup. */
async function show({ focus = false } = {}) {
  const turn = ++asked;
  const begun = performance.now();
  panel.setAttribute("aria-busy", "true");
  const answer = await fetch(`/panel${location.search}`, { headers: { Accept: "text/html" } });
  const text = await answer.text();
  if (turn !== asked) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  panel.replaceChildren(...page.body.childNodes);
  panel.removeAttribute("aria-busy");
  panel.scrollTop = 0;
  panel.dataset.milliseconds = String(Math.round(performance.now() - begun));
  const open = new URL(location.href).searchParams.get("edge");
  for (const row of document.querySelectorAll("tr[data-edge]")) {
    if (row.dataset.edge === open) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected");
  }
  if (drawing) drawing.dispatchEvent(new CustomEvent("mg:select", { detail: open }));
  if (focus || matchMedia("(max-width: 60rem)").matches) {
    panel.focus({ preventScroll: true });
    if (open || new URL(location.href).searchParams.get("node")) panel.scrollIntoView({ block: "start", behavior: "smooth" });
  }
  const title = panel.querySelector(".panel-title");
  if (title && say) say.textContent = `${title.textContent.replace(/\s+/g, " ").trim()}, opened`;
}

function open(changes, options) {
  const url = address({ edge: null, node: null, ...changes });
  if (url.href !== location.href) history.pushState(null, "", url);
  return show(options);
}

/** The same page with another view: the switch must not ask the server again. */
function asTable(table) {
  document.body.classList.toggle("as-table", table);
  document.body.classList.toggle("as-drawing", !table);
  for (const [id, on] of [["as-table", table], ["as-drawing", !table]]) {
    const link = document.getElementById(id);
    if (on) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}

if (drawing) {
  drawing.addEventListener("mg:edge", (event) => open({ edge: event.detail }));
  drawing.addEventListener("mg:node", (event) => open({ node: event.detail }));
  drawing.addEventListener("mg:none", () => open({}));
  drawing.addEventListener("mg:expand", (event) => {
    const focus = (new URL(location.href).searchParams.get("focus") ?? "").split(",").filter(Boolean);
    location.assign(address({ focus: [...new Set([...focus, event.detail])].join(","), edge: null, node: null }));
  });
  const fit = document.getElementById("fit");
  fit.hidden = false;
  fit.addEventListener("click", () => drawing.dispatchEvent(new CustomEvent("mg:fit")));
  const already = new URL(location.href).searchParams.get("edge");
  if (already) drawing.dispatchEvent(new CustomEvent("mg:select", { detail: already }));
}

for (const [id, table] of [["as-table", true], ["as-drawing", false]]) {
  document.getElementById(id).addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", address({ view: table ? "table" : null }));
    asTable(table);
  });
}

/** Links that only open something in the panel do it in place; with a modifier key they stay links. */
function inPlace(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const url = new URL(link.href);
  if (url.pathname !== "/" || !(link.closest("#panel, #rows"))) return;
  const now = new URL(location.href);
  const bare = (one) => { const copy = new URL(one); for (const name of ["edge", "node", "view"]) copy.searchParams.delete(name); copy.searchParams.sort(); return copy.search; };
  if (bare(url) !== bare(now)) return;
  event.preventDefault();
  open({ edge: url.searchParams.get("edge"), node: url.searchParams.get("node") }, { focus: Boolean(event.detail === 0) });
}
panel.addEventListener("click", inPlace);
rows.addEventListener("click", inPlace);

/** Up and down move between the rows of the table, as in a list. */
rows.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...rows.querySelectorAll("a.row")];
  const at = links.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target.closest("input, #drawing")) return;
  const parameters = new URL(location.href).searchParams;
  if (parameters.has("edge") || parameters.has("node")) open({});
});

addEventListener("popstate", () => {
  asTable(new URL(location.href).searchParams.get("view") === "table");
  show();
});

const copy = document.getElementById("copy");
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy link"; }, 1500);
  });
}

for (const button of document.querySelectorAll(".unfold")) {
  button.hidden = false;
  button.closest(".facet").classList.add("folded");
  button.addEventListener("click", () => { button.closest(".facet").classList.remove("folded"); button.remove(); });
}
