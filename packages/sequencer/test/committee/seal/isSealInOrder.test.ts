import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { isSealInOrder } from '../../../src/committee/seal/isSealInOrder.ts'

const leader = asAddress(`0x${'11'.repeat(20)}`)
const other = asAddress(`0x${'22'.repeat(20)}`)
const own = { epoch: 7, leader, isOwn: true }
const takenUp = { ...own, isOwn: false }

test('a leader seals its own blocks in the epoch of its ballot, and nobody else seals them', () => {
  expect(isSealInOrder({ epoch: 7, sealer: leader }, 6, own)).toBe(true)
  expect(isSealInOrder({ epoch: 6, sealer: leader }, 6, own)).toBe(false)
  expect(isSealInOrder({ epoch: 8, sealer: leader }, 6, own)).toBe(false)
  expect(isSealInOrder({ epoch: 7, sealer: other }, 6, own)).toBe(false)
})

test('what it takes up may be of an earlier epoch and of others, never of a later one', () => {
  expect(isSealInOrder({ epoch: 5, sealer: other }, 5, takenUp)).toBe(true)
  expect(isSealInOrder({ epoch: 8, sealer: other }, 5, takenUp)).toBe(false)
})

test('along the chain the epochs of seals never fall', () => {
  for (const limits of [undefined, takenUp]) {
    expect(isSealInOrder({ epoch: 5, sealer: other }, 6, limits)).toBe(false)
    expect(isSealInOrder({ epoch: 6, sealer: other }, 6, limits)).toBe(true)
    expect(isSealInOrder({ epoch: 5, sealer: other }, undefined, limits)).toBe(true)
  }
})
