// Long texts go as a form instead of an address, Ctrl+Enter reads, and a line says that work goes on. All else works without this file.
const form = document.getElementById("ask");
const field = document.getElementById("text");
const working = document.getElementById("working");
document.querySelector(".keys").hidden = false;
form.addEventListener("submit", () => {
  form.method = field.value.length > Number(form.dataset.longest) ? "post" : "get";
  working.hidden = false;
});
window.addEventListener("pageshow", () => { working.hidden = true; });
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
