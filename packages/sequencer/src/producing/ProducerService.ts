import type { Address, SealDomain } from '@mvm/protocol'
import type { RollupRules } from '../batch/RollupRules.ts'
import type { CommitteeSchedule } from '../committee/CommitteeSchedule.ts'
import type { CommitteeChainPort } from '../committee/chain/CommitteeChainPort.ts'
import { CommitteeFollower } from '../committee/chain/CommitteeFollower.ts'
import type { Entry, Tip } from '../committee/chain/Entry.ts'
import type { EntryBody } from '../committee/chain/EntryBody.ts'
import { isNextOpening } from '../committee/chain/isNextOpening.ts'
import { Replica } from '../committee/chain/Replica.ts'
import { Mutex } from '../committee/Mutex.ts'
import type { SealSigner } from '../committee/seal/SealSigner.ts'
import type { PoolLimits } from '../pool/PoolLimits.ts'
import type { AdmissionPort } from '../port/AdmissionPort.ts'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ClockPort } from '../port/ClockPort.ts'
import type { L1View, L1ViewPort } from '../port/L1ViewPort.ts'
import { NewestView } from '../service/NewestView.ts'
import type { SequencerEvent } from '../service/SequencerEvent.ts'
import { BlockProduction } from './BlockProduction.ts'
import type { ProducerAssignment } from './ProducerAssignment.ts'
import type { ProducerDomain } from './ProducerDomain.ts'
import type {
  DeclineReason,
  ProducerAnswer,
  ProducerRequest,
  ProductionOrder,
} from './ProducerMessage.ts'
import { producerDigest } from './producerDigest.ts'

/** What a {@link ProducerService} works with. */
export interface ProducerServiceOptions {
  readonly chainId: number
  readonly chain: CommitteeChainPort
  /** Who may seal at all. */
  readonly schedule: CommitteeSchedule
  readonly assignment: ProducerAssignment
  readonly admission: AdmissionPort
  readonly l1: L1ViewPort
  readonly clock: ClockPort
  readonly rules: RollupRules
  readonly poolLimits: PoolLimits
  readonly signer: SealSigner
  readonly sealDomain: SealDomain
  readonly producerDomain: ProducerDomain
  /** Whether this node has caught up with L1. */
  readonly isLive: () => boolean
  /** How long a sequencer that leads is given to send what L1 shows already. */
  readonly patienceMs: number
  /** Sends to a sequencer; what cannot be sent is lost. */
  readonly send: (to: Address, answer: ProducerAnswer) => void
  /** Must not throw. */
  readonly onEvent?: (event: SequencerEvent) => void
}

/** How long an L1 block is waited for that a sequencer has seen already. */
const VIEW_PATIENCE_MS = 500
const FETCH_INTERVAL_MS = 500
/** Nobody ends this wait before its time. */
const NEVER = new AbortController().signal

/**
 * One DAC on a producer: follows what its sequencers decide and L1 shows, and when it is the DAC's producer opens batches
 * and seals blocks as it is asked. Everything happens one thing after the other.
 */
export class ProducerService {
  readonly #options: ProducerServiceOptions
  readonly #mutex = new Mutex()
  readonly #replica: Replica
  readonly #follower: CommitteeFollower
  readonly #production: BlockProduction
  readonly #newest: NewestView
  #fetched: { readonly tipId: string; readonly againAtMs: number } | undefined
  /** It executes what others have sealed, which may take longer than anybody waits for an answer. */
  #isCatchingUp = false
  #failure = Promise.withResolvers<never>()

