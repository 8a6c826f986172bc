import { RLP } from '@ethereumjs/rlp'
import type { ChainHeader } from '../port/ChainHeader.ts'

/** RLP of a header; fields of upgrades that were not in force are absent. */
export function encodeHeader(header: ChainHeader): Uint8Array {
  return RLP.encode(headerFields(header))
}

/** A header's fields in the order of their encoding. */
export function headerFields(header: ChainHeader): (string | bigint | number)[] {
  const later = [
    header.baseFeePerGas,
    header.withdrawalsRoot,
    header.blobGasUsed,
    header.excessBlobGas,
    header.parentBeaconBlockRoot,
    header.requestsHash,
  ]
  return [
    header.parentHash,
    header.ommersHash,
    header.coinbase,
    header.stateRoot,
    header.transactionsRoot,
    header.receiptsRoot,
    header.logsBloom,
    header.difficulty,
    header.number,
    header.gasLimit,
    header.gasUsed,
    header.timestamp,
    header.extraData,
    header.mixHash,
    header.nonce,
    ...later.filter((field) => field !== null),
  ]
}
