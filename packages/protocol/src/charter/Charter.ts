import type { Address } from '../account/Address.ts'

/** One rule of a charter in machine form: `bit` is an opcode's or a named operation's number. */
export interface Permission {
  /** `allow` makes the bit allow-listed for everybody and sets it for `addresses`; `deny` denies it to them only. */
  readonly operation: 'allow' | 'deny'
  readonly bit: number
  readonly addresses: readonly Address[]
}

/** One bracket of the marginal tax on a transaction's native value (spec 2.4). */
export interface TaxBracket {
  /** Wei of MT from which `rate` applies. */
  readonly threshold: bigint
  /** Basis points. */
  readonly rate: number
}

/** A DAC's rules as the contracts take and give them: the struct `Charter` of `contracts/src/charter` (spec 2.3). */
export interface Charter {
  readonly vision: string
  readonly mission: string
  readonly permissions: readonly Permission[]
  readonly taxrates: readonly TaxBracket[]
  /** Receives the tax; the zero address stands for the management contract. */
  readonly treasury: Address
  /** The only account that may change the charter. */
  readonly managementContract: Address
}
