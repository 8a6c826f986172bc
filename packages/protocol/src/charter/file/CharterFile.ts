import type { Address } from '../../account/Address.ts'
import type { TaxBracket } from '../Charter.ts'
import type { CharterPreset } from './CharterPreset.ts'

/** One entry of `permissions` in a charter file. */
export interface CharterFilePermission {
  readonly operation: 'allow' | 'deny'
  /** A mnemonic, or a named operation. */
  readonly opcode: string
  readonly addresses: readonly Address[]
}

/** How a DAC's state batches become withdrawable; in the order of the enum `Profile` on L1. */
export const dacProfiles = ['strict', 'ranger', 'dev'] as const

export type DacProfile = (typeof dacProfiles)[number]

/** A charter in human form, as a file has it, read and found free of problems (spec 2.3). */
export interface CharterFile {
  readonly slug: string
  readonly profile: DacProfile
  readonly preset: CharterPreset
  readonly vision: string
  readonly mission: string
  readonly permissions: readonly CharterFilePermission[]
  /** Thresholds in wei, as in the contract; a leading {0, 0} is still there. */
  readonly taxrates: readonly TaxBracket[]
  /** `undefined` means the management contract. */
  readonly treasury: Address | undefined
  readonly managementContract: Address
}
