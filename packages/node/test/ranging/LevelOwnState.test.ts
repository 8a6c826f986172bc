import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type L1ClaimPort, OwnChains } from '@mvm/ranger'
import { Level } from 'level'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setStage } from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { LevelOwnState } from '../../src/ranging/LevelOwnState.ts'

const { signal } = new AbortController()
let folder: string
let chain: RollupChain
let asked: number[]

const l1: Pick<L1ClaimPort, 'batches'> = {
  async *batches(_chainId, fromBlock, toBlock) {
    asked.push(fromBlock)
    yield* chain.claim(fromBlock, toBlock).sources
  },
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mvm-own-'))
  asked = []
  chain = new RollupChain()
  await setStage(chain)
  for (let i = 0; i < 4; i++) await chain.block([])
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Derives up to a block and closes what keeps it. */
async function derive(toBlock: number): Promise<void> {
  const state = await LevelOwnState.open(folder)
  try {
    const own = await new OwnChains(l1, () => state).upTo(CHAIN_ID, toBlock, signal)
    for (let number = 0; number <= toBlock; number++) {
      expect(own.outputRoot(number)).toBe(chain.outputRoot(number))
    }
    const last = chain.sources[toBlock - 1]?.batch
    expect(last).toMatchObject(own.place(toBlock) ?? { batchHash: 'none' })
  } finally {
    await state.close()
  }
}

it('lasts, so that a chain is derived once', async () => {
  await derive(4)
  await derive(6)
  expect(asked).toEqual([1, 4])
})

it('is begun anew by another program than the one that made it', async () => {
  await derive(4)
  const level = new Level<string, Uint8Array>(folder, { valueEncoding: 'view' })
  await level.put('maker', new Uint8Array(32))
  await level.close()
  await derive(5)
  expect(asked).toEqual([1, 1])
})

it('does not count blocks of a batch that was cut off in the middle', async () => {
  await chain.batch([[], [], []])
  const state = await LevelOwnState.open(folder)
  const stop = new AbortController()
  const { moveHead } = state
  state.moveHead = async (blockNumber) => {
    if (blockNumber > 7) stop.abort(new Error('killed'))
    stop.signal.throwIfAborted()
    await moveHead.call(state, blockNumber)
  }
  const looking = new OwnChains(l1, () => state).upTo(CHAIN_ID, 10, signal)
  await expect(looking).rejects.toThrow('killed')
  await state.close()
  const again = await LevelOwnState.open(folder)
  expect(again.headNumber).toBe(7)
  expect(again.block(9)).toBeDefined()
  await again.close()
  await derive(7)
})
