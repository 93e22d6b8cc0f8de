// The exercise is about to change: what is being typed is sent first, then the page is drawn anew.
// The focus goes to the page of the student, which stays: from there Tab leads through what comes.
const SENT = 50; // milliseconds after which Streamlit has sent a field that was left

export default function ({ data, setTriggerValue }) {
  const { version } = data;
  const page = document.querySelector(".st-key-student");
  if (page?.contains(document.activeElement)) {
    page.tabIndex = -1;
    page.focus({ preventScroll: true });
  }
  const timer = setTimeout(() => setTriggerValue("left", version), SENT);
  return () => clearTimeout(timer);
}
