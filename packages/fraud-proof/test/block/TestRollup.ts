import { deriveBatch } from '@mvm/derivation'
import {
  type ExecutedBlock,
  executeBlock,
  type ParentBlock,
  type WrittenAccount,
  type WrittenState,
} from '@mvm/execution'
import {
  type Address,
  asHash,
  type BlockInput,
  batchHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  encodePayload,
  initialBatchHash,
  keccak256,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  nextQueueHash,
  type PayloadBlock,
  type QueueElement,
  type TransactionBatch,
  toHex,
} from '@mvm/protocol'
import { encodeRlp, toBeArray } from 'ethers'
import {
  CHAIN_ID,
  COINBASE,
  FEE_SCALAR,
  L1_BASE_FEE,
  TestChain,
  word,
} from '../../../execution/test/chain/TestChain.ts'
import {
  ContentStore,
  hashState,
  initialState,
  isMoving,
  Kind,
  keepSources,
  type MachineState,
  moduleOf,
  SLOT_STEPS,
  stepAt,
  TapeRecorder,
} from '../../src/index.ts'
import type { RecordedStep } from '../evm/StepVerifier.ts'

export interface BlockStep extends RecordedStep {
  readonly state: MachineState
  readonly after: MachineState
  readonly postHash: string
  readonly elements: readonly Uint8Array[]
}

/** A block, executed and as the machine stepped through it from the output root before it. */
export interface SteppedBlock {
  readonly input: BlockInput
  readonly executed: ExecutedBlock
  readonly steps: readonly BlockStep[]
  readonly end: MachineState
  /** All that its steps read, and made. */
  readonly store: ContentStore
  readonly parent: ParentBlock
}

export interface BatchFields {
  /** Bytes instead of those that encode `blocks`. */
  readonly payload?: Uint8Array
  readonly blockCount?: number
  readonly deposits?: readonly DepositFields[]
  readonly producer?: Address
  /** Wei per gas of the origin. */
  readonly l1BaseFee?: bigint
}

export type DepositFields = Partial<QueueElement> & Pick<QueueElement, 'from'>

/** Batches as L1 has them, derived and executed block by block, and stepped through by the machine. */
export class TestRollup {
  readonly chain: TestChain
  #prevBatchHash = initialBatchHash(CHAIN_ID)
  #queueHash = EMPTY_QUEUE_HASH
  #queueIndex = 0
  #batchIndex = 0
  readonly #isKept: (state: MachineState) => boolean

  /**
   * @param isKept which steps are kept, with their tapes: a long block has too many. @default all
   * @param prepare what else is done to the state before the first block.
   */
  constructor(
    accounts: ReadonlyMap<Address, Partial<WrittenAccount>>,
    isKept: (state: MachineState) => boolean = () => true,
    prepare?: (written: WrittenState) => WrittenState,
  ) {
    this.chain = new TestChain(accounts, prepare)
    this.#isKept = isKept
  }

  /** One block of these inputs, in a batch of its own. */
  async block(
    transactions: readonly Uint8Array[],
    fields: BatchFields = {},
  ): Promise<SteppedBlock> {
    const [block] = await this.batch([{ delta: 3n, transactions }], fields)
    return block as SteppedBlock
  }

