import { RLP } from '@ethereumjs/rlp'
import type { EthereumReceipt } from '@mvm/protocol'

/** A receipt as it stands in the receipts trie (EIP-658, EIP-2718). */
export function encodeEthereumReceipt(receipt: EthereumReceipt): Uint8Array {
  const { type, status, stateRoot, cumulativeGasUsed, logsBloom, logs } = receipt
  const encoded = RLP.encode([
    stateRoot ?? status,
    cumulativeGasUsed,
    logsBloom,
    logs.map(({ address, topics, data }) => [address, [...topics], data]),
  ])
  return type === 0 ? encoded : Buffer.concat([Uint8Array.of(type), encoded])
}
