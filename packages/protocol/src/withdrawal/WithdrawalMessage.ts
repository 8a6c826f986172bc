import type { Address } from '../account/Address.ts'
import type { Hash } from '../hash/Hash.ts'

export type WithdrawalHash = Hash<'withdrawal'>

/** A message from L2 to L1, as L2ToL1MessagePasser hashes it together with the chainID (spec 3). */
export interface WithdrawalMessage {
  /** Counts the chain's messages from 0. */
  readonly nonce: bigint
  readonly sender: Address
  /** Account on L1. */
  readonly target: Address
  /** Wei of MT, which L1StandardBridge pays to the target. */
  readonly value: bigint
  readonly gasLimit: bigint
  readonly data: Uint8Array
}
