// A report draws itself anew when the window changes its size, and still does when it is closed.
import { onPress } from "../button.js";

function openReport(number) {
  const rows = Array.from({ length: 200 }, (_, id) => ({ id, label: `Row ${id} of report ${number}` }));
  const table = document.createElement("table");
  const draw = () => {
    table.textContent = `${rows.length} rows in ${window.innerWidth} pixels`;
  };
  window.addEventListener("resize", draw);
  document.body.append(table);
  draw();
  return () => table.remove();
}

onPress("Open and close the report", (round) => {
  const close = openReport(round);
  close();
});
