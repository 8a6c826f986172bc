import type { Address, Hex, StateRoot } from '@mvm/protocol'
import { toHex } from '@mvm/protocol'
import { CommittedState, type Slot } from './CommittedState.ts'
import type { StateCache } from './StateCache.ts'
import type { StateReader } from './StateReader.ts'

/** A storage word (32 bytes) at a state root; zero where nothing is stored. */
export function readStorage(
  reader: StateReader,
  stateRoot: StateRoot,
  address: Address,
  slot: Slot,
  cache?: StateCache,
): Hex {
  const state = cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot)
  return `0x${toHex(state.storage(address, slot)).slice(2).padStart(64, '0')}`
}
