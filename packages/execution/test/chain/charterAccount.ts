import {
  type Address,
  charterSlots,
  type Hex,
  packTaxBracket,
  permissionSlot,
  type TaxBracket,
  toHex,
} from '@mvm/protocol'
import type { WrittenAccount } from '../../src/index.ts'
import { word } from './TestChain.ts'

export interface TestCharter {
  /** Bits that are allow-listed. */
  readonly restricted?: readonly number[]
  readonly allowed?: ReadonlyMap<Address, readonly number[]>
  readonly denied?: ReadonlyMap<Address, readonly number[]>
  readonly tax?: readonly TaxBracket[]
  readonly treasury?: Address
  readonly management?: Address
  readonly version?: number
}

/** `MVM_DACMaster` with a charter in its storage, and nothing but that. */
export function charterAccount(charter: TestCharter): WrittenAccount {
  const storage = new Map<Hex, Hex>()
  const put = (slot: number, value: bigint | Address | undefined): void => {
    if (value !== undefined) storage.set(word(slot), word(value))
  }
  put(charterSlots.restricted, bits(charter.restricted ?? []))
  put(charterSlots.treasury, charter.treasury)
  put(charterSlots.managementContract, charter.management)
  put(charterSlots.version, BigInt(charter.version ?? 1))
  for (const [i, bracket] of (charter.tax ?? []).entries()) {
    put(charterSlots.firstTaxBracket + i, packTaxBracket(bracket))
  }
  for (const list of ['allowed', 'denied'] as const) {
    for (const [address, numbers] of charter[list] ?? []) {
      storage.set(toHex(permissionSlot(list, address)), word(bits(numbers)))
    }
  }
  return { nonce: 1n, balance: 0n, code: Uint8Array.of(0), storage }
}

function bits(numbers: readonly number[]): bigint {
  return numbers.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)
}
