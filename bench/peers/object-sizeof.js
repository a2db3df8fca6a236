import objectSizeof from "object-sizeof";

export const sizeOf = objectSizeof;
