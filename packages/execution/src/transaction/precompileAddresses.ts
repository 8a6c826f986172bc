import type { Address } from '@mvm/protocol'
import { type Fork, forks } from '../engine/Fork.ts'
import { isSince } from '../engine/isSince.ts'

/** The numbers of the precompiles that a fork added. */
const added: readonly { readonly fork: Fork; readonly numbers: readonly number[] }[] = [
  { fork: 'frontier', numbers: [1, 2, 3, 4] },
  { fork: 'byzantium', numbers: [5, 6, 7, 8] },
  { fork: 'istanbul', numbers: [9] },
  { fork: 'cancun', numbers: [0x0a] },
  { fork: 'prague', numbers: [0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11] },
  { fork: 'osaka', numbers: [0x100] },
]

const at = (number: number): Address => `0x${number.toString(16).padStart(40, '0')}` as Address

const addresses: ReadonlyMap<Fork, ReadonlySet<Address>> = new Map(
  forks.map((fork) => {
    const present = added.filter((addition) => isSince(fork, addition.fork))
    return [fork, new Set(present.flatMap(({ numbers }) => numbers.map(at)))]
  }),
)

/** Addresses of a fork's precompiles. */
export function precompileAddresses(fork: Fork): ReadonlySet<Address> {
  return addresses.get(fork) as ReadonlySet<Address>
}
