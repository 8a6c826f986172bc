import type { Hash, StateRoot } from '@mvm/protocol'
import { CommittedState } from '../state/CommittedState.ts'
import type { StateReader } from '../state/StateReader.ts'
import { WorldState } from '../state/WorldState.ts'
import { precompileAddresses } from '../transaction/precompileAddresses.ts'
import { removeDestroyed } from '../transaction/removeDestroyed.ts'
import { EthereumJsEngine } from './EthereumJsEngine.ts'
import type { BlockEnvironment, Frame, FrameOutcome } from './ExecutionEngine.ts'

/** What an opcode is about to run on. */
export interface TracedStep {
  readonly opcode: number
  readonly pc: number
  /** Left before the opcode. */
  readonly gas: bigint
  /** 0 for the outermost frame. */
  readonly depth: number
  /** From the lowest up. */
  readonly stack: readonly bigint[]
  readonly memoryWords: number
  /** The refund counter; that of an SSTORE includes what it adds itself. */
  readonly refund: bigint
}

export interface FrameTrace {
  readonly steps: readonly TracedStep[]
  readonly outcome: FrameOutcome
  readonly refund: bigint
  readonly stateRoot: StateRoot
}

/**
 * Runs a frame on a state as a transaction's outermost one and writes down every step of it: what other descriptions
 * of the machine are compared with. Slow. Warm are the caller, the callee, the coinbase and the precompiles.
 */
export async function traceFrame(
  reader: StateReader,
  stateRoot: Hash,
  chainId: number,
  block: BlockEnvironment,
  frame: Frame,
): Promise<FrameTrace> {
  const steps: TracedStep[] = []
  const engine = new EthereumJsEngine({
    chainId,
    fork: 'osaka',
    hasPrecompileCaps: true,
    onStep: (step) => steps.push(step),
  })
  const world = new WorldState(new CommittedState(reader, stateRoot as StateRoot))
  world.beginTransaction(precompileAddresses('osaka'))
  for (const address of [frame.caller, frame.to, block.coinbase]) {
    if (address !== null) world.warm(address)
  }
  const outcome = await engine.run(world, block, frame)
  const { refund } = world
  removeDestroyed(world)
  return { steps, outcome, refund, stateRoot: world.commit().stateRoot }
}
