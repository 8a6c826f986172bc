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
  /** How many of its transactions an account sends at once. @default 1 */
  readonly burst?: number
}

/** Bursts that are signed ahead of their sending. */
const SIGNED_AHEAD = 40
const RETRY_MS = 100
const GIVE_UP_MS = 20_000

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
  /** Told of each answer in the moment in which it comes. */
  onAnswered: () => void = () => undefined
  readonly #options: TransferLoadOptions
  #stoppedAtMs: number | undefined
  /** Settles when the node has taken a transaction again. */
  #probe: PromiseWithResolvers<void> | undefined
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

  /**
   * Stops sending; resolves when the bursts under way are taken, for what is behind a nonce that never comes cannot get
   * into a block, or when the node is away for good.
   */
  async stop(): Promise<void> {
    this.#stoppedAtMs ??= Date.now()
    await this.#running
  }

  async #send({ privateKey }: DevnetAccount, firstNonce: number): Promise<void> {
    const { chainId, accounts, ratePerS, burst = 1 } = this.#options
    const intervalMs = ((accounts.length * burst) / ratePerS) * 1_000
    let signed: SignedTransfer[] = []
    for (let nonce = firstNonce; this.#stoppedAtMs === undefined; nonce += burst) {
      if (signed.length === 0) {
        const count = burst * SIGNED_AHEAD
        signed = signTransfers({ chainId, privateKey, firstNonce: nonce, count })
      }
      const pause = delay(intervalMs)
      await Promise.all(signed.splice(0, burst).map((transfer) => this.#sendUntilTaken(transfer)))
      await pause
    }
  }

  async #sendUntilTaken(transfer: SignedTransfer): Promise<void> {
    let probe: PromiseWithResolvers<void> | undefined
    try {
      while (Date.now() < (this.#stoppedAtMs ?? Date.now()) + GIVE_UP_MS) {
        if (await this.#isTaken(transfer)) return
        // One of them asks whether the node is back; the others wait for it.
        if (probe === undefined && this.#probe !== undefined) await this.#probe.promise
        else {
          probe ??= Promise.withResolvers()
          this.#probe = probe
          await delay(RETRY_MS)
        }
      }
    } finally {
      if (probe !== undefined && this.#probe === probe) this.#probe = undefined
      probe?.resolve()
    }
  }

  /** Whether the transaction need not be sent again. */
  async #isTaken({ raw, hash }: SignedTransfer): Promise<boolean> {
    try {
      const answer = await this.#options.rpc.send(raw)
      if (answer !== hash) this.unexpected.push(`answered ${answer} instead of ${hash}`)
      this.answered.add(hash)
      this.lastAnsweredAtMs = Date.now()
      this.onAnswered()
      return true
    } catch (error) {
      if (!(error instanceof JsonRpcError)) {
        this.unanswered++
        return false
      }
      const kind = kindOf(error)
      if (kind === undefined) this.unexpected.push(error.message)
      else this.refusals.set(kind, (this.refusals.get(kind) ?? 0) + 1)
      return kind === 'already known' || kind === 'nonce too low'
    }
  }
}

/** The node took the transaction the last time, and was killed before it could answer; or it is not up yet. */
function kindOf({ message }: JsonRpcError): string | undefined {
  const kinds = ['already known', 'nonce too low', 'catching up', 'serves no DAC']
  return kinds.find((kind) => message.includes(kind))
}
