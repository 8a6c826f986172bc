/** Where on the stack a range's offset and its length stand; a length that is always the same as a bigint. */
export type MemoryRange = readonly [offset: number, length: number | bigint]

const numbered = (from: number, to: number, name: string): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${name}${from + i}`)

/**
 * The ranges of memory that opcodes reach for, by name. Written down here, so that no table of the machine decides which
 * cells there are.
 */
export const memoryRanges: ReadonlyMap<string, readonly MemoryRange[]> = new Map([
  ...['KECCAK256', 'RETURN', 'REVERT', ...numbered(0, 4, 'LOG')].map(of([0, 1])),
  ...['CALLDATACOPY', 'CODECOPY', 'RETURNDATACOPY'].map(of([0, 2])),
  ...['EXTCODECOPY'].map(of([1, 3])),
  ...['MCOPY'].map(of([0, 2], [1, 2])),
  ...['MLOAD', 'MSTORE'].map(of([0, 32n])),
  ...['MSTORE8'].map(of([0, 1n])),
  ...['CREATE', 'CREATE2'].map(of([1, 2])),
  ...['CALL', 'CALLCODE'].map(of([3, 4], [5, 6])),
  ...['DELEGATECALL', 'STATICCALL'].map(of([2, 3], [4, 5])),
])

function of(...ranges: readonly MemoryRange[]) {
  return (name: string) => [name, ranges] as const
}
