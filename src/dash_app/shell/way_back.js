// Signing in leads over another site and back to the first page: the address is kept on the way,
// in this tab alone. `data.keep`: the visitor is about to leave. `data.go`: they may be back.
const PLACE = "dossier-way-back";

export default function ({ data }) {
  try {
    const here = location.pathname + location.search;
    if (data.keep) {
      sessionStorage.setItem(PLACE, here);
      return;
    }
    const wanted = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    // A path of this site, and nothing else.
    if (data.go && wanted && wanted !== here && /^\/(?![/\\])/.test(wanted)) location.replace(wanted);
  } catch {
    // storage is blocked: they start at the first page
  }
}
