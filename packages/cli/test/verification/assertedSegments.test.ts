import type { StateBatchAppended } from '@mvm/l1'
import { expect, test } from 'vitest'
import { assertedSegments } from '../../src/verification/assertedSegments.ts'

const stateBatch = (stateBatchIndex: number, firstBlock: number, rootCount: number) =>
  ({ stateBatchIndex, firstBlock, rootCount }) as StateBatchAppended

test('a state batch is cut into segments, the last one shorter, and genesis into none', () => {
  const cut = assertedSegments(
    [stateBatch(0, 0, 1), stateBatch(1, 1, 33), stateBatch(4, 34, 16)],
    16,
  )
  expect(
    cut.map(({ stateBatch: { stateBatchIndex }, segment, first, last }) => [
      ...[stateBatchIndex, segment, first, last],
    ]),
  ).toEqual([
    [1, 0, 1, 16],
    [1, 1, 17, 32],
    [1, 2, 33, 33],
    [4, 0, 34, 49],
  ])
})
