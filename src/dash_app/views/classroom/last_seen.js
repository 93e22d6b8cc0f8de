// The newest answer of this student that the page has seen: told to a server that knows nothing of
// the visit and was sent choices other than those it has.
let seen = 0;

export default function ({ data, setTriggerValue }) {
  const { newest, asks } = data;
  if (asks) setTriggerValue("seen", seen);
  else seen = newest;
}
