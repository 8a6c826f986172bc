import { type Address, asAddress } from '@mvm/protocol'
import { hasHandoverQuorum } from '../../src/committee/ballot/hasHandoverQuorum.ts'
import { blankVote, type Vote } from '../../src/committee/ballot/Vote.ts'
import type { CommitteeMessage } from '../../src/committee/CommitteeMessage.ts'
import { devCommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import type { Entry, Tip } from '../../src/committee/chain/Entry.ts'
import type { MemberEffect } from '../../src/committee/member/MemberEffect.ts'
import type { MemberEvent } from '../../src/committee/member/MemberEvent.ts'
import { type MemberState, newMember } from '../../src/committee/member/MemberState.ts'
import { step } from '../../src/committee/member/step.ts'
import { isSealInOrder } from '../../src/committee/seal/isSealInOrder.ts'
import type { SealLimits } from '../../src/committee/seal/SealLimits.ts'
import { SimulatedTime } from './SimulatedTime.ts'

/** What an entry of these worlds holds: who sealed it when, and transactions. */
export interface Body {
  /** The block before; absent for the end of a batch. */
  readonly sealedOn: string | undefined
  readonly sealer: Address
  readonly epoch: number
  readonly transactions: readonly number[]
  /** Found wrong by everybody but those who execute wrongly themselves. */
  readonly isWrong: boolean
}

/** A mistake that a test plants, to see that it is found. */
export type Fault = 'forgets-votes' | 'asks-no-earlier-committee'

const START: Tip = { position: 0, id: 'start' }
const TICK_MS = 100

/** One sequencer; `vote`, `chain` and `pending` survive a crash. */
interface Node {
  readonly address: Address
  vote: Vote<Body>
  chain: Entry<Body>[]
  readonly pending: Set<number>
  /** Undefined while the node is down. */
  state: MemberState<Body> | undefined
  life: number
  isReady: boolean
  /** Executes otherwise than the protocol wants. */
  isWrong: boolean
  isLeading: boolean
  isProposing: boolean
  /** Transactions that a client waits for, and who has stored them. */
  readonly waiting: Map<number, Set<Address>>
}

/** Sequencers of one DAC, their network and their crashes, in simulated time; checks what must always hold. */
export class CommitteeWorld {
  readonly nodes: readonly Node[]
  readonly time = new SimulatedTime()
  readonly acknowledged = new Set<number>()
  /** What each tip was followed by, wherever it was decided. */
  readonly #decided = new Map<string, string>()
  readonly #sealed = new Map<string, string>()
  readonly #random: () => number
  readonly #faults: ReadonlySet<Fault>
  readonly #committees: (readonly Address[])[] = []
  /** Group of each node: messages pass within a group only. */
  #groups: readonly number[] = []
  #lossRate = 0
  #duplicateRate = 0
  #delayMs = 5
  #epoch = -1
  #nextTransaction = 1
  #nextEntry = 1
  leaderships = 0
  recoveries = 0
  depositions = 0

  constructor(random: () => number, options: { readonly faults?: readonly Fault[] } = {}) {
    this.#random = random
    this.#faults = new Set(options.faults)
    this.nodes = [1, 2, 3, 4, 5].map((number) => ({
      address: asAddress(`0x${number.toString(16).padStart(40, '0')}`),
      vote: blankVote<Body>(0),
      chain: [],
      pending: new Set(),
      state: undefined,
      life: 0,
      isReady: true,
      isWrong: false,
      isLeading: false,
      isProposing: false,
      waiting: new Map(),
    }))
    this.heal()
    this.nextEpoch()
    for (const node of this.nodes) this.start(node)
  }

  get epoch(): number {
    return this.#epoch
  }

  committee(epoch = this.#epoch): readonly Node[] {
    return (this.#committees[epoch] ?? []).map((address) => this.#node(address))
  }

  /** L1 draws a committee of one to four; the nodes see its blocks within a second. */
  nextEpoch(): void {
    const size = 1 + Math.floor(this.#random() * 4)
    const shuffled = this.nodes
      .map(({ address }) => ({ address, key: this.#random() }))
      .sort((a, b) => a.key - b.key)
    this.#committees.push(shuffled.slice(0, size).map(({ address }) => address))
    this.#epoch++
    const epoch = this.#epoch
    for (const node of this.nodes) {
      const { life } = node
      this.time.after(this.#random() * this.#random() * 1_000, () => {
        if (node.life === life) this.#step(node, this.#epochEvent(epoch))
      })
    }
  }

  start(node: Node): void {
    if (node.state !== undefined) return
    const life = ++node.life
    if (this.#faults.has('forgets-votes')) node.vote = blankVote(0)
    node.state = newMember(node.address, node.vote, tipOf(node))
    this.#step(node, this.#epochEvent(this.#epoch))
    this.#step(node, { kind: 'ready', isReady: node.isReady })
    const tick = () => {
      if (node.life !== life || node.state === undefined) return
      this.#step(node, { kind: 'tick' })
      this.#propose(node)
      this.time.after(TICK_MS, tick)
    }
    this.time.after(this.#random() * TICK_MS, tick)
  }

  /** What is only in memory is gone, what was to be written next is not. */
  crash(node: Node): void {
    node.life++
    node.state = undefined
    node.isLeading = false
    node.isProposing = false
    node.waiting.clear()
  }

  setReady(node: Node, isReady: boolean): void {
    node.isReady = isReady
    if (node.state !== undefined) this.#step(node, { kind: 'ready', isReady })
  }

  partition(groups: readonly number[]): void {
    this.#groups = groups
  }

  disturb(lossRate: number, duplicateRate: number, delayMs: number): void {
    this.#lossRate = lossRate
    this.#duplicateRate = duplicateRate
    this.#delayMs = delayMs
  }

  heal(): void {
    this.#groups = this.nodes.map(() => 0)
    this.disturb(0, 0, 5)
  }

  /** A client sends a transaction to a node, which takes it if it leads. */
  submit(node: Node): void {
    if (node.state?.role.kind !== 'leading' || !node.isLeading) return
    const transaction = this.#nextTransaction++
    node.pending.add(transaction)
    const others = this.#committees[node.state.role.ballot.epoch]?.filter(
      (address) => address !== node.address,
    )
    if (others === undefined || others.length === 0) this.acknowledged.add(transaction)
    else node.waiting.set(transaction, new Set())
    for (const other of others ?? []) this.#sendTransactions(node, other, [transaction])
    this.#propose(node)
  }

  /** Whether the nodes that are up suffice to decide. */
  canDecide(): boolean {
    const up = this.nodes.filter((node) => node.state !== undefined && node.isReady)
    const baseEpoch = Math.max(...up.map(({ vote }) => vote.baseEpoch))
    return hasHandoverQuorum(
      { committee: (epoch) => this.#committees[epoch] },
      baseEpoch,
      this.#epoch,
      new Set(up.map(({ address }) => address)),
    )
  }

  /** Every acknowledged transaction is in the chain of every node that is up, and these chains are the same. */
  isSettled(): boolean {
    const up = this.nodes.filter(({ state }) => state !== undefined)
    const tips = new Set(up.map((node) => tipOf(node).id))
    if (tips.size !== 1) return false
    const included = new Set(up[0]?.chain.flatMap(({ body }) => body.transactions))
    return [...this.acknowledged].every((transaction) => included.has(transaction))
  }

  #node(address: Address): Node {
    return this.nodes.find((node) => node.address === address) as Node
  }

  #epochEvent(epoch: number): MemberEvent<Body> {
    return { kind: 'epoch', epoch, liveFromEpoch: 0 }
  }

  #step(node: Node, event: MemberEvent<Body>): void {
    if (node.state === undefined) return
    const liveFromEpoch = this.#faults.has('asks-no-earlier-committee') ? this.#epoch : 0
    const { state, effects } = step({ ...node.state, liveFromEpoch }, event, {
      nowMs: this.time.nowMs,
      random: this.#random(),
      timing: devCommitteeTiming,
      schedule: { committee: (epoch) => this.#committees[epoch] },
    })
    node.state = state
    for (const effect of effects) this.#perform(node, effect)
  }

  #perform(node: Node, effect: MemberEffect<Body>): void {
    switch (effect.kind) {
      case 'save':
        node.vote = effect.vote
        break
      case 'send':
        this.#send(node, effect.to, effect.message)
        break
      case 'broadcast':
        for (const { address } of this.nodes) {
          if (address !== node.address) this.#send(node, address, effect.message)
        }
        break
      case 'check':
        this.#later(node, () => {
          const isValid = isValidIn(node, effect.entry, effect.limits)
          this.#step(node, { kind: 'checked', id: effect.entry.tip.id, isValid })
        })
        break
      case 'apply':
        this.#later(node, () => {
          this.#append(node, effect.entry)
          this.#step(node, { kind: 'tip', tip: tipOf(node) })
          this.#propose(node)
        })
        break
      case 'catchUp':
        this.#later(node, () => {
          for (const entry of effect.entries) this.#append(node, entry)
          this.#step(node, { kind: 'tip', tip: tipOf(node) })
        })
        break
      case 'serve': {
        const { after } = effect
        const index =
          after.id === START.id ? 0 : node.chain.findIndex((e) => e.tip.id === after.id) + 1
        if (after.id !== START.id && index === 0) break
        const entries = node.chain.slice(index, index + 8)
        if (entries.length > 0) this.#send(node, effect.to, { kind: 'entries', entries })
        break
      }
      case 'lead':
        node.isLeading = true
        node.isProposing = false
        this.leaderships++
        this.#later(node, () => this.#propose(node))
        break
      case 'depose':
        node.isLeading = false
        node.isProposing = false
        node.waiting.clear()
        this.depositions++
        break
      case 'decided':
        node.isProposing = false
        break
      case 'declined':
        node.isProposing = false
        break
      case 'offer':
        if (node.pending.size > 0) this.#sendTransactions(node, effect.to, [...node.pending])
    }
  }

  #propose(node: Node): void {
    const { state } = node
    if (state?.role.kind !== 'leading' || !node.isLeading || node.isProposing) return
    const last = node.chain.at(-1)
    const isClose = last?.body.sealedOn !== undefined && this.#random() < 0.2
    const transactions = isClose ? [] : [...node.pending].slice(0, 4)
    if (!isClose && transactions.length === 0) return
    const parent = tipOf(node)
    const { epoch } = state.role.ballot
    const block = node.chain.findLast(({ body }) => body.sealedOn !== undefined)
    const sealedOn = isClose ? undefined : (block?.tip ?? START).id
    const tip: Tip = { position: parent.position + 1, id: `e${this.#nextEntry++}` }
    node.isProposing = true
    const entry = {
      parent,
      tip,
      body: { sealedOn, sealer: node.address, epoch, transactions, isWrong: node.isWrong },
    }
    this.#step(node, { kind: 'propose', entry, sealedOn })
    const proposal = node.state?.role.kind === 'leading' ? node.state.role.proposal : undefined
    if (proposal?.entry.tip.id !== tip.id && tipOf(node).id !== tip.id) return
    // Alone, it shows to nobody what it has not committed.
    if (this.#committees[epoch]?.length !== 1) this.#expectOneSeal(entry)
  }

  #expectOneSeal({ tip, body: { sealedOn, sealer, epoch } }: Entry<Body>): void {
    if (sealedOn === undefined) return
    const key = `${sealer} ${epoch} ${sealedOn}`
    const before = this.#sealed.get(key)
    if (before !== undefined && before !== tip.id) {
      throw new Error(`${sealer} sealed ${before} and ${tip.id} on ${sealedOn}`)
    }
    this.#sealed.set(key, tip.id)
  }

  #append(node: Node, entry: Entry<Body>): void {
    if (entry.parent.id !== tipOf(node).id) return
    const decided = this.#decided.get(entry.parent.id)
    if (decided !== undefined && decided !== entry.tip.id) {
      throw new Error(`${decided} and ${entry.tip.id} were both decided on ${entry.parent.id}`)
    }
    this.#decided.set(entry.parent.id, entry.tip.id)
    this.#expectOneSeal(entry)
    if (decided === undefined && entry.body.sealer !== node.address) this.recoveries++
    node.chain.push(entry)
    for (const transaction of entry.body.transactions) node.pending.delete(transaction)
  }

  #send(from: Node, to: Address, message: CommitteeMessage<Body>): void {
    this.#deliver(from, this.#node(to), (node) =>
      this.#step(node, { kind: 'message', from: from.address, message }),
    )
  }

  #sendTransactions(from: Node, to: Address, transactions: readonly number[]): void {
    this.#deliver(from, this.#node(to), (node) => {
      const included = new Set(node.chain.flatMap(({ body }) => body.transactions))
      for (const transaction of transactions) {
        if (!included.has(transaction)) node.pending.add(transaction)
      }
      this.#propose(node)
      this.#deliver(node, from, (asker) => {
        for (const transaction of transactions) {
          if (!asker.waiting.has(transaction)) continue
          const { role } = asker.state as MemberState<Body>
          if (role.kind !== 'leading') continue
          if (!this.#committees[role.ballot.epoch]?.includes(node.address)) continue
          asker.waiting.delete(transaction)
          this.acknowledged.add(transaction)
        }
      })
    })
  }

  #deliver(from: Node, to: Node, receive: (node: Node) => void): void {
    const isCut = () =>
      this.#groups[this.nodes.indexOf(from)] !== this.#groups[this.nodes.indexOf(to)]
    const copies = this.#random() < this.#duplicateRate ? 2 : 1
    for (let i = 0; i < copies; i++) {
      if (this.#random() < this.#lossRate) continue
      this.time.after(1 + this.#random() * this.#delayMs, () => {
        if (!isCut() && to.state !== undefined) receive(to)
      })
    }
  }

  #later(node: Node, action: () => void): void {
    const { life } = node
    this.time.after(1 + this.#random() * 4, () => {
      if (node.life === life) action()
    })
  }
}

function isValidIn(
  { chain, isWrong }: Node,
  { parent, body }: Entry<Body>,
  limits: SealLimits,
): boolean {
  if (body.isWrong !== isWrong) return false
  if (parent.id !== (chain.at(-1)?.tip ?? START).id) return false
  const before = chain.findLast((entry) => entry.body.sealedOn !== undefined)
  return body.sealedOn === undefined || isSealInOrder(body, before?.body.epoch, limits)
}

function tipOf({ chain }: Node): Tip {
  return chain.at(-1)?.tip ?? START
}
