import {
  type Address,
  asAddress,
  asHash,
  type BatchHash,
  batchHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  type Hash,
  initialBatchHash,
  keccak256Hex,
  type L1Origin,
  type L1TransactionHash,
  nextQueueHash,
  type OutputRoot,
  predeploys,
  type QueueElement,
  type QueueHash,
  type TransactionBatch,
} from '@mvm/protocol'
import type { ClosedBatch } from '../../src/batch/ClosedBatch.ts'
import type { RollupRules } from '../../src/batch/RollupRules.ts'
import type { L1Call, L1CallOutcome, StateBatch } from '../../src/port/L1CallPort.ts'
import type { BatchTip, L1View } from '../../src/port/L1ViewPort.ts'
import { recoverProducer } from '../../src/producing/recoverProducer.ts'
import { l1Block } from '../batch/l1Fixture.ts'
import { accountAddress, chainId } from '../pool/examinedTransaction.ts'

/** Where producers' signatures count. */
export const producerDomain = { l1ChainId: 1, verifyingContract: accountAddress(2) }

export const CREATION_BLOCK = 100

/** The contracts as of one L1 block, and what the sequencer's account did in it. */
interface L1State {
  readonly block: L1Origin
  readonly batches: readonly TransactionBatch[]
  readonly queue: readonly QueueElement[]
  readonly stateBatches: readonly StateBatch[]
  readonly sent: readonly Sending[]
}

interface Sending {
  readonly order: number
  readonly call: L1Call
  isCancelled: boolean
  outcome: L1CallOutcome | undefined
  readonly waiting: ((outcome: L1CallOutcome) => void)[]
}

type Change = (state: L1State) => L1State

/** Which rule of the contracts refused a call. */
class Refusal extends Error {}

/**
 * L1 with the CTC's and SCC's rules and the sender of the l1 package, as plain data: what it keeps in flight
 * survives the sequencer, and what a reorg drops it sends again.
 */
export class ModelL1 {
  /** Whom the SequencerPool has drawn, by the number of a batch's origin. */
  producerAt: (originNumber: number) => Address | null = () => null
  readonly #rules: RollupRules
  #states: L1State[]
  #forks = 0
  #sendings: Sending[] = []
  #upcoming: Change[] = []
  revertCount = 0

  constructor(rules: RollupRules) {
    this.#rules = rules
    const created: L1State = {
      block: l1Block(CREATION_BLOCK),
      batches: [],
      queue: [],
      stateBatches: [],
      sent: [],
    }
    this.#states = [enqueued(created, 999)]
  }

  get head(): L1Origin {
    return this.#top.block
  }

  get batches(): readonly TransactionBatch[] {
    return this.#top.batches
  }

  get queue(): readonly QueueElement[] {
    return this.#top.queue
  }

  get stateBatches(): readonly StateBatch[] {
    return this.#top.stateBatches
  }

  blocks(): readonly L1Origin[] {
    return this.#states.map(({ block }) => block)
  }

  block(number: number): L1Origin | undefined {
    return this.#states[number - CREATION_BLOCK]?.block
  }

  /** Enqueues a deposit of an account in the next block. */
  enqueue(signer: number): void {
    this.#upcoming.push((state) => enqueued(state, signer))
  }

