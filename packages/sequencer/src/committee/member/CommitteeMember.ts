import type { Address } from '@mvm/protocol'
import type { ClockPort } from '../../port/ClockPort.ts'
import type { L1View } from '../../port/L1ViewPort.ts'
import type { Ballot } from '../ballot/Ballot.ts'
import { blankVote } from '../ballot/Vote.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { CommitteeNetworkPort } from '../CommitteeNetworkPort.ts'
import type { CommitteeTiming } from '../CommitteeTiming.ts'
import type { CommitteeChainPort } from '../chain/CommitteeChainPort.ts'
import type { Entry } from '../chain/Entry.ts'
import type { EntryBody } from '../chain/EntryBody.ts'
import type { EntryServer } from '../chain/EntryServer.ts'
import type { Replica } from '../chain/Replica.ts'
import type { Mutex } from '../Mutex.ts'
import { NotLeadingError } from '../NotLeadingError.ts'
import type { SchedulePort } from '../SchedulePort.ts'
import type { SealLimits } from '../seal/SealLimits.ts'
import type { DepositionReason, MemberEffect } from './MemberEffect.ts'
import type { MemberEvent } from './MemberEvent.ts'
import { type MemberState, newMember } from './MemberState.ts'
import { step } from './step.ts'

export interface CommitteeMemberOptions {
  readonly self: Address
  readonly chain: CommitteeChainPort
  readonly replica: Replica
  readonly network: CommitteeNetworkPort
  readonly schedule: SchedulePort
  readonly timing: CommitteeTiming
  readonly clock: ClockPort
  /** Nobody else changes the chain while it holds this. */
  readonly mutex: Mutex
  /** L1 blocks after which the contracts take no batch on an origin any more. */
  readonly maxOriginAge: number
  /** First epoch in which anything can have been decided. */
  readonly firstEpoch: number
  readonly random: () => number
  readonly server: EntryServer
  /** Resolves with a view of L1 that has this block, or with the newest one after a moment. */
  readonly viewWith: (l1BlockNumber: number) => Promise<L1View | undefined>
  readonly onLead: (ballot: Ballot) => void
  readonly onDeposed: (reason: DepositionReason) => void
  readonly onOffer: (to: Address) => void
  /** The chain has got entries of others. */
  readonly onApplied: () => void
  /** Something that another member has said cannot even be looked at, and counts for nothing. */
  readonly onUnjudged: (error: unknown) => void
  /** Going on could do harm. */
  readonly onFailed: (error: unknown) => void
}

interface Proposal {
  readonly id: string
  readonly result: PromiseWithResolvers<void>
}

/** One sequencer's part in a DAC's committees: the state machine {@link step} with its effects carried out. */
export class CommitteeMember {
  readonly #options: CommitteeMemberOptions
  #state: MemberState<EntryBody>
  readonly #events: MemberEvent<EntryBody>[] = []
  #isStepping = false
  #isEnded = false
  #proposal: Proposal | undefined

  private constructor(options: CommitteeMemberOptions, state: MemberState<EntryBody>) {
    this.#options = options
    this.#state = state
  }

  /** Takes up what the last run had promised. */
  static async open(options: CommitteeMemberOptions): Promise<CommitteeMember> {
    const { chain, replica, self, firstEpoch } = options
    await replica.recover()
    replica.forget()
    const vote = (await chain.vote()) ?? blankVote<EntryBody>(firstEpoch)
    return new CommitteeMember(options, newMember(self, vote, await replica.tip()))
  }

  /** What the member knows at the moment; only to be read. */
  get state(): MemberState<EntryBody> {
    return this.#state
  }

  receive(from: Address, message: CommitteeMessage<EntryBody>): void {
    this.#dispatch({ kind: 'message', from, message })
  }

  tick(): void {
    this.#dispatch({ kind: 'tick' })
  }

