import type { Hash } from '@mvm/protocol'
import { MachineStateError } from '../error/MachineStateError.ts'
import { readInput } from '../payload/readInput.ts'
import type { Block } from '../state/Block.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { Words } from '../state/Words.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import { openPreimage } from '../store/openPreimage.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { depositTransaction } from '../transaction/depositTransaction.ts'
import { EMPTY_LIST } from '../transaction/listChain.ts'
import { payloadTransaction } from '../transaction/payloadTransaction.ts'
import { afterInput } from './afterInput.ts'

/** Reads the next input: a deposit while there are any, then what the payload has. Reads no state. */
export function txNextStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { block } = state
  return block.depositHash === EMPTY_LIST
    ? nextOfPayload(state, store, tape)
    : nextDeposit(state, store, tape)
}

function nextDeposit(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const link = store.preimage(state.block.depositHash)
  const [element, rest] = [new Words(link).hash(0), new Words(link).hash(1)]
  const preimage = store.preimage(element)
  tape?.append(Buffer.concat([preimage, link.subarray(32)]))
  const words = new Words(preimage)
  const data = openPreimage(store, words.hash<Hash>(9), tape)
  const transaction = depositTransaction(words, data, state.world.stateRoot)
  const block: Block = { ...state.block, depositHash: rest }
  return { ...state, kind: Kind.TX_CHECK, block, transaction }
}

function nextOfPayload(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { payloadHash, payloadCursor, payloadEnd } = state.block
  const payload = openPreimage(store, payloadHash, tape)
  const input = readInput(payload, payloadCursor, payloadEnd)
  if (input === undefined) throw new MachineStateError({ problem: 'the payload has no such input' })
  const block: Block = { ...state.block, payloadCursor: input.end }
  const raw = payload.subarray(input.start, input.end)
  const transaction = payloadTransaction(raw, block, state.world.stateRoot, store)
  if (transaction === null) return afterInput(state.world, block)
  return { ...state, kind: Kind.TX_CHECK, block, transaction }
}
