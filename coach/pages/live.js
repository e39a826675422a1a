// What is typed is handed over after a pause, so that the picture moves as one types.
const PAUSE_MS = 450;

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const area = parentElement.querySelector("textarea");
  parentElement.querySelector("label > span").textContent = data.label;
  area.placeholder = data.hint;
  let waiting;
  area.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => setStateValue("text", area.value), PAUSE_MS);
  };
  return () => clearTimeout(waiting);
}
