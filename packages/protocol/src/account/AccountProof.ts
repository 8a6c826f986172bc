import type { CodeHash, StorageRoot } from '../hash/Hash.ts'
import type { Address } from './Address.ts'

/** An account with its Merkle proofs (EIP-1186). */
export interface AccountProof {
  readonly address: Address
  readonly balance: bigint
  readonly nonce: bigint
  readonly codeHash: CodeHash
  readonly storageRoot: StorageRoot
  /** Trie nodes from the root on. */
  readonly accountProof: readonly Uint8Array[]
  /** In the order of the slots asked for. */
  readonly storageProofs: readonly {
    readonly value: bigint
    readonly proof: readonly Uint8Array[]
  }[]
}
