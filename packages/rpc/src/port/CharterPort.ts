import type { Address, Charter, PermissionWords, TaxBracket } from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

/** What consensus reads of a charter besides its bitmaps (spec 2.3). */
export interface CharterSettings {
  /** 0 before block 1 has set the charter. */
  readonly version: bigint
  readonly managementContract: Address
  /** Where the tax goes; already the management contract when the charter names none. */
  readonly treasury: Address
  /** Empty when untaxed. */
  readonly taxBrackets: readonly TaxBracket[]
}

/** The charter as of a block, from `MVM_DACMaster`'s state. Rejects with `PrunedError` like the state port. */
export interface CharterPort {
  /** With its texts and lists, as recovered from state; `null` before block 1. */
  charter(at: SealedHeader): Promise<Charter | null>
  settings(at: SealedHeader): Promise<CharterSettings>
  permissionWords(at: SealedHeader, signer: Address): Promise<PermissionWords>
}
