import type { EthereumBlock } from '@mvm/execution'
import {
  type BlockHash,
  type EthereumReceipt,
  encodeChainBlock,
  encodeChainHeader,
  type Receipt,
} from '@mvm/protocol'
import { blockOperations } from '../block/blockOperations.ts'
import { encodeReceipts } from '../receipt/encodeReceipts.ts'
import { canonicalRecord } from '../record/canonicalRecord.ts'
import { headsRecord } from '../record/headsRecord.ts'
import { indexRecord } from '../record/indexRecord.ts'
import { locationRecord } from '../record/locationRecord.ts'
import type { StoreBatch } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { StateContent } from '../unit/ChainChange.ts'
import { ethereumBodyRecord } from './ethereumBodyRecord.ts'

/** What is written of an Ethereum block. */
export interface WrittenEthereumBlock {
  readonly block: EthereumBlock
  readonly hash: BlockHash
  readonly receipts: readonly EthereumReceipt[]
  readonly changes: StateContent
}

/** Puts a block, its state and the heads that it becomes into one write. */
export function writeEthereumBlock(batch: StoreBatch, written: WrittenEthereumBlock): void {
  const { block, hash, receipts, changes } = written
  const { header } = block
  const { number } = header
  const body = ethereumBodyRecord.encode(encodeChainBlock(block), receipts)
  batch.put(storageKey.header(number, hash), encodeChainHeader(header))
  batch.put(storageKey.body(number, hash), body)
  batch.put(storageKey.receipts(number, hash), encodeReceipts(receipts.map(commonPart)))
  batch.put(storageKey.blockNumber(hash), indexRecord.encode(number))
  batch.put(storageKey.canonical(number), canonicalRecord.encode(hash, header))
  for (const [index, { transactionHash }] of receipts.entries()) {
    const location = locationRecord.encode({ blockNumber: number, index })
    batch.put(storageKey.transaction(transactionHash), location)
  }
  for (const address of new Set(receipts.flatMap(({ logs }) => logs.map((log) => log.address)))) {
    batch.put(storageKey.logAddress(address, number), new Uint8Array())
  }
  blockOperations.addState(batch, changes)
  // Who imports a chain has been told that it is canonical: nothing is left to become safer.
  const head = { number, hash }
  const heads = { unsafe: head, safe: head, finalized: head }
  batch.put(storageKey.heads, headsRecord.encode({ heads, rollBackCount: 0 }))
}

function commonPart(receipt: EthereumReceipt): Receipt {
  const { stateRoot, blobGasUsed, blobGasPrice, ...common } = receipt
  return { ...common, l1Fee: 0n, taxPaid: 0n, charterVersion: 0n, inclusion: 'sequenced' }
}
