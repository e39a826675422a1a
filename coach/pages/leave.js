// Leaving at once: by the button, or by three presses of Shift. The page goes blank, the visit's
// text is cleared by the button's own callback, and a plain page takes this one's place.
(() => {
  if (window.coachLeave) return;
  window.coachLeave = true;
  const PRESSES = 3;
  const WITHIN_MS = 1500;
  const TIME_TO_CLEAR_MS = 150;
  const BUTTON = ".st-key-leave button";

  // All pages of a visit share one entry of the browser's history, so that leaving replaces them.
  history.pushState = history.replaceState.bind(history);

  document.addEventListener("click", (event) => {
    if (!event.target.closest(BUTTON)) return;
    document.documentElement.style.visibility = "hidden";
    document.title = "Kitchen measures";
    setTimeout(() => location.replace("/measures"), TIME_TO_CLEAR_MS);
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    pressed = [...pressed, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN_MS);
    if (pressed.length >= PRESSES) document.querySelector(BUTTON)?.click();
  }, true);
})();
