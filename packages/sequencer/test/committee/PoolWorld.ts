import { type Address, type BatchHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import type { RollupRules } from '../../src/batch/RollupRules.ts'
import { CommitteeService } from '../../src/committee/CommitteeService.ts'
import type { CommitteeTiming } from '../../src/committee/CommitteeTiming.ts'
import { NotLeadingError } from '../../src/committee/NotLeadingError.ts'
import type { PeerMessage } from '../../src/committee/PeerMessage.ts'
import type { SchedulePort } from '../../src/committee/SchedulePort.ts'
import { sealSignerFromKey } from '../../src/committee/seal/sealSignerFromKey.ts'
import { PoolRejection } from '../../src/pool/error/PoolRejection.ts'
import { defaultPoolLimits } from '../../src/pool/PoolLimits.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { L1View, L1ViewPort } from '../../src/port/L1ViewPort.ts'
import type { SequencerPolicies } from '../../src/service/defaultPolicies.ts'
import type { SequencerEvent } from '../../src/service/SequencerEvent.ts'
import { SequencerStoppedError } from '../../src/service/SequencerStoppedError.ts'
import { ModelChain } from '../model/ModelChain.ts'
import { CREATION_BLOCK, ModelL1 } from '../model/ModelL1.ts'
import { FINAL_DEPTH, modelPolicies, modelRules } from '../model/ModelWorld.ts'
import { mortal } from '../model/mortal.ts'
import { accountAddress, chainId, examinedTransaction } from '../pool/examinedTransaction.ts'
import { InclusionIndex } from './InclusionIndex.ts'
import { sealDomain as domain, PoolProducers } from './PoolProducers.ts'
import { SimulatedClock } from './SimulatedClock.ts'

export const L1_BLOCK_MS = 12_000
const EPOCH_LENGTH = 3

/** How fast everything goes, and what may. */
export interface Pace {
  readonly timing: CommitteeTiming
  readonly policies: SequencerPolicies
  readonly rules: RollupRules
  readonly maxLatencyMs: number
}

/** Seconds for what takes fractions of them. */
const slowPace: Pace = {
  timing: {
    heartbeatMs: 1_500,
    silenceMs: 5_000,
    leaseMs: 8_000,
    ballotMs: 8_000,
    offerMs: 6_000,
    restMs: 30_000,
  },
  policies: modelPolicies,
  rules: modelRules,
  maxLatencyMs: 400,
}

interface Life {
  isOver: boolean
  readonly ending: AbortController
  readonly service: CommitteeService
  readonly ended: Promise<void>
}

/** One sequencer of the pool; all but its life survives a kill. */
export interface PoolNode {
  readonly index: number
  readonly address: Address
  readonly chain: ModelChain
  readonly agreed: Set<BatchHash>
  view: L1View
  onView: (() => void)[]
  life: Life | undefined
}

/** Sequencers of one DAC with their chains, a network between them, an L1 and clients: a pool in one process. */
export class PoolWorld {
  readonly l1: ModelL1
  readonly clock: SimulatedClock
  readonly nodes: readonly PoolNode[]
  readonly events: SequencerEvent[] = []
  readonly acknowledged = new Set<TransactionHash>()
  /** The sealers that a new leadership began at. */
  readonly leaders: Address[] = []
  /** What was published first at each height, and whatever contradicts it. */
  readonly published = new Map<number, string>()
  /** When, in milliseconds of this world's clock. */
  readonly publishedAtMs = new Map<number, number>()
  readonly contradictions: string[] = []
  readonly #known = new Map<string, ExaminedTransaction>()
  readonly producers: PoolProducers
  readonly #random: () => number
  readonly #pace: Pace
  readonly #committee: (epoch: number) => readonly Address[]
  #groups: readonly number[] = []
  lossRate = 0
  /** So many epochs later nobody has to ask a committee any more, nor remembers it. */
  livingEpochs = Number.POSITIVE_INFINITY
  /** How many messages the nodes have sent each other. */
  sentCount = 0
  error: unknown

  constructor(
    random: () => number,
    nodeCount: number,
    committee: (epoch: number, members: readonly Address[]) => readonly Address[],
    producing: {
      readonly count: number
      readonly assigned: (epoch: number, producers: readonly Address[]) => Address | null
    } = { count: 0, assigned: () => null },
    pace = slowPace,
  ) {
    this.#random = random
    this.#pace = pace
    this.l1 = new ModelL1(pace.rules)
    this.clock = new SimulatedClock(this.l1.head.timestamp * 1000)
    const signers = Array.from({ length: nodeCount }, (_, index) => sealSignerFromKey(keyOf(index)))
    const members = signers.map(({ address }) => address)
    this.#committee = (epoch) => committee(epoch, members)
    this.nodes = signers.map(({ address }, index) => ({
      index,
      address,
      chain: new ModelChain(this.l1, this.#known),
      agreed: new Set(),
      view: this.l1.view(FINAL_DEPTH, new Set()),
      onView: [],
      life: undefined,
    }))
    const { l1, clock } = this
    this.producers = new PoolProducers({
      ...{ l1, clock, random, count: producing.count },
      known: this.#known,
      schedule: { committee: (epoch) => this.#committee(epoch) },
      assigned: (originNumber, all) => producing.assigned(epochAt(originNumber), all),
      sequencers: () => this.#running(),
      onError: (error) => {
        this.error ??= error
      },
    })
    l1.producerAt = (originNumber) => this.producers.assigned(originNumber)
    this.partition(this.nodes.map(() => 0))
    for (const node of this.nodes) this.start(node)
  }

  get epoch(): number {
    return epochAt(this.l1.head.number)
  }

  /** The node that seals, as far as there is one. */
  leader(): PoolNode | undefined {
    return this.nodes.find(({ life }) => life?.service.sequencer !== undefined)
  }

  /** Lets so many L1 blocks pass, at the pace of L1. */
  async mine(count = 1): Promise<void> {
    for (let i = 0; i < count; i++) {
      await this.clock.pass(L1_BLOCK_MS)
      if (this.error !== undefined) throw this.error
      this.l1.mine()
      for (const node of this.nodes) this.showL1(node)
      this.producers.showL1()
    }
  }

  /** The pauses between blocks, in milliseconds of this world's clock, ascending. */
  pausesMs(): readonly number[] {
    const times = [...this.publishedAtMs.values()]
    return times.map((time, i) => time - (times[i - 1] ?? time)).sort((a, b) => a - b)
  }

  partition(groups: readonly number[]): void {
    this.#groups = groups
  }

  /** A client sends the next transaction of an account to whoever leads; resolves when it is answered. */
  async submit(signer: number): Promise<void> {
    const service = this.leader()?.life?.service
    const sequencer = service?.sequencer
    const node = this.leader()
    if (service === undefined || sequencer === undefined || node === undefined) return
    const address = accountAddress(signer)
    const nonce = sequencer.pool.pendingNonce(address) ?? node.chain.nonce(address)
    const { raw } = this.#transaction(signer, Number(nonce))
    try {
      this.acknowledged.add(await service.submit(raw))
    } catch (error) {
      const isRefusal =
        error instanceof PoolRejection ||
        error instanceof NotLeadingError ||
        error instanceof SequencerStoppedError
      if (!isRefusal) this.error ??= error
    }
  }

  /** Shows a node L1 as it is now. */
  showL1(node: PoolNode): void {
    node.view = this.l1.view(FINAL_DEPTH, node.agreed)
    for (const show of node.onView.splice(0)) show()
  }

  start(node: PoolNode): void {
    if (node.life !== undefined) return
    const ending = new AbortController()
    const isAlive = () => !life.isOver
    const l1Port: L1ViewPort = {
      view: async () => node.view,
      next: async (than, signal) => {
        while (node.view === than) {
          signal.throwIfAborted()
          await new Promise<void>((resolve, reject) => {
            node.onView.push(resolve)
            signal.addEventListener('abort', () => reject(signal.reason), { once: true })
          })
        }
        return node.view
      },
    }
    const index = new InclusionIndex(node.chain)
    const send = (to: PoolNode, message: PeerMessage) => this.#deliver(life, node, to, message)
    const service = new CommitteeService({
      chainId,
      chain: mortal(this.#watched(node.chain), isAlive),
      admission: mortal(node.chain, isAlive),
      pending: mortal(node.chain, isAlive),
      l1: mortal(l1Port, isAlive),
      calls: {
        send: (call) =>
          new Promise((resolve) => {
            const own = { ...call, id: `${node.index}/${call.id}` }
            void this.l1.send(own).then((outcome) => isAlive() && resolve(outcome))
          }),
        cancel: (id) => {
          if (isAlive()) this.l1.cancel(`${node.index}/${id}`)
        },
      },
      clock: this.clock,
      rules: this.#pace.rules,
      poolLimits: defaultPoolLimits,
      ...this.#pace.policies,
      schedule: this.#schedule(node.address),
      network: {
        send: (to, message) => {
          const peer = this.nodes.find(({ address }) => address === to)
          if (peer !== undefined) send(peer, message)
        },
        broadcast: (message) => {
          for (const peer of this.nodes) if (peer !== node) send(peer, message)
        },
      },
      signer: sealSignerFromKey(keyOf(node.index)),
      domain,
      producers: this.producers.reachedFrom(node.address),
      timing: this.#pace.timing,
      firstEpoch: 0,
      random: this.#random,
      isLive: () => true,
      isIncluded: async (hash) => index.has(hash),
      onLeading: (sequencer) => {
        if (sequencer !== undefined && isAlive()) this.leaders.push(node.address)
      },
      onEvent: (event) => {
        if (!isAlive()) return
        this.events.push(event)
        if (event.kind !== 'agreed') return
        for (const batch of event.view.batches) {
          if (batch.firstBlock <= event.safeBlock) node.agreed.add(batch.batchHash)
        }
      },
    })
    const life: Life = { isOver: false, ending, service, ended: Promise.resolve() }
    const ended = service.run(ending.signal).catch((error: unknown) => {
      if (!life.isOver) this.error ??= error
    })
    node.life = Object.assign(life, { ended })
  }

  /** Kill −9: what is under way is never finished. */
  kill(node: PoolNode): void {
    const { life } = node
    if (life === undefined) return
    life.isOver = true
    life.ending.abort()
    node.chain.crash()
    node.life = undefined
    // Its connections are gone.
    for (const other of this.nodes) other.life?.service.onLost(node.address)
  }

  async stop(): Promise<void> {
    for (const node of this.nodes) node.life?.ending.abort()
    await Promise.all(this.nodes.map((node) => node.life?.ended))
    await this.producers.stop()
  }

  *#running(): Generator<readonly [Address, CommitteeService]> {
    for (const { address, life } of this.nodes ?? []) {
      if (life !== undefined) yield [address, life.service]
    }
  }

  #schedule(self: Address): SchedulePort {
    const committee = this.#committee
    return {
      committee: (epoch) => (epoch < this.epoch - this.livingEpochs ? undefined : committee(epoch)),
      epochAt,
      liveFromEpoch: (l1BlockNumber) => Math.max(0, epochAt(l1BlockNumber) - this.livingEpochs),
      mayPost: (l1BlockNumber) => {
        const number = l1BlockNumber + 1
        const place = committee(epochAt(number)).indexOf(self)
        return place >= 0 && (number - CREATION_BLOCK) % EPOCH_LENGTH >= place
      },
    }
  }

  #deliver(sender: Life, from: PoolNode, to: PoolNode, message: PeerMessage): void {
    this.sentCount++
    if (sender.isOver || this.#random() < this.lossRate) return
    const copy = structuredClone(message)
    this.clock.after(this.#random() * this.#pace.maxLatencyMs, () => {
      if (this.#groups[from.index] !== this.#groups[to.index]) return
      to.life?.service.receive(from.address, copy)
    })
  }

  /** Notes what a chain publishes. */
  #watched(chain: ModelChain): ModelChain {
    const note = () => {
      for (const { number, hash } of chain.allBlocks.slice(-20)) {
        const before = this.published.get(number)
        if (before === undefined) {
          this.published.set(number, hash)
          this.publishedAtMs.set(number, this.clock.nowMs())
        } else if (before !== hash) this.contradictions.push(`${number}: ${before} and ${hash}`)
      }
    }
    return new Proxy(chain, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return async (...args: unknown[]) => {
          const result: unknown = await Reflect.apply(method, target, args)
          if (name === 'commit' || name === 'adopt') note()
          return result
        }
      },
    })
  }

  #transaction(signer: number, nonce: number): ExaminedTransaction {
    const examined = examinedTransaction({ signer, nonce })
    const known = this.#known.get(keccak256Hex(examined.raw))
    if (known !== undefined) return known
    this.#known.set(keccak256Hex(examined.raw), examined)
    return examined
  }
}

function keyOf(index: number): `0x${string}` {
  return `0x${(index + 1).toString(16).padStart(64, '0')}`
}

function epochAt(l1BlockNumber: number): number {
  return Math.max(0, Math.floor((l1BlockNumber - CREATION_BLOCK) / EPOCH_LENGTH))
}
