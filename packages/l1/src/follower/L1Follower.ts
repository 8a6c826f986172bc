import type { L1Block, L1BlockId } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import { pause } from '../client/pause.ts'
import { retryDelayMs } from '../client/retryDelayMs.ts'
import { isTransientL1Error } from '../error/isTransientL1Error.ts'
import { L1EndpointError } from '../error/L1EndpointError.ts'
import { L1HistoryLostError } from '../error/L1HistoryLostError.ts'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import { findCommonAncestor } from './findCommonAncestor.ts'
import { L1BlockWindow } from './L1BlockWindow.ts'
import type { L1FollowerEvent, L1HeadChange } from './L1FollowerEvent.ts'

export interface L1FollowerOptions {
  readonly client: L1Client
  /**
   * Blocks already dealt with, ascending, the last one being where to go on; gaps are fine. The first should be
   * older than anything that may be reorganised: a chain without it is {@link L1HistoryLostError}.
   */
  readonly known: readonly L1BlockId[]
  /** @default 250 */
  readonly pollIntervalMs?: number
  /** The longest wait between two tries while L1 is away. @default 5000 */
  readonly maxRetryDelayMs?: number
  /** A head that has not moved for so long is reported, and other endpoints are looked at. @default 60000 */
  readonly staleAfterMs?: number
  /** Blocks remembered one by one, at least 256. @default 1024 */
  readonly windowSize?: number
  /** @default 100 */
  readonly maxBlocksPerChange?: number
}

/** Follows L1's head from a given block on, through reorganisations of any depth and through outages. */
export class L1Follower {
  readonly #client: L1Client
  readonly #window: L1BlockWindow
  readonly #pollIntervalMs: number
  readonly #maxRetryDelayMs: number
  readonly #staleAfterMs: number
  readonly #maxBlocksPerChange: number

  constructor(options: L1FollowerOptions) {
    this.#client = options.client
    this.#window = new L1BlockWindow(options.known, Math.max(256, options.windowSize ?? 1024))
    this.#pollIntervalMs = options.pollIntervalMs ?? 250
    this.#maxRetryDelayMs = options.maxRetryDelayMs ?? 5000
    this.#staleAfterMs = options.staleAfterMs ?? 60_000
    this.#maxBlocksPerChange = options.maxBlocksPerChange ?? 100
  }

  /** The last block announced, or where the follower started. */
  get head(): L1BlockId {
    return this.#window.head
  }

  /** What to give as `known` to a follower that goes on from here, ascending. */
  known(): L1BlockId[] {
    return this.#window.blocks()
  }

