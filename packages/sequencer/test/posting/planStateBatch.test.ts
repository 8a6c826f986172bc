import { asHash, type BatchHash } from '@mvm/protocol'
import { describe, expect, test } from 'vitest'
import { planStateBatch } from '../../src/posting/planStateBatch.ts'

const batch = (name: string, firstBlock: number, blockCount: number) => ({
  batchHash: asHash<BatchHash>(name),
  firstBlock,
  blockCount,
})

describe('the next state batch', () => {
  test('reaches from the first block without a root to the last safe one', () => {
    expect(planStateBatch(3, [batch('a', 1, 4), batch('b', 5, 2)])).toEqual({
      firstBlock: 3,
      rootCount: 4,
      batchHash: 'b',
    })
  })

  test('has at most 1,024 roots and names the batch of its last block', () => {
    const batches = [batch('a', 1, 1_000), batch('b', 1_001, 1_000), batch('c', 2_001, 5)]
    expect(planStateBatch(1, batches)).toEqual({ firstBlock: 1, rootCount: 1_024, batchHash: 'b' })
    expect(planStateBatch(977, batches)).toEqual({
      firstBlock: 977,
      rootCount: 1_024,
      batchHash: 'b',
    })
    expect(planStateBatch(978, batches)?.batchHash).toBe('c')
  })

  test('does not exist when all is asserted or nothing is safe', () => {
    expect(planStateBatch(7, [batch('a', 1, 6)])).toBeUndefined()
    expect(planStateBatch(1, [])).toBeUndefined()
  })
})
