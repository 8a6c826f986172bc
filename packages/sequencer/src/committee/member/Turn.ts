import type { Address } from '@mvm/protocol'
import type { Ballot } from '../ballot/Ballot.ts'
import type { Vote } from '../ballot/Vote.ts'
import type { CommitteeMessage } from '../CommitteeMessage.ts'
import type { CommitteeSchedule } from '../CommitteeSchedule.ts'
import type { CommitteeTiming } from '../CommitteeTiming.ts'
import type { DepositionReason, MemberEffect } from './MemberEffect.ts'
import type { MemberRole, MemberState } from './MemberState.ts'

/** What a step may look at besides the state and the event. */
export interface StepContext {
  readonly nowMs: number
  /** In [0, 1), new for each step. */
  readonly random: number
  readonly schedule: CommitteeSchedule
  readonly timing: CommitteeTiming
}

/** One step under way: the state as it has become so far, and what is to be done. */
export class Turn<Body> {
  state: MemberState<Body>
  readonly context: StepContext
  readonly effects: MemberEffect<Body>[] = []

  constructor(state: MemberState<Body>, context: StepContext) {
    this.state = state
    this.context = context
  }

  change(part: Partial<MemberState<Body>>): void {
    this.state = { ...this.state, ...part }
  }

  setRole(role: MemberRole<Body>): void {
    this.change({ role })
  }

  /** Changes the vote and has it saved. */
  vote(part: Partial<Vote<Body>>): void {
    const vote = { ...this.state.vote, ...part }
    this.change({ vote })
    this.effects.push({ kind: 'save', vote })
  }

  send(to: Address, message: CommitteeMessage<Body>): void {
    this.effects.push({ kind: 'send', to, message })
  }

  sendAll(members: Iterable<Address>, message: CommitteeMessage<Body>): void {
    for (const member of members) if (member !== this.state.self) this.send(member, message)
  }

  committee(epoch: number): readonly Address[] {
    return this.context.schedule.committee(epoch) ?? []
  }

  /** The member's place in the committee of the newest epoch, or −1. */
  place(): number {
    return this.committee(this.state.epoch).indexOf(this.state.self)
  }

  /** First epoch whose committee a candidate has to ask. */
  askedFromEpoch(baseEpoch: number): number {
    return Math.max(baseEpoch, this.state.liveFromEpoch)
  }

  /** All members that a ballot needs to hear. */
  electorate(ballot: Ballot, baseEpoch: number): ReadonlySet<Address> {
    const members = new Set<Address>()
    for (let epoch = this.askedFromEpoch(baseEpoch); epoch <= ballot.epoch; epoch++) {
      for (const member of this.committee(epoch)) members.add(member)
    }
    return members
  }

  /** Whether a candidate has asked this account: what others say of a ballot counts for nothing. */
  isElector(
    from: Address,
    { ballot, baseEpoch }: { readonly ballot: Ballot; readonly baseEpoch: number },
  ): boolean {
    return this.electorate(ballot, baseEpoch).has(from)
  }

  /** Gives up whatever was attempted or led, and tries again after a while that grows with the place. */
  stepDown(reason: DepositionReason): void {
    const { role } = this.state
    if (role.kind === 'leading' && role.isOpen) {
      this.effects.push({ kind: 'depose', ballot: role.ballot, reason })
    }
    this.setRole({ kind: 'following' })
    this.postpone()
  }

  /** Lets the leader, and whoever is before this member, another silence long each; or so many the leader. */
  postpone(silencesOfLeader = 1): void {
    const { nowMs, random, timing } = this.context
    const silences = silencesOfLeader + Math.max(0, this.place()) + random / 2
    this.change({ attemptAtMs: nowMs + silences * timing.silenceMs })
  }
}
