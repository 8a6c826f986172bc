/** Error(string) and Panic(uint256), Solidity's own errors. */
const ERROR_SELECTOR = '08c379a0'
const PANIC_SELECTOR = '4e487b71'

/** Geth's words for the codes of Solidity's documentation, "Panic via assert and Error via require". */
const PANICS: ReadonlyMap<bigint, string> = new Map([
  [0x00n, 'generic panic'],
  [0x01n, 'assert(false)'],
  [0x11n, 'arithmetic underflow or overflow'],
  [0x12n, 'division or modulo by zero'],
  [0x21n, 'enum overflow'],
  [0x22n, 'invalid encoded storage byte array accessed'],
  [0x31n, 'out-of-bounds array access; popping on an empty array'],
  [0x32n, 'out-of-bounds access of an array or bytesN'],
  [0x41n, 'out of memory'],
  [0x51n, 'uninitialized function'],
])

/** What a revert's output says if it is one of Solidity's own errors; `undefined` for any other bytes. */
export function revertReason(output: Uint8Array): string | undefined {
  const bytes = Buffer.from(output.buffer, output.byteOffset, output.length)
  const selector = bytes.toString('hex', 0, 4)
  if (selector === PANIC_SELECTOR && bytes.length === 36) {
    const code = BigInt(`0x${bytes.toString('hex', 4)}`)
    return PANICS.get(code) ?? `unknown panic code: 0x${code.toString(16)}`
  }
  if (selector !== ERROR_SELECTOR) return undefined
  const offset = wordAt(bytes, 4)
  if (offset === undefined) return undefined
  const length = wordAt(bytes, 4 + offset)
  const start = 4 + offset + 32
  if (length === undefined || start + length > bytes.length) return undefined
  return bytes.toString('utf8', start, start + length)
}

/** An ABI word that must be an offset or length inside of the bytes. */
function wordAt(bytes: Buffer, position: number): number | undefined {
  if (position + 32 > bytes.length) return undefined
  const value = BigInt(`0x${bytes.toString('hex', position, position + 32)}`)
  return value <= BigInt(bytes.length) ? Number(value) : undefined
}
