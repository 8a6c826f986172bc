import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Precompiles } from './Precompile.ts'

/** SHA2-256 and RIPEMD-160. */
export const hashPrecompiles: Precompiles = {
  2: (input) => sha256(input),
  3: (input) => {
    const word = new Uint8Array(32)
    word.set(ripemd160(input), 12)
    return word
  },
}
