import { Kind, type RunningState } from '../../src/index.ts'
import { stackSize } from '../../src/stack/StackCell.ts'
import { countAt, pendingOf } from '../../src/step/pendingOf.ts'

const KECCAK256 = 0x20
const LOG0 = 0xa0
const LOG4 = 0xa4
const NATIVE_LENGTH = 32_768
const CHUNK = 4_352

/** What a KECCAK step was: which part of the range, and for what; by what it absorbed, pushed and logged. */
export function observeKeccak(before: RunningState, after: RunningState): readonly string[] {
  const { frame, pending } = pendingOf(before)
  const isLog = pending.op >= LOG0 && pending.op <= LOG4
  if (!isLog && pending.op !== KECCAK256) return [`for opcode ${pending.op}`]
  const [length, absorbed] = [countAt(pending, 2), countAt(pending, 3)]
  const part = partOf(length, absorbed, after)
  if (after.kind === Kind.EXEC) {
    const pushed = stackSize(after.frame?.stack ?? null) - stackSize(frame.stack)
    const logged = after.world.logCount - before.world.logCount
    if (pushed !== (isLog ? 0 : 1) || logged !== (isLog ? 1 : 0)) {
      return [`${part}, which pushes ${pushed} and logs ${logged}`]
    }
  }
  return [isLog ? `${part} for a log` : part]
}

function partOf(length: number, absorbed: number, after: RunningState): string {
  const left = length - absorbed
  if (after.kind === Kind.KECCAK) {
    const size = countAt(pendingOf(after).pending, 3) - absorbed
    if (length <= NATIVE_LENGTH || size !== CHUNK) return `a chunk of ${size} of ${length} bytes`
    return absorbed === 0 ? 'a first chunk' : 'another chunk'
  }
  if (after.kind !== Kind.EXEC) return `goes on as kind ${after.kind}`
  if (length <= NATIVE_LENGTH && absorbed === 0) return length === 0 ? 'of no bytes' : 'natively'
  if (absorbed === 0 || left >= CHUNK) return `a last chunk of ${left} bytes`
  return left === 0 ? 'a last chunk of no bytes' : 'a last chunk'
}
