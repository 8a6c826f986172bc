import type { Hash, StateRoot } from '@mvm/protocol'
import { EMPTY_ACCOUNT, openAccount, putAccount } from '../account/Account.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { Words } from '../state/Words.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import { openPreimage } from '../store/openPreimage.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_LIST } from '../transaction/listChain.ts'
import { endingOf } from './transactionOf.ts'

/** Removes one account that destroyed itself, the last one first. Words: status, gas used, rest of their chain. */
export function txDestructStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { pending } = endingOf(state)
  const [status, gasUsed, chain] = pending.words as readonly [number, bigint, Hash]
  const link = new Words(openPreimage(store, chain, tape))
  const rest = link.hash(0)
  const opened = openAccount(store, state.world.stateRoot, link.address(1), tape)
  const stateRoot = putAccount(store, opened, EMPTY_ACCOUNT, tape) as StateRoot
  const world = { ...state.world, stateRoot }
  return rest === EMPTY_LIST
    ? { ...state, kind: Kind.TX_RECEIPT, world, pending: { op: 0, words: [status, gasUsed] } }
    : { ...state, world, pending: { op: 0, words: [status, gasUsed, rest] } }
}
