// Runs before the first paint: says that scripts run, and keeps the chosen theme. Without a choice the system decides.
// On a narrow screen it closes the filters, which would fill it.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window: it lasts for this page */ } };
  const theme = read();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", () => {
    const fold = document.querySelector(".fold");
    if (fold && matchMedia("(max-width: 60rem)").matches) fold.open = false;
    const button = document.querySelector("button.theme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      keep(root.dataset.theme);
      document.dispatchEvent(new CustomEvent("mg:theme"));
    });
  });
})();
