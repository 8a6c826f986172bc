import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Address, SealDomain, TransactionHash } from '@mvm/protocol'
import type { L1View } from '../port/L1ViewPort.ts'
import { ProducerClient, type ProducerClientOptions } from '../producing/ProducerClient.ts'
import type { ProducerAnswer } from '../producing/ProducerMessage.ts'
import { examineAll } from '../service/examineAll.ts'
import type { SequencerEvent } from '../service/SequencerEvent.ts'
import type { SequencerOptions } from '../service/SequencerOptions.ts'
import { SequencerService } from '../service/SequencerService.ts'
import { SequencerStoppedError } from '../service/SequencerStoppedError.ts'
import { WakeUp } from '../service/WakeUp.ts'
import type { Ballot } from './Ballot.ts'
import type { CommitteeChainPort } from './CommitteeChainPort.ts'
import { CommitteeFollower } from './CommitteeFollower.ts'
import { CommitteeMember } from './CommitteeMember.ts'
import type { CommitteeNetworkPort } from './CommitteeNetworkPort.ts'
import type { CommitteeTiming } from './CommitteeTiming.ts'
import type { EntryBody } from './EntryBody.ts'
import { isAtOne } from './isAtOne.ts'
import { LeadingChain } from './LeadingChain.ts'
import type { MemberState } from './MemberState.ts'
import { Mutex } from './Mutex.ts'
import { NotLeadingError } from './NotLeadingError.ts'
import type { PeerMessage } from './PeerMessage.ts'
import { Replica } from './Replica.ts'
import type { SchedulePort } from './SchedulePort.ts'
import type { SealSigner } from './SealSigner.ts'
import { type ClaimedSeal, sealsIn } from './sealsIn.ts'
import { TransactionRelay } from './TransactionRelay.ts'

/** What a {@link CommitteeService} works with. */
export interface CommitteeOptions
  extends Omit<SequencerOptions, 'chain' | 'mayPost' | 'producers'> {
  readonly chain: CommitteeChainPort
  readonly schedule: SchedulePort
  readonly network: CommitteeNetworkPort
  readonly signer: SealSigner
  readonly domain: SealDomain
  readonly timing: CommitteeTiming
  /** First epoch in which anything can have been decided: that of the DAC's creation. */
  readonly firstEpoch: number
  /** Whether this node has caught up with L1. */
  readonly isLive: () => boolean
  readonly isIncluded: (hash: TransactionHash) => Promise<boolean>
  /** The way to the DAC's producer; absent where none is ever asked. */
  readonly producers?: CommitteeProducers
  /** Must not throw: the sequencer that begins to seal here, and `undefined` when it no longer does. */
  readonly onLeading?: (sequencer: SequencerService | undefined) => void
  /** Must not throw: a seal that another node has shown, if its sealer may be of the epoch's committee. */
  readonly onSeal?: (claimed: ClaimedSeal) => void
  /** Must not throw: the DAC rests no more, and wants to see L1. */
  readonly onRoused?: () => void
}

/** Whoever L1 assigns to order and seal, and how to reach it. */
export interface CommitteeProducers
  extends Omit<ProducerClientOptions, 'clock' | 'entriesAfter' | 'onFailed'> {}

interface Leadership {
  readonly ballot: Ballot
  readonly ending: AbortController
}

const FORGET_INTERVAL_MS = 60_000
/** L1's clock may be ahead of this machine's by so much. */
const MAX_DRIFT_MS = 30_000

/**
 * One DAC on one of its sequencers: follows what its committee decides and L1 shows, and runs a
 * {@link SequencerService} while it leads.
 */
