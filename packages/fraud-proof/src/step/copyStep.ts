import type { CodeHash } from '@mvm/protocol'
import { readRange, writeRange } from '../memory/readRange.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Pending } from '../state/Pending.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { CopySource } from './CopySource.ts'
import { countAt, pendingOf, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'

/** Bytes that one step copies at most: 256 words, aligned at the destination. */
const CHUNK = 8192

/**
 * A chunk of a COPY. Its words: source (tree or code), root or code hash, offset and length of what the source has,
 * destination, length, bytes done. What the source does not have is zero.
 */
export function copyStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { frame, pending } = pendingOf(state)
  const [to, length, done] = [countAt(pending, 4), countAt(pending, 5), countAt(pending, 6)]
  const size = Math.min(length - done, CHUNK - ((to + done) % CHUNK))
  const chunk = new Uint8Array(size)
  chunk.set(sourceBytes(pending, done, size, store, tape))
  const memory = writeRange(frame.memory, to + done, chunk, tape)
  const after = { ...frame, memory }
  if (done + size === length) return resumeFrame(state, after)
  const words = [...pending.words.slice(0, 6), done + size]
  return { ...state, frame: after, pending: { op: pending.op, words } }
}

function sourceBytes(
  pending: Pending,
  done: number,
  size: number,
  store: ContentStore,
  tape: TapeRecorder | null,
): Uint8Array {
  const available = Math.min(size, Math.max(0, countAt(pending, 3) - done))
  if (available === 0) return new Uint8Array()
  const from = countAt(pending, 2) + done
  if (pending.words[0] === CopySource.TREE) {
    return readRange(treeAt(pending, 1), from, available, tape)
  }
  const code = store.code(pending.words[1] as CodeHash)
  tape?.append(code)
  return code.subarray(from, from + available)
}
