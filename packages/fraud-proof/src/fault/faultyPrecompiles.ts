import { precompiles } from '../precompile/precompiles.ts'
import { Kind } from '../state/Kind.ts'
import { precompileStep } from '../step/precompileStep.ts'
import type { StepFault } from './StepFault.ts'

const RIPEMD160 = 3
const HASH_LENGTH = 20

/** Precompiles of which RIPEMD-160 puts its hash to the left of the word, where it stands to the right. */
const leftward = {
  ...precompiles,
  [RIPEMD160]: (input: Uint8Array): Uint8Array | null => {
    const output = precompiles[RIPEMD160]?.(input) ?? null
    if (output === null) return null
    const word = new Uint8Array(32)
    word.set(output.subarray(32 - HASH_LENGTH))
    return word
  },
}

/** Machines in which a precompile differs, by fault. */
export const faultyPrecompiles = {
  'wrong-precompile': {
    kinds: { [Kind.PRECOMPILE]: (state, _store, tape) => precompileStep(state, tape, leftward) },
  },
} as const satisfies Readonly<Record<string, StepFault>>
