import type { TraceKind } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { NotSupportedError } from '../error/NotSupportedError.ts'
import type { Json } from '../jsonrpc/Json.ts'
import { readList } from '../parameter/readList.ts'
import { readText } from '../parameter/readText.ts'
import type { TransactionTrace } from '../port/TracePort.ts'
import { callTrace, framesOf } from './callTrace.ts'
import { flattenFrames } from './flattenFrames.ts'
import { formatStateDiff, type StateChange } from './formatStateDiff.ts'

/** What a replay is to tell. */
export interface ReplayTypes {
  readonly hasTrace: boolean
  readonly hasStateDiff: boolean
}

const stateDiff: TraceKind = { kind: 'prestate', isDiff: true, hasCode: true, hasStorage: true }

const readNames = readList(readText, 3)

/** `trace`, `stateDiff`; what OpenEthereum called `vmTrace` is what `debug_` methods tell. */
export function readReplayTypes(value: unknown, at: string): ReplayTypes {
  const names = readNames(value, at)
  for (const name of names) {
    if (name === 'vmTrace') {
      throw new NotSupportedError({ what: 'vmTrace is not made; use debug_traceTransaction' })
    }
    if (name !== 'trace' && name !== 'stateDiff') {
      throw new InvalidParameterError({ at, problem: 'want trace or stateDiff' })
    }
  }
  return { hasTrace: names.includes('trace'), hasStateDiff: names.includes('stateDiff') }
}

/** What has to be recorded. */
export function replayKinds({ hasStateDiff }: ReplayTypes): TraceKind[] {
  return hasStateDiff ? [callTrace, stateDiff] : [callTrace]
}

/** A replayed transaction. */
export function formatReplay(
  trace: TransactionTrace,
  { hasTrace, hasStateDiff }: ReplayTypes,
): { readonly [field: string]: Json } {
  const frame = framesOf(trace)
  return {
    output: frame.output ?? '0x',
    stateDiff: hasStateDiff ? formatStateDiff(trace.results[1] as unknown as StateChange) : null,
    trace: hasTrace ? flattenFrames(frame, null).map(({ json }) => json) : [],
    vmTrace: null,
  }
}
