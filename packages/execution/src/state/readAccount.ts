import {
  type Address,
  asHash,
  type CodeHash,
  type StateRoot,
  type StorageRoot,
  toHex,
} from '@mvm/protocol'
import { CommittedState } from './CommittedState.ts'
import type { StateCache } from './StateCache.ts'
import type { StateReader } from './StateReader.ts'

/** An account as callers outside execution see it. */
export interface AccountRecord {
  readonly nonce: bigint
  /** Wei of the native coin. */
  readonly balance: bigint
  readonly codeHash: CodeHash
  readonly storageRoot: StorageRoot
}

/** An account at a state root, or `null` if there is none. */
export function readAccount(
  reader: StateReader,
  stateRoot: StateRoot,
  address: Address,
  cache?: StateCache,
): AccountRecord | null {
  const state = cache?.open(reader, stateRoot) ?? new CommittedState(reader, stateRoot)
  const account = state.account(address)
  if (account === null) return null
  return {
    nonce: account.nonce,
    balance: account.balance,
    codeHash: asHash<CodeHash>(toHex(account.codeHash)),
    storageRoot: asHash<StorageRoot>(toHex(account.storageRoot)),
  }
}
