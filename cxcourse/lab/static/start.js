/* The start page works without this file; it adds the choice of colours, a quicker start and the stop button. */
(() => {
  "use strict";
  const page = document.documentElement;
  const base = page.dataset.base;
  const THEMES = `${base}lab/api/settings/@jupyterlab/apputils-extension:themes`;
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

  const isDark = () => page.dataset.theme === "dark" || (page.dataset.theme !== "light" && prefersDark.matches);
  const paint = () => {
    page.classList.toggle("cx-dark", isDark());
    document.getElementById("theme")?.setAttribute("aria-pressed", String(isDark()));
  };
  paint(); // before the first paint of the page
  prefersDark.addEventListener("change", paint);

  /** A request to our own server, with the token against forged requests that its cookie carries. */
  function send(url, method, body) {
    const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
    const headers = { "Content-Type": "application/json", "X-XSRFToken": token };
    return fetch(url, { method, headers, body: body && JSON.stringify(body), keepalive: true });
  }

  /** One choice for this page and for JupyterLab: it is JupyterLab's own setting, kept in the workspace. */
  async function switchTheme() {
    const theme = isDark() ? "light" : "dark";
    page.dataset.theme = theme;
    paint();
    const known = await (await fetch(THEMES)).json().catch(() => ({}));
    const name = theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light";
    const chosen = { ...(known.settings ?? {}), "adaptive-theme": false, theme: name };
    await send(THEMES, "PUT", { raw: JSON.stringify(chosen, null, 2) });
  }

  /** Start the notebook's Python while JupyterLab is still loading; JupyterLab then finds it running. */
  function warmUp(link) {
    const path = decodeURIComponent(link.pathname.split("/lab/tree/")[1] ?? "");
    if (!path.endsWith(".ipynb")) return;
    const session = { path, name: path.split("/").pop(), type: "notebook", kernel: { name: "python3" } };
    send(`${base}api/sessions`, "POST", session).catch(() => undefined);
  }

  async function stop(button) {
    const said = document.getElementById("said");
    button.disabled = true;
    try {
      const reply = await send(`${base}api/shutdown`, "POST");
      if (!reply.ok) throw new Error(reply.statusText);
      document.body.classList.add("stopped");
      said.textContent = "The course has stopped and your work is kept. You can close this page.";
    } catch {
      button.disabled = false;
      said.textContent = "The course could not be stopped from here. Press Ctrl+C in the terminal window.";
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    paint();
    const theme = document.getElementById("theme");
    theme.hidden = false;
    theme.addEventListener("click", () => void switchTheme());
    const button = document.getElementById("stop");
    button.hidden = false;
    button.addEventListener("click", () => void stop(button));
    for (const link of document.querySelectorAll("a[href*='/lab/tree/']")) {
      link.addEventListener("click", () => warmUp(link));
    }
    // The token has done its work (there is a cookie now) and need not stay in the address bar.
    if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);
  });
  // Coming back with the browser's own button would show the progress of then.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
