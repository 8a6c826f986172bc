import { Kind } from '../../src/index.ts'
import type { SampledClass } from './ClassSample.ts'

const kindNames = Object.keys(Kind)

/** How many classes there are of each kind of step. */
export function countByKind(classes: readonly SampledClass[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { steps } of classes) {
    const kind = kindNames[steps[0]?.state.kind as Kind] as string
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}
