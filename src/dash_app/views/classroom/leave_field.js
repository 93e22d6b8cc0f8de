// The exercise is about to change: what is being typed is sent first, then the page is drawn anew.
const SENT = 50; // milliseconds after which Streamlit has sent a field that was left

export default function ({ data, setTriggerValue }) {
  const { version } = data;
  const field = document.activeElement;
  if (field?.matches(".st-key-student :is(textarea, input[type=text])")) field.blur();
  const timer = setTimeout(() => setTriggerValue("left", version), SENT);
  return () => clearTimeout(timer);
}
