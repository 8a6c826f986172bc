import type { TableCell } from './coverageTable.ts'
import type { MetCells } from './metCells.ts'

/** In what the tests' steps and the table do not agree, in words; nothing if each cell is met or has to be missed. */
export function findGaps(table: readonly TableCell[], { covered, seen }: MetCells): string[] {
  const known = new Set(table.map(({ name }) => name))
  return [
    ...table.flatMap(({ name, exclusion }) => {
      if (exclusion === null) return covered.has(name) ? [] : [`${name} is not covered`]
      if (exclusion === '') return [`${name} is excluded without a reason`]
      return seen.has(name) ? [`${name} is met, and excluded: ${exclusion}`] : []
    }),
    ...[...seen].flatMap((name) => (known.has(name) ? [] : [`${name} is not in the table`])),
  ]
}
