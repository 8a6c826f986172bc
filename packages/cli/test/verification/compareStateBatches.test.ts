import type { StateBatchAppended } from '@mvm/l1'
import { asAddress, asHash, type OutputRoot, outputRootPath } from '@mvm/protocol'
import { keccak256, solidityPacked } from 'ethers'
import { expect, test } from 'vitest'
import { compareStateBatches } from '../../src/verification/compareStateBatches.ts'
import { standingStateBatches } from '../../src/verification/standingStateBatches.ts'

const root = (n: number): OutputRoot => asHash<OutputRoot>(`0x${n.toString(16).padStart(64, '0')}`)
const ZERO = `0x${'00'.repeat(32)}`
const leaf = (blockNumber: number, value: string) =>
  keccak256(solidityPacked(['uint256', 'bytes32'], [blockNumber, value]))
const node = (a: string, b: string) => keccak256(solidityPacked(['bytes32', 'bytes32'], [a, b]))

function stateBatch(
  stateBatchIndex: number,
  firstBlock: number,
  rootCount: number,
  roots: readonly OutputRoot[],
): StateBatchAppended {
  return {
    ...{ chainId: 7, stateBatchIndex, firstBlock, rootCount },
    merkleRoot: outputRootPath(firstBlock, roots, 0).merkleRoot,
    batchHash: asHash(ZERO),
    asserter: asAddress(`0x${'aa'.repeat(20)}`),
    appendedAtTimestamp: 0,
    l1BlockNumber: 100 + stateBatchIndex,
  }
}

test('the tree over one, two and three roots is that of OutputRootTree.sol', () => {
  const [a, b, c] = [leaf(5, root(1)), leaf(6, root(2)), leaf(7, root(3))]
  expect(outputRootPath(5, [root(1)], 0).merkleRoot).toBe(a)
  expect(outputRootPath(5, [root(1), root(2)], 0).merkleRoot).toBe(node(a, b))
  expect(outputRootPath(5, [root(1), root(2), root(3)], 0).merkleRoot).toBe(
    node(node(a, b), node(c, ZERO)),
  )
})

test('a state batch with one wrong root is found, and the right ones are not', () => {
  const own = new Map([1, 2, 3, 4].map((number) => [number, root(number)]))
  const right = stateBatch(1, 1, 2, [root(1), root(2)])
  const wrong = stateBatch(2, 3, 2, [root(3), root(99)])
  expect(compareStateBatches([right], own)).toEqual([])
  expect(compareStateBatches([right, wrong], own)).toEqual([
    {
      kind: 'state batch',
      stateBatchIndex: 2,
      firstBlock: 3,
      lastBlock: 4,
      asserter: `0x${'aa'.repeat(20)}`,
      claimed: wrong.merkleRoot,
      computed: outputRootPath(3, [root(3), root(4)], 0).merkleRoot,
    },
  ])
})

test('roots in the wrong order do not pass', () => {
  const own = new Map([1, 2].map((number) => [number, root(number)]))
  expect(compareStateBatches([stateBatch(1, 1, 2, [root(2), root(1)])], own)).toHaveLength(1)
})

test('what a dispute deleted does not stand, and what took its place does', () => {
  const one = (index: number, firstBlock: number) => stateBatch(index, firstBlock, 1, [root(0)])
  const appended = [one(0, 0), one(1, 1), one(2, 2), one(3, 3)]
  const deletion = { chainId: 7, stateBatchIndex: 2, firstBlock: 2, l1BlockNumber: 200 }
  const indices = (...parameters: Parameters<typeof standingStateBatches>) =>
    standingStateBatches(...parameters).map(({ stateBatchIndex }) => stateBatchIndex)
  expect(indices(appended, [])).toEqual([0, 1, 2, 3])
  expect(indices(appended, [deletion])).toEqual([0, 1])
  expect(indices([...appended, one(4, 2)], [deletion])).toEqual([0, 1, 4])
})