  setReady(isReady: boolean): void {
    if (this.#state.isReady !== isReady) this.#dispatch({ kind: 'ready', isReady })
  }

  /** Others have been silent because this member's DAC rested. */
  rouse(isFirst: boolean): void {
    this.#dispatch({ kind: 'roused', isFirst })
  }

  resign(): void {
    this.#dispatch({ kind: 'resign' })
  }

  /** L1 has moved: a new epoch perhaps, or the end of what a vote is built on. */
  onView(view: L1View): void {
    const { schedule } = this.#options
    const epoch = schedule.epochAt(view.head.number)
    const liveFromEpoch = schedule.liveFromEpoch(view.head.number)
    const { accepted } = this.#state.vote
    if (accepted !== undefined) {
      const { originNumber, originHash } = accepted.entry.body
      const block = view.block(originNumber)
      const isReplaced = block !== undefined && block.hash !== originHash
      const isTooOld = originNumber + this.#options.maxOriginAge < view.head.number
      if (isReplaced || isTooOld) {
        this.#dispatch({ kind: 'abandoned', id: accepted.entry.tip.id })
      }
    }
    if (epoch !== this.#state.epoch || liveFromEpoch !== this.#state.liveFromEpoch) {
      this.#dispatch({ kind: 'epoch', epoch, liveFromEpoch })
    }
  }

  /** To be called under the mutex, after something else than an entry has moved the chain. */
  async chainMoved(): Promise<void> {
    const { replica } = this.#options
    replica.forget()
    this.#dispatch({ kind: 'tip', tip: await replica.tip() })
  }

  /** Has an entry decided and made the tip. Rejects with {@link NotLeadingError}, after which it may be decided all the same. */
  propose(entry: Entry<EntryBody>): Promise<void> {
    if (this.#isEnded) return Promise.reject(new NotLeadingError({ reason: 'not-ready' }))
    const result = Promise.withResolvers<void>()
    this.#proposal?.result.reject(new NotLeadingError({ reason: 'stale' }))
    this.#proposal = { id: entry.tip.id, result }
    const sealedOn = entry.body.kind === 'block' ? entry.body.parentHash : undefined
    this.#dispatch({ kind: 'propose', entry, sealedOn })
    return result.promise
  }

  /** Takes nothing in any more. */
  end(): void {
    this.#isEnded = true
    this.#failProposal('not-ready')
  }

  #dispatch(event: MemberEvent<EntryBody>): void {
    if (this.#isEnded) return
    this.#events.push(event)
    if (this.#isStepping) return
    this.#isStepping = true
    this.#run().catch((error: unknown) => {
      this.end()
      this.#options.onFailed(error)
    })
  }

  async #run(): Promise<void> {
    for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) {
      const effects = this.#step(event)
      for (const effect of effects) {
        if (this.#isEnded) return
        // Only what has to be durable before the next effect is waited for.
        if (effect.kind === 'save') await this.#options.chain.putVote(effect.vote)
        else this.#perform(effect)
      }
    }
    this.#isStepping = false
  }

  #step(event: MemberEvent<EntryBody>): readonly MemberEffect<EntryBody>[] {
    const { clock, schedule, timing, random } = this.#options
    const context = { nowMs: clock.nowMs(), random: random(), schedule, timing }
    try {
      const { state, effects } = step(this.#state, event, context)
      this.#state = state
      return effects
    } catch (error) {
      if (event.kind !== 'message') throw error
      this.#options.onUnjudged(error)
      return []
    }
  }

  #perform(effect: Exclude<MemberEffect<EntryBody>, { readonly kind: 'save' }>): void {
    const { network, replica, mutex, server } = this.#options
    switch (effect.kind) {
      case 'send':
        network.send(effect.to, { kind: 'committee', message: effect.message })
        break
      case 'broadcast':
        network.broadcast({ kind: 'committee', message: effect.message })
        break
      case 'check':
        this.#start(async () => {
          const { entry, limits } = effect
          const isValid = await this.#check(entry, limits)
          this.#dispatch({ kind: 'checked', id: entry.tip.id, isValid })
        })
        break
      case 'apply':
        this.#start(() =>
          mutex.run(async () => {
            await replica.apply(effect.entry)
            await this.#applied()
          }),
        )
        break
      case 'catchUp':
        this.#start(() => this.#catchUp(effect.entries))
        break
      case 'serve':
        this.#start(async () => {
          const entries = await server.serve(effect.to, effect.after)
          if (entries.length === 0) return
          const message = { kind: 'entries', entries } as const
          network.send(effect.to, { kind: 'committee', message })
        })
        break
      case 'lead':
        this.#options.onLead(effect.ballot)
        break
      case 'depose':
        this.#failProposal(effect.reason)
        this.#options.onDeposed(effect.reason)
        break
      case 'decided':
        if (this.#proposal?.id === effect.id) {
          this.#proposal.result.resolve()
          this.#proposal = undefined
        }
        break
      case 'declined':
        if (this.#proposal?.id === effect.id) this.#failProposal(effect.reason)
        break
      case 'offer':
        this.#options.onOffer(effect.to)
    }
  }

  async #check(entry: Entry<EntryBody>, limits: SealLimits): Promise<boolean> {
    const { viewWith, mutex, replica } = this.#options
    const view = await viewWith(entry.body.originNumber)
    return view !== undefined && mutex.run(() => replica.check(entry, view, limits))
  }

  async #catchUp(entries: readonly Entry<EntryBody>[]): Promise<void> {
    const { mutex, replica, viewWith } = this.#options
    try {
      for (const entry of entries) {
        if (this.#isEnded) return
        const view = await viewWith(entry.body.originNumber)
        if (view === undefined) break
        const isTaken = await mutex.run(async () => {
          if (!(await replica.check(entry, view))) return false
          await replica.apply(entry)
          return true
        })
        if (!isTaken) break
      }
    } finally {
      await mutex.run(() => this.#applied())
    }
  }

  async #applied(): Promise<void> {
    this.#dispatch({ kind: 'tip', tip: await this.#options.replica.tip() })
    this.#options.onApplied()
  }

  #start(action: () => Promise<void>): void {
    action().catch((error: unknown) => {
      if (!this.#isEnded) this.#options.onFailed(error)
      this.end()
    })
  }

  #failProposal(reason: NotLeadingError['reason']): void {
    this.#proposal?.result.reject(new NotLeadingError({ reason }))
    this.#proposal = undefined
  }
}
