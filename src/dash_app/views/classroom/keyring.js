// The secrets of classes that this browser is in, in its own storage and nowhere else.
// A secret comes from the server once, when someone joins or starts a class, or in the part of a
// link behind "#", which browsers send to no server. It is told to the page of its class only.
const PLACE = "dossier-classes";
const SECRET = /^[\w-]{43}$/;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) || "{}");
    const entries = Object.entries(kept).filter(
      ([, one]) => SECRET.test(one?.secret) && !(Date.parse(one.until) < Date.now()),
    );
    return Object.fromEntries(entries);
  } catch {
    return {}; // storage is blocked, or holds something else
  }
}

function write(kept) {
  try {
    if (Object.keys(kept).length) localStorage.setItem(PLACE, JSON.stringify(kept));
    else localStorage.removeItem(PLACE);
  } catch {
    // storage is blocked: the personal link opens the class again
  }
}

export default function ({ data, setStateValue }) {
  const { name, secret, until, forget } = data;
  const kept = read();
  const linked = new URLSearchParams(location.hash.slice(1)).get("key");
  if (SECRET.test(linked)) {
    kept[name] = { secret: linked, until };
    history.replaceState(history.state, "", location.pathname + location.search);
  } else if (SECRET.test(secret)) kept[name] = { secret, until };
  if (forget) delete kept[name];
  write(kept);
  const found = kept[name]?.secret || "";
  if (!forget && found !== secret) setStateValue("secret", found);
}
