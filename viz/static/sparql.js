// Ctrl+Enter (or Cmd+Enter) runs the query; everything else of the form works without this file. Tab leaves the field, as everywhere.
const form = document.getElementById("ask");
const field = document.getElementById("query");
document.querySelector(".keys").hidden = false;
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
