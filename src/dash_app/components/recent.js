// The listings that this browser opened last, kept in its own storage and nowhere else.
// With `data.listing` it notes the listing that is open; else it lists those that were.
const PLACE = "dossier-recent";
const OFF = "dossier-recent-off";
const KEY = /^[\w-]{1,80}$/;
const MOST = 8;

function read() {
  try {
    const entries = JSON.parse(localStorage.getItem(PLACE) || "[]");
    return Array.isArray(entries) ? entries.filter((one) => one && KEY.test(one.key)) : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

function write(entries) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(entries.slice(0, MOST)));
  } catch {
    // storage is blocked or full: then nothing is remembered
  }
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return true;
  }
}

function note(listing) {
  if (isOff()) return;
  const others = read().filter((one) => one.listing !== listing.listing);
  write([{ ...listing, at: Date.now() }, ...others]);
}

function line(entry, data) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `overview?source=${encodeURIComponent(entry.key)}`;
  link.target = "_self";
  link.textContent = String(entry.title || data.untitled);
  const day = new Date(Number(entry.at)).toLocaleDateString(document.documentElement.lang || "en", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const facts = document.createElement("span");
  facts.textContent = [entry.size, entry.work, day].filter(Boolean).join(" · ");
  item.append(link, facts);
  return item;
}

function list(root, data) {
  const entries = read();
  const off = isOff();
  root.querySelector("h2").textContent = data.title;
  root.querySelector("ul").replaceChildren(...entries.map((entry) => line(entry, data)));
  const keep = root.querySelector(".keep");
  keep.textContent = data.keep;
  keep.hidden = !entries.some((entry) => entry.work);
  const [box, forget] = [root.querySelector("input"), root.querySelector("button")];
  root.querySelector("label span").textContent = data.remember;
  forget.textContent = data.forget;
  forget.hidden = !entries.length;
  box.checked = !off;
  root.querySelector("section").hidden = !entries.length && !off;
  box.onchange = () => {
    try {
      localStorage.setItem(OFF, box.checked ? "0" : "1");
      if (!box.checked) localStorage.removeItem(PLACE);
    } catch {
      // nothing is stored then
    }
    list(root, data);
  };
  forget.onclick = () => {
    write([]);
    list(root, data);
  };
}

export default function ({ data, parentElement }) {
  if (data.listing) note(data.listing);
  else list(parentElement, data);
}
