import {
  type Address,
  asAddress,
  charterSlots,
  decodeTaxBrackets,
  type Hex,
  maxTaxBrackets,
  type PermissionWords,
  permissionSlot,
  predeploys,
  type TaxBracket,
  toBigInt,
  toHex,
} from '@mvm/protocol'
import type { StateView } from './StateViews.ts'

/** What consensus reads of a charter besides the bitmaps (spec 2.3). */
export interface CharterSettings {
  /** 0 before block 1. */
  readonly version: bigint
  readonly managementContract: Address
  readonly treasury: Address
  readonly taxBrackets: readonly TaxBracket[]
}

/** The charter's words at one state, read as consensus reads them. */
export const readCharter = {
  settings(state: StateView): CharterSettings {
    const brackets = Array.from({ length: maxTaxBrackets }, (_, index) =>
      word(state, charterSlots.firstTaxBracket + index),
    )
    return {
      version: word(state, charterSlots.version),
      managementContract: address(word(state, charterSlots.managementContract)),
      treasury: address(word(state, charterSlots.treasury)),
      taxBrackets: decodeTaxBrackets(brackets),
    }
  },

  permissionWords(state: StateView, signer: Address): PermissionWords {
    const list = (name: 'allowed' | 'denied') =>
      toBigInt(state.storage(predeploys.dacMaster, toHex(permissionSlot(name, signer))))
    return {
      restricted: word(state, charterSlots.restricted),
      allowed: list('allowed'),
      denied: list('denied'),
    }
  },
} as const

function word(state: StateView, slot: number): bigint {
  const key = `0x${slot.toString(16).padStart(64, '0')}` as Hex
  return toBigInt(state.storage(predeploys.dacMaster, key))
}

function address(value: bigint): Address {
  return asAddress(`0x${BigInt.asUintN(160, value).toString(16).padStart(40, '0')}`)
}