  /**
   * What happens, as it happens, until the signal is aborted; nothing is read ahead of the consumer. To be iterated
   * once. A head that merely goes back on the known chain is announced as `stale` at most, since L1 nodes behind a
   * load balancer do that; a block that contradicts the known chain is a reorganisation at once. Throws
   * {@link L1HistoryLostError}.
   */
  async *events(signal: AbortSignal): AsyncGenerator<L1FollowerEvent, void, undefined> {
    let movedAtMs = performance.now()
    let trouble: { readonly kind: 'unreachable' | 'stale'; readonly sinceMs: number } | null = null
    let failures = 0
    try {
      while (!signal.aborted) {
        try {
          for await (const change of this.#changes(signal)) {
            if (trouble !== null) yield { kind: 'back', awayMs: elapsedMs(trouble.sinceMs) }
            trouble = null
            yield change
            movedAtMs = performance.now()
          }
          if (trouble?.kind === 'unreachable') {
            yield { kind: 'back', awayMs: elapsedMs(trouble.sinceMs) }
            trouble = null
            movedAtMs = performance.now()
          }
          failures = 0
          if (trouble === null && elapsedMs(movedAtMs) > this.#staleAfterMs) {
            trouble = { kind: 'stale', sinceMs: movedAtMs }
            yield { kind: 'stale', head: this.head, sinceMs: elapsedMs(movedAtMs) }
            await this.#demoteLaggards(signal)
          }
        } catch (error) {
          if (!isTransientL1Error(error)) throw error
          failures++
          if (trouble?.kind !== 'unreachable') {
            trouble = { kind: 'unreachable', sinceMs: performance.now() }
            yield { kind: 'unreachable', error }
          }
        }
        await pause(this.#pauseMs(failures), signal)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Looks at the head once and gives what changed since the last time. */
  async *#changes(signal: AbortSignal): AsyncGenerator<L1HeadChange, void, undefined> {
    const options = { signal, attempts: 1 }
    const latest = await this.#client.block('latest', options)
    if (latest === null) {
      throw new L1ResponseError({ method: 'eth_getBlockByNumber', reason: 'there is no head' })
    }
    if (latest.hash === this.head.hash) return
    const ancestor =
      latest.parentHash === this.head.hash ? this.head : await this.#ancestorOf(latest, options)
    if (ancestor === null) return
    const [safe, finalized] = await this.#client.blocks(['safe', 'finalized'], options)
    const safeNumber = safe?.number ?? null
    const finalizedNumber = finalized?.number ?? null
    let parent = ancestor
    while (parent.number < latest.number) {
      const blocks =
        latest.parentHash === parent.hash
          ? [latest]
          : await this.#blocksAfter(parent, latest.number, options)
      if (blocks === null) return
      const change = { blocks, latest, safeNumber, finalizedNumber }
      const isReorganised = parent.number < this.head.number
      if (isReorganised) this.#window.truncate(parent.number)
      for (const block of blocks) this.#window.append(block)
      yield isReorganised
        ? { kind: 'reorganised', commonAncestorNumber: parent.number, ...change }
        : { kind: 'advanced', ...change }
      parent = this.head
    }
  }

  /** Where the chain of `latest` leaves ours; `null` when it may be only a shorter piece of ours. */
  async #ancestorOf(
    latest: L1Block,
    options: { readonly signal: AbortSignal; readonly attempts: number },
  ): Promise<L1BlockId | null> {
    const known = this.#window.blocks().filter(({ number }) => number <= latest.number)
    const highest = known.at(-1)
    if (highest === undefined) return null
    const ancestor = await findCommonAncestor(this.#client, known, options)
    if (ancestor === null) {
      const { number, hash } = this.#window.first
      throw new L1HistoryLostError({ blockNumber: number, hash })
    }
    const isBehind = latest.number <= this.head.number && ancestor.number === highest.number
    return isBehind ? null : ancestor
  }

  /** Up to `maxBlocksPerChange` blocks after `parent`, or `null` when L1 moved away under the reading. */
  async #blocksAfter(
    parent: L1BlockId,
    last: number,
    options: { readonly signal: AbortSignal; readonly attempts: number },
  ): Promise<L1Block[] | null> {
    const count = Math.min(last - parent.number, this.#maxBlocksPerChange)
    const numbers = Array.from({ length: count }, (_, i) => parent.number + 1 + i)
    const blocks: L1Block[] = []
    let parentHash = parent.hash
    for (const block of await this.#client.blocks(numbers, options)) {
      if (block === null || block.parentHash !== parentHash) return null
      blocks.push(block)
      parentHash = block.hash
    }
    return blocks
  }

  /** Puts endpoints whose head is behind another's at the end of the line. */
  async #demoteLaggards(signal: AbortSignal): Promise<void> {
    const { transport } = this.#client
    if (transport.urls.length < 2) return
    const call = { method: 'eth_blockNumber', params: [] }
    const heads = await Promise.all(
      transport.urls.map(async (url) => {
        try {
          const answer = await transport.requestFrom(url, call, signal)
          return answer.ok ? Number(answer.result) : -1
        } catch (error) {
          if (!(error instanceof L1EndpointError)) throw error
          return -1
        }
      }),
    )
    const best = Math.max(...heads)
    transport.urls.forEach((url, i) => {
      if ((heads[i] as number) < best) transport.demote(url)
    })
  }

  #pauseMs(failures: number): number {
    if (failures === 0) return this.#pollIntervalMs
    return retryDelayMs({
      retry: failures - 1,
      firstDelayMs: this.#pollIntervalMs,
      maxDelayMs: Math.max(this.#maxRetryDelayMs, this.#pollIntervalMs),
      random: Math.random,
    })
  }
}

function elapsedMs(sinceMs: number): number {
  return performance.now() - sinceMs
}
