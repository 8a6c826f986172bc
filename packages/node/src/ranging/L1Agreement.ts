import type { L1Client } from '@mvm/l1'
import type { L1BlockHash } from '@mvm/protocol'

export interface L1AgreementOptions {
  readonly client: L1Client
  /** A block of the chain that is followed; `undefined` where it is not kept. */
  readonly blockHash: (number: number) => L1BlockHash | undefined
  /** An endpoint begins to tell another chain than the one that is followed. */
  readonly onDisagreement: (disagreement: L1Disagreement) => void
}

export interface L1Disagreement {
  readonly url: string
  readonly l1BlockNumber: number
  readonly followed: L1BlockHash
  readonly told: unknown
}

/** L1 blocks that endpoints may differ about, for a while. */
const DEPTH = 8
/** L1 blocks from one question to the next. */
const INTERVAL = 8

/**
 * Whether all L1 endpoints of a process tell one chain. Only one is asked for everything else, and the next one where it
 * fails: one that answers with another chain would go unnoticed. Which of two is right nobody can tell from here.
 */
export class L1Agreement {
  readonly #options: L1AgreementOptions
  readonly #disagreeing = new Set<string>()
  #askedAt = Number.NEGATIVE_INFINITY

  constructor(options: L1AgreementOptions) {
    this.#options = options
  }

  /** Endpoints that told another chain when they were last asked and answered. */
  get disagreeing(): readonly string[] {
    return [...this.#disagreeing]
  }

  /** L1 has a new head: now and then every endpoint is asked for an older block. */
  async noteHead(headNumber: number, signal: AbortSignal): Promise<void> {
    const { client, blockHash } = this.#options
    const { urls } = client.transport
    if (urls.length < 2 || headNumber < this.#askedAt + INTERVAL) return
    this.#askedAt = headNumber
    const number = headNumber - DEPTH
    const followed = blockHash(number)
    if (followed === undefined) return
    await Promise.all(urls.map((url) => this.#ask(url, number, followed, signal)))
  }

  async #ask(
    url: string,
    l1BlockNumber: number,
    followed: L1BlockHash,
    signal: AbortSignal,
  ): Promise<void> {
    const { client, onDisagreement } = this.#options
    const call = {
      method: 'eth_getBlockByNumber',
      params: [`0x${l1BlockNumber.toString(16)}`, false],
    }
    // Who does not answer, or is not as far, tells no other chain.
    const answer = await client.transport.requestFrom(url, call, signal).catch(() => undefined)
    if (!answer?.ok || answer.result === null) return
    const told = (answer.result as { readonly hash?: unknown }).hash
    if (told === followed) {
      this.#disagreeing.delete(url)
    } else if (!this.#disagreeing.has(url)) {
      this.#disagreeing.add(url)
      onDisagreement({ url, l1BlockNumber, followed, told })
    }
  }
}
