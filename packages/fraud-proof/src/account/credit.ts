import type { Address, StateRoot } from '@mvm/protocol'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { openAccount, putAccount } from './Account.ts'

/** The state root with an account credited; nothing is opened for an amount of 0. */
export function credit(
  store: ContentStore,
  stateRoot: StateRoot,
  address: Address,
  amount: bigint,
  tape: TapeRecorder | null,
): StateRoot {
  if (amount === 0n) return stateRoot
  const opened = openAccount(store, stateRoot, address, tape)
  const { account } = opened
  const credited = { ...account, balance: account.balance + amount }
  return putAccount(store, opened, credited, tape) as StateRoot
}
