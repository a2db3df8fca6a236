/** Stands for "no row" where rows have indices. */
export const NO_ROW = -1;
