import { describeItem } from "./item.ts";

const answers: string[] = [];

self.onmessage = ({ data }: MessageEvent<string>) => {
  answers.push(`${data}: ${describeItem({ sku: "w", qty: 1 })}`);
  self.postMessage(answers.join());
};
