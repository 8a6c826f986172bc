import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { BlockHash, StateRoot } from '../hash/Hash.ts'

/** A header with every field that Ethereum's have, whichever profile its chain is of. What an upgrade added is `null` before it. */
export interface ChainHeader {
  readonly parentHash: BlockHash
  readonly ommersHash: Hex
  readonly coinbase: Address
  readonly stateRoot: StateRoot
  readonly transactionsRoot: Hex
  readonly receiptsRoot: Hex
  readonly logsBloom: Hex
  /** 0 from Paris on. */
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
  /** Since London, wei per gas. */
  readonly baseFeePerGas: bigint | null
  /** Since Shanghai. */
  readonly withdrawalsRoot: Hex | null
  /** Since Cancun. */
  readonly blobGasUsed: bigint | null
  /** Since Cancun. */
  readonly excessBlobGas: bigint | null
  /** Since Cancun. */
  readonly parentBeaconBlockRoot: Hex | null
  /** Since Prague (EIP-7685). */
  readonly requestsHash: Hex | null
}
