import { toBigInt } from '@mvm/protocol'
import type { RunningState } from '../../src/index.ts'
import { readRange } from '../../src/memory/readRange.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { countAt, pendingOf } from '../../src/step/pendingOf.ts'
import { priceOf } from '../precompile/priceOf.ts'

const IDENTITY = 4
const MODEXP = 5
/** Spec 2.2: what a call of a precompile may have and cost. */
const MAX_INPUT = 32_768
const MAX_PRICE = 3_000_000n
/** EIP-7823: bytes of each of MODEXP's numbers. */
const MAX_NUMBER = 1024n

/**
 * What a PRECOMPILE step came to, by the call's input, its gas and how the frame ended. An end that does not fit, or that
 * several reasons account for, has a name that is in no table.
 */
export function observePrecompile(before: RunningState, after: RunningState): readonly string[] {
  const { frame, pending } = pendingOf(before)
  const { frame: left, pending: exit } = pendingOf(after)
  const number = countAt(pending, 0)
  const { tree, offset, length } = frame.calldata
  const input = readRange(tree, offset, length, null)
  const reasons = reasonsToHalt(number, input, frame.gas)
  const [outcome, , , outputLength] = exit.words
  if (outcome === ExitOutcome.HALTED) {
    if (reasons.length > 0) return [reasons.join(' and ')]
    return ['refused', ...(length === 0 ? ['no input, refused'] : [])]
  }
  if (outcome !== ExitOutcome.SUCCEEDED) return ['neither halts nor succeeds']
  if (reasons.length > 0) return [`succeeds though ${reasons.join(' and ')}`]
  if (frame.gas - left.gas !== priceOf(number, input)) return ['succeeds at another price']
  return [
    Number(outputLength) === 0 ? 'empty output' : 'output',
    ...(left.gas === 0n ? ['just enough gas'] : []),
    ...(length === 0 ? ['no input, taken'] : []),
  ]
}

/** Why a call fails whatever the precompile makes of its input. */
function reasonsToHalt(number: number, input: Uint8Array, gas: bigint): string[] {
  if (number !== IDENTITY && input.length > MAX_INPUT) return ['too long']
  if (number === MODEXP && hasForbiddenLength(input)) return ['refused']
  const price = priceOf(number, input)
  return [...(price > MAX_PRICE ? ['too dear'] : []), ...(price > gas ? ['out of gas'] : [])]
}

/** The lengths are MODEXP's first three words; what the input does not have is zero. */
function hasForbiddenLength(input: Uint8Array): boolean {
  const head = new Uint8Array(96)
  head.set(input.subarray(0, 96))
  return [0, 32, 64].some((at) => toBigInt(head.subarray(at, at + 32)) > MAX_NUMBER)
}
