import type { Json } from '../jsonrpc/Json.ts'
import type { CallFrame } from '../port/TracePort.ts'

/** Where a transaction stands that was traced; `null` for a simulated message. */
export interface TracedPlace {
  readonly blockHash: string
  readonly blockNumber: number
  readonly transactionHash: string
  readonly transactionPosition: number
}

/** A frame as OpenEthereum wrote it, with what filters look at. */
export interface FlatTrace {
  readonly from: string
  readonly to: string | null
  readonly json: { readonly [field: string]: Json }
}

/** OpenEthereum's words for geth's. */
const ERRORS: ReadonlyMap<string, string> = new Map([
  ['execution reverted', 'Reverted'],
  ['out of gas', 'Out of gas'],
  ['invalid jump destination', 'Bad jump destination'],
  ['stack underflow', 'Stack underflow'],
  ['stack overflow', 'Out of stack'],
  ['write protection', 'Mutable Call In Static Context'],
])

/** The frames of a transaction in a row, each before those that it called (`trace_` methods). */
export function flattenFrames(
  frame: CallFrame,
  place: TracedPlace | null,
  traceAddress: readonly number[] = [],
): FlatTrace[] {
  const { calls = [] } = frame
  const json = {
    ...describe(frame),
    ...(frame.error === undefined ? {} : { error: parityError(frame.error) }),
    subtraces: calls.length,
    traceAddress,
    ...place,
  }
  const own = { from: frame.from, to: frame.to ?? null, json }
  return [own, ...calls.flatMap((call, i) => flattenFrames(call, place, [...traceAddress, i]))]
}

function describe(frame: CallFrame): { readonly [field: string]: Json } {
  const { type, from, to = null, gas, gasUsed, input, output = '0x', value = '0x0' } = frame
  const hasFailed = frame.error !== undefined
  if (type === 'SELFDESTRUCT') {
    return {
      type: 'suicide',
      action: { address: from, refundAddress: to, balance: value },
      result: null,
    }
  }
  if (type === 'CREATE' || type === 'CREATE2') {
    return {
      type: 'create',
      action: { from, gas, init: input, value, creationMethod: type.toLowerCase() },
      result: hasFailed ? null : { address: to, code: output, gasUsed },
    }
  }
  return {
    type: 'call',
    action: { callType: type.toLowerCase(), from, to, gas, input, value },
    result: hasFailed && frame.error !== 'execution reverted' ? null : { gasUsed, output },
  }
}

function parityError(error: string): string {
  return ERRORS.get(error) ?? (error.startsWith('invalid opcode') ? 'Bad instruction' : error)
}
