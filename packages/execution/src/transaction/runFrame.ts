import type { BlockContext } from '../block/BlockContext.ts'
import { EngineFaultError } from '../engine/EngineFaultError.ts'
import type { ExecutionEngine, Frame, FrameOutcome } from '../engine/ExecutionEngine.ts'
import type { WorldState } from '../state/WorldState.ts'

/** CREATE's number, whose permission a creation transaction needs. */
const CREATE = 0xf0

export interface FrameRun extends FrameOutcome {
  /** Wei that SELFDESTRUCT took out of existence. */
  readonly burned: bigint
}

/** Runs a transaction's outermost frame; a creation that the charter denies halts before it begins. */
export async function runFrame(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  frame: Frame,
): Promise<FrameRun> {
  const { permissions, to, caller } = frame
  if (to === null && ((permissions.mask >> BigInt(CREATE)) & 1n) === 0n) {
    return {
      status: 'halted',
      gasLeft: 0n,
      output: new Uint8Array(),
      createdAddress: null,
      haltReason: 'the charter denies CREATE',
      denial: { signer: permissions.signer, opcode: CREATE, self: caller, depth: 0 },
      burned: 0n,
    }
  }
  const before = world.balanceChange
  const outcome = await engine.run(world, block, frame)
  const burned = before - world.balanceChange
  if (burned < 0n) {
    throw new EngineFaultError({ problem: `it created ${-burned} wei in block ${block.number}` })
  }
  return { ...outcome, burned }
}
