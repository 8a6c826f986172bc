import type { Address } from '@mvm/protocol'
import type { Entry, Tip } from '../committee/chain/Entry.ts'
import type { EntryBody } from '../committee/chain/EntryBody.ts'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ClockPort } from '../port/ClockPort.ts'
import type { ProducerPort } from '../port/ProducerPort.ts'
import { chunksOf } from './chunksOf.ts'
import type { ProducerAssignment } from './ProducerAssignment.ts'
import type { ProducerDomain } from './ProducerDomain.ts'
import type { ProducerFailure } from './ProducerFailure.ts'
import type {
  ProducedBlock,
  ProducerAnswer,
  ProducerRequest,
  ProductionOrder,
} from './ProducerMessage.ts'
import type { ProducerNetworkPort } from './ProducerNetworkPort.ts'
import type { ProducerTiming } from './ProducerTiming.ts'
import { recoverProducer } from './recoverProducer.ts'
import { goodStanding, type Standing, standingAfter } from './standingAfter.ts'
import { standingAfterBlock } from './standingAfterBlock.ts'

export interface ProducerClientOptions {
  readonly assignment: ProducerAssignment
  readonly network: ProducerNetworkPort
  readonly domain: ProducerDomain
  readonly timing: ProducerTiming
  readonly clock: ClockPort
  /** What is decided after a tip, for a producer: none when the chain does not have it. */
  readonly serve: (to: Address, after: Tip) => Promise<readonly Entry<EntryBody>[]>
  /** Must not throw. */
  readonly onFailed?: (producer: Address, failure: ProducerFailure) => void
}

/** A producer that is behind is asked again for a quarter of its deadline, and so often in the whole of it. */
const MAX_ATTEMPTS = 20

type Answered = ProducerAnswer | { readonly kind: 'late' } | undefined
type Asking = Extract<ProducerRequest, { readonly id: number }>
type Unasked = Asking extends infer Request
  ? Request extends Asking
    ? Omit<Request, 'id'>
    : never
  : never

interface Asked {
  readonly producer: Address
  readonly answer: PromiseWithResolvers<ProducerAnswer | undefined>
}

/**
 * The sequencer's side of a DAC's production: has the producer that L1 assigns open batches and seal blocks, and does
 * without it as soon as it fails.
 */
export class ProducerClient implements ProducerPort {
  readonly #options: ProducerClientOptions
  readonly #asked = new Map<number, Asked>()
  readonly #standings = new Map<Address, Standing>()
  #nextId = 1
  /** The connected producer that was assigned last. */
  #current: Address | undefined
  /** Over this connection it has been told all that waits. */
  #told: { readonly producer: Address; readonly connection: number } | undefined

  constructor(options: ProducerClientOptions) {
    this.#options = options
  }

