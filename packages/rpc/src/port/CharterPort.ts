import type { Address } from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

/** The human form of a charter (spec 2.3), recovered from state. */
export interface CharterView {
  readonly vision: string
  readonly mission: string
  readonly permissions: readonly {
    readonly addresses: readonly Address[]
    readonly operation: 'allow' | 'deny'
    /** An EVM mnemonic or a named operation. */
    readonly opcode: string
  }[]
  readonly taxRates: readonly TaxBracket[]
  readonly treasury: Address
  readonly managementContract: Address
  readonly version: bigint
}

export interface TaxBracket {
  /** Wei from which the rate holds. */
  readonly threshold: bigint
  /** Basis points. */
  readonly rate: number
}

/** Which rule decides about a permission. */
export type PermissionRule =
  /** No entry concerns the opcode. */
  | 'unrestricted'
  /** Allow-listed, and the signer is on the list. */
  | 'allowed'
  /** Allow-listed, and the signer is not on the list. */
  | 'not allowed'
  /** The signer is on the deny list. */
  | 'denied'
  /** STOP, JUMPDEST, RETURN, REVERT cannot be taken away. */
  | 'always on'
  /** The management contract's own transactions and those to it. */
  | 'management contract'

export interface PermissionQuery {
  readonly signer: Address
  /** Decides about the management contract's exceptions; `null` creates a contract. */
  readonly to?: Address | null
  /** Bit number: an opcode or a named operation (spec 2.3). */
  readonly permission: number
}

export interface PermissionDecision {
  readonly isAllowed: boolean
  readonly rule: PermissionRule
  readonly charterVersion: bigint
}

/** The charter as of a block. */
export interface CharterPort {
  /** `null` before block 1 has set it. */
  charter(at: SealedHeader): Promise<CharterView | null>
  /** `permMask(signer)` of spec 2.3, without the exceptions that depend on the transaction. */
  mask(at: SealedHeader, signer: Address): Promise<bigint>
  check(at: SealedHeader, query: PermissionQuery): Promise<PermissionDecision>
  /** Brackets in force, from consensus state; empty when untaxed. */
  taxBrackets(at: SealedHeader): Promise<readonly TaxBracket[]>
}
