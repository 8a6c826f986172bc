/** Which word of the message goes where in each of ten rounds, after which they begin again (RFC 7693, 2.7). */
const SIGMA = [
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
].map((row) => [...row].map((digit) => Number.parseInt(digit, 16)))

/** Columns, then diagonals. */
const MIXED = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const

const GET = 0x20
const SET = 0x21
const [ADD, XOR, ROTATE] = [0x7c, 0x85, 0x8a]
const [I64_LOAD, I64_STORE, I64_CONST] = [0x29, 0x37, 0x42]
const [I32_CONST, I32_EQZ, I32_SUB] = [0x41, 0x45, 0x6b]
const [BLOCK, LOOP, END, BRANCH, BRANCH_IF, NO_RESULT] = [0x02, 0x03, 0x0b, 0x0c, 0x0d, 0x40]
const [I32, I64] = [0x7f, 0x7e]

const ROUNDS = 0
const WORDS = Array.from({ length: 32 }, (_, i) => i)
/** The local of a word: 16 of the state, then 16 of the message. */
const local = (word: number): number => word + 1

interface Blake2Rounds {
  readonly memory: { readonly buffer: ArrayBuffer }
  /** Mixes the 16 words of state at 0 with the 16 of the message at 128, so many times. */
  mix(rounds: number): void
}

/** What is used of the API, whose types come with those of browsers only. */
interface Compiler {
  readonly Module: new (program: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

/**
 * The rounds of BLAKE2b's compression in WebAssembly, which has the 64-bit words that JavaScript lacks: a round takes a
 * tenth of the time, once the program is optimized. The program is written out here, because no library has the rounds alone.
 */
export function blake2Rounds(): Blake2Rounds {
  const { Instance, Module } = (globalThis as unknown as { WebAssembly: Compiler }).WebAssembly
  const instance = new Instance(new Module(program()))
  return instance.exports as unknown as Blake2Rounds
}

function program(): Uint8Array<ArrayBuffer> {
  const body = [1, 32, I64, ...code(), END]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, I32, 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name('memory'), 2, 0, ...name('mix'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ])
}

function code(): number[] {
  const loads = WORDS.flatMap((word) => [
    ...[I32_CONST, 0, I64_LOAD, 3, ...unsigned(word * 8), SET, local(word)],
  ])
  const rounds = SIGMA.flatMap((row) => [
    ...[GET, ROUNDS, I32_EQZ, BRANCH_IF, 1],
    ...MIXED.flatMap((words, i) => mixed(words, row[2 * i] as number, row[2 * i + 1] as number)),
    ...[GET, ROUNDS, I32_CONST, 1, I32_SUB, SET, ROUNDS],
  ])
  const stores = WORDS.slice(0, 16).flatMap((word) => [
    ...[I32_CONST, 0, GET, local(word), I64_STORE, 3, ...unsigned(word * 8)],
  ])
  const loop = [BLOCK, NO_RESULT, LOOP, NO_RESULT, ...rounds, BRANCH, 0, END, END]
  return [...loads, ...loop, ...stores]
}

/** RFC 7693, 3.1. */
function mixed([a, b, c, d]: readonly [number, number, number, number], x: number, y: number) {
  return [
    ...[...added(a, b, 16 + x), ...turned(d, a, 32), ...added(c, d), ...turned(b, c, 24)],
    ...[...added(a, b, 16 + y), ...turned(d, a, 16), ...added(c, d), ...turned(b, c, 63)],
  ]
}

function added(to: number, ...words: readonly number[]): number[] {
  return [GET, local(to), ...words.flatMap((word) => [GET, local(word), ADD]), SET, local(to)]
}

function turned(word: number, other: number, bits: number): number[] {
  return [GET, local(word), GET, local(other), XOR, I64_CONST, bits, ROTATE, SET, local(word)]
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content]
}

function name(text: string): number[] {
  return [text.length, ...Buffer.from(text)]
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}
