import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Interrupt } from '../state/WorldState.ts'

/**
 * An engine that asks before each frame whether to go on. Gas bounds the work of a call, but not its time: the same gas
 * lasts a hundred times as long in some precompiles as in most opcodes.
 */
export function interruptible(
  engine: ExecutionEngine,
  interrupt: Interrupt | undefined,
): ExecutionEngine {
  if (interrupt === undefined) return engine
  return {
    run(world, block, frame) {
      world.interruptBy(interrupt)
      return engine.run(world, block, frame)
    },
  }
}
