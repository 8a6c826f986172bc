import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'

/** Engines that leave something else behind a transaction's outermost frame, by fault. */
export const faultyFrames = {
  /** A failed transaction gives its sender's nonce back. */
  'wrong-nonce': (engine: ExecutionEngine): ExecutionEngine => ({
    async run(world, block, frame) {
      const outcome = await engine.run(world, block, frame)
      if (outcome.status !== 'succeeded') {
        world.setNonce(frame.caller, world.nonce(frame.caller) - 1n)
      }
      return outcome
    },
  }),
} as const
