import type { Address, Hash, StateRoot } from '@mvm/protocol'
import type { MemoryTree } from '../memory/MemoryTree.ts'

/** The transaction under way: 26 words. */
export interface Transaction {
  readonly hash: Hash
  readonly type: number
  readonly origin: Address
  readonly nonce: bigint
  readonly maxFee: bigint
  readonly maxTip: bigint
  /** Wei per gas that is charged: what GASPRICE gives. */
  readonly gasPrice: bigint
  /** Wei per gas that the coinbase gets. */
  readonly tip: bigint
  readonly mint: bigint
  /** Who gets the tax. */
  readonly treasury: Address
  /** The management contract, if the transaction is addressed to it; else zero (spec 2.3). */
  readonly management: Address
  readonly gasLimit: bigint
  readonly intrinsicGas: bigint
  readonly floorGas: bigint
  /** Of a creation: the address of the new contract. */
  readonly to: Address
  readonly isCreate: boolean
  readonly value: bigint
  /** The transaction's data from offset 0; as words it is the root and the length. */
  readonly calldata: MemoryTree
  readonly calldataLength: number
  /** Chain over the access list entries and authorizations that are still to be done. */
  readonly listHash: Hash
  /** Whose permissions count: the origin, or the L1 sender that a deposit carries. */
  readonly charterSigner: Address
  readonly isSystem: boolean
  /** A bit per opcode that frames may execute. */
  readonly permMask: bigint
  readonly tax: bigint
  readonly l1Fee: bigint
  /** State root at the transaction's start, for original storage values (EIP-2200). */
  readonly startRoot: StateRoot
}