  /** Somebody appends a forced batch in the next block, if the contract lets him. */
  appendForced(originDepth: number): void {
    this.#upcoming.push((state) => {
      const tip = tipOf(state.batches)
      const oldest = state.queue[tip.queueEnd]
      if (oldest === undefined) return state
      if (state.block.number <= oldest.l1BlockNumber + this.#rules.forcedInclusionDelay) {
        return state
      }
      const origin = this.block(state.block.number - 1 - originDepth)
      if (origin === undefined || origin.number < tip.originNumber) return state
      const queueEnd = tip.queueEnd + this.#consumable(state, origin.number)
      if (queueEnd === tip.queueEnd) return state
      return this.#append(state, tip, origin, 1, queueEnd, new Uint8Array(0), true)
    })
  }

  /** Another sequencer appends a batch in the next block, of two blocks if the rules let it. */
  appendForeign(payload: Uint8Array): void {
    this.#upcoming.push((state) => {
      const tip = tipOf(state.batches)
      const origin = this.block(state.block.number - 1)
      if (origin === undefined || origin.number < tip.originNumber) return state
      const queueEnd = tip.queueEnd + this.#consumable(state, origin.number)
      if (queueEnd === 0) return state
      const blockCount = origin.number > tip.originNumber ? 2 : 1
      return this.#append(state, tip, origin, blockCount, queueEnd, payload, false)
    })
  }

  /** Mines a block: what others do first, then the sequencer's calls in order. */
  mine(): void {
    let state: L1State = {
      ...this.#top,
      block: l1Block(this.head.number + 1, this.#forks),
      sent: [],
    }
    for (const change of this.#upcoming.splice(0)) state = change(state)
    for (const sending of this.#sendings.filter(({ outcome }) => outcome === undefined)) {
      state = this.#execute(state, sending)
    }
    this.#states.push(state)
  }

  /** Abandons the newest blocks. The sender sends again what was in them, unless it has been taken back. */
  reorg(depth: number): void {
    const kept = Math.max(1, this.#states.length - depth)
    this.#forks++
    for (const { sent } of this.#states.splice(kept)) {
      for (const sending of sent) {
        sending.outcome = sending.isCancelled
          ? { kind: 'refused', reason: 'it was cancelled' }
          : undefined
      }
    }
  }

  send(call: L1Call): Promise<L1CallOutcome> {
    const known = this.#sendings.find((sending) => sending.call.id === call.id)
    if (known?.outcome !== undefined) return Promise.resolve(known.outcome)
    const { promise, resolve } = Promise.withResolvers<L1CallOutcome>()
    if (known === undefined) {
      this.#sendings.push({
        order: this.#sendings.length,
        call,
        isCancelled: false,
        outcome: undefined,
        waiting: [resolve],
      })
    } else {
      known.waiting.push(resolve)
    }
    return promise
  }

  cancel(id: string): void {
    const sending = this.#sendings.find(({ call }) => call.id === id)
    if (sending === undefined) return
    sending.isCancelled = true
    if (sending.outcome === undefined) {
      settle(sending, { kind: 'refused', reason: 'it was cancelled' })
    }
  }

  /** @param knownHashes batches that the local chain has; only those can be below the view's base */
  view(finalDepth: number, knownHashes: ReadonlySet<BatchHash>): L1View {
    const states = [...this.#states]
    const top = states.at(-1) as L1State
    const finalizedNumber = Math.max(CREATION_BLOCK, top.block.number - finalDepth)
    let final = 0
    while (
      final < top.batches.length &&
      (top.batches[final] as TransactionBatch).l1BlockNumber <= finalizedNumber &&
      knownHashes.has((top.batches[final] as TransactionBatch).batchHash)
    ) {
      final++
    }
    const base = tipOf(top.batches.slice(0, final))
    return {
      head: top.block,
      finalizedNumber,
      block: (number) => states[number - CREATION_BLOCK]?.block,
      queueLength: top.queue.length,
      queueHash: (index) => (index === 0 ? EMPTY_QUEUE_HASH : top.queue[index - 1]?.queueHashAfter),
      queueElements: (start, end) => top.queue.slice(start, end),
      batches: top.batches.slice(final),
      base,
      firstUnassertedBlock: nextUnasserted(top),
    }
  }

  get #top(): L1State {
    return this.#states.at(-1) as L1State
  }

  #execute(state: L1State, sending: Sending): L1State {
    const l1BlockNumber = state.block.number
    const { call } = sending
    try {
      const after =
        call.kind === 'appendSequencerBatch'
          ? this.#appendOurs(state, call.batch)
          : appendState(state, call.batch)
      settle(sending, { kind: 'included', l1BlockNumber })
      return { ...after, sent: [...after.sent, sending] }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.revertCount++
      settle(sending, { kind: 'reverted', l1BlockNumber, reason: error.message })
      return { ...state, sent: [...state.sent, sending] }
    }
  }

  #appendOurs(state: L1State, batch: ClosedBatch): L1State {
    const tip = tipOf(state.batches)
    const require = (condition: boolean, rule: string) => {
      if (!condition) throw new Refusal(rule)
    }
    const { originNumber, queueEnd, blockCount } = batch
    const { number } = state.block
    require(batch.prevBatchHash === tip.batchHash, 'PrevBatchHashMismatch')
    require(originNumber >= tip.originNumber && originNumber < number, 'OriginOutOfRange')
    require(originNumber >= number - this.#rules.maxOriginAge, 'OriginTooOld')
    const origin = this.block(originNumber)
    require(origin?.hash === batch.originHash, 'OriginHashMismatch')
    const l1Blocks = originNumber - tip.originNumber
    const maxBlocks = Math.min(1024, 1 + this.#rules.blocksPerL1Block * l1Blocks)
    require(blockCount >= 1 && blockCount <= maxBlocks, 'BlockCountOutOfRange')
    const most = tip.queueEnd + this.#consumable(state, originNumber)
    require(queueEnd >= Math.max(1, tip.queueEnd) && queueEnd <= most, 'QueueEndOutOfRange')
    const due =
      tip.queueEnd + this.#consumable(state, originNumber - this.#rules.forcedInclusionDelay - 1)
    require(queueEnd >= due, 'ForcedElementLeftOut')
    require(batch.feeScalar === tip.feeScalar, 'FeeScalarOutOfRange')
    const { producer, producerSignature } = batch
    if (producerSignature.length === 0)
      require(producer === predeploys.feeVault, 'ProducerNotFeeVault')
    else {
      require(this.producerAt(originNumber) === producer, 'ProducerNotAssigned')
      const signed = { ...batch, origin: origin as L1Origin }
      const signer = recoverProducer(signed, producerSignature, producerDomain)
      require(signer === producer, 'ProducerSignatureMismatch')
    }
    const after = this.#append(
      state,
      tip,
      origin as L1Origin,
      blockCount,
      queueEnd,
      batch.payload,
      false,
      producer,
    )
    if (after.batches.at(-1)?.batchHash !== batch.batchHash) {
      throw new Error('the sequencer expects another batch hash than the contract computes')
    }
    return after
  }

  #append(
    state: L1State,
    tip: BatchTip,
    origin: L1Origin,
    blockCount: number,
    queueEnd: number,
    payload: Uint8Array,
    isForced: boolean,
    producer: Address = predeploys.feeVault,
  ): L1State {
    const fields = {
      chainId,
      prevBatchHash: tip.batchHash,
      firstBlock: tip.nextBlock,
      blockCount,
      queueStart: tip.queueEnd,
      queueEnd,
      queueHashStart: tip.queueHashEnd,
      queueHashEnd: (state.queue[queueEnd - 1] as QueueElement).queueHashAfter,
      originNumber: origin.number,
      originHash: origin.hash,
      producer,
      feeScalar: tip.feeScalar,
      payloadHash: asHash<Hash<'payload'>>(keccak256Hex(payload)),
    }
    const batch: TransactionBatch = {
      ...fields,
      batchHash: batchHash(fields),
      batchIndex: state.batches.length,
      payload,
      isForced,
      l1BlockNumber: state.block.number,
      l1BlockHash: state.block.hash,
      l1TransactionHash: asHash<L1TransactionHash>(keccak256Hex(payload)),
      sequencer: predeploys.feeVault,
    }
    return { ...state, batches: [...state.batches, batch] }
  }

  /** How many elements the caps let a batch consume that were enqueued at or before an L1 block. */
  #consumable(state: L1State, l1BlockNumber: number): number {
    const start = tipOf(state.batches).queueEnd
    const elements = state.queue.slice(start, start + 64)
    const end = elements.findIndex((element) => element.l1BlockNumber > l1BlockNumber)
    return end === -1 ? elements.length : end
  }
}

