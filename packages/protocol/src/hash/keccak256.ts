import { createKeccak } from 'hash-wasm'
import { type Hex, toHex } from '../bytes/toHex.ts'

const hasher = await createKeccak(256)

/** keccak256 of bytes, in WebAssembly. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest('binary')
}

/** keccak256 of bytes, as hexadecimal. */
export function keccak256Hex(bytes: Uint8Array): Hex {
  return toHex(keccak256(bytes))
}
