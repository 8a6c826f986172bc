import {
  type Frame as ExecutorFrame,
  type FrameTrace,
  MemoryStateStore,
  traceFrame,
  type WrittenAccount,
  type WrittenState,
  writeAccounts,
} from '@mvm/execution'
import {
  type Address,
  asHash,
  fromHex,
  type Hash,
  type Hex,
  keccak256Hex,
  predeploys,
} from '@mvm/protocol'
import {
  type Block,
  ContentStore,
  EMPTY_SLICE,
  type Frame,
  hashState,
  Kind,
  type MachineState,
  MemoryTree,
  moduleOf,
  type RunningState,
  step,
  TapeRecorder,
  type Transaction,
  type World,
} from '../../src/index.ts'
import type { OpcodeHandlers } from '../../src/step/OpcodeHandler.ts'
import { EMPTY_BLOOM_HASH } from '../../src/store/ContentStore.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/emptyTrieRoot.ts'
import type { RecordedStep } from '../evm/StepVerifier.ts'

export const CALLER = address(0xca11e4)
export const CONTRACT = address(0xc0de)
const COINBASE = address(0xc014ba5e)
const ZERO = asHash(`0x${'00'.repeat(32)}`)
const CHAIN_ID = 4201

export function address(n: number | bigint): Address {
  return `0x${n.toString(16).padStart(40, '0')}` as Address
}

/** A frame to run: both as the executor's and as the machine's. */
export interface Program {
  readonly code: Uint8Array
  readonly gas?: bigint
  readonly calldata?: Uint8Array
  readonly value?: bigint
  readonly mask?: bigint
  readonly isStatic?: boolean
  readonly accounts?: ReadonlyMap<Address, WrittenAccount>
  /** What else is done to the state before the frame. */
  readonly prepare?: (written: WrittenState) => WrittenState
  /** What the transaction's own trie holds before the frame, by root and nodes. */
  readonly txMap?: { readonly root: Hash; readonly nodes: ReadonlyMap<Hash, Uint8Array> }
}

export interface StepRecord extends RecordedStep {
  readonly state: MachineState
  readonly after: MachineState
  readonly postHash: string
  readonly elements: readonly Uint8Array[]
}

function word(n: number): Hex {
  return `0x${n.toString(16).padStart(64, '0')}`
}

/** An account with code that programs may look at. */
export const OTHER = address(0x07e5)
const OTHER_CODE = Uint8Array.from({ length: 100 }, (_, i) => i)
/** What the contract has in storage at the transaction's start. */
const STORAGE = new Map([0, 1, 2, 3, 5, 8, 13, 21].map((slot) => [word(slot), word(slot * 7 + 1)]))
const historic = (number: number): Hex => keccak256Hex(Uint8Array.of(number % 251))
const HISTORY = new Map(
  [299, 298, 200, 45, 44, 43].map((number) => [word(number), historic(number)] as const),
)

const environment = {
  number: 300,
  timestamp: 1_800_000_000,
  coinbase: COINBASE,
  gasLimit: 30_000_000n,
  baseFeePerGas: 1_000_000n,
  prevRandao: keccak256Hex(Uint8Array.of(7)),
  blobBaseFee: 1n,
  blockHash: (number: number): Uint8Array => fromHex(HISTORY.get(word(number)) ?? ZERO),
}

export const ALL = (1n << 256n) - 1n

/** One frame of bytecode in a small world, as the executor runs it and as the machine steps through it. */
export class TestMachine {
  readonly store: ContentStore
  readonly start: RunningState
  readonly #program: Program
  readonly #reader: MemoryStateStore
  readonly #stateRoot: ReturnType<typeof writeAccounts>['stateRoot']

