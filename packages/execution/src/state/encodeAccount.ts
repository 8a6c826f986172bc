import { RLP } from '@ethereumjs/rlp'
import type { AccountState } from './AccountState.ts'

/** The account's leaf: rlp([nonce, balance, storageRoot, codeHash]). */
export function encodeAccount({ nonce, balance, storageRoot, codeHash }: AccountState): Uint8Array {
  return RLP.encode([nonce, balance, storageRoot, codeHash])
}
