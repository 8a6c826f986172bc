import type { Hex } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'

/** A hash of 32 bytes. */
export function readHash(text: string): Hex {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) {
    throw new InvalidArgumentError('A hash is 0x and 64 hexadecimal digits.')
  }
  return text.toLowerCase() as Hex
}
