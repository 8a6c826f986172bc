import type { Address, BlockHash, BlockHeader, Receipt } from '@mvm/protocol'
import { encodeReceipts } from '../receipt/encodeReceipts.ts'
import type { StoredReceipts } from '../receipt/StoredReceipts.ts'
import { type BlockBody, bodyRecord } from '../record/bodyRecord.ts'
import { canonicalRecord } from '../record/canonicalRecord.ts'
import { headerRecord } from '../record/headerRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import { locationRecord } from '../record/locationRecord.ts'
import type { StoreBatch } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { StateContent } from '../unit/ChainChange.ts'
import type { BlockReference } from './BlockReference.ts'

/** All of a block that is written when it joins the chain. */
export interface WrittenBlock extends BlockBody {
  readonly header: BlockHeader
  readonly hash: BlockHash
  readonly receipts: readonly Receipt[]
}

const NOTHING = new Uint8Array()
const NO_LOGS = `0x${'00'.repeat(256)}` as const

/** The store operations of a block's life: it is added, may be taken off the canonical chain, and then pruned. */
export const blockOperations = {
  /** Writes the block and what points to it from the canonical chain. */
  add(batch: StoreBatch, block: WrittenBlock): void {
    const { header, hash, receipts } = block
    const { number } = header
    batch.put(storageKey.header(number, hash), headerRecord.encode(header))
    batch.put(storageKey.body(number, hash), bodyRecord.encode(block))
    batch.put(storageKey.receipts(number, hash), encodeReceipts(receipts))
    batch.put(storageKey.blockNumber(hash), indexRecord.encode(number))
    batch.put(storageKey.canonical(number), canonicalRecord.encode(hash, header))
    for (const [index, { transactionHash }] of receipts.entries()) {
      batch.put(
        storageKey.transaction(transactionHash),
        locationRecord.encode({ blockNumber: number, index }),
      )
    }
    for (const address of logAddresses(receipts)) {
      batch.put(storageKey.logAddress(address, number), NOTHING)
    }
  },

  addState(batch: StoreBatch, { nodes, codes }: StateContent): void {
    for (const [hash, node] of nodes) batch.put(storageKey.trieNode(hash), node)
    for (const [hash, code] of codes) batch.put(storageKey.code(hash), code)
  },

  /** Takes away what points to the block from the canonical chain, and marks it for pruning. */
  abandon(batch: StoreBatch, { number, hash }: BlockReference, stored: StoredReceipts): void {
    const receipts = stored.all()
    batch.delete(storageKey.canonical(number))
    for (const { transactionHash } of receipts) {
      batch.delete(storageKey.transaction(transactionHash))
    }
    for (const address of logAddresses(receipts)) {
      batch.delete(storageKey.logAddress(address, number))
    }
    batch.put(storageKey.abandoned(number, hash), NOTHING)
  },

  /** Keeps an abandoned block from being pruned, because it is canonical again. */
  reclaim(batch: StoreBatch, { number, hash }: BlockReference): void {
    batch.delete(storageKey.abandoned(number, hash))
  },

  /** Leaves of a canonical block its header, its hash and where its transactions stood. */
  strip(
    batch: StoreBatch,
    { number, hash }: BlockReference,
    timestamp: number,
    stored: StoredReceipts | undefined,
  ): void {
    batch.delete(storageKey.body(number, hash))
    batch.delete(storageKey.receipts(number, hash))
    for (const address of logAddresses(stored?.all() ?? [])) {
      batch.delete(storageKey.logAddress(address, number))
    }
    batch.put(
      storageKey.canonical(number),
      canonicalRecord.encode(hash, { timestamp, logsBloom: NO_LOGS }),
    )
  },

  /** Removes an abandoned block for good. */
  prune(batch: StoreBatch, { number, hash }: BlockReference): void {
    batch.delete(storageKey.header(number, hash))
    batch.delete(storageKey.body(number, hash))
    batch.delete(storageKey.receipts(number, hash))
    batch.delete(storageKey.blockNumber(hash))
    batch.delete(storageKey.abandoned(number, hash))
  },
} as const

function logAddresses(receipts: readonly Receipt[]): ReadonlySet<Address> {
  return new Set(receipts.flatMap(({ logs }) => logs.map(({ address }) => address)))
}
