import { describe, expect, test } from 'vitest'
import { takeQueueElements } from '../../src/batch/takeQueueElements.ts'
import { type ElementChoice, queueOf } from './l1Fixture.ts'

function take(choices: readonly ElementChoice[], queueStart: number, originNumber: number) {
  const queue = queueOf(choices)
  const view = {
    queueLength: queue.length,
    queueElements: (start: number, end: number) => queue.slice(start, end),
  }
  return takeQueueElements(view, queueStart, originNumber).map(({ queueIndex }) => queueIndex)
}

describe('a batch consumes', () => {
  test('what was enqueued at or before its origin', () => {
    const choices = [{ l1BlockNumber: 5 }, { l1BlockNumber: 6 }, { l1BlockNumber: 7 }]
    expect(take(choices, 0, 6)).toEqual([0, 1])
    expect(take(choices, 1, 6)).toEqual([1])
    expect(take(choices, 2, 6)).toEqual([])
  })

  test('at most 64 elements', () => {
    const choices = Array.from({ length: 70 }, () => ({ l1BlockNumber: 1 }))
    expect(take(choices, 0, 1)).toHaveLength(64)
    expect(take(choices, 64, 1)).toHaveLength(6)
  })

  test('at most 2^24 gas, and exactly 2^24', () => {
    const half = { l1BlockNumber: 1, gasLimit: 2n ** 23n }
    expect(take([half, half, { l1BlockNumber: 1 }], 0, 1)).toEqual([0, 1])
    expect(take([half, { l1BlockNumber: 1, gasLimit: 2n ** 23n + 1n }], 0, 1)).toEqual([0])
  })
})
