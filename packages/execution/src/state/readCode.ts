import type { Address, StateRoot } from '@mvm/protocol'
import { CommittedState } from './CommittedState.ts'
import type { StateCache } from './StateCache.ts'
import type { StateReader } from './StateReader.ts'

/** An account's code at a state root; empty where there is none. */
export function readCode(
  reader: StateReader,
  stateRoot: StateRoot,
  address: Address,
  cache?: StateCache,
): Uint8Array {
  const state = cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot)
  const account = state.account(address)
  return account === null ? new Uint8Array() : state.code(account.codeHash)
}
