/* A JupyterLab extension written by hand, without a bundler: JupyterLab loads this file as a script and expects a
 * module-federation container, that is an object with init(scope) and get(module). Everything we need from JupyterLab
 * is in the scope it hands over.
 *
 * In a notebook of the course it runs the cells that only place a widget, so that a learner finds questions and not
 * empty boxes, and it adds the way back to the course page. Nothing else is ever run. */
(() => {
  "use strict";

  const VIEW = "application/vnd.jupyter.widget-view+json";
  const ARRANGED = "cxcourse:arranged";
  let scope = null;

  /** The module that JupyterLab itself uses, so that its tokens are the same objects as ours. */
  async function shared(name) {
    const versions = scope[name];
    if (!versions) throw new Error(`cxcourse: JupyterLab does not share ${name}`);
    const newest = Object.keys(versions).sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).pop();
    return (await versions[newest].get())();
  }

  const ofCourse = (panel) => Boolean(panel.content.model?.getMetadata("cxcourse"));
  const isCode = (cell) => cell.model.type === "code";
  const source = (cell) => cell.model.sharedModel.getSource().trim();
  /** The import that the locked task cells of an exercise need; it shows nothing. */
  const isImport = (cell) => isCode(cell) && source(cell) === "from cxcourse import task";
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
    for (const cell of panel.content.widgets) cell.toggleClass("cx-widget-cell", placesWidget(cell));
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
      .cx-widget-cell:not(:has(.jp-InputArea-editor:not(.lm-mod-hidden))) > .jp-Cell-inputWrapper { height: 0; overflow: hidden; }
      .cx-widget-cell .jp-OutputPrompt { visibility: hidden; }
      .cx-course-button .jp-ToolbarButtonComponent-label { font-weight: 600; }`;
    document.head.append(style);
  }

  /** A reader wants the chapters, not the files; the first time only, since the place is then theirs to arrange. */
  async function arrange(app) {
    await app.restored;
    app.shell.collapseRight();
    if (window.localStorage.getItem(ARRANGED)) return;
    app.shell.activateById("table-of-contents");
    window.localStorage.setItem(ARRANGED, "yes");
  }

  function follow(panel, app, base, modules) {
    const { CodeCell, ui } = modules;
    let busy = Promise.resolve();
    const place = () => {
      busy = busy.then(() => placeWidgets(panel, CodeCell)).catch((error) => console.warn("cxcourse:", error));
    };
    void panel.context.ready.then(() => {
      if (!ofCourse(panel)) return;
      panel.toolbar.insertItem(0, "cx-course", courseButton(app, base, ui));
      markCells(panel);
      panel.content.model.cells.changed.connect(() => requestAnimationFrame(() => panel.isDisposed || markCells(panel)));
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
    const [notebook, cells, ui, coreutils] = await Promise.all(
      ["@jupyterlab/notebook", "@jupyterlab/cells", "@jupyterlab/ui-components", "@jupyterlab/coreutils"].map(shared),
    );
    return {
      id: "cxcourse:learner",
      description: "Places the widgets of a course notebook and leads back to the course page.",
      autoStart: true,
      requires: [notebook.INotebookTracker],
      activate: (app, tracker) => {
        const base = coreutils.PageConfig.getBaseUrl();
        const modules = { CodeCell: cells.CodeCell, ui };
        addStyle();
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
