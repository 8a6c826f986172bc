import { asAddress, fromHex, type TraceKind } from '@mvm/protocol'
import { dacHeader, type SimulationRequest } from '@mvm/rpc'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StorageStatePort } from '../../src/rpc/StorageStatePort.ts'
import { WorkerTracePort } from '../../src/rpc/WorkerTracePort.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import type { QueryMethods } from '../../src/worker/query/queryWorker.ts'
import { TraceWorker } from '../../src/worker/query/TraceWorker.ts'
import { queryEntry, startQueryWorker } from './startQueryWorker.ts'

const CHAIN_ID = 808_002
const looping = asAddress(`0x${'10'.repeat(20)}`)
/** Runs until its gas is gone. */
const FOR_EVER = '5b5f56'

const struct: TraceKind = {
  ...{ kind: 'struct', hasMemory: false, hasStack: true, hasStorage: true },
  ...{ hasReturnData: false, limit: 0 },
}
const nothing: TraceKind = { kind: 'none' }
const MOST = 1 << 30

describe('The trace worker', { timeout: 300_000 }, () => {
  let stack: AsyncDisposableStack
  let traces: WorkerTracePort
  let states: StorageStatePort

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    const query = await startQueryWorker(CHAIN_ID, stack)
    states = query.states
    const tracer = new TraceWorker<QueryMethods>(queryEntry)
    stack.defer(async () => {
      await tracer.closeAll()
      await tracer.terminate()
    })
    traces = new WorkerTracePort(CHAIN_ID, () =>
      tracer.with(CHAIN_ID, (thread) => thread.call('open', CHAIN_ID, query.folder)),
    )
  })
  afterEach(() => stack.disposeAsync())

  function request(code: string, gasLimit: bigint): SimulationRequest {
    const genesis = storageGenesis(CHAIN_ID)
    return {
      at: { hash: genesis.hash, header: dacHeader(genesis.header) },
      isNextBlock: false,
      message: { from: looping, to: looping, value: 0n, data: new Uint8Array(), gasLimit },
      accountOverrides: new Map([[looping, { code: fromHex(code) }]]),
      blockOverride: {},
    }
  }

  it('lets calls be answered while it works, and stops when nobody waits any more', async () => {
    const stop = new AbortController()
    const trace = traces.call(request(FOR_EVER, 16_000_000n), [nothing], MOST, stop.signal)
    let isOver = false
    trace
      .finally(() => {
        isOver = true
      })
      .catch(() => {})
    const open = new AbortController().signal
    const call = await states.call(request('5f5ff3', 100_000n), open)
    expect(call.status).toBe('success')
    expect(isOver).toBe(false)
    stop.abort()
    await expect(trace).rejects.toMatchObject({ code: 'QUERY_CANCELLED' })
  })

  it('refuses what would be too much, with the limit', async () => {
    const { signal } = new AbortController()
    const bomb = traces.call(request(FOR_EVER, 1_000_000n), [struct], 1_000_000, signal)
    await expect(bomb).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'traceBytes',
      allowed: 1_000_000,
    })
    const small = await traces.call(request(FOR_EVER, 30_000n), [struct], 1_000_000, signal)
    expect(small.results[0]).toMatchObject({ failed: true, returnValue: '0x' })
  })

  it('tells why a message cannot begin', async () => {
    const { signal } = new AbortController()
    await expect(traces.call(request('00', 20_000n), [nothing], MOST, signal)).rejects.toThrow(
      'intrinsic gas too low',
    )
  })
})
