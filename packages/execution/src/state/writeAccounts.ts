import {
  type Address,
  asHash,
  type CodeHash,
  fromHex,
  type GenesisAccount,
  type Hash,
  type Hex,
  keccak256,
  type StateRoot,
  toHex,
} from '@mvm/protocol'
import { MerkleTrie } from '../trie/MerkleTrie.ts'
import { EMPTY_CODE_HASH } from './AccountState.ts'
import { encodeAccount } from './encodeAccount.ts'
import { encodeStorageValue } from './encodeStorageValue.ts'
import { StateUnavailableError } from './StateUnavailableError.ts'
import { trimZeros } from './trimZeros.ts'

/** An account of a state that is given in full. */
export interface WrittenAccount extends GenesisAccount {
  /** 32-byte slots and words, in hexadecimal. */
  readonly storage?: ReadonlyMap<Hex, Hex>
}

/** A whole state as content: what a store must hold for it to be read. */
export interface WrittenState {
  readonly stateRoot: StateRoot
  readonly nodes: Map<Hash, Uint8Array>
  readonly codes: Map<CodeHash, Uint8Array>
}

/** The tries of a state that is given account by account, such as the genesis. */
export function writeAccounts(accounts: ReadonlyMap<Address, WrittenAccount>): WrittenState {
  const nodes = new Map<Hash, Uint8Array>()
  const codes = new Map<CodeHash, Uint8Array>()
  const open = (): MerkleTrie =>
    new MerkleTrie((hash) => {
      throw new StateUnavailableError({ kind: 'trie node', hash })
    })
  const store = (hash: Hash, encoding: Uint8Array): void => {
    nodes.set(hash, encoding)
  }
  const leaves = [...accounts].map(([address, { nonce, balance, code, storage }]) => {
    const slots = open()
    const words = [...(storage ?? [])].map(([slot, word]) => ({
      key: keccak256(fromHex(slot)),
      value: trimZeros(fromHex(word)),
    }))
    slots.update(
      words
        .filter(({ value }) => value.length > 0)
        .map(({ key, value }) => ({ key, value: encodeStorageValue(value) })),
    )
    const storageRoot = slots.commit(store)
    const codeHash = code.length === 0 ? EMPTY_CODE_HASH : keccak256(code)
    if (code.length > 0) codes.set(asHash<CodeHash>(toHex(codeHash)), code)
    return {
      key: keccak256(fromHex(address)),
      value: encodeAccount({ nonce, balance, storageRoot, codeHash }),
    }
  })
  const trie = open()
  trie.update(leaves)
  return { stateRoot: asHash<StateRoot>(toHex(trie.commit(store))), nodes, codes }
}
