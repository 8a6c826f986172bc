import type { Hash } from '@mvm/protocol'
import type { Frame } from './Frame.ts'
import { Kind } from './Kind.ts'
import type { MachineState } from './MachineState.ts'

/** Of a hash in hexadecimal. */
const HASH_LENGTH = 66

/** Every hash that stands in a state, among them the roots of all tries that steps from it on can open. */
export function* hashesIn(state: MachineState): Generator<Hash> {
  if (state.kind === Kind.HALT) return
  const { world, block, transaction, pending } = state
  yield* hashesAmong(Object.values({ ...world }))
  yield* hashesAmong(Object.values({ ...block }))
  yield* hashesAmong(Object.values({ ...transaction }))
  yield* hashesAmong(pending?.words ?? [])
  for (let frame: Frame | null = state.frame; frame !== null; frame = frame.parent) {
    yield* hashesAmong(Object.values({ ...frame.snap }))
  }
}

function* hashesAmong(words: readonly unknown[]): Generator<Hash> {
  for (const word of words) {
    if (typeof word === 'string' && word.length === HASH_LENGTH) yield word as Hash
  }
}
