// Tables pasted into the editor keep their cells. In running text each row becomes a line, its cells divided by bars: the editor for rich
// text would run them together. In a table block the cells go where they belong, and the block grows with them.

(() => {
  const BAR = " | ";
  const TABLE_BLOCK = "wagtail.contrib.typed_table_block.blocks.TypedTableBlock";

  /** The rows of a table that are its own, not those of a table in one of its cells. */
  const rowsOf = (table) => [...table.rows].filter((row) => row.cells.length);

  /** The text of a cell on one line. */
  const wordsOf = (cell) => {
    cell.querySelectorAll("br, p, div, li").forEach((part) => part.after(" "));
    return cell.textContent.replace(/\s+/g, " ").trim();
  };

  /** A row as wide as it looks: a cell that spans columns is followed by empty ones. */
  const spread = (row, told) =>
    [...row.cells].flatMap((cell) => [told(cell), ...Array(Math.max(cell.colSpan - 1, 0)).fill(told(null))]);

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

  /** `{caption, rows}` of the one table on the clipboard, rows as lists of texts; null without one that has several cells. */
  function pastedTable(clipboard) {
    const table = parsed(clipboard.getData("text/html")).querySelector("table");
    const text = clipboard.getData("text/plain");
    let rows = [];
    if (table) rows = rowsOf(table).map((row) => spread(row, (cell) => (cell ? wordsOf(cell) : "")));
    else if (text.includes("\t")) rows = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (rows.flat().length < 2) return null;
    return { caption: table?.caption ? wordsOf(table.caption) : "", rows };
  }

  // Running text ---------------------------------------------------------------------------------------------------------------

  /** A cell on one line, with its links and its bold words. */
  function inline(cell, into) {
    cell.querySelectorAll("br").forEach((one) => one.replaceWith(" "));
    cell.querySelectorAll("p, div, li, ul, ol, h1, h2, h3, h4, h5, h6").forEach((one) => one.replaceWith(...one.childNodes, " "));
    into.append(...cell.childNodes);
    into.normalize();
    if (into.lastChild?.nodeType === Node.TEXT_NODE) into.lastChild.data = into.lastChild.data.trimEnd();
  }

  /** One paragraph a row; a row of one cell (web pages are laid out so) keeps the paragraphs inside. */
  function lines(table) {
    const told = rowsOf(table).flatMap((row) => {
      if (row.cells.length === 1) {
        const alone = document.createElement("div");
        alone.append(...row.cells[0].childNodes);
        return [alone];
      }
      if (!row.textContent.trim() && !row.querySelector("img")) return [];
      const line = document.createElement("p");
      spread(row, (cell) => cell).forEach((cell, place) => {
        if (place) line.append(BAR);
        if (cell) inline(cell, line);
      });
      return [line];
    });
    if (table.caption) {
      const title = document.createElement("p");
      title.append(...table.caption.childNodes);
      told.unshift(title);
    }
    return told;
  }

  /** HTML without tables; null when it had none. */
  function flattened(html) {
    const page = parsed(html);
    const tables = [...page.querySelectorAll("table")].reverse(); // those inside others come first
    tables.forEach((table) => table.replaceWith(...lines(table)));
    return tables.length ? page.body.innerHTML : null;
  }

  /** The same paste once more, with lines for tables; the editor reads it as any other. */
  function pasteIntoText(event) {
    const editor = event.target.closest?.(".Draftail-Editor [contenteditable='true']");
    const clipboard = event.clipboardData;
    if (!editor || !clipboard || event.portalLines) return;
    const html = flattened(clipboard.getData("text/html"));
    const text = clipboard.getData("text/plain");
    if (html === null && (clipboard.getData("text/html") || !text.includes("\t"))) return;
    const data = new DataTransfer();
    if (html !== null) data.setData("text/html", html);
    data.setData("text/plain", text.replaceAll("\t", BAR));
    event.preventDefault();
    event.stopImmediatePropagation();
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    again.portalLines = true;
    event.target.dispatchEvent(again);
  }
  document.addEventListener("paste", pasteIntoText, true);

  // Table blocks ---------------------------------------------------------------------------------------------------------------

  const isEmpty = (block) => {
    const { columns, rows } = block.getState();
    return ![...columns.map(({ heading }) => heading), ...rows.flatMap(({ values }) => values)].some(Boolean);
  };

  /** Headings from the first row, then the rows. */
  function fillAnew(block, { caption, rows }) {
    const width = Math.max(...rows.map((row) => row.length));
    const even = rows.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? ""));
    const { name } = block.blockDef.childBlockDefs[0];
    const [headings, ...rest] = even;
    block.setState({
      columns: headings.map((heading) => ({ type: name, heading })),
      rows: rest.map((values) => ({ values })),
      caption: block.captionInput.value || caption,
    });
  }

  /** Cells from one on; what stands to the left and above stays. `row` -1 stands for the headings. */
  function fillFrom(block, row, column, rows) {
    const [kind] = block.blockDef.childBlockDefs;
    rows.forEach((cells, down) => {
      if (row + down >= block.rows.length) block.insertRow(block.rows.length);
      cells.forEach((text, right) => {
        const place = column + right;
        if (place >= block.columns.length) block.insertColumn(place, kind);
        if (row + down < 0) block.columns[place].headingInput.value = text;
        else block.rows[row + down].blocks[place].setState(text);
      });
    });
  }

  function pasteIntoTable(block, event) {
    const table = pastedTable(event.clipboardData);
    const cell = event.target.closest("td, th");
    const empty = isEmpty(block);
    if (!table || !(empty || cell)) return;
    event.preventDefault();
    if (empty) fillAnew(block, table);
    else {
      const row = cell.tagName === "TH" ? -1 : [...block.tbody.children].indexOf(cell.parentElement);
      fillFrom(block, row, cell.cellIndex - 1, table.rows);
    }
    // Wagtail notices what is typed, and saves it.
    block.captionInput.dispatchEvent(new Event("input", { bubbles: true }));
    block.captionInput.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const Plain = window.telepath?.constructors[TABLE_BLOCK];
  if (Plain) {
    window.telepath.register(
      TABLE_BLOCK,
      class extends Plain {
        render(...args) {
          const block = super.render(...args);
          block.container[0].addEventListener("paste", (event) => pasteIntoTable(block, event));
          return block;
        }
      },
    );
  }
})();
