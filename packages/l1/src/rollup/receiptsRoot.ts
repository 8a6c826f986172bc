import { fromHex, type Hash } from '@mvm/protocol'
import { concat, encodeRlp, toBeArray } from 'ethers'
import type { L1Receipt } from '../client/L1Receipt.ts'
import { orderedTrieRoot } from './orderedTrieRoot.ts'

/** What a block's header commits to of its receipts: status, gas, bloom and logs, not the transactions' hashes. */
export function receiptsRoot(receipts: readonly L1Receipt[]): Hash<'L1 receipts trie'> {
  return orderedTrieRoot(receipts.map(encodeReceipt))
}

/** EIP-2718. */
function encodeReceipt(receipt: L1Receipt): Uint8Array {
  const body = encodeRlp([
    receipt.isSuccess ? '0x01' : '0x',
    toBeArray(receipt.cumulativeGasUsed),
    receipt.logsBloom,
    receipt.logs.map(({ address, topics, data }) => [address, [...topics], data]),
  ])
  return fromHex(receipt.type === 0 ? body : concat([toBeArray(receipt.type), body]))
}
