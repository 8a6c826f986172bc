import { MvmError, toHex } from '@mvm/protocol'

/** A key is equal to the beginning of another key of the same trie, which this trie cannot hold. */
export class PrefixKeyError extends MvmError {
  readonly code = 'PREFIX_KEY'

  constructor({ key }: { readonly key: Uint8Array }) {
    super(`the key ${toHex(key)} is a prefix of another key of the trie`, {
      remedy: 'Use keys of one length, or of a prefix-free encoding such as RLP.',
    })
  }
}
