import {
  type Address,
  decodeTransaction,
  encodeTransaction,
  type SignedTransaction,
} from '@mvm/protocol'
import type { PoolPort, SubmitOutcome } from '../../src/index.ts'
import type { TestState } from './TestState.ts'

/** Keeps what is submitted until a test takes it into a block. */
export class TestPool implements PoolPort {
  readonly #chainId: number
  readonly #state: TestState
  readonly #tell: (transaction: SignedTransaction) => void
  readonly #transactions: SignedTransaction[] = []
  /** The outcome of the next submission instead of the usual one. */
  nextOutcome: SubmitOutcome | null = null
  /** Called with what is accepted. */
  onAccepted: (transaction: SignedTransaction) => void = () => {}

  constructor(chainId: number, state: TestState, tell: (transaction: SignedTransaction) => void) {
    this.#chainId = chainId
    this.#state = state
    this.#tell = tell
  }

  async submit(encoded: Uint8Array): Promise<SubmitOutcome> {
    const scripted = this.nextOutcome
    this.nextOutcome = null
    if (scripted !== null) return scripted
    const transaction = decodeTransaction(encoded, { chainId: this.#chainId })
    const { hash, nonce, signer } = transaction
    const expectedNonce = this.#nonce(signer)
    if (nonce < expectedNonce) {
      return { status: 'refused', refusal: 'NONCE_TOO_LOW', detail: `next nonce ${expectedNonce}` }
    }
    this.#transactions.push(transaction)
    if (this.#isExecutable(transaction)) this.#tell(transaction)
    this.onAccepted(transaction)
    return { status: 'accepted', hash }
  }

  /** Removes and returns the executable transactions. */
  take(): SignedTransaction[] {
    const { pending, queued } = this.content()
    this.#transactions.splice(0, this.#transactions.length, ...queued)
    for (const { signer, nonce } of pending) this.#state.nonces.set(signer, nonce + 1n)
    return [...pending]
  }

  transaction(hash: string): SignedTransaction | null {
    return this.#transactions.find((transaction) => transaction.hash === hash) ?? null
  }

  encodedTransaction(hash: string): Uint8Array | null {
    const transaction = this.transaction(hash)
    return transaction === null ? null : encodeTransaction(transaction)
  }

  pendingNonce(address: Address): bigint | null {
    const nonces = this.content()
      .pending.filter(({ signer }) => signer === address)
      .map(({ nonce }) => nonce + 1n)
    return nonces.at(-1) ?? null
  }

  content(): { readonly pending: SignedTransaction[]; readonly queued: SignedTransaction[] } {
    return {
      pending: this.#transactions.filter((transaction) => this.#isExecutable(transaction)),
      queued: this.#transactions.filter((transaction) => !this.#isExecutable(transaction)),
    }
  }

  counts() {
    const { pending, queued } = this.content()
    return { pending: pending.length, queued: queued.length }
  }

  minimumTip(): bigint {
    return 3n
  }

  #nonce(signer: Address): bigint {
    return this.#state.nonces.get(signer) ?? 0n
  }

  #isExecutable({ signer, nonce }: SignedTransaction): boolean {
    for (let needed = this.#nonce(signer); needed < nonce; needed++) {
      const isThere = this.#transactions.some(
        (other) => other.signer === signer && other.nonce === needed,
      )
      if (!isThere) return false
    }
    return true
  }
}
