// What the document says of its language and its colours, and Streamlit's own words, which are English
// only, in that language.
// They are looked for where Streamlit writes them, in no text of a listing; docs/developers/recipes.md
// names those that are not reached. streamlit-1.67: its words and the names of its parts.
const ENGLISH = {
  upload: "Upload",
  addFiles: "Add files",
  dropOne: "Drag and drop a file here",
  dropSeveral: "Drag and drop files here",
  fileUpload: "file upload",
  enterToApply: "Press Enter to apply",
  enterToSubmit: "Press Enter to submit form",
  controlToApply: "Press Ctrl+Enter to apply",
  controlToSubmit: "Press Ctrl+Enter to submit form",
  chooseOne: "Choose an option",
  chooseSeveral: "Choose options",
  noOptions: "No options to select",
  noResults: "No results",
  selectAll: "Select all",
  open: "Open",
  clearAll: "Clear all",
  clearValue: "Clear value",
  selectedValues: "Selected values",
  dismiss: "Dismiss",
  close: "Close",
  chooseDates: "Choose date range",
  chooseDate: "Choose date",
  clearDates: "Clear dates",
  clearDate: "Clear date",
  dateRange: "Date range",
  copy: "Copy to clipboard",
  copied: "Copied",
  mainMenu: "Main menu",
  theme: "Theme",
  system: "System",
  light: "Light",
  dark: "Dark",
  print: "Print",
  record: "Record screen",
  copyVersion: "Copy version to clipboard",
  search: "Search",
  fullscreen: "Fullscreen",
  closeFullscreen: "Close fullscreen",
  columns: "Show/hide columns",
  ascending: "Sort ascending",
  descending: "Sort descending",
  format: "Format",
  autosize: "Autosize",
  pin: "Pin column",
  unpin: "Unpin column",
  hide: "Hide column",
  copyName: "Copy column name",
  statistics: "Statistics",
  collapse: "Collapse sidebar",
  expand: "Expand sidebar",
  skip: "Skip to main content",
};

const part = (...names) => names.map((name) => `[data-testid="${name}"]`).join();
// Here every text is Streamlit's, and every name.
const OWN = part(
  "InputInstructions",
  "stFileUploaderDropzone",
  "stMainMenu",
  "stMainMenuPopover",
  "stElementToolbar",
  "stDataFrameColumnMenu",
);
// Here only names are: the texts are ours, or a listing's.
const NAMED = `${part("stSelectbox", "stMultiSelect", "stDateInput", "stDialog", "stCode", "stSidebar", "stFileUploader")}, [data-testid$="Dropdown"], [role="dialog"]`;
const ATTRIBUTES = ["aria-label", "placeholder", "title"];
const DROPDOWN = part("stMultiSelectDropdown", "stSelectboxVirtualDropdown");

let words = new Map(); // English -> the language of the interface
let said = {};
let observer = null;
let isDue = false;
let theme = null;

// What opens over the page is drawn outside of the app, and there `light-dark()` took the system's
// side of it, not the theme's.
function followTheme() {
  const app = document.querySelector('[data-testid="stApp"]');
  const follow = () => {
    document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme;
  };
  follow();
  theme?.disconnect();
  theme = new MutationObserver(follow);
  theme.observe(app, { attributeFilter: ["class"] });
}

function translated(text) {
  const plain = text.trim();
  const whole = words.get(plain);
  if (whole) return text.replace(plain, () => whole);
  const size = /^([\d.]+)\s?([KMGT]?B) per file(.*)$/s.exec(plain);
  if (size) return said.perFile.replace("%", () => `${size[1]} ${size[2]}`) + size[3];
  const help = /^Help for (.+)$/s.exec(plain);
  if (help) return said.helpFor.replace("%", () => help[1]);
  const of = /^([A-Z][a-z/]+(?: [a-z]+)?): (.+)$/s.exec(plain);
  if (of && words.has(of[1])) return `${words.get(of[1])}: ${of[2]}`;
  return null;
}

function translateTexts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('[data-testid="stIconMaterial"]')) continue; // a name of a sign
    const word = translated(node.data);
    if (word !== null && word !== node.data) node.data = word;
  }
}

function translateNames(root) {
  for (const name of ATTRIBUTES) {
    for (const element of [root, ...root.querySelectorAll(`[${name}]`)]) {
      const now = element.getAttribute(name) ?? "";
      const word = translated(now);
      if (word !== null && word !== now) element.setAttribute(name, word);
    }
  }
}

function translate() {
  isDue = false;
  for (const root of document.querySelectorAll(OWN)) {
    translateTexts(root);
    translateNames(root);
  }
  for (const root of document.querySelectorAll(NAMED)) translateNames(root);
  for (const root of document.querySelectorAll(DROPDOWN)) {
    // What stands first in a list may be Streamlit's; the rest is the listing's.
    const leaves = [...root.querySelectorAll("*:not(:has(*))")];
    const first = leaves.find((leaf) => leaf.textContent.trim());
    if (first && ["No results", "Select all"].includes(first.textContent.trim())) {
      translateTexts(first);
    }
  }
}

function watch() {
  observer ??= new MutationObserver(() => {
    if (!isDue) requestAnimationFrame(translate);
    isDue = true;
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}

export default function ({ data }) {
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  followTheme();
  said = data.words;
  words = new Map(Object.entries(ENGLISH).map(([id, english]) => [english, said[id]]));
  observer?.disconnect();
  if (!said.upload) return; // the interface is in English
  watch();
  translate();
}
