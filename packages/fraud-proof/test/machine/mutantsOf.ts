import { type StepModule, stepModules } from '@mvm/protocol'
import type { Random } from '../../../protocol/test/payload/Random.ts'
import { encodeTape, isMoving, Kind } from '../../src/index.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { OPENING_ELEMENTS } from '../coverage/ShapeRecorder.ts'
import type { RecordedStep } from '../evm/StepVerifier.ts'

/** What of a step is changed: the state that opens the tape, the rest of its elements, the call, or who is asked. */
export type MutatedPart = 'state' | 'witness' | 'call' | 'module'

/** A step that no honest player would send. */
export interface Mutant {
  readonly name: string
  readonly part: MutatedPart
  /** Made when it is asked for: a long tape has more mutants than fit into memory. */
  readonly make: () => RecordedStep
}

const WORD = 32
const waiting: readonly number[] = [Kind.BLOCK_BEGIN, Kind.TX_NEXT, Kind.BLOCK_END]

/** All that is done to a step: what is random of it changes from call to call. */
export function mutantsOf(record: BlockStep, random: Random): Mutant[] {
  const { elements } = record
  const ofElements = elements.flatMap((_, i) => {
    const part: MutatedPart = i < OPENING_ELEMENTS ? 'state' : 'witness'
    return [...changesOf(elements, i, random)].map(([name, make]) => ({
      name: `${name} of ${elements.length}`,
      part,
      make: () => ({ ...callOf(record), tape: encodeTape(make()) }),
    }))
  })
  return [...ofElements, ...ofCall(record, random), ...ofModule(record)]
}

/** How the elements are changed at one of them. */
function* changesOf(
  elements: readonly Uint8Array[],
  i: number,
  random: Random,
): Generator<readonly [name: string, make: () => readonly Uint8Array[]]> {
  const element = elements[i] as Uint8Array
  const instead = (replacement: readonly Uint8Array[]) => [
    ...elements.slice(0, i),
    ...replacement,
    ...elements.slice(i + 1),
  ]
  // Each word of the state, and each 32 bytes of what else there is.
  for (let at = 0; at < element.length; at += WORD) {
    const end = Math.min(at + WORD, element.length)
    const other = 1 + random.below(8 * (end - at) - 1)
    for (const bit of [0, other]) {
      yield [
        `bit ${bit} before byte ${end} of element ${i} flipped`,
        () => instead([flipped(element, end, bit)]),
      ]
    }
  }
  yield* wordsMoved(element, i, random, instead)
  yield [`element ${i} dropped`, () => instead([])]
  yield [`element ${i} twice`, () => instead([element, element])]
  yield [
    `a word appended to element ${i}`,
    () => instead([Buffer.concat([element, Buffer.alloc(WORD)])]),
  ]
  if (element.length > 0) {
    yield [`element ${i} a byte shorter`, () => instead([element.subarray(0, -1)])]
    yield [`element ${i} empty`, () => instead([new Uint8Array()])]
  }
  const far = random.below(elements.length)
  for (const j of new Set([i + 1, far])) {
    const other = elements[j]
    if (other === undefined || Buffer.compare(element, other) === 0) continue
    yield [`elements ${i} and ${j} swapped`, () => elements.with(i, other).with(j, element)]
  }
}

/** Words of an element that stand elsewhere, or nowhere: of the state's parts each of them, of another element one. */
function* wordsMoved(
  element: Uint8Array,
  i: number,
  random: Random,
  instead: (replacement: readonly Uint8Array[]) => readonly Uint8Array[],
): Generator<readonly [name: string, make: () => readonly Uint8Array[]]> {
  const count = Math.floor(element.length / WORD)
  if (count < 2) return
  const word = (n: number) => element.subarray(WORD * n, WORD * (n + 1))
  const places =
    i < OPENING_ELEMENTS ? Array.from({ length: count }, (_, n) => n) : [random.below(count)]
  for (const n of places) {
    const rest = [element.subarray(0, WORD * n), element.subarray(WORD * (n + 1))]
    yield [`word ${n} of element ${i} dropped`, () => instead([Buffer.concat(rest)])]
    for (const m of new Set([n + 1, random.below(count)])) {
      if (m >= count || Buffer.compare(word(n), word(m)) === 0) continue
      yield [
        `words ${n} and ${m} of element ${i} swapped`,
        () => {
          const swapped = Uint8Array.from(element)
          swapped.set(word(n), WORD * m)
          swapped.set(word(m), WORD * n)
          return instead([swapped])
        },
      ]
    }
  }
}

function ofCall(record: BlockStep, random: Random): Mutant[] {
  const { elements, preHash, postHash, position, state, tape } = record
  const mutant = (name: string, change: Partial<RecordedStep>): Mutant => ({
    name,
    part: 'call',
    make: () => ({ ...callOf(record), tape, ...change }),
  })
  const bit = random.below(256)
  const hash = flipped(Buffer.from(preHash.slice(2), 'hex'), WORD, bit)
  const other = isMoving(state, position) ? position + 1 : 0
  return [
    mutant('an element more', { tape: encodeTape([...elements, new Uint8Array()]) }),
    mutant('a byte more', { tape: Buffer.concat([tape, Buffer.alloc(1)]) }),
    mutant('a byte less', { tape: tape.subarray(0, -1) }),
    mutant(`bit ${bit} of the pre-hash flipped`, {
      preHash: `0x${Buffer.from(hash).toString('hex')}`,
    }),
    // A state that waits is the one after as well.
    ...(postHash === preHash ? [] : [mutant('the state after', { preHash: postHash })]),
    ...(waiting.includes(state.kind) ? [mutant(`position ${other}`, { position: other })] : []),
  ]
}

function ofModule(record: BlockStep): Mutant[] {
  const others = stepModules.filter((module) => module !== record.module)
  return others.map((module: StepModule) => ({
    name: `asked of ${module}`,
    part: 'module',
    make: () => ({ ...callOf(record), tape: record.tape, module }),
  }))
}

function callOf({ module, position, preHash }: BlockStep): Omit<RecordedStep, 'tape'> {
  return { module, position, preHash }
}

/** Bit 0 is the lowest of the byte before `end`. */
function flipped(bytes: Uint8Array, end: number, bit: number): Uint8Array {
  // A copy, which `slice` of a Buffer is not.
  const changed = Uint8Array.from(bytes)
  const index = end - 1 - (bit >> 3)
  changed[index] = (changed[index] as number) ^ (1 << (bit & 7))
  return changed
}
