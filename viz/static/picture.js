// In a saved drawing: an edge that is clicked or stepped to shows its row, and a row shows its edge.
{
  const canvas = document.getElementById("drawing");
  const mark = (id) => {
    for (const row of document.querySelectorAll("[data-edge]")) {
      if (row.dataset.edge === id) { row.setAttribute("aria-selected", "true"); row.scrollIntoView({ block: "nearest" }); } else row.removeAttribute("aria-selected");
    }
  };
  if (canvas) {
    canvas.addEventListener("mg:edge", (event) => mark(event.detail));
    canvas.addEventListener("mg:none", () => mark(null));
    for (const row of document.querySelectorAll("[data-edge]")) {
      row.addEventListener("click", () => { mark(row.dataset.edge); canvas.dispatchEvent(new CustomEvent("mg:select", { detail: row.dataset.edge })); });
    }
  }
}
