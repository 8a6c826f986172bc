import type { Address, Hash, Hex, Withdrawal } from '@mvm/protocol'
import type { EthereumHeader } from '../header/EthereumHeader.ts'

/** What somebody decides about an Ethereum block; the rest of its header follows from that. */
export interface EthereumBlockInput {
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly coinbase: Address
  readonly gasLimit: bigint
  readonly extraData: Hex
  /** From Paris on the block's randomness. */
  readonly mixHash: Hash
  /** 8 bytes, of proof of work. @default zeros */
  readonly nonce?: Hex
  /** @default none */
  readonly ommers?: readonly EthereumHeader[]
  /** From Shanghai on. @default none */
  readonly withdrawals?: readonly Withdrawal[]
  /** From Cancun on. @default zeros */
  readonly parentBeaconBlockRoot?: Hash
  /** Whether it is of proof of stake, where the chain's upgrades do not say. @default as its parent */
  readonly isStaked?: boolean
  /** Encoded, as they stand in a block. */
  readonly transactions: readonly Uint8Array[]
}
