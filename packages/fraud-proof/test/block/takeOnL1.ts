import { Kind } from '../../src/index.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'
import type { BlockStep } from './TestRollup.ts'

const names = Object.keys(Kind)

/** What of these steps L1 takes otherwise, in words. */
export async function takeOnL1(
  verifier: StepVerifier,
  steps: readonly BlockStep[],
): Promise<string[]> {
  const answers = await verifier.take(steps)
  return steps.flatMap(({ postHash, state, position, elements }, i) =>
    answers[i]?.postHash === postHash
      ? []
      : [
          `${names[state.kind]} at ${position}, ${elements.length} elements: ${answers[i]?.error} ${answers[i]?.postHash}`,
        ],
  )
}
