// Files of a map: out of the browser as a download, and in by the import box.

/** Hand text or a picture from the kernel to the browser as a file. */
function jmDownload({ name, mime, text, base64 }) {
  const body = base64 == null ? text : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([body], { type: mime }));
  const link = el("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
/** The text of a file, in whatever way it was saved: programs for tables write UTF-8, UTF-16 or the old Windows set. */
function jmDecoded(buffer) {
  const [a, b] = new Uint8Array(buffer);
  const wide = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(wide, { fatal: true }).decode(buffer);
  } catch {
    return new TextDecoder("windows-1252").decode(buffer);
  }
}

/** The box for a map that comes from elsewhere, a file first; `take(text, format)` sends it, errors appear in the box. */
function jmImport(take, close, trouble) {
  const area = el("textarea", {
    class: "jm-control jm-code",
    rows: 8,
    spellcheck: "false",
    "data-k": "import text",
    "aria-label": "Text of a map",
    placeholder:
      "id: mine\ntitle: My map\nstages:\n- {id: s1, name: Asking}\nsteps:\n- {id: st1, stage: s1, action: Calls the line}",
  });
  const format = el(
    "select",
    { class: "jm-control", "data-k": "import format" },
    [
      ["", "find out"],
      ["yaml", "YAML"],
      ["json", "JSON"],
      ["csv", "CSV"],
      ["mermaid", "Mermaid"],
    ].map(([v, t]) => el("option", { value: v }, t)),
  );
  const file = el("input", {
    type: "file",
    accept: ".yaml,.yml,.json,.csv,.mmd,.md,.txt",
    class: "cx-hide",
    "data-k": "import file",
    onchange: async () => {
      const chosen = file.files[0];
      if (!chosen) return;
      const text = jmDecoded(await chosen.arrayBuffer());
      file.value = ""; // the same file may be chosen again once it is mended
      take(text, "");
    },
  });
  return [
    el("strong", {}, "Bring in a map"),
    el(
      "p",
      { class: "cx-sub" },
      "A file that was exported here: YAML, JSON, CSV or Mermaid. Your map is replaced; undo brings it back.",
    ),
    el(
      "div",
      { class: "jm-toolrow" },
      el("label", { class: "cx-btn cx-primary jm-filepick" }, "Choose a file…", file),
      el("button", { type: "button", class: "cx-link", "data-k": "import close", onclick: close }, "Cancel"),
    ),
    trouble,
    el(
      "details",
      { class: "jm-paste" },
      el("summary", { "data-k": "import paste" }, "Paste text instead"),
      area,
      el(
        "div",
        { class: "jm-toolrow" },
        el("label", { class: "jm-inline" }, "Format ", format),
        el(
          "button",
          { type: "button", class: "cx-btn", "data-k": "import go", onclick: () => take(area.value, format.value) },
          "Bring in",
        ),
      ),
    ),
  ];
}
