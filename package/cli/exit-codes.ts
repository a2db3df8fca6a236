/** The command did its work, and a script is to stop at its answer. */
export const EXIT_VERDICT = 1;
/** The command could not do its work; a sentence on stderr says why. */
export const EXIT_ERROR = 2;
