import type { Hash, StateRoot } from '@mvm/protocol'

/** What frames change and a failing frame takes back: 7 words. */
export interface World {
  readonly stateRoot: StateRoot
  /** Root of the transaction's own trie: warm, transient, created and destroyed entries. */
  readonly txMapRoot: Hash
  /** Refund counter (EIP-3529), before its cap. */
  readonly refund: bigint
  readonly logCount: number
  /** Running hash over the transaction's logs (spec 4.6). */
  readonly logAcc: Hash
  /** keccak256 of the transaction's bloom, 256 bytes. */
  readonly bloomHash: Hash
  /** Chain over the accounts to remove when the transaction ends. */
  readonly selfdestructAcc: Hash
}
