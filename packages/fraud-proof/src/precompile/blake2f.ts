const INPUT = 213
const LAST_FLAG = 212

/** Initial values of BLAKE2b, each as its low and its high half. */
const IV = Uint32Array.from([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a,
  0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
])

/** Which words of the message each of ten rounds mixes in (RFC 7693, 2.7). */
const SCHEDULE = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
].map((row) => [...row].map((digit) => 2 * Number.parseInt(digit, 16)))

/** Where the words begin that each of a round's eight mixes works on: columns, then diagonals. */
const MIXES: readonly (readonly [number, number, number, number])[] = [
  [0, 8, 16, 24],
  [2, 10, 18, 26],
  [4, 12, 20, 28],
  [6, 14, 22, 30],
  [0, 10, 20, 30],
  [2, 12, 22, 24],
  [4, 14, 16, 26],
  [6, 8, 18, 28],
]

/** BLAKE2b's compression with as many rounds as the input says (EIP-152). Words are pairs of halves, low first. */
export function blake2f(input: Uint8Array): Uint8Array | null {
  const flag = input[LAST_FLAG]
  if (input.length !== INPUT || (flag !== 0 && flag !== 1)) return null
  const view = new DataView(input.buffer, input.byteOffset, input.length)
  const halves = (offset: number, count: number): Uint32Array =>
    Uint32Array.from({ length: count }, (_, i) => view.getUint32(offset + 4 * i, true))
  const [state, message, counter] = [halves(4, 16), halves(68, 32), halves(196, 4)]
  const v = new Uint32Array(32)
  v.set(state)
  v.set(IV, 16)
  for (let i = 0; i < 4; i++) v[24 + i] = (v[24 + i] as number) ^ (counter[i] as number)
  if (flag === 1) for (const i of [28, 29]) v[i] = ~(v[i] as number)
  const rounds = view.getUint32(0)
  for (let round = 0; round < rounds; round++) {
    const order = SCHEDULE[round % 10] as readonly number[]
    for (let i = 0; i < 8; i++) {
      const [a, b, c, d] = MIXES[i] as readonly [number, number, number, number]
      mixHalf(v, a, b, c, d, message, order[2 * i] as number, 32, 24)
      mixHalf(v, a, b, c, d, message, order[2 * i + 1] as number, 16, 63)
    }
  }
  const output = new Uint8Array(64)
  const out = new DataView(output.buffer)
  for (let i = 0; i < 16; i++) {
    const half = (state[i] as number) ^ (v[i] as number) ^ (v[i + 16] as number)
    out.setUint32(4 * i, half >>> 0, true)
  }
  return output
}

/** One of the two halves of RFC 7693's mix: a += b + m, d = (d ^ a) >>> first, c += d, b = (b ^ c) >>> second. */
function mixHalf(
  v: Uint32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  message: Uint32Array,
  m: number,
  first: number,
  second: number,
): void {
  const sum = (v[a] as number) + (v[b] as number) + (message[m] as number)
  const carry = Math.floor(sum / 0x1_0000_0000)
  v[a] = sum
  v[a + 1] = (v[a + 1] as number) + (v[b + 1] as number) + (message[m + 1] as number) + carry
  rotate(v, d, a, first)
  const total = (v[c] as number) + (v[d] as number)
  v[c] = total
  v[c + 1] = (v[c + 1] as number) + (v[d + 1] as number) + (total >= 0x1_0000_0000 ? 1 : 0)
  rotate(v, b, c, second)
}

/** Word `to` becomes its sum with word `other` modulo 2, rotated to the right. */
function rotate(v: Uint32Array, to: number, other: number, bits: number): void {
  const low = (v[to] as number) ^ (v[other] as number)
  const high = (v[to + 1] as number) ^ (v[other + 1] as number)
  const [near, far] = bits < 32 ? [low, high] : [high, low]
  const shift = bits % 32
  v[to] = shift === 0 ? near : (near >>> shift) | (far << (32 - shift))
  v[to + 1] = shift === 0 ? far : (far >>> shift) | (near << (32 - shift))
}
