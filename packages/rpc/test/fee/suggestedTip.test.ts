import { describe, expect, it } from 'vitest'
import { suggestedTip } from '../../src/fee/suggestedTip.ts'
import { TestDac } from '../dac/TestDac.ts'
import { deposit, transfer } from '../dac/transactions.ts'

/** Fifteen million gas: just half of a block. */
const HALF_A_BLOCK = 715

function dacWithBlocks(transactionCount: number, tipOf: (index: number) => bigint): TestDac {
  const dac = new TestDac()
  // One signature for all of them: nothing here looks at more than the prices.
  const signed = transfer(dac.chainId)
  const transactions = Array.from({ length: transactionCount }, (_, index) => ({
    ...signed,
    maxPriorityFeePerGas: tipOf(index),
  }))
  dac.chain.mine({ transactions: [deposit(dac.chainId), ...transactions] })
  return dac
}

describe('the suggested tip', () => {
  it('is the least that the pool takes while blocks are less than half full', () => {
    expect(suggestedTip(dacWithBlocks(HALF_A_BLOCK - 3, () => 100n))).toBe(3n)
  })

  it('is what three in five of the transactions pay once they are fuller', () => {
    expect(suggestedTip(dacWithBlocks(HALF_A_BLOCK, (index) => BigInt(10 + (index % 5))))).toBe(12n)
  })

  it('is never below what the pool takes', () => {
    expect(suggestedTip(dacWithBlocks(HALF_A_BLOCK, () => 1n))).toBe(3n)
  })
})
