import { type Hash, MvmError } from '@mvm/protocol'

/** A trie node or a contract's code that execution needs is not in the store that it reads from. */
export class StateUnavailableError extends MvmError {
  readonly code = 'STATE_UNAVAILABLE'
  readonly kind: 'trie node' | 'code'
  readonly hash: Hash

  constructor({ kind, hash }: { readonly kind: 'trie node' | 'code'; readonly hash: Hash }) {
    super(`the ${kind} ${hash} is not in the store`, {
      remedy: 'Ask for a block whose state is kept, or fetch the missing content and try again.',
    })
    this.kind = kind
    this.hash = hash
  }
}
