/**
 * The row to which a command moves in a list, before it is held to those that there are; `null` for a command that moves to none. `current` is -1 where no row
 * is.
 */
export function rowAfter(command: string | null, current: number, count: number, rowsPerPage: number): number | null {
  switch (command) {
    case "next":
      return current + 1;
    case "previous":
      return current - 1;
    case "page-down":
      return current + rowsPerPage;
    case "page-up":
      return current - rowsPerPage;
    case "first":
    case "start":
      return 0;
    case "last":
    case "end":
      return count - 1;
    default:
      return null;
  }
}
