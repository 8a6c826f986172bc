import { asHash, type OutputRoot, outputRootPath } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callContracts, readOutputRoots, type StateBatchAppended } from '../../src/index.ts'
import { RollupBench } from './RollupBench.ts'

describe('readOutputRoots', () => {
  let bench: RollupBench
  let batches: readonly StateBatchAppended[]

  beforeAll(async () => {
    bench = await RollupBench.start()
    const [first, second] = [await bench.createDac('first'), await bench.createDac('second')]
    for (const chainId of [first, second]) {
      await bench.append(chainId, new Uint8Array(0), 9)
      await bench.appendState(chainId, 1, 5)
      await bench.appendState(chainId, 6, 4)
    }
    const { number: to, hash: toHash } = await bench.head()
    const { byChainId } = await bench.reader().readRange({ from: 0, to, toHash })
    batches = [first, second].flatMap((chainId) => byChainId.get(chainId)?.stateBatches ?? [])
  })
  afterAll(() => bench?.stop())

  const asserted = () => batches.filter(({ stateBatchIndex }) => stateBatchIndex > 0)

  it('reads what the Merkle root in the event was made of', async () => {
    expect(asserted()).toHaveLength(4)
    for (const batch of asserted()) {
      const roots = await readOutputRoots(bench.client, bench.contracts, batch)
      expect(roots).toHaveLength(batch.rootCount)
      expect(outputRootPath(batch.firstBlock, roots, 0).merkleRoot).toBe(batch.merkleRoot)
    }
  })

  it('gives Merkle paths that L1 accepts for their root only', async () => {
    for (const batch of asserted()) {
      const roots = await readOutputRoots(bench.client, bench.contracts, batch)
      const { chainId, stateBatchIndex, firstBlock } = batch
      const isAccepted = async (blockNumber: number, root: OutputRoot) => {
        const siblings = outputRootPath(firstBlock, roots, blockNumber - firstBlock).siblings
        const index = blockNumber - firstBlock
        const args = [chainId, blockNumber, root, stateBatchIndex, index, siblings]
        const call = { contract: 'StateCommitmentChain', method: 'verifyOutputRoot', args } as const
        const [result] = await callContracts(bench.source(), [call])
        return result?.[0]
      }
      for (const [index, root] of roots.entries()) {
        expect(await isAccepted(firstBlock + index, root)).toBe(true)
        const other = asHash<OutputRoot>(`0x${'5a'.repeat(32)}`)
        expect(await isAccepted(firstBlock + index, other)).toBe(false)
      }
    }
  })

  it('refuses what is not to be had or does not fit', async () => {
    const [batch] = asserted()
    if (batch === undefined) throw new Error('there is no state batch')
    const merkleRoot = asHash<typeof batch.merkleRoot>(`0x${'77'.repeat(32)}`)
    for (const wrong of [
      { ...batch, merkleRoot },
      { ...batch, stateBatchIndex: 9 },
      { ...batch, l1BlockNumber: batch.l1BlockNumber - 1 },
    ]) {
      await expect(readOutputRoots(bench.client, bench.contracts, wrong)).rejects.toMatchObject({
        code: 'L1_DATA_MISMATCH',
      })
    }
  })
})
