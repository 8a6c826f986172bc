import { fromHex, recoverAddress, toBigInt } from '@mvm/protocol'
import { p256 } from '@noble/curves/nist.js'
import type { Precompiles } from './Precompile.ts'
import { padded } from './padded.ts'

const NOTHING = new Uint8Array()
const P256_INPUT = 160

/** ECRECOVER, and P256VERIFY of EIP-7951. Neither fails: of a bad signature they give nothing. */
export const signaturePrecompiles: Precompiles = { 1: recover, 256: verifyP256 }

function recover(input: Uint8Array): Uint8Array {
  const v = toBigInt(padded(input, 32, 32))
  if (v !== 27n && v !== 28n) return NOTHING
  const signature = padded(input, 64, 64)
  const address = recoverAddress(padded(input, 0, 32), signature, Number(v - 27n))
  if (address === undefined) return NOTHING
  const word = new Uint8Array(32)
  word.set(fromHex(address), 12)
  return word
}

function verifyP256(input: Uint8Array): Uint8Array {
  if (input.length !== P256_INPUT || !isP256Signature(input)) return NOTHING
  return new Uint8Array(32).fill(1, 31)
}

function isP256Signature(input: Uint8Array): boolean {
  const publicKey = Uint8Array.of(4, ...input.subarray(96, 160))
  try {
    return p256.verify(input.subarray(32, 96), input.subarray(0, 32), publicKey, {
      prehash: false,
      lowS: false,
    })
  } catch {
    // The library throws for what is no signature and no key at all.
    return false
  }
}
