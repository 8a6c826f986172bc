import type { Address, BatchHash } from '@mvm/protocol'
import type { CommitteeProducers } from '../../src/committee/CommitteeOptions.ts'
import type { CommitteeSchedule } from '../../src/committee/CommitteeSchedule.ts'
import type { CommitteeService } from '../../src/committee/CommitteeService.ts'
import { sealSignerFromKey } from '../../src/committee/seal/sealSignerFromKey.ts'
import { defaultPoolLimits } from '../../src/pool/PoolLimits.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { SealedBlock } from '../../src/port/ChainPort.ts'
import type { L1View } from '../../src/port/L1ViewPort.ts'
import type { ProducerAssignment } from '../../src/producing/ProducerAssignment.ts'
import type { ProducerAnswer } from '../../src/producing/ProducerMessage.ts'
import { ProducerService } from '../../src/producing/ProducerService.ts'
import type { ProducerTiming } from '../../src/producing/ProducerTiming.ts'
import { ModelChain } from '../model/ModelChain.ts'
import { type ModelL1, producerDomain } from '../model/ModelL1.ts'
import { FINAL_DEPTH, modelRules } from '../model/ModelWorld.ts'
import { mortal } from '../model/mortal.ts'
import { accountAddress, chainId } from '../pool/examinedTransaction.ts'
import type { SimulatedClock } from './SimulatedClock.ts'

const MAX_LATENCY_MS = 400

/** What a producer does: what it should, claim other blocks than it builds, take too long, or say nothing. */
export type Conduct = 'honest' | 'lying' | 'slow' | 'mute'

const timing: ProducerTiming = {
  openMs: 4_000,
  produceMs: 6_000,
  restMs: 4_000,
  maxRestMs: 40_000,
}
export const sealDomain = { l1ChainId: 1, verifyingContract: accountAddress(1) }

interface Life {
  isOver: boolean
  readonly connection: number
  readonly ending: AbortController
  readonly service: ProducerService
  readonly ended: Promise<void>
}

export interface PoolProducer {
  readonly index: number
  readonly address: Address
  readonly chain: ModelChain
  readonly agreed: Set<BatchHash>
  view: L1View
  onView: (() => void)[]
  conduct: Conduct
  life: Life | undefined
}

export interface PoolProducersOptions {
  readonly count: number
  readonly l1: ModelL1
  readonly clock: SimulatedClock
  readonly known: ReadonlyMap<string, ExaminedTransaction>
  readonly schedule: CommitteeSchedule
  readonly random: () => number
  /** Of all producers, by the number of a batch's origin. */
  readonly assigned: (originNumber: number, producers: readonly Address[]) => Address | null
  /** The sequencers that run. */
  readonly sequencers: () => Iterable<readonly [Address, CommitteeService]>
  readonly onError: (error: unknown) => void
}

/** Producers of a pool in one process, each with its chain and its connection to the sequencers. */
export class PoolProducers {
  readonly all: readonly PoolProducer[]
  readonly #options: PoolProducersOptions
  #connections = 0

  constructor(options: PoolProducersOptions) {
    const { count, l1, known } = options
    this.#options = options
    this.all = Array.from({ length: count }, (_, index) => ({
      index,
      address: sealSignerFromKey(keyOf(index)).address,
      chain: new ModelChain(l1, known),
      agreed: new Set<BatchHash>(),
      view: l1.view(FINAL_DEPTH, new Set()),
      onView: [],
      conduct: 'honest',
      life: undefined,
    }))
    for (const producer of this.all) this.start(producer)
  }

  get assignment(): ProducerAssignment {
    return { producerAt: async (originNumber) => this.assigned(originNumber) }
  }

  assigned(originNumber: number): Address | null {
    const addresses = this.all.map(({ address }) => address)
    return this.#options.assigned(originNumber, addresses)
  }

