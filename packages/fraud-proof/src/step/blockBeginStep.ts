import {
  type BatchHash,
  decodeBlockHeader,
  type Hash,
  nextBaseFee,
  predeploys,
  prevRandao,
} from '@mvm/protocol'
import { putSlots } from '../account/putSlots.ts'
import { originOf as trueOriginOf } from '../block/originOf.ts'
import { timestampOf } from '../block/timestampOf.ts'
import { locateInputs } from '../payload/locateInputs.ts'
import { encodeWords } from '../state/encodeWords.ts'
import type { RunningState } from '../state/MachineState.ts'
import { Words } from '../state/Words.ts'
import { type ContentStore, EMPTY_BLOOM_HASH } from '../store/ContentStore.ts'
import { openPreimage } from '../store/openPreimage.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { beforeInput } from './afterInput.ts'

const GAS_LIMIT = 30_000_000n
/** Blocks whose hashes the EIP-2935 contract keeps. */
const HISTORY_WINDOW = 8_191
const ZERO = `0x${'00'.repeat(32)}` as Hash

/**
 * The block's fields out of the block before it, the batch and the origin (spec 2.1); then the origin goes to
 * `MVM_L1Block` and the parent's hash to the history contract.
 */
export function blockBeginStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
  originOf: typeof trueOriginOf = trueOriginOf,
): RunningState {
  const { block: start, world } = state
  const { chainId, number, parentHash, indexInBatch } = start
  const batch = openBatch(store, start.inputCommitment, tape)
  const parent = decodeBlockHeader(openPreimage(store, parentHash, tape))
  const origin = originOf(openPreimage(store, batch.originHash, tape))
  const payload = openPreimage(store, batch.payloadHash, tape)
  const elements = indexInBatch === 0 ? openQueue(store, batch, tape) : []
  const inputs = locateInputs(payload, indexInBatch, elements.length)
  let depositHash = ZERO
  for (const element of elements.toReversed()) {
    depositHash = store.keepPreimage(encodeWords([element, depositHash]))
  }
  const block = {
    ...start,
    timestamp: timestampOf(parent.timestamp, inputs.delta, origin.timestamp),
    gasLimit: GAS_LIMIT,
    baseFee: nextBaseFee(parent),
    coinbase: batch.producer,
    prevRandao: prevRandao(origin.prevRandao, chainId, number),
    l1BaseFee: origin.baseFee,
    feeScalar: batch.feeScalar,
    depositHash,
    payloadHash: batch.payloadHash,
    payloadCursor: inputs.cursor,
    payloadEnd: inputs.end,
    inputCount: elements.length + inputs.count,
    bloomHash: EMPTY_BLOOM_HASH,
  }
  const attributes = [
    [0n, batch.originNumber],
    [1n, BigInt(origin.timestamp)],
    [2n, BigInt(batch.originHash)],
    [3n, origin.baseFee],
    [4n, batch.feeScalar],
  ] as const
  const told = putSlots(store, world.stateRoot, predeploys.l1Block, attributes, tape)
  const slot = BigInt((number - 1) % HISTORY_WINDOW)
  const history = [[slot, BigInt(parentHash)]] as const
  const stateRoot = putSlots(store, told, predeploys.history, history, tape)
  return beforeInput({ ...world, stateRoot }, block)
}

function openBatch(store: ContentStore, hash: BatchHash, tape: TapeRecorder | null) {
  const words = new Words(openPreimage(store, hash, tape))
  return {
    elementCount: words.count(5) - words.count(4),
    queueHashEnd: words.hash(7),
    originNumber: words.integer(8),
    originHash: words.hash(9),
    producer: words.address(10),
    feeScalar: words.integer(11),
    payloadHash: words.hash(12),
  }
}

/** The hashes of the queue elements that the batch consumes: one element of the tape, if there are any. */
function openQueue(
  store: ContentStore,
  batch: { readonly elementCount: number; readonly queueHashEnd: Hash },
  tape: TapeRecorder | null,
): Hash[] {
  const elements: Hash[] = []
  let queueHash = batch.queueHashEnd
  for (let i = 0; i < batch.elementCount; i++) {
    const link = new Words(store.preimage(queueHash))
    elements.unshift(link.hash(1))
    queueHash = link.hash(0)
  }
  // At most 64 words, the CTC's bound.
  if (elements.length > 0) tape?.append(encodeWords(elements))
  return elements
}
