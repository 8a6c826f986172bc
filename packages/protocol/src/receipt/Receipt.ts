import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { TransactionHash } from '../hash/Hash.ts'

export interface Log {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
}

/** Why a charter stopped a frame: the opcode that the signer may not execute (spec 2.3). */
export interface CharterDenial {
  readonly signer: Address
  /** Bit number of the permission: an opcode, or a named operation's number. */
  readonly opcode: number
  /** The account whose code ran. */
  readonly self: Address
  readonly depth: number
}

/** What the receipts of all profiles have. */
export interface CommonReceipt {
  readonly transactionHash: TransactionHash
  readonly type: number
  readonly status: 0 | 1
  readonly from: Address
  readonly to: Address | null
  readonly contractAddress: Address | null
  readonly gasUsed: bigint
  /** Gas used in the block up to and including this transaction. */
  readonly cumulativeGasUsed: bigint
  readonly effectiveGasPrice: bigint
  readonly logs: readonly Log[]
  readonly logsBloom: Hex
}

/** What became of a transaction of a DAC. */
export interface Receipt extends CommonReceipt {
  /** Wei of MT for the transaction's bytes on L1; 0 for deposits. */
  readonly l1Fee: bigint
  /** Wei of MT paid as tax; 0 when the transaction failed. */
  readonly taxPaid: bigint
  /** Charter version in force before the transaction. */
  readonly charterVersion: bigint
  readonly inclusion: 'sequenced' | 'deposit'
  /** Nonce of `from` before a deposit raised it; absent for signed transactions. */
  readonly depositNonce?: bigint
  /** First denial met during the transaction, if any. Not part of consensus. */
  readonly denial?: CharterDenial
}
