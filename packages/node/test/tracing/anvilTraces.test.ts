import type { TraceKind } from '@mvm/protocol'
import { type CallFrame, flattenFrames } from '@mvm/rpc'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnvilTwin, type TwinResult } from './AnvilTwin.ts'
import { twinTransactions } from './twinTransactions.ts'

/** Where anvil uses names of its own, and we the words of geth. */
const WORDS: Readonly<Record<string, string>> = {
  StackUnderflow: 'stack underflow',
  StateChangeDuringStaticCall: 'write protection',
  CreateCollision: 'contract address collision',
}

interface Place {
  readonly blockHash: string
  readonly blockNumber: number
  readonly transactionHash: string
  readonly transactionPosition: number
  readonly error?: string
  readonly result?: unknown
}

interface Struct {
  readonly structLogs: readonly { readonly op: string; readonly error?: string }[]
}

const tracers: readonly (readonly [name: string, kind: TraceKind, config: object])[] = [
  [
    'callTracer',
    { kind: 'call', isTopOnly: false, hasLogs: true, isWhole: true },
    { tracer: 'callTracer', tracerConfig: { withLog: true } },
  ],
  [
    'callTracer of the outermost frame',
    { kind: 'call', isTopOnly: true, hasLogs: false, isWhole: true },
    { tracer: 'callTracer', tracerConfig: { onlyTopCall: true } },
  ],
  [
    'prestateTracer',
    { kind: 'prestate', isDiff: false, hasCode: true, hasStorage: true },
    { tracer: 'prestateTracer' },
  ],
  [
    'prestateTracer of differences',
    { kind: 'prestate', isDiff: true, hasCode: true, hasStorage: true },
    { tracer: 'prestateTracer', tracerConfig: { diffMode: true } },
  ],
  ['4byteTracer', { kind: 'fourByte' }, { tracer: '4byteTracer' }],
  [
    'structLogger',
    {
      ...{ kind: 'struct', hasMemory: true, hasStack: true, hasStorage: true },
      ...{ hasReturnData: true, limit: 0 },
    },
    { enableMemory: true, enableReturnData: true },
  ],
]

describe('What is recorded of a transaction', () => {
  let twin: AnvilTwin
  let transactions: ReadonlyMap<string, TwinResult>

  beforeAll(async () => {
    twin = await AnvilTwin.start()
    transactions = await twinTransactions(twin)
  })
  afterAll(() => twin?.stop())

  it.each(tracers)('is what anvil records: %s', async (name, kind, config) => {
    expect(transactions.size).toBeGreaterThan(20)
    for (const [what, { trace, anvilTrace }] of transactions) {
      // Anvil lets code that is not there stop.
      if (name === 'structLogger' && what === 'a creation of nothing') continue
      // Geth leaves out what the outermost frame calls, its end too.
      if (name === 'callTracer of the outermost frame' && what === 'an end') continue
      const [ours, theirs] = [await trace(kind), await anvilTrace(config)]
      const expected = name === 'structLogger' ? withOurErrors(theirs, ours) : renamed(theirs)
      expect([what, ours]).toEqual([what, expected])
    }
  })

  it('is what anvil records in a row: trace_transaction', async () => {
    const kind: TraceKind = { kind: 'call', isTopOnly: false, hasLogs: false, isWhole: false }
    for (const [what, { trace, ask, hash }] of transactions) {
      const place = await ask<Place[]>('trace_transaction', [hash])
      const theirs = place.map(({ error, result, ...flat }) =>
        error === undefined ? { ...flat, result } : { ...flat, hasFailed: true },
      )
      const { blockHash, blockNumber, transactionHash, transactionPosition } = place[0] as Place
      const at = { blockHash, blockNumber, transactionHash, transactionPosition }
      const flat = flattenFrames((await trace(kind)) as CallFrame, at)
      const ours = flat.map(({ json: { error, result, ...rest } }) =>
        error === undefined ? { ...rest, result } : { ...rest, hasFailed: true },
      )
      expect([what, ours]).toEqual([what, theirs])
    }
  })
})

/** Words of frames. */
function renamed(value: unknown): unknown {
  const text = JSON.stringify(value)
  return JSON.parse(text, (key, field) => (key === 'error' ? (WORDS[field] ?? field) : field))
}

/** Anvil writes Rust's `Some(OutOfGas)` at opcodes and has no name for unknown ones; where errors are must agree. */
function withOurErrors(theirs: unknown, ours: unknown): unknown {
  const { structLogs, ...rest } = theirs as Struct
  const own = (ours as Struct).structLogs
  return {
    ...rest,
    structLogs: structLogs.map((entry, i) => ({
      ...entry,
      ...(entry.op === 'Unknown' ? { op: own[i]?.op } : {}),
      ...(entry.error === undefined ? {} : { error: own[i]?.error ?? 'an error' }),
    })),
  }
}
