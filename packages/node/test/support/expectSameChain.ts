import { expect } from 'vitest'
import type { TestNode } from './TestNode.ts'

/** Whether two nodes have the same blocks up to the lower of their safe heads; returns its number. */
export async function expectSameChain(one: TestNode, other: TestNode): Promise<number> {
  const heads = await Promise.all([one, other].map(({ rpc }) => rpc.block('safe')))
  const safe = Math.min(...heads.map((head) => Number(head?.number)))
  const [blocks, others] = await Promise.all([one, other].map(({ rpc }) => rpc.blocks(0, safe)))
  expect(others).toEqual(blocks)
  return safe
}
