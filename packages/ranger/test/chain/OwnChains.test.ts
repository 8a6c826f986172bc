import type { BatchSources } from '@mvm/derivation'
import { faultyMachine } from '@mvm/execution'
import { asHash, type BatchHash } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { faultStories, setStage } from '../../../../scripts/scenario/ranger/faultStories.ts'
import { CHAIN_ID, RollupChain } from '../../../../scripts/scenario/ranger/RollupChain.ts'
import { RollupOnL1 } from '../../../../scripts/scenario/ranger/RollupOnL1.ts'
import { findDispute, OwnChain, OwnChains } from '../../src/index.ts'

const { signal } = new AbortController()

async function* listed(sources: readonly BatchSources[]) {
  yield* sources
}

describe('an own chain', () => {
  it('has the roots of an honest one, from L1’s data alone', async () => {
    const chain = new RollupChain()
    await setStage(chain)
    const own = new OwnChain(CHAIN_ID)
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
    const own = new OwnChain(CHAIN_ID)
    await expect(own.adopt(second)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
    const prevBatchHash = asHash<BatchHash>(`0x${'12'.repeat(32)}`)
    const other = { ...first, batch: { ...first.batch, prevBatchHash } }
    await expect(own.adopt(other)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
    expect(own.headNumber).toBe(0)
    await own.adopt(first)
    await expect(own.adopt(first)).rejects.toMatchObject({ code: 'UNRELATED_BATCH' })
  })

  it('is derived again when L1 was reorganised below it, and otherwise goes on', async () => {
    const before = new RollupChain()
    await setStage(before)
    const after = new RollupChain()
    await after.block([])
    const stage = after
    await setStage(stage)
    let onL1 = before
    const asked: number[] = []
    const chains = new OwnChains({
      batches: (_chainId, fromBlock, toBlock) => {
        asked.push(fromBlock)
        return listed(onL1.claim(fromBlock, toBlock).sources)
      },
    })
    expect((await chains.upTo(CHAIN_ID, 2, signal)).outputRoot(2)).toBe(before.outputRoot(2))
    expect((await chains.upTo(CHAIN_ID, 3, signal)).outputRoot(3)).toBe(before.outputRoot(3))
    onL1 = after
    expect((await chains.upTo(CHAIN_ID, 4, signal)).outputRoot(2)).toBe(after.outputRoot(2))
    expect(asked).toEqual([1, 3, 4, 1])
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
