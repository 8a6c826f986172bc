import type { StateRoot } from '@mvm/protocol'
import { type OpenedAccount, putAccount } from '../account/Account.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { afterInput } from './afterInput.ts'
import { transactionOf } from './transactionOf.ts'

/** Takes gas, tax and data fee from the sender and counts its nonce, or skips a transaction that it cannot pay for. */
export function chargeSender(
  state: RunningState,
  sender: OpenedAccount,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { world, block } = state
  const { nonce, value, gasLimit, gasPrice, maxFee, tax, l1Fee } = transactionOf(state)
  const { account } = sender
  if (account.balance < gasLimit * maxFee + value + tax + l1Fee) return afterInput(world, block)
  const balance = account.balance - (gasLimit * gasPrice + tax + l1Fee)
  const charged = { ...account, nonce: nonce + 1n, balance }
  const stateRoot = putAccount(store, sender, charged, tape) as StateRoot
  return { ...state, kind: Kind.TX_LISTS, world: { ...world, stateRoot } }
}
