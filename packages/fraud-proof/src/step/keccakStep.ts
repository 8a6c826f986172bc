import { keccak256, toBigInt, toHex } from '@mvm/protocol'
import { UnsupportedStepError } from '../error/UnsupportedStepError.ts'
import { readRange } from '../memory/readRange.ts'
import { addToBloom } from '../opcode/addToBloom.ts'
import { pushed } from '../stack/pushed.ts'
import { hashOfWords } from '../state/encodeWords.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { countAt, pendingOf, treeAt } from './pendingOf.ts'
import { resumeFrame } from './resumeFrame.ts'

const KECCAK256 = 0x20
const LOG0 = 0xa0

/** Bytes that one step hashes natively. */
const NATIVE_LENGTH = 32 * 1024

/**
 * Hashes a range for KECCAK256 or LOG. Its words: root, offset and length of the range, bytes absorbed, hash of the
 * sponge, the log's topics.
 */
export function keccakStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { frame, pending } = pendingOf(state)
  const length = countAt(pending, 2)
  if (length > NATIVE_LENGTH) throw new UnsupportedStepError({ kind: state.kind })
  const hash = keccak256(readRange(treeAt(pending, 0), countAt(pending, 1), length, tape))
  if (pending.op === KECCAK256) {
    return resumeFrame(state, { ...frame, stack: pushed(frame.stack, toBigInt(hash)) })
  }
  const topicCount = pending.op - LOG0
  const topics = [0, 1, 2, 3].map((i) => (pending.words[5 + i] ?? 0) as bigint)
  const { world } = state
  const logAcc = hashOfWords<typeof world.logAcc>([
    world.logAcc,
    frame.self,
    topicCount,
    ...topics,
    toHex(hash),
  ])
  const bloom = store.bloom(world.bloomHash)
  tape?.append(bloom)
  const bloomHash = store.keepBloom(addToBloom(bloom, frame.self, topics.slice(0, topicCount)))
  return resumeFrame(state, frame, {
    ...world,
    logCount: world.logCount + 1,
    logAcc,
    bloomHash,
  })
}
