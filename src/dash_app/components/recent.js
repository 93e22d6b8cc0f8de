// The listings that this browser opened last, kept in its own storage and nowhere else.
// With `data.listing` it notes the listing that is open; else it lists those that were.
const PLACE = "dossier-recent";
const OFF = "dossier-recent-off";
const KEY = /^[\w-]{1,80}$/;
const TABS = "dossier-tabs";
const MOST = 8;
const A_DAY = 24 * 3600 * 1000; // milliseconds

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

// Every tab notes the states of the listing that it went through. Two tabs that both changed it, and
// neither of which has been where the other is, have parted: their notes are in two addresses.
const tab = (window.dossierTab ??= { id: String(Math.random()).slice(2), keys: {}, told: [] });

function otherTab(listing) {
  let all;
  try {
    all = JSON.parse(localStorage.getItem(TABS) || "{}");
  } catch {
    return null;
  }
  const keys = (tab.keys[listing.listing] ??= []);
  if (keys.at(-1) !== listing.key) keys.push(listing.key);
  const tabs = Object.entries(all[listing.listing] || {}).filter(
    ([id, one]) => id !== tab.id && Date.now() - Number(one.at) < A_DAY && Array.isArray(one.keys),
  );
  try {
    const mine = [tab.id, { keys: keys.slice(-40), at: Date.now() }];
    localStorage.setItem(TABS, JSON.stringify({ [listing.listing]: Object.fromEntries([...tabs.slice(-7), mine]) }));
  } catch {
    return null;
  }
  const parted = tabs.find(([, one]) => {
    const last = one.keys.at(-1);
    return one.keys.length > 1 && keys.length > 1 && KEY.test(last)
      && !keys.includes(last) && !one.keys.includes(listing.key) && !tab.told.includes(last);
  });
  return parted ? parted[1].keys.at(-1) : null;
}

function watch(listing, setTriggerValue) {
  const look = () => {
    const other = isOff() ? null : otherTab(listing);
    if (!other) return;
    tab.told.push(other);
    setTriggerValue("other", other);
  };
  window.removeEventListener("storage", tab.look);
  tab.look = (event) => event.key === TABS && look();
  window.addEventListener("storage", tab.look);
  look();
}

function counted(forms, n, spoken) {
  const form = forms[new Intl.PluralRules(spoken).select(n)] ?? forms.other;
  return form.replace("%", () => new Intl.NumberFormat(spoken).format(n));
}

// What was noted by an older version has `size` and `work`, in the language of then.
function line(entry, data) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `overview?source=${encodeURIComponent(entry.key)}`;
  link.target = "_self";
  link.textContent = String(entry.title || data.untitled);
  const day = new Date(Number(entry.at)).toLocaleDateString(data.language, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const facts = document.createElement("span");
  const work = ["corrections", "notes"].filter((what) => entry[what] > 0);
  const done = work.map((what) => counted(data[what], entry[what], data.language)).join(", ") || entry.work;
  const size = entry.documents >= 0 ? counted(data.documents, entry.documents, data.language) : entry.size;
  facts.textContent = [size, done, day].filter(Boolean).join(" · ");
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
  keep.hidden = !entries.some((entry) => entry.work || entry.corrections || entry.notes);
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

export default function ({ data, parentElement, setTriggerValue }) {
  if (data.listing) {
    note(data.listing);
    watch(data.listing, setTriggerValue);
  } else list(parentElement, data);
}