  constructor(options: ProducerServiceOptions) {
    const { chain, schedule, rules, assignment, clock, patienceMs, isLive } = options
    this.#options = options
    const producers = { assignment, domain: options.producerDomain }
    const emit = (event: SequencerEvent) => options.onEvent?.(event)
    this.#replica = new Replica({
      ...{ chainId: options.chainId, chain, schedule, rules, producers },
      domain: options.sealDomain,
      onUnjudged: (error) => emit({ kind: 'unjudged', error }),
    })
    this.#newest = new NewestView(clock)
    const replica = this.#replica
    this.#follower = new CommitteeFollower({
      ...{ chain, replica, rules, clock, patienceMs, isLive, emit },
    })
    this.#production = new BlockProduction(options)
    this.#failure.promise.catch(() => {})
  }

  /** Takes in what a sequencer has sent. */
  receive(from: Address, request: ProducerRequest): void {
    const { isLive, send } = this.#options
    if ('id' in request && (this.#isCatchingUp || !isLive())) {
      send(from, { kind: 'declined', id: request.id, reason: 'behind' })
      return
    }
    this.#mutex
      .run(() => this.#serve(from, request))
      .catch((error: unknown) => this.#failure.reject(error))
  }

  /** Produces until the signal aborts; rejects when going on could do harm. */
  async run(signal: AbortSignal): Promise<void> {
    const { l1 } = this.#options
    await this.#mutex.run(() => this.#replica.recover())
    this.#replica.forget()
    const watching = async () => {
      for (let view = await l1.view(signal); !signal.aborted; view = await l1.next(view, signal)) {
        this.#production.onView(view)
        this.#newest.show(view)
        await this.#mutex.run(() => this.#follow(view, signal))
      }
    }
    try {
      await Promise.race([watching(), this.#failure.promise])
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      await this.#mutex.run(async () => undefined)
    }
  }

  async #follow(view: L1View, signal: AbortSignal): Promise<void> {
    const before = (await this.#replica.look()).head.hash
    await this.#catchUp(() => this.#follower.follow(view, signal))
    if ((await this.#replica.look()).head.hash === before) return
    await this.#production.onMoved(this.#options.clock.nowMs())
  }

  async #serve(from: Address, request: ProducerRequest): Promise<void> {
    const { clock, send } = this.#options
    if (request.kind === 'waiting') {
      return this.#production.take(request.transactions, clock.nowMs())
    }
    if (request.kind === 'entries') {
      const { entries } = request
      const take = () => this.#take(from, entries)
      return entries.length > 1 ? this.#catchUp(take) : take()
    }
    const { id } = request
    const answer =
      request.kind === 'open'
        ? await this.#open(from, request.tip, request.opening)
        : await this.#produce(from, request.order)
    send(
      from,
      typeof answer === 'string' ? { kind: 'declined', id, reason: answer } : { ...answer, id },
    )
  }

  async #catchUp<Result>(action: () => Promise<Result>): Promise<Result> {
    this.#isCatchingUp = true
    try {
      return await action()
    } finally {
      this.#isCatchingUp = false
    }
  }

  async #open(from: Address, tip: Tip, opening: BatchOpening) {
    const { assignment, signer, producerDomain } = this.#options
    if (!(await this.#isAt(from, tip))) return 'behind' satisfies DeclineReason
    const isOurs =
      opening.producer === signer.address &&
      (await this.#isNext(opening)) &&
      (await assignment.producerAt(opening.origin.number)) === signer.address
    if (!isOurs) return 'refused' satisfies DeclineReason
    const signature = await signer.sign(producerDigest(opening, producerDomain))
    return { kind: 'opened', signature } as const
  }

  async #isNext(opening: BatchOpening): Promise<boolean> {
    const view = await this.#viewWith(opening.origin.number)
    const { log } = await this.#replica.look()
    return (
      view !== undefined &&
      opening.chainId === this.#options.chainId &&
      isNextOpening(opening, log, view)
    )
  }

  async #produce(from: Address, order: ProductionOrder) {
    const { signer } = this.#options
    if (!(await this.#isAt(from, order.tip))) return 'behind' satisfies DeclineReason
    const { opens } = order
    // Whatever it has signed before, this is what would be executed.
    if (opens !== undefined && !(await this.#isNext(opens))) {
      return 'refused' satisfies DeclineReason
    }
    const builder = await this.#replica.builder(order.opens)
    const isOurs =
      builder?.opening.producer === signer.address &&
      builder.blocksLeft > 0 &&
      builder.template(order.timestamp).timestamp === order.timestamp
    if (!isOurs) return 'refused' satisfies DeclineReason
    const { head } = await this.#replica.look()
    const block = await this.#production.build(order, builder, head)
    if (block === undefined) return 'nothing' satisfies DeclineReason
    return { kind: 'produced', block } as const
  }

  /** Takes over what the sequencers have decided, as far as it goes on from here. */
  async #take(from: Address, entries: readonly Entry<EntryBody>[]): Promise<void> {
    let isLeftBehind = false
    let taken = 0
    let hasMoved = false
    for (const entry of entries) {
      const tip = await this.#replica.tip()
      if (entry.parent.id !== tip.id) {
        isLeftBehind ||= entry.tip.position > tip.position
        continue
      }
      const { body } = entry
      const isBuilt = body.kind === 'block' && this.#production.hasBuilt(body.blockHash)
      // What was built here has been executed here.
      if (!isBuilt && !(await this.#check(entry))) break
      await this.#replica.apply(entry)
      taken++
      if (isBuilt) {
        this.#production.onBuilt()
        const { number: blockNumber, blockHash } = body
        this.#options.onEvent?.({ kind: 'produced', blockNumber, blockHash })
      } else if (body.kind === 'block') hasMoved = true
    }
    if (hasMoved) await this.#production.onMoved(this.#options.clock.nowMs())
    if (isLeftBehind || (taken > 0 && entries.length > 1)) await this.#fetch(from)
  }

  async #check(entry: Entry<EntryBody>): Promise<boolean> {
    const view = await this.#viewWith(entry.body.originNumber)
    return view !== undefined && this.#replica.check(entry, view)
  }

  /** Whether the chain ends where a sequencer's does; catches up otherwise. */
  async #isAt(from: Address, tip: Tip): Promise<boolean> {
    if ((await this.#replica.tip()).id === tip.id) return true
    await this.#fetch(from)
    return false
  }

  async #fetch(from: Address): Promise<void> {
    const { clock, send } = this.#options
    const after = await this.#replica.tip()
    const nowMs = clock.nowMs()
    const isAsked = this.#fetched?.tipId === after.id && nowMs < this.#fetched.againAtMs
    if (isAsked) return
    this.#fetched = { tipId: after.id, againAtMs: nowMs + FETCH_INTERVAL_MS }
    send(from, { kind: 'fetch', after })
  }

  /** A view that has an L1 block; `undefined` when it does not come soon. */
  async #viewWith(l1BlockNumber: number): Promise<L1View | undefined> {
    const view = await this.#newest.with(l1BlockNumber, VIEW_PATIENCE_MS, NEVER)
    return view !== undefined && view.head.number >= l1BlockNumber ? view : undefined
  }
}
