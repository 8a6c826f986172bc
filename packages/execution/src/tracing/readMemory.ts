import type { ObservedStep } from '../engine/FrameObserver.ts'

/** Most bytes that a tracer copies for one opcode. */
const MOST = 1 << 22

/** A piece of a step's memory, zeros where there is none yet. */
export function readMemory(step: ObservedStep, offset: bigint, length: bigint): Uint8Array {
  if (length === 0n || length > BigInt(MOST) || offset > BigInt(MOST) * 64n) return new Uint8Array()
  const bytes = new Uint8Array(Number(length))
  bytes.set(step.memory().subarray(Number(offset), Number(offset + length)))
  return bytes
}
