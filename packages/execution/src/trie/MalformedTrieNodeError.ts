import { MvmError, toHex } from '@mvm/protocol'

/** Stored bytes are not the RLP of a Merkle-Patricia node. */
export class MalformedTrieNodeError extends MvmError {
  readonly code = 'MALFORMED_TRIE_NODE'

  constructor({ encoding, reason }: { readonly encoding: Uint8Array; readonly reason: string }) {
    super(`the trie node ${toHex(encoding.subarray(0, 40))} is malformed: ${reason}`, {
      remedy: 'The database or the witness is damaged: restore it from L1 or from a copy.',
    })
  }
}
