/* A JupyterLab extension written by hand, without a bundler: JupyterLab loads this file as a script and expects a
 * module-federation container, that is an object with init(scope) and get(module). Everything we need from JupyterLab
 * is in the scope it hands over.
 *
 * In a notebook of the course it runs the cells that only place a widget, so that a learner finds questions and not
 * empty boxes, and it adds the way back to the course page. Nothing else is ever run. It also keeps a reader's place,
 * and keeps the course's texts from being changed by a stray key or double-click. */
(() => {
  "use strict";

  const VIEW = "application/vnd.jupyter.widget-view+json";
  const ARRANGED = "cxcourse:arranged";
  let scope = null;

  /** The module that JupyterLab itself uses, so that its tokens are the same objects as ours. */
  async function shared(name) {
    const versions = scope[name];
    if (!versions) throw new Error(`cxcourse: JupyterLab does not share ${name}`);
    const newest = Object.keys(versions)
      .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
      .pop();
    return (await versions[newest].get())();
  }

  const ofCourse = (panel) => Boolean(panel.content.model?.getMetadata("cxcourse"));
  const isCode = (cell) => cell.model.type === "code";
  const source = (cell) => cell.model.sharedModel.getSource().trim();
  /** The import that the locked task cells of an exercise need, whatever else it brings; it shows nothing. */
  const isImport = (cell) => isCode(cell) && /^from cxcourse import (?=.*\btask\b)[\w, ]+$/.test(source(cell));
  /** Marked by the author as a cell that only places a widget. */
  const placesWidget = (cell) => isCode(cell) && cell.model.getMetadata("cxcourse")?.widget === true && !isImport(cell);

  /** Ids of the widgets that a cell's outputs show. */
  function shownBy(cell) {
    const ids = [];
    const outputs = cell.model.outputs;
    for (let i = 0; i < outputs.length; i++) {
      const view = outputs.get(i).data?.[VIEW];
      if (view) ids.push(view.model_id);
    }
    return ids;
  }

  /** Widget cells whose widget the kernel does not know: new, kernel restarted, or lost with an unsaved page. */
  async function cellsToRun(panel) {
    const kernel = panel.sessionContext.session?.kernel;
    const cells = panel.content.widgets;
    if (!kernel || !cells.some(placesWidget)) return [];
    const reply = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    const alive = new Set(Object.keys(reply.content.comms ?? {}));
    const isLost = (cell) => {
      if (!placesWidget(cell)) return false;
      const ids = shownBy(cell);
      return !ids.length || !ids.every((id) => alive.has(id));
    };
    return cells.some(isLost) ? cells.filter((cell) => isImport(cell) || isLost(cell)) : [];
  }

  /** Place the widgets of one notebook, top to bottom; the page stays where the reader is. */
  async function placeWidgets(panel, CodeCell) {
    await panel.context.ready;
    await panel.sessionContext.ready;
    if (!ofCourse(panel)) return;
    for (const cell of await cellsToRun(panel)) {
      if (panel.isDisposed) return;
      const reply = await CodeCell.execute(cell, panel.sessionContext, { deletedCells: [] });
      if (reply?.content.status !== "ok") return; // the traceback in the cell says why; the cells below need it
    }
  }

  function markCells(panel) {
    panel.toggleClass("cx-course", ofCourse(panel));
    for (const cell of panel.content.widgets) {
      cell.toggleClass("cx-widget-cell", placesWidget(cell));
      cell.toggleClass("cx-import-cell", isImport(cell));
    }
  }

  /** Save, then go: JupyterLab would otherwise ask whether to leave a page with unsaved work. */
  async function goToCourse(app, base) {
    await app.commands.execute("docmanager:save-all").catch(() => undefined);
    window.location.assign(`${base}cxcourse`);
  }

  function courseButton(app, base, { ToolbarButton }) {
    return new ToolbarButton({
      label: "← Course page",
      tooltip: "Save and go back to the modules",
      className: "cx-course-button",
      onClick: () => void goToCourse(app, base),
    });
  }

  /** The code that only places a widget takes no room until somebody asks for it (View > Expand Selected Code). */
  function addStyle() {
    const style = document.createElement("style");
    style.textContent = `
      :is(.cx-widget-cell, .cx-import-cell):not(:has(.jp-InputArea-editor:not(.lm-mod-hidden))) > .jp-Cell-inputWrapper { height: 0; overflow: hidden; }
      .cx-widget-cell .jp-OutputPrompt { visibility: hidden; }
      .cx-course-button .jp-ToolbarButtonComponent-label { font-weight: 600; }
      .lm-TabBar-tab[data-cx="exercise"] .lm-TabBar-tabLabel::after { content: " · graded"; }
      /* A page to read: a column of its own, lines that the eye can follow, headings that look like ones. */
      .cx-course { --jp-content-font-size1: 15px; --jp-content-line-height: 1.65; }
      .cx-course .jp-WindowedPanel-viewport { max-width: 1110px; margin-inline: auto; }
      .cx-course .jp-RenderedMarkdown :is(p, ul, ol, blockquote) { max-width: 80ch; }
      .cx-course .jp-RenderedMarkdown :is(h1, h2, h3) { font-weight: 650; letter-spacing: -0.01em; margin-block: 0.9em 0.5em; }
      .cx-course .jp-RenderedMarkdown h1 { margin-block: 0.2em 0.4em; }
      .cx-course .jp-RenderedMarkdown table { margin-left: 0; font-size: 0.95em; }
      .cx-course .jp-RenderedMarkdown :is(th, td) { text-align: left; }`;
    document.head.append(style);
  }

  /** Cells of the course have ids such as m01-intro-012 or m01-m1; a cell that the reader added has a random one. */
  const isOurs = (cell) => /^m\d\d-/.test(cell.model.id);
  /** A text that the reader is asked to write: a written task of an exercise, or a text that asks for a double-click. */
  const isToWrite = (cell) =>
    cell.model.getMetadata("nbgrader")?.solution === true || /double-click/i.test(source(cell));

  /** Double-clicking a word must not turn the course's text into its source; where text is asked for, typing can start. */
  function guardTexts(panel) {
    const notebook = panel.content;
    const onDoubleClick = (event) => {
      const cell = notebook.widgets.find((one) => one.node.contains(event.target));
      if (cell?.model.type !== "markdown" || !cell.rendered || !isOurs(cell)) return;
      event.stopPropagation();
      if (!isToWrite(cell)) return;
      notebook.activeCellIndex = notebook.widgets.indexOf(cell);
      cell.rendered = false;
      notebook.mode = "edit"; // JupyterLab would open the cell and leave the keyboard to its one-letter commands
      cell.editor?.focus();
      const text = cell.model.sharedModel.getSource(),
        end = cell.editor?.getPositionAt(text.length);
      const start = /double-click to edit/i.test(text) ? { line: 0, column: 0 } : end; // what only holds the place is typed over
      cell.editor?.setSelection({ start, end });
    };
    notebook.node.addEventListener("dblclick", onDoubleClick, true);
  }

  /** One-letter commands add, cut and change cells; somebody who types beside a text field would take a notebook apart. */
  function guardKeys() {
    const onKey = (event) => {
      const at = event.target;
      if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!at.closest?.(".cx-course .jp-Notebook.jp-mod-commandMode") || at.closest(".cx")) return;
      if (!at.matches("input, textarea, select, [contenteditable=true]")) event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", onKey, true);
  }

  /** On another day Python has forgotten the cells above: a NameError in a cell of the course means no more than that. */
  function offerCellsAbove(app, { NotebookActions, Notification }) {
    NotebookActions.executed.connect((_, { notebook, cell, success, error }) => {
      if (success || error?.errorName !== "NameError" || !isOurs(cell) || !notebook.model?.getMetadata("cxcourse"))
        return;
      const run = () => {
        notebook.activeCellIndex = notebook.widgets.indexOf(cell) + 1; // the cell itself is run again, too
        void app.commands.execute("notebook:run-all-above");
      };
      Notification.info("This cell needs the cells above it, and they have not been run since Python started.", {
        actions: [{ label: "Run them now", callback: run, displayType: "accent" }],
        autoClose: 30000,
      });
    });
  }

  /** Bring the reader back to the cell that was at the top, however late the widgets above it come, and remember it. */
  async function keepPlace(panel, state) {
    const box = panel.content.node.querySelector(".jp-WindowedPanel-outer");
    const inside = box?.querySelector(".jp-WindowedPanel-viewport");
    if (!inside) return;
    const key = `cxcourse:place:${panel.context.path}`;
    const top = () => box.getBoundingClientRect().top;
    const found = window.location.hash ? null : await state.fetch(key).catch(() => null);
    const target = found && panel.content.widgets.find((cell) => cell.model.id === found.cell);
    const go = () =>
      target && panel.isVisible && (box.scrollTop += target.node.getBoundingClientRect().top - top() + found.offset);
    const settle = new ResizeObserver(go);
    const stops = ["wheel", "pointerdown", "keydown", "touchstart"];
    let timer = 0;
    const remember = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const cell =
          panel.isVisible && panel.content.widgets.find((one) => one.node.getBoundingClientRect().bottom > top() + 8);
        if (cell)
          void state.save(key, {
            cell: cell.model.id,
            offset: Math.round(top() - cell.node.getBoundingClientRect().top),
          });
      }, 300);
    };
    const done = () => {
      settle.disconnect();
      for (const name of stops) window.removeEventListener(name, done, true);
      box.addEventListener("scroll", remember, { passive: true });
    };
    for (const name of stops) window.addEventListener(name, done, true); // also in the list of chapters
    setTimeout(done, 20000);
    if (target) settle.observe(inside);
  }

  /** A reader wants the chapters, not the files; the first time only, since the place is then theirs to arrange. */
  async function arrange(app) {
    await app.restored;
    app.shell.collapseRight();
    if (window.innerWidth < 900) return app.shell.collapseLeft(); // a phone held sideways, or letters at double size
    if (window.localStorage.getItem(ARRANGED)) return;
    app.shell.activateById("table-of-contents");
    window.localStorage.setItem(ARRANGED, "yes");
  }

  function follow(panel, app, base, modules) {
    const { CodeCell, ui, state } = modules;
    let busy = Promise.resolve();
    const place = () => {
      busy = busy.then(() => placeWidgets(panel, CodeCell)).catch((error) => console.warn("cxcourse:", error));
    };
    void panel.context.ready.then(() => {
      if (!ofCourse(panel)) return;
      panel.toolbar.insertItem(0, "cx-course", courseButton(app, base, ui));
      if (panel.content.model.getMetadata("cxcourse").exercise)
        panel.title.dataset = { ...panel.title.dataset, cx: "exercise" };
      markCells(panel);
      guardTexts(panel);
      void keepPlace(panel, state);
      panel.content.model.cells.changed.connect(() =>
        requestAnimationFrame(() => panel.isDisposed || markCells(panel)),
      );
      place();
      panel.sessionContext.statusChanged.connect((_, status) => {
        if (status === "restarting" || status === "autorestarting") {
          const again = (_, now) => {
            if (now !== "idle") return;
            panel.sessionContext.statusChanged.disconnect(again);
            place();
          };
          panel.sessionContext.statusChanged.connect(again);
        }
      });
    });
  }

  async function extension() {
    const names = ["notebook", "cells", "ui-components", "coreutils", "statedb", "apputils"];
    const [notebook, cells, ui, coreutils, statedb, apputils] = await Promise.all(
      names.map((name) => shared(`@jupyterlab/${name}`)),
    );
    return {
      id: "cxcourse:learner",
      description: "Places the widgets of a course notebook and leads back to the course page.",
      autoStart: true,
      requires: [notebook.INotebookTracker, statedb.IStateDB],
      activate: (app, tracker, state) => {
        const base = coreutils.PageConfig.getBaseUrl();
        const modules = { CodeCell: cells.CodeCell, ui, state };
        addStyle();
        guardKeys();
        offerCellsAbove(app, { NotebookActions: notebook.NotebookActions, Notification: apputils.Notification });
        void arrange(app);
        tracker.forEach((panel) => follow(panel, app, base, modules));
        tracker.widgetAdded.connect((_, panel) => follow(panel, app, base, modules));
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.cxcourse = {
    init(given) {
      scope = given;
    },
    async get(module) {
      if (module !== "./extension") throw new Error(`cxcourse has no module ${module}`);
      const plugin = await extension();
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
