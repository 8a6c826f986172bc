import { randomBytes } from 'node:crypto'
import type { Hex } from '@mvm/protocol'
import { quantity } from './quantity.ts'

/** An id that nobody guesses, of 128 bits, in the form of a quantity as execution-apis wants it. */
export function randomQuantity(): Hex {
  return quantity(BigInt(`0x${randomBytes(16).toString('hex')}`))
}
