import type { Address, Hash, StateRoot } from '@mvm/protocol'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { openAccount, putAccount } from './Account.ts'
import { openSlot, putWord } from './openSlot.ts'

/** The state root with slots of one account written, one after the other; the account's way comes first. */
export function putSlots(
  store: ContentStore,
  stateRoot: StateRoot,
  address: Address,
  slots: readonly (readonly [slot: bigint, value: bigint])[],
  tape: TapeRecorder | null,
): StateRoot {
  const opened = openAccount(store, stateRoot, address, tape)
  let storageRoot: Hash = opened.account.storageRoot
  for (const [slot, value] of slots) {
    storageRoot = putWord(store, openSlot(store, storageRoot, slot, tape), value, tape)
  }
  return putAccount(store, opened, { ...opened.account, storageRoot }, tape) as StateRoot
}
