// "Copy link": it takes no data but the parameters in its button and runs under a
// Content-Security-Policy that names its hash (no eval).
(() => {
  const button = document.querySelector(".copy-link button");
  if (!button) return;
  const box = button.parentElement;
  const status = box.querySelector("[role=status]");
  const field = box.querySelector("input");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text); // not there without https
      return true;
    } catch {
      field.hidden = false;
      field.focus();
      field.select();
      try {
        return document.execCommand("copy");
      } catch {
        return false;
      }
    }
  };
  button.onclick = async () => {
    const text = location.origin + location.pathname + "?" + button.dataset.query;
    field.value = text;
    if (await copy(text)) {
      field.hidden = true;
      box.dataset.state = "copied";
      status.textContent = button.dataset.copied;
      button.focus();
      setTimeout(() => { box.dataset.state = status.textContent = ""; }, 2500);
    } else {
      status.textContent = button.dataset.failed;
      field.focus();
      field.select();
    }
  };
})();