  async open(
    opening: BatchOpening,
    tip: Tip,
    waiting: () => readonly Uint8Array[],
    signal: AbortSignal,
  ): Promise<BatchOpening> {
    const { assignment, network, timing, clock, domain } = this.#options
    const assigned = assignment.producerAt(opening.origin.number)
    const producer = await this.#within(assigned, timing.openMs, signal)
    if (producer === undefined || producer === null) return opening
    const connection = network.connectionOf(producer)
    if (connection === undefined) return opening
    this.#current = producer
    if (clock.nowMs() < this.#standing(producer).restUntilMs) return opening
    this.#tell(producer, connection, waiting)
    const asked = { ...opening, producer }
    const request = { kind: 'open', tip, opening: asked } as const
    const answer = await this.#askPatiently(producer, request, timing.openMs, signal)
    if (answer?.kind !== 'opened') {
      this.#noteFailure(producer, answer)
      return opening
    }
    const producerSignature = answer.signature
    if (recoverProducer(asked, producerSignature, domain) !== producer) {
      this.#fail(producer, 'wrong-signature')
      return opening
    }
    return { ...asked, producerSignature }
  }

  async produce(
    producer: Address,
    order: ProductionOrder,
    waiting: () => readonly Uint8Array[],
    signal: AbortSignal,
  ): Promise<ProducedBlock | undefined> {
    const { network, timing, clock } = this.#options
    const connection = network.connectionOf(producer)
    if (connection === undefined) return undefined
    this.#current = producer
    if (clock.nowMs() < this.#standing(producer).restUntilMs) return undefined
    this.#tell(producer, connection, waiting)
    const request = { kind: 'produce', order } as const
    const answer = await this.#askPatiently(producer, request, timing.produceMs, signal)
    if (answer?.kind === 'produced') return answer.block
    this.#noteFailure(producer, answer)
    return undefined
  }

  judge(producer: Address, isRight: boolean): void {
    if (isRight) this.#standings.set(producer, standingAfterBlock(this.#standing(producer)))
    else this.#fail(producer, 'wrong-block')
  }

  offer(raw: Uint8Array): void {
    const { network } = this.#options
    const told = this.#told
    if (told === undefined || network.connectionOf(told.producer) !== told.connection) return
    network.send(told.producer, { kind: 'waiting', transactions: [raw] })
  }

  /** A new pool is sealed from: whatever the producer has been told, it is told anew. */
  restart(): void {
    this.#told = undefined
    this.#current = undefined
  }

  /** Keeps the producer at the end of the chain. */
  decided(entry: Entry<EntryBody>): void {
    if (this.#current === undefined) return
    this.#options.network.send(this.#current, { kind: 'entries', entries: [entry] })
  }

  /** Takes in what a producer has sent. Rejects when the chain cannot be read. */
  async receive(from: Address, answer: ProducerAnswer): Promise<void> {
    if (answer.kind !== 'fetch') {
      const asked = this.#asked.get(answer.id)
      if (asked?.producer === from) asked.answer.resolve(answer)
      return
    }
    if (from !== this.#current) return
    const entries = await this.#options.serve(from, answer.after)
    if (entries.length > 0) this.#options.network.send(from, { kind: 'entries', entries })
  }

  /** The connection to a producer is gone: nothing that it was asked over it is answered. */
  lost(producer: Address): void {
    for (const asked of this.#asked.values()) {
      if (asked.producer !== producer) continue
      this.#fail(producer, 'lost')
      asked.answer.resolve(undefined)
    }
  }

  #tell(producer: Address, connection: number, waiting: () => readonly Uint8Array[]): void {
    if (this.#told?.producer === producer && this.#told.connection === connection) return
    this.#told = { producer, connection }
    for (const transactions of chunksOf(waiting())) {
      this.#options.network.send(producer, { kind: 'waiting', transactions })
    }
  }

  /** Who is behind catches up on being asked: it is asked again for as long as there is time. */
  async #askPatiently(
    producer: Address,
    request: Unasked,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Answered> {
    const { clock } = this.#options
    const untilMs = clock.nowMs() + timeoutMs
    const patientUntilMs = untilMs - (timeoutMs * 3) / 4
    const pauseMs = timeoutMs / MAX_ATTEMPTS
    for (;;) {
      const leftMs = Math.max(0, untilMs - clock.nowMs())
      const answer = await this.#ask(producer, request, leftMs, signal)
      const isBehind = answer?.kind === 'declined' && answer.reason === 'behind'
      if (!isBehind || clock.nowMs() + pauseMs >= patientUntilMs) return answer
      await clock.wait(pauseMs, signal)
    }
  }

  /** Neither late nor anything else when the signal aborts or the connection is lost. */
  async #ask(
    producer: Address,
    request: Unasked,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Answered> {
    const id = this.#nextId++
    const asked: Asked = { producer, answer: Promise.withResolvers() }
    this.#asked.set(id, asked)
    this.#options.network.send(producer, { ...request, id })
    const late = { kind: 'late' } as const
    const answer = await this.#within(asked.answer.promise, timeoutMs, signal, late)
    this.#asked.delete(id)
    return signal.aborted ? undefined : answer
  }

  #noteFailure(producer: Address, answer: Answered): void {
    if (answer?.kind === 'late') this.#fail(producer, 'late')
    else if (answer?.kind === 'declined') this.#fail(producer, answer.reason)
  }

  #fail(producer: Address, failure: ProducerFailure): void {
    const { clock, timing, onFailed } = this.#options
    const standing = standingAfter(this.#standing(producer), failure, clock.nowMs(), timing)
    this.#standings.set(producer, standing)
    // What it lacks, or has lost, it is told again.
    if (failure !== 'behind') this.#told = undefined
    onFailed?.(producer, failure)
  }

  #standing(producer: Address): Standing {
    return this.#standings.get(producer) ?? goodStanding
  }

  /** What a promise gives, or something else when it takes too long; at once when the signal aborts. */
  async #within<Result, Late = undefined>(
    promise: Promise<Result>,
    timeoutMs: number,
    signal: AbortSignal,
    late?: Late,
  ): Promise<Result | Late | undefined> {
    const over = new AbortController()
    const inner = AbortSignal.any([signal, over.signal])
    const waited = this.#options.clock.wait(timeoutMs, inner).then(() => late)
    const aborted = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined)
      else signal.addEventListener('abort', () => resolve(undefined), { signal: over.signal })
    })
    const result = await Promise.race([promise, waited, aborted])
    over.abort()
    return result
  }
}
