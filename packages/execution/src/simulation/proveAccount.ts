import {
  type AccountProof,
  type Address,
  asHash,
  type CodeHash,
  fromHex,
  type Hex,
  keccak256,
  type StateRoot,
  type StorageRoot,
  toBigInt,
  toHex,
} from '@mvm/protocol'
import { EMPTY_ACCOUNT } from '../state/AccountState.ts'
import { CommittedState } from '../state/CommittedState.ts'
import type { StateReader } from '../state/StateReader.ts'
import { proveKey } from '../trie/proveKey.ts'

/** Proves an account and some of its slots (32 bytes each), or that they are not there. */
export function proveAccount(
  reader: StateReader,
  stateRoot: StateRoot,
  address: Address,
  slots: readonly Hex[],
): AccountProof {
  const load = (hash: Parameters<StateReader['trieNode']>[0]) => reader.trieNode(hash)
  const state = new CommittedState(reader, stateRoot)
  const account = state.account(address) ?? EMPTY_ACCOUNT
  return {
    address,
    balance: account.balance,
    nonce: account.nonce,
    codeHash: asHash<CodeHash>(toHex(account.codeHash)),
    storageRoot: asHash<StorageRoot>(toHex(account.storageRoot)),
    accountProof: proveKey(load, fromHex(stateRoot), keccak256(fromHex(address))),
    storageProofs: slots.map((slot) => ({
      value: toBigInt(state.storage(address, slot)),
      proof: proveKey(load, account.storageRoot, keccak256(fromHex(slot))),
    })),
  }
}
