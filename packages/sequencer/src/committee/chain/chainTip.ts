import { finishedHash } from '../../log/finishedHash.ts'
import type { BatchRecord } from '../../port/BatchRecord.ts'
import type { ChainHead } from '../../port/ChainHead.ts'
import type { Tip } from './Entry.ts'

/** Where a chain stands, by its head and its newest batch record. */
export function chainTip(head: Pick<ChainHead, 'number' | 'hash'>, last?: BatchRecord): Tip {
  if (last?.kind === 'open') return { position: 2 * head.number, id: head.hash }
  const id = last === undefined ? head.hash : finishedHash(last)
  return { position: 2 * head.number + 1, id }
}
