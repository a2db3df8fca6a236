import {
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";

Chart.register(CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);
// Legible on a light and on a dark ground alike.
Chart.defaults.color = "#7f8b99";
Chart.defaults.borderColor = "#7f8b9933";

export function createSalesChart(canvas: HTMLCanvasElement, sales: readonly number[]) {
  const chart = new Chart(canvas, {
    type: "line",
    data: {
      labels: sales.map((_, week) => `week ${week + 1}`),
      datasets: [
        {
          label: "Turnover",
          data: [...sales],
          borderColor: "#2b9e8f",
          backgroundColor: "#2b9e8f33",
          fill: true,
          pointRadius: 0,
        },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { tooltip: { mode: "index", intersect: false } },
    },
  });
  return {
    chart,
    show(newSales: readonly number[]) {
      chart.data.datasets[0].data = [...newSales];
      chart.update("none");
    },
  };
}
