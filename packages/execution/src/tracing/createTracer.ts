import type { Address, TraceKind } from '@mvm/protocol'
import { CallTracer } from './CallTracer.ts'
import { FourByteTracer } from './FourByteTracer.ts'
import { PrestateTracer } from './PrestateTracer.ts'
import { StructTracer } from './StructTracer.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { Tracer } from './Tracer.ts'

/** A tracer for one transaction. */
export function createTracer(kind: TraceKind, budget: TraceBudget, coinbase: Address): Tracer {
  switch (kind.kind) {
    case 'struct':
      return new StructTracer(kind, budget)
    case 'call':
      return new CallTracer(kind, budget)
    case 'prestate':
      return new PrestateTracer(kind, budget, coinbase)
    case 'fourByte':
      return new FourByteTracer(budget)
    case 'none':
      return { begin: () => {}, onStep: () => budget.step(), end: () => ({}) }
  }
}
