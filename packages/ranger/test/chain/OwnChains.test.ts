import type { BatchSources } from '@mvm/derivation'
import { faultyMachine } from '@mvm/execution'
import { asAddress, asHash, type BatchHash } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { faultStories, setStage } from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import {
  findDispute,
  type L1ClaimPort,
  MemoryOwnState,
  OwnChain,
  OwnChains,
} from '../../src/index.ts'

const { signal } = new AbortController()

async function* listed(sources: readonly BatchSources[]) {
  yield* sources
}

describe('an own chain', () => {
  it('has the roots of an honest one, from L1’s data alone', async () => {
    const chain = new RollupChain()
    await setStage(chain)
    const own = await OwnChain.open(CHAIN_ID)
    for (const source of chain.sources) await own.adopt(source)
    for (let number = 0; number <= chain.headNumber; number++) {
      expect(own.outputRoot(number)).toBe(chain.outputRoot(number))
    }
    expect(own.outputRoot(chain.headNumber + 1)).toBeUndefined()
  })

  it('takes no batch that does not follow on the one before', async () => {
    const chain = new RollupChain()
    await setStage(chain)
    const [first, second] = chain.sources
    if (first === undefined || second === undefined) throw new Error('there are no batches')
    const own = await OwnChain.open(CHAIN_ID)
    await expect(own.adopt(second)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
    const prevBatchHash = asHash<BatchHash>(`0x${'12'.repeat(32)}`)
    const other = { ...first, batch: { ...first.batch, prevBatchHash } }
    await expect(own.adopt(other)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
    expect(own.headNumber).toBe(0)
    await own.adopt(first)
    await expect(own.adopt(first)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
  })
})

/** Two chains with the same first blocks, five of them, one block a batch; they have ten. */
async function twoForks(): Promise<readonly [RollupChain, RollupChain]> {
  const made = [new RollupChain(), new RollupChain()] as const
  for (const [index, chain] of made.entries()) {
    await setStage(chain)
    while (chain.headNumber < 5) await chain.block([])
    if (index === 1) await chain.block([], [{ from: asAddress(`0x${'5a'.repeat(20)}`), mint: 1n }])
    while (chain.headNumber < 10) await chain.block([])
  }
  return made
}

/** An L1 with one of several forks, and what it has been asked. */
class ForkedL1 {
  chain: RollupChain
  readonly asked: [fromBlock: number, toBlock: number, near: number | undefined][] = []

  readonly #areMoved: boolean

  /** @param areMoved whether its batches come earlier than anybody remembers */
  constructor(chain: RollupChain, areMoved = false) {
    this.chain = chain
    this.#areMoved = areMoved
  }

  readonly batches: L1ClaimPort['batches'] = (_chainId, fromBlock, toBlock, _signal, near) => {
    this.asked.push([fromBlock, toBlock, near?.firstBlock])
    const isMoved = near !== undefined && this.#areMoved
    return listed(
      this.chain.sources.filter(
        ({ batch }) => !isMoved && fromBlock <= batch.firstBlock && batch.firstBlock <= toBlock,
      ),
    )
  }
}

describe('own chains', () => {
  it('go on where they are, and hold what they have against L1', async () => {
    const [chain] = await twoForks()
    const l1 = new ForkedL1(chain)
    const chains = new OwnChains(l1)
    for (const toBlock of [2, 6, 4, 10]) {
      const own = await chains.upTo(CHAIN_ID, toBlock, signal)
      expect(own.outputRoot(toBlock)).toBe(chain.outputRoot(toBlock))
    }
    expect(l1.asked).toEqual([
      [1, 2, undefined],
      [2, 6, 2],
      [4, 4, 4],
      [6, 10, 6],
    ])
  })

  it.each([4, 6, 7, 10])(
    'are derived again as far as L1 was reorganised, also below their heads: up to %i',
    async (toBlock) => {
      const [before, after] = await twoForks()
      const l1 = new ForkedL1(before)
      const chains = new OwnChains(l1)
      await chains.upTo(CHAIN_ID, 9, signal)
      l1.chain = after
      const own = await chains.upTo(CHAIN_ID, toBlock, signal)
      for (let number = 0; number <= toBlock; number++) {
        expect(own.outputRoot(number)).toBe(after.outputRoot(number))
      }
      const fromCreation = l1.asked.filter(([fromBlock]) => fromBlock === 1)
      expect(fromCreation).toHaveLength(1)
    },
  )

  it('are derived from the beginning when nothing of them is left', async () => {
    const [, after] = await twoForks()
    const other = new RollupChain()
    await other.block([])
    await setStage(other)
    const l1 = new ForkedL1(other)
    const chains = new OwnChains(l1)
    await chains.upTo(CHAIN_ID, 4, signal)
    l1.chain = after
    expect((await chains.upTo(CHAIN_ID, 2, signal)).outputRoot(2)).toBe(after.outputRoot(2))
  })

  it('answer nothing about blocks whose batches L1 has no longer', async () => {
    const [chain] = await twoForks()
    const shorter = new RollupChain()
    await setStage(shorter)
    const l1 = new ForkedL1(chain)
    const chains = new OwnChains(l1)
    await chains.upTo(CHAIN_ID, 8, signal)
    l1.chain = shorter
    await expect(chains.upTo(CHAIN_ID, 8, signal)).rejects.toMatchObject({
      code: 'BATCHES_MISSING',
      blockNumber: 8,
    })
    expect((await chains.upTo(CHAIN_ID, 3, signal)).outputRoot(3)).toBe(shorter.outputRoot(3))
  })

  it('go on from what an earlier process has kept', async () => {
    const [chain] = await twoForks()
    const state = new MemoryOwnState()
    await new OwnChains(new ForkedL1(chain), () => state).upTo(CHAIN_ID, 6, signal)
    const l1 = new ForkedL1(chain)
    const own = await new OwnChains(l1, () => state).upTo(CHAIN_ID, 9, signal)
    expect(own.outputRoot(9)).toBe(chain.outputRoot(9))
    expect(l1.asked).toEqual([[6, 9, 6]])
  })

  it('read L1 from the chain’s creation on where its batches no longer stand where they did', async () => {
    const [chain] = await twoForks()
    const state = new MemoryOwnState()
    await new OwnChains(new ForkedL1(chain), () => state).upTo(CHAIN_ID, 6, signal)
    const l1 = new ForkedL1(chain, true)
    const own = await new OwnChains(l1, () => state).upTo(CHAIN_ID, 9, signal)
    expect(own.outputRoot(9)).toBe(chain.outputRoot(9))
    expect(l1.asked).toEqual([
      [6, 9, 6],
      [6, 9, undefined],
    ])
  })

  it('take turns, and try again to open what could not be opened', async () => {
    const [chain] = await twoForks()
    const l1 = new ForkedL1(chain)
    let tries = 0
    const chains = new OwnChains(l1, () => {
      if (tries++ === 0) throw new Error('no room on the disk')
      return new MemoryOwnState()
    })
    await expect(chains.upTo(CHAIN_ID, 3, signal)).rejects.toThrow('no room')
    const looks = [3, 7, 5].map((toBlock) => chains.upTo(CHAIN_ID, toBlock, signal))
    const [own] = await Promise.all(looks)
    expect(own?.outputRoot(7)).toBe(chain.outputRoot(7))
    expect(tries).toBe(2)
    expect(l1.asked.map(([fromBlock]) => fromBlock)).toEqual([1, 3, 5])
  })
})

describe('the second look', () => {
  it('names the first wrong block, even where an earlier state batch has it', async () => {
    const fault = 'wrong-tax'
    const chain = new RollupChain(faultyMachine(fault, { chainId: CHAIN_ID }))
    const stage = await setStage(chain)
    const wrong = async () => {
      const { transactions = [] } = faultStories[fault](stage)
      await chain.block(transactions)
    }
    for (let i = 0; i < 3; i++) await wrong()
    const l1 = new RollupOnL1(chain, 2)
    const look = (toBlock: number) => findDispute(CHAIN_ID, toBlock, l1, new OwnChains(l1), signal)
    expect(await look(3)).toBeNull()
    for (const toBlock of [4, 5, 6]) {
      expect(await look(toBlock)).toMatchObject({ blockNumber: 4, stateBatchIndex: 2 })
    }
  })

  it('does not take batches that are missing for agreement', async () => {
    const chain = new RollupChain()
    await setStage(chain)
    const l1 = new RollupOnL1(chain)
    const chains = new OwnChains({ batches: () => listed([]) })
    await expect(findDispute(CHAIN_ID, 2, l1, chains, signal)).rejects.toMatchObject({
      code: 'BATCHES_MISSING',
      blockNumber: 1,
    })
  })
})
