import { hashState, type MachineState, moduleOf, step, TapeRecorder } from '@mvm/fraud-proof'
import { classOfStep } from '../../../packages/fraud-proof/test/coverage/classOfStep.ts'
import type {
  RecordedStep,
  StepVerifier,
} from '../../../packages/fraud-proof/test/evm/StepVerifier.ts'
import type { CaseBlock } from './CaseBlock.ts'
import { CaseMachine } from './CaseMachine.ts'
import { findExcess, STEP_BOUNDS, type StepBounds } from './findExcess.ts'
import { addCosts, costsOf, type L1Costs, NO_COSTS } from './L1Costs.ts'

/**
 * What L1 made of a trace's steps; `difference` is the first that it takes otherwise, or for more than it may cost, in
 * words.
 */
export interface ProvenSteps {
  readonly difference: string | null
  readonly costs: L1Costs
  readonly end: MachineState
}

interface Proof extends RecordedStep {
  readonly name: string
  readonly postHash: string
}

/** As much as one call of the verifier takes. */
const BYTES_AT_ONCE = 700_000

/** Goes through a case's trace as a player does, and takes the chosen steps through L1. */
export async function proveSteps(
  block: CaseBlock,
  caseName: string,
  isChosen: (index: number) => boolean,
  verifier: StepVerifier,
  onProgress: () => void,
  bounds: StepBounds = STEP_BOUNDS,
): Promise<ProvenSteps> {
  const machine = new CaseMachine(block)
  let costs = NO_COSTS
  let proofs: Proof[] = []
  let size = 0
  const flush = async (): Promise<string | null> => {
    const answers = await verifier.take(proofs)
    onProgress()
    for (const [i, { name, postHash, tape }] of proofs.entries()) {
      const answer = answers[i]
      if (answer?.postHash !== postHash) {
        return `${name}: L1 answers ${answer?.postHash ?? `with the error ${answer?.error}`} instead of ${postHash}`
      }
      const excess = findExcess(tape, answer.gas, bounds)
      if (excess !== null) return `${name}: ${excess}`
      costs = addCosts(costs, costsOf(tape, answer.gas, `${name} of ${caseName}`))
    }
    proofs = []
    size = 0
    return null
  }
  while (!machine.isOver) {
    if (!isChosen(machine.count)) {
      machine.advance()
      continue
    }
    const proof = proofOf(block, machine)
    machine.advance(() => proof.after)
    proofs.push(proof)
    size += proof.tape.length
    if (proof.plainHash !== proof.postHash) {
      const difference = `${proof.name}: the machine's own step depends on whether it is written down`
      return { difference, costs, end: machine.state }
    }
    if (size < BYTES_AT_ONCE) continue
    const difference = await flush()
    if (difference !== null) return { difference, costs, end: machine.state }
  }
  return { difference: await flush(), costs, end: machine.state }
}

function proofOf({ store }: CaseBlock, { state, position, count }: CaseMachine) {
  const recorder = new TapeRecorder()
  const after = step(state, store, recorder)
  return {
    name: `step ${count}, ${classOfStep(state, after, store)}`,
    module: moduleOf(state, store),
    position,
    preHash: hashState(state),
    postHash: hashState(after),
    plainHash: hashState(step(state, store)),
    tape: recorder.encode(),
    after,
  }
}