  async batch(
    blocks: readonly PayloadBlock[],
    fields: BatchFields = {},
  ): Promise<readonly SteppedBlock[]> {
    const queueHashStart = this.#queueHash
    const parent = this.chain.head.header
    const payload = fields.payload ?? encodePayload(blocks)
    const l1BaseFee = fields.l1BaseFee ?? L1_BASE_FEE
    const originHeader = originHeaderOf(this.#batchIndex, l1BaseFee)
    const origin = originOf(this.#batchIndex, originHeader, l1BaseFee)
    const queueElements = (fields.deposits ?? []).map((deposit) => this.#enqueued(deposit))
    const preimage = {
      prevBatchHash: this.#prevBatchHash,
      chainId: CHAIN_ID,
      firstBlock: parent.number + 1,
      blockCount: fields.blockCount ?? blocks.length,
      queueStart: this.#queueIndex - queueElements.length,
      queueEnd: this.#queueIndex,
      queueHashStart,
      queueHashEnd: this.#queueHash,
      originNumber: origin.number,
      originHash: origin.hash,
      producer: fields.producer ?? COINBASE,
      feeScalar: FEE_SCALAR,
      payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
    }
    const batch: TransactionBatch = {
      ...preimage,
      batchHash: batchHash(preimage),
      batchIndex: this.#batchIndex++,
      payload,
      isForced: false,
      l1BlockNumber: origin.number + 1,
      l1BlockHash: asHash(word(1)),
      l1TransactionHash: asHash(word(2)),
      sequencer: COINBASE,
    }
    this.#prevBatchHash = batch.batchHash
    const inputs = deriveBatch({
      batch,
      queueElements,
      origin,
      parentNumber: parent.number,
      parentTimestamp: parent.timestamp,
    })
    const stepped: SteppedBlock[] = []
    for (const [indexInBatch, input] of inputs.entries()) {
      const head = this.chain.head
      const store = new ContentStore(this.chain.store)
      keepSources(store, { parent: head.header, batch, queueElements, originHeader })
      const start = initialState({
        stateRoot: head.header.stateRoot,
        parentHash: head.hash,
        chainId: CHAIN_ID,
        number: input.number,
        inputCommitment: batch.batchHash,
        indexInBatch,
      })
      const executed = await executeBlock(this.chain.store, head, input, this.chain.profile)
      stepped.push({
        ...{ parent: head, input, executed, store },
        ...stepThrough(start, store, this.#isKept),
      })
      this.chain.accept(executed)
    }
    return stepped
  }

  #enqueued(fields: DepositFields): QueueElement {
    const element = {
      chainId: CHAIN_ID,
      queueIndex: this.#queueIndex++,
      sender: fields.from,
      to: fields.from,
      mint: 0n,
      value: 0n,
      gasLimit: 200_000n,
      isSystem: false,
      data: new Uint8Array(),
      ...fields,
    }
    this.#queueHash = nextQueueHash(this.#queueHash, elementHash(element))
    return { ...element, queueHashAfter: this.#queueHash, l1BlockNumber: 1 }
  }
}

/** Every step that moves, each with its tape, and behind each wait one that does not. */
function stepThrough(
  start: MachineState,
  store: ContentStore,
  isKept: (state: MachineState) => boolean,
): { readonly steps: readonly BlockStep[]; readonly end: MachineState } {
  const steps: BlockStep[] = []
  const take = (state: MachineState, position: number): MachineState => {
    if (!isKept(state)) return stepAt(position, state, store)
    const tape = new TapeRecorder()
    const after = stepAt(position, state, store, tape)
    const [preHash, postHash] = [hashState(state), hashState(after)]
    const { elements } = tape
    const module = moduleOf(state, store)
    steps.push({ state, after, module, position, preHash, postHash, elements, tape: tape.encode() })
    return after
  }
  let state = start
  for (let position = 0; state.kind !== Kind.HALT; position++) {
    if (!isMoving(state, position)) {
      take(state, position)
      position = Math.ceil(position / SLOT_STEPS) * SLOT_STEPS
    }
    state = take(state, position)
  }
  take(state, 2 ** 38 - 1)
  return { steps, end: state }
}

/** The header of an L1 block, with the fields that Ethereum has by now. */
function originHeaderOf(index: number, l1BaseFee: bigint): Uint8Array {
  const hash = (n: number): string => toHex(keccak256(Uint8Array.of(index & 255, n)))
  const quantity = (value: number | bigint): Uint8Array => toBeArray(value)
  const fields = [
    hash(0),
    hash(1),
    COINBASE,
    hash(2),
    hash(3),
    hash(4),
    `0x${'00'.repeat(256)}`,
    quantity(0),
    quantity(500 + index),
    quantity(60_000_000),
    quantity(31_000_000),
    quantity(1_800_000_000 + 12 * index),
    '0x1234',
    hash(5),
    '0x0000000000000000',
    quantity(l1BaseFee),
    hash(6),
    quantity(0),
    quantity(0),
    hash(7),
    hash(8),
  ]
  return Buffer.from(
    encodeRlp(fields.map((field) => (typeof field === 'string' ? field : toHex(field)))).slice(2),
    'hex',
  )
}

function originOf(index: number, header: Uint8Array, l1BaseFee: bigint): L1Origin {
  return {
    number: 500 + index,
    hash: asHash<L1BlockHash>(keccak256Hex(header)),
    timestamp: 1_800_000_000 + 12 * index,
    prevRandao: asHash(toHex(keccak256(Uint8Array.of(index & 255, 5)))),
    baseFeePerGas: l1BaseFee,
  }
}
