import type { Address, BlockHash, Hex, StateRoot } from '@mvm/protocol'

/** A header with every field that Ethereum's have, whichever profile its chain is of. What an upgrade added is `null` before it. */
export interface ChainHeader {
  readonly parentHash: BlockHash
  readonly ommersHash: Hex
  readonly coinbase: Address
  readonly stateRoot: StateRoot
  readonly transactionsRoot: Hex
  readonly receiptsRoot: Hex
  readonly logsBloom: Hex
  readonly difficulty: bigint
  readonly number: number
  readonly gasLimit: bigint
  readonly gasUsed: bigint
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly extraData: Hex
  /** The block's randomness, where there is no proof of work. */
  readonly mixHash: Hex
  /** 8 bytes. */
  readonly nonce: Hex
  /** Wei per gas. */
  readonly baseFeePerGas: bigint | null
  readonly withdrawalsRoot: Hex | null
  readonly blobGasUsed: bigint | null
  readonly excessBlobGas: bigint | null
  readonly parentBeaconBlockRoot: Hex | null
  readonly requestsHash: Hex | null
}
