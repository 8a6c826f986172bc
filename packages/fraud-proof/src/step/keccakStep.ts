import { keccak256, toBigInt, toHex } from '@mvm/protocol'
import { KeccakSponge, SPONGE_RATE } from '../hash/KeccakSponge.ts'
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
/** Bytes that one step absorbs of a range that is longer: 32 blocks. */
const ABSORBED_CHUNK = 32 * SPONGE_RATE

/**
 * Hashes a range for KECCAK256 or LOG. Its words: root, offset and length of the range, bytes absorbed, hash of the
 * sponge, the log's topics.
 */
export function keccakStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  withLog: typeof addToBloom = addToBloom,
): RunningState {
  const { pending } = pendingOf(state)
  const length = countAt(pending, 2)
  if (length > NATIVE_LENGTH) return absorb(state, length, store, tape, withLog)
  const hash = keccak256(readRange(treeAt(pending, 0), countAt(pending, 1), length, tape))
  return finish(state, hash, store, tape, withLog)
}

/** A chunk of a long range; the last is shorter than the others, and may be empty. */
function absorb(
  state: RunningState,
  length: number,
  store: ContentStore,
  tape: TapeRecorder | null,
  withLog: typeof addToBloom,
): RunningState {
  const { pending } = pendingOf(state)
  const absorbed = countAt(pending, 3)
  const sponge = pending.words[4] instanceof KeccakSponge ? pending.words[4] : KeccakSponge.fresh
  if (absorbed > 0) tape?.append(sponge.encode())
  const size = Math.min(length - absorbed, ABSORBED_CHUNK)
  const bytes = readRange(treeAt(pending, 0), countAt(pending, 1) + absorbed, size, tape)
  if (size < ABSORBED_CHUNK) return finish(state, sponge.finish(bytes), store, tape, withLog)
  const words = pending.words.with(3, absorbed + size).with(4, sponge.absorb(bytes))
  return { ...state, pending: { op: pending.op, words } }
}

function finish(
  state: RunningState,
  hash: Uint8Array,
  store: ContentStore,
  tape: TapeRecorder | null,
  withLog: typeof addToBloom,
): RunningState {
  const { frame, pending } = pendingOf(state)
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
  const bloomHash = store.keepBloom(withLog(bloom, frame.self, topics.slice(0, topicCount)))
  return resumeFrame(state, frame, {
    ...world,
    logCount: world.logCount + 1,
    logAcc,
    bloomHash,
  })
}
