import {
  asHash,
  type BlockHash,
  type EthereumReceipt,
  type Hash,
  type StateRoot,
  uniteLogsBlooms,
} from '@mvm/protocol'
import { isSince } from '../../../engine/isSince.ts'
import type { EthereumHeader } from '../header/EthereumHeader.ts'
import type { EthereumBlockInput } from './EthereumBlockInput.ts'
import { encodeEthereumReceipt } from './encodeEthereumReceipt.ts'
import type { EthereumBlockContext } from './ethereumBlockContext.ts'
import { ommersHash } from './ommersHash.ts'
import { orderedTrieRoot } from './orderedTrieRoot.ts'
import { requestsHash } from './system/requestsHash.ts'
import { withdrawalsRoot } from './withdrawalsRoot.ts'

/** What became of a block by executing it. */
export interface EthereumBlockOutcome {
  readonly stateRoot: StateRoot
  readonly transactions: readonly Uint8Array[]
  readonly receipts: readonly EthereumReceipt[]
  /** `null` before Prague. */
  readonly requests: readonly Uint8Array[] | null
  readonly gasUsed: bigint
  readonly blobGasUsed: bigint
}

const NO_NONCE = `0x${'00'.repeat(8)}` as const
const NO_ROOT = asHash<Hash>(`0x${'00'.repeat(32)}`)

/** A block's header, with the fields that its fork has. */
export function assembleEthereumHeader(
  parentHash: BlockHash,
  input: Omit<EthereumBlockInput, 'transactions'>,
  { fork, block, excessBlobGas }: EthereumBlockContext,
  outcome: EthereumBlockOutcome,
): EthereumHeader {
  const { extraData, mixHash, nonce, withdrawals = [], ommers = [] } = input
  const { stateRoot, transactions, receipts, requests, gasUsed, blobGasUsed } = outcome
  const isCancun = isSince(fork, 'cancun')
  return {
    parentHash,
    ommersHash: ommersHash(ommers),
    coinbase: block.coinbase,
    stateRoot,
    transactionsRoot: orderedTrieRoot(transactions),
    receiptsRoot: orderedTrieRoot(receipts.map(encodeEthereumReceipt)),
    logsBloom: uniteLogsBlooms(receipts.map(({ logsBloom }) => logsBloom)),
    difficulty: block.difficulty,
    number: block.number,
    gasLimit: block.gasLimit,
    gasUsed,
    timestamp: block.timestamp,
    extraData,
    mixHash,
    nonce: nonce ?? NO_NONCE,
    baseFeePerGas: isSince(fork, 'london') ? block.baseFeePerGas : null,
    withdrawalsRoot: isSince(fork, 'shanghai') ? withdrawalsRoot(withdrawals) : null,
    blobGasUsed: isCancun ? blobGasUsed : null,
    excessBlobGas: isCancun ? excessBlobGas : null,
    parentBeaconBlockRoot: isCancun ? (input.parentBeaconBlockRoot ?? NO_ROOT) : null,
    requestsHash: requests === null ? null : requestsHash(requests),
  }
}
