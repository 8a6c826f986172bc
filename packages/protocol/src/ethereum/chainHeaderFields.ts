import type { Input } from '@ethereumjs/rlp'
import type { ChainHeader } from './ChainHeader.ts'

/** What the RLP of a header lists: as many fields as it has. */
export function chainHeaderFields(header: ChainHeader): Input[] {
  const fields: (Input | null)[] = [
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
    header.baseFeePerGas,
    header.withdrawalsRoot,
    header.blobGasUsed,
    header.excessBlobGas,
    header.parentBeaconBlockRoot,
    header.requestsHash,
  ]
  return fields.filter((field) => field !== null)
}
