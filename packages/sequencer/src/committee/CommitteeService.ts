import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Address, TransactionHash } from '@mvm/protocol'
import type { L1View } from '../port/L1ViewPort.ts'
import { ProducerClient } from '../producing/ProducerClient.ts'
import type { ProducerAnswer } from '../producing/ProducerMessage.ts'
import { NewestView } from '../service/NewestView.ts'
import type { SequencerEvent } from '../service/SequencerEvent.ts'
import type { SequencerService } from '../service/SequencerService.ts'
import { SequencerStoppedError } from '../service/SequencerStoppedError.ts'
import { WakeUp } from '../service/WakeUp.ts'
import type { Ballot } from './ballot/Ballot.ts'
import type { CommitteeOptions } from './CommitteeOptions.ts'
import { CommitteeFollower } from './chain/CommitteeFollower.ts'
import type { EntryBody } from './chain/EntryBody.ts'
import { EntryServer } from './chain/EntryServer.ts'
import { LeadingChain } from './chain/LeadingChain.ts'
import { Replica } from './chain/Replica.ts'
import { isAnswer } from './isAnswer.ts'
import { leadingSequencer } from './leadingSequencer.ts'
import { Mutex } from './Mutex.ts'
import { CommitteeMember } from './member/CommitteeMember.ts'
import { isAtOne } from './member/isAtOne.ts'
import type { MemberState } from './member/MemberState.ts'
import { NotLeadingError } from './NotLeadingError.ts'
import type { PeerMessage } from './PeerMessage.ts'
import { Rest } from './Rest.ts'
import { TransactionKeeper } from './relay/TransactionKeeper.ts'
import { TransactionRelay } from './relay/TransactionRelay.ts'
import { noteSeals } from './seal/noteSeals.ts'

