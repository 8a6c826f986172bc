import { executeBlock, type FaultName, faultyMachine } from '@mvm/execution'
import { MAX_BLOCK_INPUTS } from '@mvm/protocol'
import { CHAIN_ID } from '../../../execution/test/chain/TestChain.ts'
import {
  BlockTrace,
  blockMachine,
  describeDifference,
  describeStep,
  type FaultVerdict,
  faultyBlockMachine,
  hashState,
  isSignOf,
  Kind,
  type RunningState,
  TRACE_BITS,
} from '../../src/index.ts'
import type { SteppedBlock } from '../block/TestRollup.ts'
import { bisect } from './bisect.ts'

export interface TriedLie {
  /** Of a block of which the faulty executor makes another one. */
  readonly verdict: FaultVerdict | null
  /** What is not as it has to be, in words. */
  readonly problem: string | null
}

/** Has somebody with a fault stand by what its executor makes of a block. */
export async function tryLie(fault: FaultName, block: SteppedBlock): Promise<TriedLie> {
  const { parent, input, store, executed } = block
  // A trace has no slot for one input more than a block may have: who invents it has none to stand by.
  const isFull = input.deposits.length + input.transactions.length >= MAX_BLOCK_INPUTS
  if (fault === 'invented-transaction' && isFull) return { verdict: null, problem: null }
  const machine = faultyMachine(fault, { chainId: CHAIN_ID })
  const profile = { kind: 'mvm', chainId: CHAIN_ID } as const
  const { outputRoot } = await executeBlock(store, parent, input, profile, { machine })
  const start = block.steps[0]?.state as RunningState
  const lying = new BlockTrace(start, faultyBlockMachine(fault, store))
  const end = lying.stateAt(2 ** TRACE_BITS)
  if (end.kind !== Kind.HALT || end.outputRoot !== outputRoot) {
    return { verdict: null, problem: `${fault}: the executor ends elsewhere` }
  }
  if (outputRoot === executed.outputRoot) return { verdict: null, problem: null }
  const honest = new BlockTrace(start, blockMachine(store))
  const position = bisect(honest, lying)
  const before = honest.stateAt(position)
  const [after, claimed] = [honest.stateAt(position + 1), lying.stateAt(position + 1)]
  const verdict = {
    fault,
    ...describeStep(before, store),
    differingField: describeDifference(after, claimed) ?? 'none',
  }
  const agrees = hashState(lying.stateAt(position)) === hashState(before)
  const problem = agrees && isSignOf(verdict) ? null : JSON.stringify(verdict)
  return { verdict, problem }
}
