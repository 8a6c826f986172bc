import { MachineStateError } from '../error/MachineStateError.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import { readRange } from '../memory/readRange.ts'
import { wordCount } from '../opcode/memoryCost.ts'
import type { Precompiles } from '../precompile/Precompile.ts'
import { precompilePrice } from '../precompile/precompilePrice.ts'
import { precompiles } from '../precompile/precompiles.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { EMPTY_SLICE, type Slice } from '../state/Slice.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import { haltFrame } from './haltFrame.ts'
import { countAt, pendingOf } from './pendingOf.ts'

const IDENTITY = 4
const IDENTITY_GAS = 15n
const IDENTITY_WORD_GAS = 3n
/** Bytes of an input, identity's excepted, and gas, beyond which a call fails (spec 2.2). */
const MAX_INPUT = 32 * 1024
const MAX_PRICE = 3_000_000n

/** Runs a precompile. Word: its address. Identity's output is its input, by reference. */
export function precompileStep(
  state: RunningState,
  tape: TapeRecorder | null,
  known: Precompiles = precompiles,
): RunningState {
  const { frame, pending } = pendingOf(state)
  const number = countAt(pending, 0)
  const { tree, offset, length } = frame.calldata
  if (number === IDENTITY) {
    const price = IDENTITY_GAS + IDENTITY_WORD_GAS * wordCount(BigInt(length))
    return finish(state, price, () => frame.calldata)
  }
  if (length > MAX_INPUT) return haltFrame(state)
  const input = readRange(tree, offset, length, tape)
  return finish(state, precompilePrice(number, input), () => outputOf(known, number, input))
}

function finish(state: RunningState, price: bigint, run: () => Slice | null): RunningState {
  const { frame } = pendingOf(state)
  const isPaid = price <= frame.gas && price <= MAX_PRICE
  const output = isPaid ? run() : null
  if (output === null) return haltFrame(state)
  const words = [ExitOutcome.SUCCEEDED, output.tree, output.offset, output.length]
  return {
    ...state,
    kind: Kind.FRAME_EXIT,
    frame: { ...frame, gas: frame.gas - price },
    pending: { op: 0, words },
  }
}

/** In a tree of its own; `null` when the precompile fails. */
function outputOf(known: Precompiles, number: number, input: Uint8Array): Slice | null {
  const precompile = known[number]
  if (precompile === undefined) {
    throw new MachineStateError({ problem: `there is no precompile ${number}` })
  }
  const output = precompile(input)
  if (output === null || output.length === 0) return output && EMPTY_SLICE
  return { tree: MemoryTree.of(output), offset: 0, length: output.length }
}