  constructor(program: Program) {
    this.#program = program
    const { code, gas = 100_000n, calldata = new Uint8Array(), value = 0n, mask = ALL } = program
    const { prepare = (state) => state, txMap } = program
    const plain = writeAccounts(
      new Map<Address, WrittenAccount>([
        [CALLER, { nonce: 1n, balance: 10n ** 18n, code: new Uint8Array() }],
        [CONTRACT, { nonce: 1n, balance: 77n, code, storage: STORAGE }],
        [
          predeploys.history,
          { nonce: 1n, balance: 0n, code: Uint8Array.of(0xfe), storage: HISTORY },
        ],
        [OTHER, { nonce: 0n, balance: 5n, code: OTHER_CODE, storage: new Map() }],
        ...(program.accounts ?? []),
      ]),
    )
    const written = prepare(plain)
    this.#reader = new MemoryStateStore()
    this.#reader.add(written)
    this.#reader.add({ nodes: txMap?.nodes ?? new Map(), codes: new Map() })
    this.#stateRoot = written.stateRoot
    this.store = new ContentStore(this.#reader)
    const codeHash = this.store.keepCode(code)
    const data = MemoryTree.of(calldata)
    const world: World = {
      stateRoot: written.stateRoot,
      txMapRoot: txMap?.root ?? EMPTY_TRIE_ROOT,
      refund: 0n,
      logCount: 0,
      logAcc: ZERO,
      bloomHash: EMPTY_BLOOM_HASH,
      selfdestructAcc: ZERO,
    }
    const frame: Frame = {
      depth: 1,
      parent: null,
      isStatic: program.isStatic ?? false,
      isCreate: false,
      self: CONTRACT,
      caller: CALLER,
      codeHash,
      value,
      gas,
      pc: 0,
      stack: null,
      memoryWords: 0,
      memory: MemoryTree.empty,
      calldata: { tree: data, offset: 0, length: calldata.length },
      returndata: EMPTY_SLICE,
      dstOffset: 0,
      dstLength: 0,
      snap: world,
    }
    this.start = {
      kind: Kind.EXEC,
      world,
      block: blockOf(),
      transaction: transactionOf(data, calldata.length, value, mask, written.stateRoot),
      frame,
      pending: null,
    }
  }

  /** What the executor does with the same frame. */
  trace(): Promise<FrameTrace> {
    const { gas = 100_000n, calldata = new Uint8Array(), value = 0n, mask = ALL } = this.#program
    const frame: ExecutorFrame = {
      caller: CALLER,
      to: CONTRACT,
      value,
      data: calldata,
      gas,
      gasPrice: 1_000_007n,
      blobVersionedHashes: [],
      permissions: { mask, signer: CALLER },
    }
    return traceFrame(this.#reader, this.#stateRoot, CHAIN_ID, environment, frame)
  }

  /** Steps until the outermost frame has ended. */
  states(handlers?: OpcodeHandlers): MachineState[] {
    const states: MachineState[] = [this.start]
    for (let state: MachineState = this.start; !isOver(state); ) {
      state = step(state, this.store, null, handlers)
      states.push(state)
    }
    return states
  }

  /** The first state of a kind. Throws where there is none. */
  reach(kind: Kind): MachineState {
    let state: MachineState = this.start
    while (state.kind !== kind) {
      if (isOver(state)) throw new Error(`no state is of kind ${kind}`)
      state = step(state, this.store, null)
    }
    return state
  }

  /** The same, from some state on, with a tape for each step, for so many steps at most. */
  record(from: MachineState = this.start, limit = Number.POSITIVE_INFINITY): StepRecord[] {
    const records: StepRecord[] = []
    for (let state = from; !isOver(state) && records.length < limit; ) {
      const record = this.take(state, records.length, records.at(-1)?.postHash)
      records.push(record)
      state = record.after
    }
    return records
  }

  /** One step, with its tape. */
  take(state: MachineState, position = 0, preHash: string = hashState(state)): StepRecord {
    const tape = new TapeRecorder()
    const after = step(state, this.store, tape)
    return {
      state,
      after,
      module: moduleOf(state, this.store),
      position,
      preHash,
      postHash: hashState(after),
      elements: tape.elements,
      tape: tape.encode(),
    }
  }
}

/** The outermost frame has ended; what follows is the transaction's. */
function isOver(state: MachineState): boolean {
  return state.kind === Kind.TX_FINALIZE
}

function blockOf(): Block {
  return {
    chainId: CHAIN_ID,
    number: environment.number,
    timestamp: environment.timestamp,
    gasLimit: environment.gasLimit,
    baseFee: environment.baseFeePerGas,
    coinbase: COINBASE,
    prevRandao: asHash(environment.prevRandao),
    parentHash: asHash(keccak256Hex(Uint8Array.of(1))),
    l1BaseFee: 5n,
    feeScalar: 6n,
    inputCommitment: asHash(keccak256Hex(Uint8Array.of(2))),
    indexInBatch: 3,
    depositHash: ZERO,
    payloadHash: asHash(keccak256Hex(Uint8Array.of(3))),
    payloadCursor: 9,
    payloadEnd: 99,
    inputIndex: 1,
    inputCount: 2,
    cumulativeGas: 0n,
    txAcc: asHash(ZERO),
    receiptAcc: asHash(ZERO),
    bloomHash: EMPTY_BLOOM_HASH,
  }
}

function transactionOf(
  calldata: MemoryTree,
  calldataLength: number,
  value: bigint,
  permMask: bigint,
  startRoot: Transaction['startRoot'],
): Transaction {
  return {
    hash: asHash(keccak256Hex(Uint8Array.of(4))),
    type: 2,
    origin: CALLER,
    nonce: 0n,
    maxFee: 2_000_000n,
    maxTip: 7n,
    gasPrice: 1_000_007n,
    tip: 7n,
    mint: 0n,
    treasury: address(0x7ea5),
    management: address(0),
    gasLimit: 200_000n,
    intrinsicGas: 21_000n,
    floorGas: 21_000n,
    to: CONTRACT,
    isCreate: false,
    value,
    calldata,
    calldataLength,
    listHash: ZERO,
    charterSigner: CALLER,
    isSystem: false,
    permMask,
    tax: 0n,
    l1Fee: 0n,
    startRoot,
  }
}
