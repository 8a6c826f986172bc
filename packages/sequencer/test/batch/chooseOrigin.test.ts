import { describe, expect, test } from 'vitest'
import { chooseOrigin } from '../../src/batch/chooseOrigin.ts'
import { l1Block } from './l1Fixture.ts'

const rules = { forcedInclusionDelay: 300, maxOriginAge: 3_600, blocksPerL1Block: 12 }

function viewAt(headNumber: number, lowest = 0) {
  return {
    head: l1Block(headNumber),
    block: (number: number) =>
      number <= headNumber && number >= lowest ? l1Block(number) : undefined,
  }
}

const choose = (
  head: number,
  previous: number,
  choice: { originDepth?: number; missedL1Blocks?: number } = {},
) =>
  chooseOrigin(viewAt(head), previous, rules, { originDepth: 0, missedL1Blocks: 0, ...choice })
    ?.number

describe('the origin of the next batch', () => {
  test('is the head on a devnet and lies 4 blocks deep on a public L1', () => {
    expect(choose(1_000, 900)).toBe(1_000)
    expect(choose(1_000, 900, { originDepth: 4 })).toBe(996)
  })

  test('never goes back behind the previous one', () => {
    expect(choose(1_000, 998, { originDepth: 4 })).toBe(998)
  })

  test('does not exist while the head is below the previous origin', () => {
    expect(choose(997, 998)).toBeUndefined()
  })

  test('is not taken when L1 has probably moved on too far', () => {
    expect(choose(1_000, 900, { missedL1Blocks: 2_700 })).toBe(1_000)
    expect(choose(1_000, 900, { missedL1Blocks: 2_701 })).toBeUndefined()
  })
})
