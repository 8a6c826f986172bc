import { createKeccak } from 'hash-wasm'

const hasher = await createKeccak(256)

/** keccak256 of bytes, in WebAssembly. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher.init().update(bytes).digest('binary')
}