interface Leadership {
  readonly ballot: Ballot
  readonly ending: AbortController
}

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
  readonly #server: EntryServer
  readonly #keeper: TransactionKeeper
  readonly #newest: NewestView
  readonly #rest: Rest
  readonly #wake: WakeUp
  #member: CommitteeMember | undefined
  #leadership: Leadership | undefined
  #sequencer: SequencerService | undefined
  /** The chain is as the newest view shows it. */
  #hasAgreed = false
  readonly #ending = new AbortController()
  #failure: { readonly error: unknown } | undefined

  constructor(options: CommitteeOptions) {
    const { chain, chainId, schedule, rules, domain, network, pending, clock, timing } = options
    const { producers } = options
    this.#options = options
    const onUnjudged = (error: unknown) => this.#unjudged(error)
    this.#replica = new Replica({
      ...{ chainId, chain, schedule, rules, domain, producers, onUnjudged },
    })
    const replica = this.#replica
    const mutex = this.#mutex
    this.#server = new EntryServer({ chain, replica, mutex, onFailed: onUnjudged })
    this.#producers =
      producers &&
      new ProducerClient({
        ...producers,
        clock,
        serve: (to, after) => this.#server.serve(to, after),
        onFailed: (producer, failure) =>
          options.onEvent?.({ kind: 'unproduced', producer, failure }),
      })
    const emit = (event: SequencerEvent) => {
      // What was in the blocks waits again.
      if (event.kind === 'resealing') this.#relay.recheck()
      options.onEvent?.(event)
    }
    this.#follower = new CommitteeFollower({
      ...{ chain, replica, rules, clock, emit },
      patienceMs: 3 * timing.silenceMs,
      isLive: () => options.isLive(),
    })
    const relay = new TransactionRelay(network, pending)
    this.#relay = relay
    const { admission, isIncluded, poolLimits } = options
    this.#keeper = new TransactionKeeper({
      ...{ chainId, poolLimits, admission, pending, clock, relay, isIncluded, onUnjudged },
    })
    this.#newest = new NewestView(clock)
    this.#rest = new Rest({
      ...{ clock, afterMs: timing.restMs },
      onEnded: (isFirst) => {
        options.onRoused?.()
        return this.#wakeMember(isFirst)
      },
    })
    this.#wake = new WakeUp(clock)
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
    return this.#rest.isResting
  }

  /** Ends the rest, if it rests; resolves when it has seen what L1 has become meanwhile. */
  rouse(): Promise<void> {
    return this.#rest.end(true)
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
    if (!isAnswer(message)) this.#rest.endFor(from, () => this.#isMember(from))
    if (message.kind === 'committee') {
      noteSeals(message.message, this.#options, this.state)
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

  async #wakeMember(isFirst: boolean): Promise<void> {
    const member = this.#member
    const view = await this.#options.l1.view(this.#ending.signal).catch(() => undefined)
    if (member === undefined || view === undefined) return
    this.#newest.show(view)
    member.onView(view)
    member.rouse(isFirst)
    this.#rest.wake()
    // The sequencer, if one seals here, sees the view first.
    await nextTurn()
  }

  /** Takes part until the signal aborts; rejects when going on could do harm. */
  async run(signal: AbortSignal): Promise<void> {
    const ending = this.#ending
    const inner = AbortSignal.any([signal, ending.signal])
    const { chain, schedule, network, signer, timing, clock, firstEpoch } = this.#options
    const { random = Math.random } = this.#options
    const member = await CommitteeMember.open({
      ...{ chain, schedule, network, timing, clock, firstEpoch, random },
      self: signer.address,
      maxOriginAge: this.#options.rules.maxOriginAge,
      replica: this.#replica,
      mutex: this.#mutex,
      server: this.#server,
      // Somebody else may see L1 a moment earlier.
      viewWith: (number) => this.#newest.with(number, timing.silenceMs / 2, inner),
      onLead: (ballot) => this.#onLead(ballot),
      onDeposed: () => this.#onDeposed(),
      onOffer: (to) => {
        this.#relay.offer(to).catch((error: unknown) => this.#fail(error))
      },
      onApplied: () => {
        if (this.#hasAgreed) return
        this.#follow(member, inner).catch((error: unknown) => this.#fail(error))
      },
      onUnjudged: (error) => this.#unjudged(error),
      onFailed: (error) => this.#fail(error),
    })
    this.#member = member
    const loops = [this.#watchL1(member, inner), this.#beat(member, inner)]
    const watched = loops.map((loop) => loop.catch((error: unknown) => this.#fail(error)))
    const onAbort = () => {
      member.end()
      this.#onDeposed()
      this.#wake.ring()
      this.#rest.wake()
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

  /** Seals until deposed. */
  async #lead(
    member: CommitteeMember,
    { ballot, ending }: Leadership,
    signal: AbortSignal,
  ): Promise<void> {
    const options = this.#options
    const deposed = AbortSignal.any([signal, ending.signal])
    const { chain, signer, domain } = options
    const producers = this.#producers
    producers?.restart()
    const sequencer = leadingSequencer(options, {
      chain: new LeadingChain({
        ...{ chain, member, signer, domain },
        replica: this.#replica,
        mutex: this.#mutex,
        epoch: ballot.epoch,
        signal: deposed,
        onDecided: (entry) => producers?.decided(entry),
      }),
      ...{ relay: this.#relay, producers },
      rouse: () => this.rouse(),
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
        this.#newest.show(view)
        // Whom L1 draws meanwhile leads when there is something to lead.
        if (this.#rest.isResting && !this.#hasNews(view)) continue
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
      const { view } = this.#newest
      if (view === undefined || this.#leadership !== undefined) return
      const before = (await this.#replica.tip()).id
      const hasAgreed = await this.#follower.follow(view, signal)
      this.#hasAgreed = hasAgreed
      if ((await this.#replica.tip()).id !== before) await member.chainMoved()
      const isInTime = view.head.timestamp * 1000 <= this.#options.clock.nowMs() + MAX_DRIFT_MS
      member.setReady(hasAgreed && isInTime && this.#options.isLive())
      await this.#keeper.forgetUsed()
    })
  }

  async #beat(member: CommitteeMember, signal: AbortSignal): Promise<void> {
    const { clock, timing } = this.#options
    for (let beat = 0; !signal.aborted; beat++) {
      await this.#rest.over(signal)
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
    const { network, schedule } = this.#options
    const isIdle =
      this.#sequencer?.isIdle === true && this.#relay.isQuiet && isAtOne(state, schedule)
    if (!this.#rest.isDue(isIdle)) return
    network.broadcast({ kind: 'rest', tipId: state.tip.id })
    this.#rest.begin()
  }

  /** Who follows falls silent with its leader, if it sees nothing to do either. */
  #restAfter(from: Address, tipId: string): void {
    const state = this.#member?.state
    if (state === undefined || state.role.kind !== 'following' || state.heard?.from !== from) return
    const isIdle = this.#hasAgreed && this.#relay.isQuiet && state.tip.id === tipId
    if (isIdle) this.#rest.begin()
  }

  /** L1 has something new for the DAC, not only new blocks. */
  #hasNews({ batches, queueLength, base, firstUnassertedBlock }: L1View): boolean {
    const isAsserted = firstUnassertedBlock >= base.nextBlock
    return batches.length > 0 || queueLength > base.queueEnd || !isAsserted
  }

  async #keep(from: Address, raws: readonly Uint8Array[]): Promise<void> {
    if (!this.#isMember(from)) return
    const transactions = await this.#keeper.keep(from, raws)
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

  #unjudged(error: unknown): void {
    this.#options.onEvent?.({ kind: 'unjudged', error })
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#onDeposed()
    this.#wake.ring()
  }
}
