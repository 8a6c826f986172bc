import {
  type DacCreation,
  followRollup,
  type L1Block,
  type L1Client,
  L1Follower,
  type L1Status,
  RollupReader,
  readOutputRoots,
} from '@mvm/l1'
import type { L1BlockHash, L1Contracts } from '@mvm/protocol'
import {
  ArchiveClaimPort,
  type DisputePort,
  type DutyPort,
  EverySegment,
  HttpWitnessPort,
  type JournalPort,
  type OpenState,
  OwnChains,
  type RangerEvent,
  RangerService,
  type RangerStatus,
  RollupArchive,
} from '@mvm/ranger'
import { readBatchesAgain } from './readBatchesAgain.ts'

export interface RangerRuntimeOptions {
  readonly client: L1Client
  readonly contracts: L1Contracts
  /** The L1 block before the deployment. */
  readonly start: L1Block
  /** L1 blocks that a batch's origin can lie back, and some to spare for reorganisations. */
  readonly keptBlocks: number
  /** Base URLs of nodes that are asked for witnesses, in this order; a DAC's is `<url>/<slug>`. */
  readonly witnessUrls: readonly string[]
  readonly disputes: (claims: ArchiveClaimPort) => DisputePort
  readonly journal: JournalPort
  /** Seconds in which a DAC's state batches can be disputed; by default nothing is forgotten. */
  readonly windowOf?: (creation: DacCreation) => number
  /** Where the chains are kept that it derives itself. @default memory */
  readonly openState?: OpenState
  /** What it checks. @default everything */
  readonly duties?: (archive: RollupArchive) => DutyPort
  /** Disputes that may be opened on one DAC within 24 hours of L1. @default 4 */
  readonly disputesPerDay?: number
  readonly onEvent: (event: RangerEvent) => void
  readonly onL1Status: (status: L1Status) => void
  /** Told of each new head of L1, once it has been reached. */
  readonly onHead?: (headNumber: number, signal: AbortSignal) => void
}

const RETRY_DELAY_MS = 1_000

/** A ranger's eye on L1 and its service: no RPC, no state, no other thread. */
export class RangerRuntime {
  readonly claims: ArchiveClaimPort
  readonly chains: OwnChains
  readonly #options: RangerRuntimeOptions
  readonly #archive: RollupArchive
  readonly #service: RangerService
  #isCaughtUp = false

  constructor(options: RangerRuntimeOptions) {
    const { client, contracts, witnessUrls } = options
    const archive = new RollupArchive(options.keptBlocks, options.windowOf)
    const claims = new ArchiveClaimPort(
      archive,
      (stateBatch, signal) => readOutputRoots(client, contracts, stateBatch, { signal }),
      readBatchesAgain({ client, contracts, creationOf: (chainId) => archive.creation(chainId) }),
    )
    const slugOf = (chainId: number) => archive.creation(chainId)?.slug ?? String(chainId)
    this.#options = options
    this.#archive = archive
    this.claims = claims
    this.chains = new OwnChains(claims, options.openState)
    this.#service = new RangerService({
      duties: options.duties?.(archive) ?? new EverySegment(archive),
      l1: claims,
      witnesses: witnessUrls.map((url) => new HttpWitnessPort({ url, slugOf })),
      disputes: options.disputes(claims),
      journal: options.journal,
      chains: this.chains,
      ...(options.disputesPerDay === undefined ? {} : { disputesPerDay: options.disputesPerDay }),
      now: () => archive.headTimestamp,
      retryDelayMs: RETRY_DELAY_MS,
      onEvent: options.onEvent,
    })
  }

  status(): RangerStatus {
    return this.#service.status()
  }

  /** As far as L1 is followed; 0 before it is. */
  get l1BlockNumber(): number {
    return this.#archive.headNumber
  }

  /** Of the L1 that is followed; `undefined` for blocks that are not kept. */
  l1BlockHash(number: number): L1BlockHash | undefined {
    return this.#archive.blockHash(number)
  }

  /** L1's time there, in seconds since 1970. */
  get l1Timestamp(): number {
    return this.#archive.headTimestamp
  }

  /** Whether L1 was followed up to its head once. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp
  }

  /** Resolves when L1 was followed up to its head once. */
  async untilCaughtUp(signal: AbortSignal): Promise<void> {
    while (!this.#isCaughtUp) await this.#archive.changed(signal)
  }

  /** When the oldest state batch with a pending duty was appended, in seconds since 1970; `null` without one. */
  oldestPendingTimestamp(): number | null {
    const timestamps = this.status().pending.flatMap(({ chainId, stateBatchIndex }) => {
      const batches = this.#archive.chain(chainId)?.stateBatches ?? []
      const own = batches.find((batch) => batch.stateBatchIndex === stateBatchIndex)
      return own?.appendedAtTimestamp ?? []
    })
    return timestamps.length === 0 ? null : timestamps.reduce((a, b) => Math.min(a, b))
  }

  /** Works until the signal aborts; rejects when L1 can no longer be followed. */
  async run(signal: AbortSignal): Promise<void> {
    const ending = new AbortController()
    const inner = AbortSignal.any([signal, ending.signal])
    const following = this.#follow(inner).finally(() => ending.abort())
    try {
      // Before, what L1 holds looks as if it were gone.
      await this.#caughtUp(inner)
      this.#isCaughtUp = true
      await this.#service.run(inner)
    } catch (error) {
      if (!inner.aborted) throw error
    } finally {
      ending.abort()
      await following
    }
  }

  async #caughtUp(signal: AbortSignal): Promise<void> {
    const head = await this.#options.client.block('latest', { signal })
    while (this.#archive.headNumber < (head?.number ?? 0)) await this.#archive.changed(signal)
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { client, contracts, start, onL1Status, onHead } = this.#options
    const changes = followRollup({
      follower: new L1Follower({ client, known: [start] }),
      reader: new RollupReader({ client, contracts }),
      signal,
    })
    for await (const change of changes) {
      if ('events' in change) {
        this.#archive.apply(change)
        if (this.#isCaughtUp) onHead?.(this.#archive.headNumber, signal)
      } else onL1Status(change)
    }
  }
}
