import { asAddress, fromHex } from '@mvm/protocol'
import { dacHeader, type SimulationRequest } from '@mvm/rpc'
import { StorageUnit } from '@mvm/storage'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StorageStatePort } from '../../src/rpc/StorageStatePort.ts'
import { StateViews } from '../../src/state/StateViews.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import type { QueryMethods } from '../../src/worker/query/queryWorker.ts'
import { WorkerThread } from '../../src/worker/WorkerThread.ts'
import { tempFolder } from '../support/tempFolder.ts'

const CHAIN_ID = 4_444_444_444
const looping = asAddress(`0x${'10'.repeat(20)}`)

/** Loops while more than 100,000 gas are left: succeeds with nearly any gas limit, and slowly with a high one. */
const loop = '5b620186a05a1160005700'

describe('The query worker', () => {
  let stack: AsyncDisposableStack
  let states: StorageStatePort

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    const folder = tempFolder('query-worker')
    stack.defer(() => folder.remove())
    const genesis = storageGenesis(CHAIN_ID)
    const options = { chainId: CHAIN_ID, genesis, access: 'read' } as const
    const unit = await StorageUnit.open(folder.path, options)
    stack.defer(() => unit.close())
    const entry = new URL('../../src/worker/query/queryWorker.ts', import.meta.url)
    const worker = new WorkerThread<QueryMethods>('query', entry, undefined)
    stack.defer(async () => {
      await worker.call('closeAll')
      await worker.terminate()
    })
    await worker.call('open', CHAIN_ID, folder.path)
    states = new StorageStatePort(CHAIN_ID, unit, new StateViews(unit), worker)
  })
  afterEach(() => stack.disposeAsync())

  function request(code: string): SimulationRequest {
    const genesis = storageGenesis(CHAIN_ID)
    return {
      at: { hash: genesis.hash, header: dacHeader(genesis.header) },
      isNextBlock: true,
      message: { from: looping, to: looping, value: 0n, data: new Uint8Array() },
      accountOverrides: new Map([[looping, { code: fromHex(code) }]]),
      blockOverride: {},
    }
  }

  it('does not begin with what nobody waits for any more', async () => {
    const gone = AbortSignal.abort()
    for (const method of ['call', 'estimateGas', 'createAccessList'] as const) {
      await expect(states[method](request('00'), gone)).rejects.toMatchObject({
        code: 'QUERY_CANCELLED',
      })
    }
  })

  it('gives an estimate up between two runs, and serves the next request', async () => {
    const controller = new AbortController()
    const estimate = states.estimateGas(request(loop), controller.signal)
    // The request is in the worker before the abort; a message could not reach it there any more.
    setImmediate(() => controller.abort())
    await expect(estimate).rejects.toMatchObject({ code: 'QUERY_CANCELLED' })
    const next = await states.call(request('00'), new AbortController().signal)
    expect(next).toMatchObject({ status: 'success' })
  })
})
