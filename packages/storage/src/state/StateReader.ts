import type { CodeHash, Hash } from '@mvm/protocol'

export interface StateReader {
  trieNode(hash: Hash): Uint8Array
  code(codeHash: CodeHash): Uint8Array
}
