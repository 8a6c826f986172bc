import { blake2Rounds } from './blake2Rounds.ts'

/** Of BLAKE2b (RFC 7693, 2.6), as little-endian words. */
const INITIAL = Buffer.from(
  '08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5' +
    'd182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b',
  'hex',
)

const HASH = 64
const MESSAGE = 128

let loaded: { readonly mix: (rounds: number) => void; readonly bytes: Uint8Array } | undefined

/** BLAKE2b's compression F with any number of rounds; the 213 bytes of input are as EIP-152 has them. */
export function compressBlake2(input: Uint8Array): Uint8Array {
  loaded ??= load()
  const { mix, bytes } = loaded
  const view = new DataView(input.buffer, input.byteOffset)
  const hash = input.subarray(4, 4 + HASH)
  bytes.set(hash)
  bytes.set(INITIAL, HASH)
  bytes.set(input.subarray(68, 196), MESSAGE)
  for (let i = 0; i < 16; i++) flip(bytes, 96 + i, input[196 + i] as number)
  if (input[212] === 1) for (let i = 0; i < 8; i++) flip(bytes, 112 + i, 0xff)
  mix(view.getUint32(0))
  const output = Uint8Array.from(hash)
  for (let i = 0; i < HASH; i++) {
    flip(output, i, (bytes[i] as number) ^ (bytes[HASH + i] as number))
  }
  return output
}

function flip(bytes: Uint8Array, at: number, by: number): void {
  bytes[at] = (bytes[at] as number) ^ by
}

function load() {
  const { memory, mix } = blake2Rounds()
  return { mix, bytes: new Uint8Array(memory.buffer) }
}