  /** How one sequencer reaches the producers. */
  reachedFrom(sequencer: Address): CommitteeProducers {
    const last = new Map<Address, Promise<void>>()
    return {
      assignment: this.assignment,
      domain: producerDomain,
      timing,
      network: {
        connectionOf: (address) => this.#lifeOf(address)?.connection,
        send: (to, request) => {
          const life = this.#lifeOf(to)
          const copy = structuredClone(request)
          const before = last.get(to) ?? Promise.resolve()
          const arrived = Promise.all([before, this.#travel()]).then(() => undefined)
          last.set(to, arrived)
          void arrived.then(() => {
            if (life?.isOver === false) life.service.receive(sequencer, copy)
          })
        },
      },
    }
  }

  showL1(): void {
    for (const producer of this.all) {
      producer.view = this.#options.l1.view(FINAL_DEPTH, producer.agreed)
      for (const show of producer.onView.splice(0)) show()
    }
  }

  start(producer: PoolProducer): void {
    if (producer.life !== undefined) return
    const { clock, schedule, onError } = this.#options
    const signer = sealSignerFromKey(keyOf(producer.index))
    const ending = new AbortController()
    const isAlive = () => !life.isOver
    const service = new ProducerService({
      chainId,
      chain: mortal(this.#conducted(producer), isAlive),
      schedule,
      assignment: this.assignment,
      admission: mortal(producer.chain, isAlive),
      l1: mortal(
        {
          view: async () => producer.view,
          next: async (than: L1View, signal: AbortSignal) => {
            while (producer.view === than) {
              signal.throwIfAborted()
              await new Promise<void>((resolve, reject) => {
                producer.onView.push(resolve)
                signal.addEventListener('abort', () => reject(signal.reason), { once: true })
              })
            }
            return producer.view
          },
        },
        isAlive,
      ),
      clock,
      rules: modelRules,
      poolLimits: defaultPoolLimits,
      signer,
      sealDomain,
      producerDomain,
      isLive: () => true,
      patienceMs: 15_000,
      send: (to, answer) => {
        if (isAlive()) void this.#answer(producer, to, structuredClone(answer))
      },
      onEvent: (event) => {
        if (event.kind !== 'agreed' || !isAlive()) return
        for (const batch of event.view.batches) {
          if (batch.firstBlock <= event.safeBlock) producer.agreed.add(batch.batchHash)
        }
      },
    })
    const life: Life = {
      ...{ isOver: false, connection: ++this.#connections, ending, service },
      ended: Promise.resolve(),
    }
    const ended = service.run(ending.signal).catch((error: unknown) => {
      if (!life.isOver) onError(error)
    })
    producer.life = Object.assign(life, { ended })
  }

  /** Kill −9: its connections break. */
  kill(producer: PoolProducer): void {
    const { life } = producer
    if (life === undefined) return
    life.isOver = true
    life.ending.abort()
    producer.chain.crash()
    producer.life = undefined
    for (const [, service] of this.#options.sequencers()) service.producerLost(producer.address)
  }

  async stop(): Promise<void> {
    for (const { life } of this.all) life?.ending.abort()
    await Promise.all(this.all.map(({ life }) => life?.ended))
  }

  #lifeOf(address: Address): Life | undefined {
    return this.all.find((producer) => producer.address === address)?.life
  }

  async #answer(from: PoolProducer, to: Address, answer: ProducerAnswer): Promise<void> {
    const { clock, sequencers } = this.#options
    const isBlock = answer.kind === 'produced'
    if (isBlock && from.conduct === 'mute') return
    const over = new AbortController()
    if (isBlock && from.conduct === 'slow') await clock.wait(2 * timing.produceMs, over.signal)
    await this.#travel()
    for (const [address, service] of sequencers()) {
      if (address === to) service.receiveFromProducer(from.address, answer)
    }
  }

  #travel(): Promise<void> {
    const { clock, random } = this.#options
    return new Promise((resolve) => clock.after(random() * MAX_LATENCY_MS, resolve))
  }

  /** A liar's machine makes other blocks, sealing and verifying alike. */
  #conducted(producer: PoolProducer): ModelChain {
    return new Proxy(producer.chain, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return async (...args: unknown[]) => {
          const result: unknown = await Reflect.apply(method, target, args)
          if (name !== 'seal' || producer.conduct !== 'lying') return result
          const { verified, ...block } = result as SealedBlock
          const hash = `${verified.hash.slice(0, -2)}00` as typeof verified.hash
          const lie = { ...verified, hash }
          return { ...block, sealed: lie, verified: lie }
        }
      },
    })
  }
}

function keyOf(index: number): `0x${string}` {
  return `0x${(index + 501).toString(16).padStart(64, '0')}`
}
