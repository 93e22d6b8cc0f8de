// Offers to highlight what is selected in an element with `data-passage` (its letters are those of
// the field it names). Sends the field, the characters from where to where, and the words.
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("span");
  let chosen = null;
  let pressed = null;

  const letters = (range) => [...range.toString()].length; // as Python counts: by code point

  function selected() {
    const selection = document.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    for (const place of document.querySelectorAll("[data-passage]")) {
      if (!range.intersectsNode(place)) continue;
      const own = document.createRange();
      own.selectNodeContents(place);
      const before = own.cloneRange();
      if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0)
        own.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0)
        own.setEnd(range.endContainer, range.endOffset);
      before.setEnd(own.startContainer, own.startOffset);
      const text = own.toString();
      if (!text.trim()) continue;
      const start = letters(before);
      return { field: place.dataset.passage, start, end: start + letters(own), text };
    }
    return null;
  }

  function look() {
    chosen = selected();
    button.disabled = !chosen && !pressed;
    said.textContent = chosen ? `“${chosen.text.trim()}”` : data.hint;
  }

  // A press may take the selection away before the click is told.
  function press() {
    pressed = chosen;
  }

  function highlight() {
    const own = chosen || pressed;
    pressed = null;
    if (own) setTriggerValue("chosen", own);
  }

  parentElement.forget?.();
  button.textContent = data.label;
  button.addEventListener("pointerdown", press);
  button.addEventListener("click", highlight);
  document.addEventListener("selectionchange", look);
  parentElement.forget = () => {
    button.removeEventListener("pointerdown", press);
    button.removeEventListener("click", highlight);
    document.removeEventListener("selectionchange", look);
  };
  look();
  return parentElement.forget;
}
