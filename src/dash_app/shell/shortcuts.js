// Keys for the whole page: "/" goes to the search, "?" says which keys there are. The first stop of
// the Tab key is a link past menu and filter, to the first link of the page's content. A link that
// is clicked out of a field waits until what was written there is saved.
export default function ({ data, parentElement }) {
  const dialog = parentElement.querySelector("dialog");
  dialog.querySelector("h2").textContent = data.title;
  dialog.querySelector("button").textContent = data.close;
  dialog.querySelector("dl").replaceChildren(
    ...data.keys.flatMap(([key, meaning]) => {
      const [term, text] = ["dt", "dd"].map((name) => document.createElement(name));
      const code = document.createElement("kbd");
      code.textContent = key;
      term.append(code);
      text.textContent = meaning;
      return [term, text];
    }),
  );
  dialog.querySelector("button").onclick = () => dialog.close();

  const isWriting = (target) =>
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

  function pressed(event) {
    const target = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(target)) return;
    if (event.key === "/") {
      const search = document.querySelector(".st-key-filter-words input");
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === "?") {
      event.preventDefault();
      dialog.open ? dialog.close() : dialog.showModal();
    }
  }

  // streamlit-1.67: of two runs that wait the server begins the later one alone, without what a
  // field sent for the earlier one: a note would be lost where the server is busy.
  const app = document.querySelector('[data-testid="stApp"]');
  const isBusy = () => /^(running|rerunRequested)$/.test(app?.dataset.testScriptState);
  let before = null; // what the field with the focus held when it got it
  let isUnsaved = false;
  const entered = ({ target }) => { before = isWriting(target) ? target.value : null; };
  const left = ({ target }) => { isUnsaved ||= before !== null && target.value !== before; };
  function clicked(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || !isUnsaved || event.ctrlKey || event.metaKey || event.shiftKey) return;
    isUnsaved = false;
    if (!isBusy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const waiting = new MutationObserver(() => {
      if (isBusy()) return;
      waiting.disconnect();
      // What was saved may have drawn the link anew.
      const isSame = (one) => one.pathname === link.pathname && one.innerText === link.innerText;
      (link.isConnected ? link : [...document.querySelectorAll("a[href]")].find(isSame))?.click();
    });
    waiting.observe(app, { attributeFilter: ["data-test-script-state"] });
  }
  const heard = { focusin: entered, focusout: left, click: clicked };
  for (const name in heard) document.addEventListener(name, heard[name], true);

  document.getElementById("skip")?.remove();
  const skip = document.createElement("a");
  skip.id = "skip";
  skip.href = "#stMain"; // where Streamlit's own link leads, which stops above the heading
  skip.textContent = data.skip;
  skip.onclick = (event) => {
    event.preventDefault();
    const places = [".st-key-filter-line", ".st-key-head"].map((at) => document.querySelector(at));
    const before = places.find(Boolean);
    const links = [...document.querySelectorAll('[data-testid="stMain"] :is(a[href], button, input)')];
    const isBelow = (link) =>
      before?.compareDocumentPosition(link) === Node.DOCUMENT_POSITION_FOLLOWING && link.offsetParent;
    const isCard = (link) => link.closest('[class*="st-key-card-"]');
    (links.find(isCard) ?? links.find(isBelow))?.focus();
  };
  document.body.prepend(skip);
  document.addEventListener("keydown", pressed);
  return () => {
    document.removeEventListener("keydown", pressed);
    for (const name in heard) document.removeEventListener(name, heard[name], true);
    skip.remove();
  };
}
