import sizeof from "sizeof";

export const sizeOf = sizeof.sizeof;
