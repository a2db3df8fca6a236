/** Wires the page's one button, which does the action and undoes it. The root element says how many rounds are done. */
export function onPress(label, action) {
  const button = document.createElement("button");
  const { dataset } = document.documentElement;
  let rounds = 0;
  button.textContent = label;
  button.addEventListener("click", async () => {
    await action(rounds);
    rounds++;
    dataset.rounds = String(rounds);
  });
  document.body.append(button);
  dataset.rounds = "0";
}
