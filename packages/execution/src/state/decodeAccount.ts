import { RlpReader } from '@mvm/protocol'
import type { AccountState } from './AccountState.ts'

/** An account from its leaf. Throws {@link MalformedRlpError}. */
export function decodeAccount(leaf: Uint8Array): AccountState {
  const reader = new RlpReader(leaf)
  const end = reader.enterList()
  const nonce = reader.uint(8)
  const balance = reader.uint(32)
  const storageRoot = reader.bytesOfLength(32)
  const codeHash = reader.bytesOfLength(32)
  reader.leaveList(end)
  return { nonce, balance, storageRoot, codeHash }
}
