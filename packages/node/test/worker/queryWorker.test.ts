import { asAddress, fromHex, keccak256Hex, predeploys } from '@mvm/protocol'
import { dacHeader, type SimulationRequest } from '@mvm/rpc'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StorageStatePort } from '../../src/rpc/StorageStatePort.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import { startQueryWorker } from './startQueryWorker.ts'

const CHAIN_ID = 4_444_444_444
const looping = asAddress(`0x${'10'.repeat(20)}`)

/** Loops while more than 100,000 gas are left: succeeds with nearly any gas limit, and slowly with a high one. */
const loop = '5b620186a05a1160005700'

/** Hash, r and s of a signature on P-256 that is wrong, and the curve's base point as the key. */
const signature = [
  ...['01', '01', '01'].map((digits) => digits.padStart(64, '0')),
  '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
  '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
]
const stored = signature.map((word, i) => `7f${word}60${(32 * i).toString(16).padStart(2, '0')}52`)
/** Has it checked (EIP-7951) over and over. */
const checks = `${stored.join('')}5b5f5f60a05f6101005afa5060b456`

describe('The query worker', () => {
  let stack: AsyncDisposableStack
  let states: StorageStatePort

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    states = (await startQueryWorker(CHAIN_ID, stack)).states
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

  it('gives a call up in the middle, whatever takes its time, and serves the next request', async () => {
    const { signal } = new AbortController()
    // Thousands of signatures to check: more work for its gas than anything else.
    const limited = { ...request(checks), timeLimitMs: 20 }
    for (const method of ['call', 'estimateGas', 'createAccessList'] as const) {
      await expect(states[method](limited, signal)).rejects.toMatchObject({
        rpcCode: -32005,
        data: { limit: 'simulationMs', allowed: 20 },
      })
    }
    const controller = new AbortController()
    const call = states.call(request(checks), controller.signal)
    setTimeout(() => controller.abort(), 100)
    await expect(call).rejects.toMatchObject({ code: 'QUERY_CANCELLED' })
    const next = await states.call(request('00'), signal)
    expect(next).toMatchObject({ status: 'success' })
  })

  it('proves accounts and slots as the state has them', async () => {
    const genesis = storageGenesis(CHAIN_ID)
    const at = { hash: genesis.hash, header: dacHeader(genesis.header) }
    const { signal } = new AbortController()
    const slot = `0x${'00'.repeat(32)}` as const
    const proof = await states.proof(at, predeploys.l1Block, [slot], signal)
    expect(proof.accountProof.length).toBeGreaterThan(0)
    expect(proof.storageProofs).toHaveLength(1)
    expect(keccak256Hex(proof.accountProof[0] as Uint8Array)).toBe(genesis.header.stateRoot)
    await expect(states.proof(at, looping, [], AbortSignal.abort())).rejects.toMatchObject({
      code: 'QUERY_CANCELLED',
    })
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
