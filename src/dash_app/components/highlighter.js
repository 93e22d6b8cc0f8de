// Offers to highlight what is selected in an element with `data-passage` (its letters are those of
// the field it names). Sends the field, the first and last character, and the words.
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("span");
  let selectedPart = null;
  let pressed = null;

  const letters = (range) => [...range.toString()].length; // as Python counts: by code point

  function readSelection() {
    const selection = document.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    for (const place of document.querySelectorAll("[data-passage]")) {
      if (!range.intersectsNode(place)) continue;
      const part = document.createRange();
      part.selectNodeContents(place);
      const before = part.cloneRange();
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
        part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
        part.setEnd(range.endContainer, range.endOffset);
      before.setEnd(part.startContainer, part.startOffset);
      const text = part.toString();
      if (!text.trim()) continue;
      const start = letters(before);
      return { field: place.dataset.passage, start, end: start + letters(part), text };
    }
    return null;
  }

  function update() {
    selectedPart = readSelection();
    button.disabled = !selectedPart && !pressed;
    status.textContent = selectedPart ? `“${selectedPart.text.trim()}”` : data.hint;
  }

  // A press may take the selection away before the click arrives.
  function press() {
    pressed = selectedPart;
  }

  function highlight() {
    const passage = selectedPart || pressed;
    pressed = null;
    if (passage) setTriggerValue("chosen", passage);
  }

  parentElement.removeListeners?.();
  button.textContent = data.label;
  button.addEventListener("pointerdown", press);
  button.addEventListener("click", highlight);
  document.addEventListener("selectionchange", update);
  parentElement.removeListeners = () => {
    button.removeEventListener("pointerdown", press);
    button.removeEventListener("click", highlight);
    document.removeEventListener("selectionchange", update);
  };
  update();
  return parentElement.removeListeners;
}
