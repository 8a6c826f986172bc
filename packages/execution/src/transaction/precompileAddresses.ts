import type { Address } from '@mvm/protocol'
import type { Fork } from '../engine/Fork.ts'

const at = (number: number): Address => `0x${number.toString(16).padStart(40, '0')}` as Address

const range = (last: number): Address[] => Array.from({ length: last }, (_, i) => at(i + 1))

const addresses: Readonly<Record<Fork, ReadonlySet<Address>>> = {
  cancun: new Set(range(0x0a)),
  prague: new Set(range(0x11)),
  osaka: new Set([...range(0x11), at(0x100)]),
}

/** Addresses of a fork's precompiles. */
export function precompileAddresses(fork: Fork): ReadonlySet<Address> {
  return addresses[fork]
}