export class CommitteeService {
  readonly #options: CommitteeOptions
  readonly #mutex = new Mutex()
  readonly #replica: Replica
  readonly #follower: CommitteeFollower
  readonly #relay: TransactionRelay
  readonly #producers: ProducerClient | undefined
  readonly #wake: WakeUp
  #member: CommitteeMember | undefined
  #leadership: Leadership | undefined
  #sequencer: SequencerService | undefined
  #view: L1View | undefined
  #onView: (() => void)[] = []
  /** The chain is as the newest view shows it. */
  #hasAgreed = false
  #forgetAtMs = 0
  #isResting = false
  /** Since when there is nothing to do; `undefined` while there is. */
  #idleSinceMs: number | undefined
  readonly #roused: WakeUp
  #rousing: Promise<void> = Promise.resolve()
  readonly #ending = new AbortController()
  #failure: { readonly error: unknown } | undefined

  constructor(options: CommitteeOptions) {
    const { chain, schedule, rules, domain, network, pending, clock, timing, producers } = options
    this.#options = options
    this.#replica = new Replica({ chain, schedule, rules, domain, producers })
    this.#producers =
      producers &&
      new ProducerClient({
        ...producers,
        clock,
        entriesAfter: (tip) => this.#mutex.run(() => this.#replica.entriesAfter(tip)),
        onFailed: (producer, failure) =>
          options.onEvent?.({ kind: 'unproduced', producer, failure }),
      })
    const emit = (event: SequencerEvent) => {
      // What was in the blocks waits again.
      if (event.kind === 'resealing') this.#relay.recheck()
      options.onEvent?.(event)
    }
    this.#follower = new CommitteeFollower({
      ...{ chain, replica: this.#replica, rules, clock, emit },
      patienceMs: 3 * timing.silenceMs,
      isLive: () => options.isLive(),
    })
    this.#relay = new TransactionRelay(network, pending)
    this.#wake = new WakeUp(options.clock)
    this.#roused = new WakeUp(options.clock)
  }

  /** The sequencer that seals here; `undefined` while another node leads. */
  get sequencer(): SequencerService | undefined {
    return this.#sequencer
  }

  /** Whom to hand transactions to: the newest leader heard of. */
  get leader(): Address | undefined {
    return this.#sequencer === undefined
      ? this.#member?.state.heard?.from
      : this.#options.signer.address
  }

  /** What this node knows of its committee; `undefined` before it has started. */
  get state(): MemberState<EntryBody> | undefined {
    return this.#member?.state
  }

  /** Nothing is to be done and nothing is said until something comes. */
  get isResting(): boolean {
    return this.#isResting
  }

  /** Ends the rest, if it rests; resolves when it has seen what L1 has become meanwhile. */
  rouse(): Promise<void> {
    return this.#rouse(true)
  }

  /** Another sequencer cannot be reached any more: its silence means something again. */
  onLost(peer: Address): void {
    if (this.leader === peer) void this.rouse()
  }

  /** Takes in what another sequencer has sent. */
  receive(from: Address, message: PeerMessage): void {
    if (message.kind === 'rest') {
      this.#restAfter(from, message.tipId)
      return
    }
    if (!isAnswer(message)) void this.#rouse(false)
    if (message.kind === 'committee') {
      this.#noteSeals(message)
      this.#member?.receive(from, message.message)
    } else if (message.kind === 'stored') {
      this.#relay.onStored(from, message.hashes)
    } else {
      this.#keep(from, message.transactions).catch((error: unknown) => this.#fail(error))
    }
  }

  /** Takes in what a producer has sent. */
  receiveFromProducer(from: Address, answer: ProducerAnswer): void {
    this.#producers?.receive(from, answer).catch((error: unknown) => this.#fail(error))
  }

  /** The connection to a producer is gone. */
  producerLost(producer: Address): void {
    this.#producers?.lost(producer)
  }

  /**
   * Takes a signed transaction and resolves when it is acknowledged: durable here and at one backup. Rejects as
   * {@link SequencerService.submit} does, or with {@link NotLeadingError}.
   */
  async submit(raw: Uint8Array): Promise<TransactionHash> {
    const sequencer = this.#sequencer
    if (sequencer === undefined) throw new NotLeadingError({ reason: 'not-leading' })
    return sequencer.submit(raw)
  }

  #rouse(isFirst: boolean): Promise<void> {
    if (this.#isResting) {
      this.#isResting = false
      this.#idleSinceMs = undefined
      this.#options.onRoused?.()
      this.#rousing = this.#wakeMember(isFirst)
    }
    return this.#rousing
  }

  async #wakeMember(isFirst: boolean): Promise<void> {
    const member = this.#member
    const view = await this.#options.l1.view(this.#ending.signal).catch(() => undefined)
    if (member === undefined || view === undefined) return
    this.#view = view
    member.onView(view)
    member.rouse(isFirst)
    this.#roused.ring()
    // The sequencer, if one seals here, sees the view first.
    await nextTurn()
  }

  /** Takes part until the signal aborts; rejects when going on could do harm. */
  async run(signal: AbortSignal): Promise<void> {
    const ending = this.#ending
    const inner = AbortSignal.any([signal, ending.signal])
    const { chain, schedule, network, signer, timing, clock, firstEpoch } = this.#options
    const member = await CommitteeMember.open({
      ...{ chain, schedule, network, timing, clock, firstEpoch },
      self: signer.address,
      maxOriginAge: this.#options.rules.maxOriginAge,
      replica: this.#replica,
      mutex: this.#mutex,
      viewWith: (number) => this.#viewWith(number, inner),
      onLead: (ballot) => this.#onLead(ballot),
      onDeposed: () => this.#onDeposed(),
      onOffer: (to) => {
        this.#relay.offer(to).catch((error: unknown) => this.#fail(error))
      },
      onApplied: () => {
        if (this.#hasAgreed) return
        this.#follow(member, inner).catch((error: unknown) => this.#fail(error))
      },
      onFailed: (error) => this.#fail(error),
    })
    this.#member = member
    const loops = [this.#watchL1(member, inner), this.#beat(member, inner)]
    const watched = loops.map((loop) => loop.catch((error: unknown) => this.#fail(error)))
    const onAbort = () => {
      member.end()
      this.#onDeposed()
      this.#wake.ring()
      this.#roused.ring()
    }
    inner.addEventListener('abort', onAbort, { once: true })
    if (inner.aborted) onAbort()
    try {
      while (!inner.aborted && this.#failure === undefined) {
        if (this.#leadership === undefined) await this.#wake.rest(undefined, inner)
        else await this.#lead(member, this.#leadership, inner)
      }
      if (this.#failure !== undefined) throw this.#failure.error
    } finally {
      ending.abort()
      await Promise.all(watched)
      await this.#mutex.run(async () => undefined)
    }
  }

  #noteSeals({ message }: Extract<PeerMessage, { kind: 'committee' }>): void {
    const { onSeal, chainId, schedule } = this.#options
    const state = this.#member?.state
    if (onSeal === undefined || state === undefined) return
    for (const claimed of sealsIn(chainId, message)) {
      const { epoch } = claimed.seal
      // Of epochs that nobody can know yet, the schedule is not even asked.
      if (epoch < state.liveFromEpoch || epoch > state.epoch + 1) continue
      // A committee that is not read yet may be the sealer's.
      if (schedule.committee(epoch)?.includes(claimed.sealer) !== false) onSeal(claimed)
    }
  }

  /** Seals until deposed. */
  async #lead(
    member: CommitteeMember,
    { ballot, ending }: Leadership,
    signal: AbortSignal,
  ): Promise<void> {
    const options = this.#options
    const deposed = AbortSignal.any([signal, ending.signal])
    const { chain, signer, domain, pending, schedule } = options
    const { producers: _, ...shared } = options
    const producers = this.#producers
    producers?.restart()
    const sequencer = new SequencerService({
      ...shared,
      ...(producers === undefined ? {} : { producers }),
      chain: new LeadingChain({
        ...{ chain, member, signer, domain },
        replica: this.#replica,
        mutex: this.#mutex,
        epoch: ballot.epoch,
        signal: deposed,
        onDecided: (entry) => producers?.decided(entry),
      }),
      pending: {
        save: async (hash, raw) => {
          await pending.save(hash, raw)
          await this.#relay.replicate(hash, raw)
        },
        remove: (hashes) => pending.remove(hashes),
        all: () => pending.all(),
      },
      admission: {
        examine: async (raw) => {
          await this.rouse()
          return options.admission.examine(raw)
        },
      },
      mayPost: ({ head }) => schedule.mayPost(head.number),
    })
    this.#sequencer = sequencer
    options.onLeading?.(sequencer)
    try {
      await sequencer.run(deposed)
    } catch (error) {
      if (!(error instanceof NotLeadingError) && !deposed.aborted) throw error
    } finally {
      this.#sequencer = undefined
      options.onLeading?.(undefined)
      if (this.#leadership?.ending === ending) {
        // It has ended by itself, as when the chain moved under it.
        this.#leadership = undefined
        if (!ending.signal.aborted) member.resign()
        ending.abort()
      }
    }
    if (signal.aborted) return
    await this.#follow(member, signal)
  }

  async #watchL1(member: CommitteeMember, signal: AbortSignal): Promise<void> {
    const { l1 } = this.#options
    try {
      for (let view = await l1.view(signal); !signal.aborted; view = await l1.next(view, signal)) {
        this.#view = view
        for (const tell of this.#onView.splice(0)) tell()
        // Whom L1 draws meanwhile leads when there is something to lead.
        if (this.#isResting && !this.#hasNews(view)) continue
        await this.rouse()
        member.onView(view)
        await this.#follow(member, signal)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** Brings the chain to the newest view, unless the sequencer that leads does. */
  #follow(member: CommitteeMember, signal: AbortSignal): Promise<void> {
    return this.#mutex.run(async () => {
      const view = this.#view
      if (view === undefined || this.#leadership !== undefined) return
      const before = (await this.#replica.tip()).id
      const hasAgreed = await this.#follower.follow(view, signal)
      this.#hasAgreed = hasAgreed
      if ((await this.#replica.tip()).id !== before) await member.chainMoved()
      const isInTime = view.head.timestamp * 1000 <= this.#options.clock.nowMs() + MAX_DRIFT_MS
      member.setReady(hasAgreed && isInTime && this.#options.isLive())
      await this.#forgetUsed()
    })
  }

  /** Now and then drops what a follower keeps for its leader and what can get into no block any more. */
  async #forgetUsed(): Promise<void> {
    const { clock, pending, admission } = this.#options
    if (clock.nowMs() < this.#forgetAtMs) return
    this.#forgetAtMs = clock.nowMs() + FORGET_INTERVAL_MS
    const examined = await examineAll(admission, await pending.all())
    const used = examined.filter(({ transaction, account }) => transaction.nonce < account.nonce)
    if (used.length > 0) await pending.remove(used.map(({ transaction }) => transaction.hash))
  }

  async #beat(member: CommitteeMember, signal: AbortSignal): Promise<void> {
    const { clock, timing } = this.#options
    for (let beat = 0; !signal.aborted; beat++) {
      if (this.#isResting) await this.#roused.rest(undefined, signal)
      member.tick()
      if (beat % 3 === 0) this.#relay.repeat()
      this.#restIfIdle(member)
      // All DACs of a node at once: what they say to a peer goes together.
      const periodMs = timing.heartbeatMs / 3
      await clock.wait(periodMs - (clock.nowMs() % periodMs), signal)
    }
  }

  /** The leader falls silent once it has had nothing to do for a while, and tells the others. */
  #restIfIdle({ state }: CommitteeMember): void {
    const { timing, clock, network, schedule } = this.#options
    const nowMs = clock.nowMs()
    const isIdle =
      this.#sequencer?.isIdle === true && this.#relay.isQuiet && isAtOne(state, schedule)
    this.#idleSinceMs = isIdle ? (this.#idleSinceMs ?? nowMs) : undefined
    if (timing.restMs === undefined || this.#idleSinceMs === undefined) return
    if (nowMs - this.#idleSinceMs < timing.restMs) return
    network.broadcast({ kind: 'rest', tipId: state.tip.id })
    this.#isResting = true
  }

  /** Who follows falls silent with its leader, if it sees nothing to do either. */
  #restAfter(from: Address, tipId: string): void {
    const state = this.#member?.state
    if (state === undefined || state.role.kind !== 'following' || state.heard?.from !== from) return
    this.#isResting = this.#hasAgreed && this.#relay.isQuiet && state.tip.id === tipId
  }

  /** L1 has something new for the DAC, not only new blocks. */
  #hasNews({ batches, queueLength, base, firstUnassertedBlock }: L1View): boolean {
    const isAsserted = firstUnassertedBlock >= base.nextBlock
    return batches.length > 0 || queueLength > base.queueEnd || !isAsserted
  }

  async #keep(from: Address, raws: readonly Uint8Array[]): Promise<void> {
    if (!this.#isMember(from)) return
    // What is kept outlives this process, and is handed on.
    const examined = await examineAll(this.#options.admission, raws)
    const transactions = examined.map(({ raw }) => raw)
    await this.#relay.keep(from, transactions, this.#options.isIncluded)
    try {
      await this.#sequencer?.takeOver(transactions)
    } catch (error) {
      // The next leader gets them from here.
      if (!(error instanceof SequencerStoppedError) && !(error instanceof NotLeadingError))
        throw error
    }
  }

  /** Whether an account is of a committee that has not lapsed. */
  #isMember(account: Address): boolean {
    const state = this.#member?.state
    if (state === undefined) return false
    for (let epoch = state.epoch; epoch >= Math.max(0, state.liveFromEpoch); epoch--) {
      if (this.#options.schedule.committee(epoch)?.includes(account) === true) return true
    }
    return false
  }

  #onLead(ballot: Ballot): void {
    const committee = this.#options.schedule.committee(ballot.epoch) ?? []
    this.#relay.lead(committee.filter((member) => member !== this.#options.signer.address))
    this.#leadership = { ballot, ending: new AbortController() }
    this.#wake.ring()
  }

  #onDeposed(): void {
    this.#relay.follow()
    const leadership = this.#leadership
    this.#leadership = undefined
    leadership?.ending.abort()
  }

  /** A view that has an L1 block, or the newest one when that does not come soon. */
  async #viewWith(l1BlockNumber: number, signal: AbortSignal): Promise<L1View> {
    const { clock, timing } = this.#options
    const untilMs = clock.nowMs() + timing.silenceMs / 2
    for (;;) {
      const view = this.#view
      const leftMs = untilMs - clock.nowMs()
      const isThere = view !== undefined && view.head.number >= l1BlockNumber
      if (view !== undefined && (isThere || leftMs <= 0 || signal.aborted)) return view
      const over = new AbortController()
      const shown = new Promise<void>((resolve) => this.#onView.push(resolve))
      const aborted = AbortSignal.any([signal, over.signal])
      await Promise.race([shown, clock.wait(Math.max(10, leftMs), aborted)])
      over.abort()
      if (signal.aborted && this.#view === undefined) signal.throwIfAborted()
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#onDeposed()
    this.#wake.ring()
  }
}

/** What another sequencer says only because it was asked: it may come when the asker rests already. */
function isAnswer(message: PeerMessage): boolean {
  if (message.kind === 'stored') return true
  if (message.kind !== 'committee') return false
  return ['alive', 'accepted', 'support', 'promise', 'refuse', 'entries'].includes(
    message.message.kind,
  )
}
