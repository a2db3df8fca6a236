/** What can be typed into Find, and what it finds: in Help, and in the tooltip of the field. */
export const FIND_EXAMPLES: readonly (readonly [typed: string, finds: string])[] = [
  ["items array", "Boxes with both words in field or type"],
  ['"two words"', "The words as they stand, with the space"],
  ["/a|b/", "Fields and types that match the regular expression"],
  ["type:Array", "Types with this in their name"],
  ["field:items", "Fields and roots with this in their name"],
];
