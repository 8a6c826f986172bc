import { setTimeout as delay } from 'node:timers/promises'
import type { TransactionHash } from '@mvm/protocol'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { type JsonRpc, JsonRpcError } from './JsonRpc.ts'
import { type SignedTransfer, signTransfers } from './signTransfers.ts'

export interface TransferLoadOptions {
  readonly rpc: JsonRpc
  readonly chainId: number
  readonly accounts: readonly DevnetAccount[]
  /** Transactions a second that all accounts together try to send. */
  readonly ratePerS: number
}

/** Signed ahead of the sending, so many at a time. */
const SIGNED_AHEAD = 200
const RETRY_MS = 250

/**
 * Accounts that send pre-signed transfers over HTTP without a pause, each its own in the order of nonces, through
 * refusals and the end of the node: what was not answered is sent again.
 */
export class TransferLoad {
  /** Hashes that the node has answered with, each once. */
  readonly answered = new Set<TransactionHash>()
  /** Answers that a restarted or overtaken sender may get, and that promise nothing: code and message. */
  readonly refusals = new Map<string, number>()
  /** Answers that nobody should get. */
  readonly unexpected: string[] = []
  /** Requests that got no answer: the node was away or was killed under them. */
  unanswered = 0
  /** Milliseconds since 1970. */
  lastAnsweredAtMs = 0
  readonly #options: TransferLoadOptions
  readonly #stop = new AbortController()
  readonly #running: Promise<unknown>

  private constructor(options: TransferLoadOptions, firstNonces: readonly number[]) {
    this.#options = options
    this.#running = Promise.all(
      options.accounts.map((account, i) => this.#send(account, firstNonces[i] as number)),
    )
  }

  static async start(options: TransferLoadOptions): Promise<TransferLoad> {
    const { rpc, accounts } = options
    const nonces = await Promise.all(accounts.map(({ address }) => rpc.nonce(address)))
    return new TransferLoad(options, nonces)
  }

  /** Stops sending; resolves when no request is under way. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #send({ privateKey }: DevnetAccount, firstNonce: number): Promise<void> {
    const { chainId, accounts, ratePerS } = this.#options
    const intervalMs = (accounts.length / ratePerS) * 1_000
    let signed: SignedTransfer[] = []
    for (let nonce = firstNonce; !this.#stop.signal.aborted; nonce++) {
      if (signed.length === 0) {
        signed = signTransfers({ chainId, privateKey, firstNonce: nonce, count: SIGNED_AHEAD })
      }
      const pause = delay(intervalMs)
      await this.#sendUntilTaken(signed.shift() as SignedTransfer)
      await pause
    }
  }

  async #sendUntilTaken({ raw, hash }: SignedTransfer): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const answer = await this.#options.rpc.send(raw)
        if (answer !== hash) this.unexpected.push(`answered ${answer} instead of ${hash}`)
        this.answered.add(hash)
        this.lastAnsweredAtMs = Date.now()
        return
      } catch (error) {
        if (!(error instanceof JsonRpcError)) {
          this.unanswered++
        } else {
          const kind = kindOf(error)
          if (kind === undefined) this.unexpected.push(error.message)
          else this.refusals.set(kind, (this.refusals.get(kind) ?? 0) + 1)
          if (kind === 'already known' || kind === 'nonce too low') return
        }
        await delay(RETRY_MS)
      }
    }
  }
}

/** The node took the transaction the last time, and was killed before it could answer; or it is not up yet. */
function kindOf({ message }: JsonRpcError): string | undefined {
  const kinds = ['already known', 'nonce too low', 'catching up', 'serves no DAC']
  return kinds.find((kind) => message.includes(kind))
}
