import type { ClassCount } from './StepChoice.ts'

/** A line for each kind, opcode and outcome: how many steps, forms of their witnesses, and steps that L1 was asked for. */
export function listClasses(classes: readonly ClassCount[]): string[] {
  const named = new Map<string, { count: number; chosen: number; shapes: number }>()
  for (const { name, count, chosen } of classes) {
    const sum = named.get(name) ?? { count: 0, chosen: 0, shapes: 0 }
    named.set(name, {
      count: sum.count + count,
      chosen: sum.chosen + chosen,
      shapes: sum.shapes + 1,
    })
  }
  const lines = [...named]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { count, chosen, shapes }]) => `${name}: ${count}, ${shapes} shapes, ${chosen} to L1`,
    )
  return [`${named.size} classes, ${classes.length} with the shapes of their witnesses:`, ...lines]
}