function settle(sending: Sending, outcome: L1CallOutcome): void {
  sending.outcome = outcome
  for (const resolve of sending.waiting.splice(0)) resolve(outcome)
}

function nextUnasserted({ stateBatches }: L1State): number {
  return stateBatches.reduce((sum, { outputRoots }) => sum + outputRoots.length, 1)
}

function appendState(state: L1State, batch: StateBatch): L1State {
  if (batch.firstBlock !== nextUnasserted(state)) throw new Refusal('FirstBlockMismatch')
  const last = batch.firstBlock + batch.outputRoots.length - 1
  const holder = state.batches.find((one) => one.batchHash === batch.batchHash)
  if (
    holder === undefined ||
    last < holder.firstBlock ||
    last >= holder.firstBlock + holder.blockCount
  ) {
    throw new Refusal('BatchDoesNotContain')
  }
  return { ...state, stateBatches: [...state.stateBatches, batch] }
}

function enqueued(state: L1State, signer: number): L1State {
  const { queue } = state
  const before: QueueHash = queue.at(-1)?.queueHashAfter ?? EMPTY_QUEUE_HASH
  const from = asAddress(`0x${(0xa000 + signer).toString(16).padStart(40, '0')}`)
  const fields = {
    chainId,
    queueIndex: queue.length,
    from,
    sender: from,
    to: from,
    mint: 1n,
    value: 1n,
    gasLimit: 21_000n,
    isSystem: false,
    data: new Uint8Array(0),
  }
  const element = {
    ...fields,
    l1BlockNumber: state.block.number,
    queueHashAfter: nextQueueHash(before, elementHash(fields)),
  }
  return { ...state, queue: [...queue, element] }
}

function tipOf(batches: readonly TransactionBatch[]): BatchTip {
  const last = batches.at(-1)
  if (last === undefined) {
    return {
      batchHash: initialBatchHash(chainId),
      nextBlock: 1,
      queueEnd: 0,
      queueHashEnd: EMPTY_QUEUE_HASH,
      originNumber: CREATION_BLOCK,
      feeScalar: 10n ** 8n,
    }
  }
  return {
    batchHash: last.batchHash,
    nextBlock: last.firstBlock + last.blockCount,
    queueEnd: last.queueEnd,
    queueHashEnd: last.queueHashEnd,
    originNumber: last.originNumber,
    feeScalar: last.feeScalar,
  }
}

export function outputRootOf(blockHash: string): OutputRoot {
  return asHash<OutputRoot>(keccak256Hex(new TextEncoder().encode(`root of ${blockHash}`)))
}
