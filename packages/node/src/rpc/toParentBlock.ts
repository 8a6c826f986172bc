import type { ParentBlock } from '@mvm/execution'
import { type Accumulator, asHash, type Hash, type StorageRoot } from '@mvm/protocol'
import type { SealedHeader } from '@mvm/rpc'

/** A DAC's block as execution takes it, without the fields that are constant there. */
export function toParentBlock({ hash, header }: SealedHeader): ParentBlock {
  return {
    hash,
    header: {
      parentHash: header.parentHash,
      coinbase: header.coinbase,
      stateRoot: header.stateRoot,
      transactionsRoot: asHash<Accumulator>(header.transactionsRoot),
      receiptsRoot: asHash<Accumulator>(header.receiptsRoot),
      logsBloom: header.logsBloom,
      number: header.number,
      gasLimit: header.gasLimit,
      gasUsed: header.gasUsed,
      timestamp: header.timestamp,
      extraData: header.extraData,
      prevRandao: asHash<Hash<'randao'>>(header.mixHash),
      baseFeePerGas: header.baseFeePerGas ?? 0n,
      withdrawalsRoot: asHash<StorageRoot>(header.withdrawalsRoot ?? `0x${'00'.repeat(32)}`),
    },
  }
}
