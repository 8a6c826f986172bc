/** How many members of a committee of this size meet every other set of as many. */
export function majority(size: number): number {
  return Math.floor(size / 2) + 1
}
