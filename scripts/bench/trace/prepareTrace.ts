import {
  type ExecutedBlock,
  executeBlock,
  MemoryStateStore,
  type WrittenAccount,
  writeAccounts,
} from '@mvm/execution'
import { ContentStore, initialState, keepSources, type RunningState } from '@mvm/fraud-proof'
import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  batchHash,
  charterSlots,
  EMPTY_QUEUE_HASH,
  encodePayload,
  encodeTransaction,
  fromHex,
  genesisHeader,
  type Hex,
  hashBlockHeader,
  initialBatchHash,
  keccak256Hex,
  predeploys,
  signTransaction,
  type TransactionBatch,
} from '@mvm/protocol'
import { encodeRlp } from 'ethers'
import type { TraceWorkload } from './TraceWorkload.ts'

const CHAIN_ID = 808_003
const KEY: Hex = `0x${'52'.repeat(32)}`
const PRODUCER = asAddress(`0x${'c0'.repeat(20)}`)
const FEE_SCALAR = 100_000_000n
const L1_BASE_FEE = 1_000_000_000n
const ORIGIN_NUMBER = 500
const ORIGIN_TIMESTAMP = 1_800_000_000
/** Others in the state, and slots of the contract's: ways through the tries are as long as in a DAC that is used. */
const CROWD = 20_000
const SLOTS = 20_000

/** Who signs all transactions. */
export const signer = addressOfPrivateKey(KEY)
export const contract = asAddress(`0x${'a3'.repeat(20)}`)
/** The n-th of the others, who have a balance and nothing else. */
export const other = (n: number): Address =>
  asAddress(`0x${(0xd0_0000_0000 + n).toString(16).padStart(40, '0')}`)

export function word(value: bigint | number): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}

/** A block of one transaction: as the executor takes it, and as the machine begins it. */
export interface TraceBlock {
  execute(): Promise<ExecutedBlock>
  readonly start: RunningState
  /** What the machine reads; a new one at each call. */
  store(): ContentStore
}

export function prepareTrace(workload: TraceWorkload): TraceBlock {
  const reader = new MemoryStateStore()
  const written = writeAccounts(accountsFor(workload))
  reader.add(written)
  const { stateRoot } = written
  const header = { ...genesisHeader(CHAIN_ID), stateRoot }
  const parent = { header, hash: hashBlockHeader(header) }
  const raw = signed(workload)
  const originHeader = originHeaderOf()
  const payload = encodePayload([{ delta: 0n, transactions: [raw] }])
  const preimage = {
    prevBatchHash: initialBatchHash(CHAIN_ID),
    chainId: CHAIN_ID,
    firstBlock: 1,
    blockCount: 1,
    queueStart: 0,
    queueEnd: 0,
    queueHashStart: EMPTY_QUEUE_HASH,
    queueHashEnd: EMPTY_QUEUE_HASH,
    originNumber: ORIGIN_NUMBER,
    originHash: asHash<TransactionBatch['originHash']>(keccak256Hex(originHeader)),
    producer: PRODUCER,
    feeScalar: FEE_SCALAR,
    payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
  }
  const batch: TransactionBatch = {
    ...preimage,
    batchHash: batchHash(preimage),
    batchIndex: 0,
    payload,
    isForced: false,
    l1BlockNumber: ORIGIN_NUMBER + 1,
    l1BlockHash: asHash(word(1)),
    l1TransactionHash: asHash(word(2)),
    sequencer: PRODUCER,
  }
  const input: BlockInput = {
    chainId: CHAIN_ID,
    number: 1,
    timestamp: ORIGIN_TIMESTAMP,
    origin: {
      number: ORIGIN_NUMBER,
      hash: batch.originHash,
      timestamp: ORIGIN_TIMESTAMP,
      prevRandao: asHash(word(3)),
      baseFeePerGas: L1_BASE_FEE,
    },
    feeScalar: FEE_SCALAR,
    coinbase: PRODUCER,
    deposits: [],
    transactions: [raw],
  }
  return {
    execute: () => executeBlock(reader, parent, input, { kind: 'mvm', chainId: CHAIN_ID }),
    start: initialState({
      ...{ stateRoot, parentHash: parent.hash, chainId: CHAIN_ID, number: 1 },
      ...{ inputCommitment: batch.batchHash, indexInBatch: 0 },
    }),
    store: () => {
      const store = new ContentStore(reader)
      keepSources(store, { parent: header, batch, queueElements: [], originHeader })
      return store
    },
  }
}

function accountsFor({ code, storage }: TraceWorkload): Map<Address, WrittenAccount> {
  const account = { nonce: 0n, balance: 0n, code: new Uint8Array() }
  const slots = Array.from({ length: SLOTS }, (_, i) => [word(2 ** 40 + i), word(i + 1)] as const)
  const charter = new Map<Hex, Hex>([
    [word(charterSlots.managementContract), word(0xc0ffeen)],
    [word(charterSlots.version), word(1n)],
  ])
  return new Map<Address, WrittenAccount>([
    ...Array.from({ length: CROWD }, (_, i) => [other(i), { ...account, balance: 1n }] as const),
    [signer, { ...account, balance: 10n ** 24n }],
    [contract, { nonce: 1n, balance: 10n ** 24n, code, storage: new Map([...slots, ...storage]) }],
    [predeploys.dacMaster, { ...account, nonce: 1n, code: Uint8Array.of(0), storage: charter }],
    ...[predeploys.l1Block, predeploys.history, predeploys.feeVault].map(
      (address) => [address, { ...account, nonce: 1n }] as const,
    ),
  ])
}

function signed({ gasLimit, data }: TraceWorkload): Uint8Array {
  return encodeTransaction(
    signTransaction(
      {
        ...{ type: 2, chainId: CHAIN_ID, nonce: 0n, gasLimit },
        ...{ maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n },
        ...{ to: contract, value: 0n, data, accessList: [] },
      },
      KEY,
    ),
  )
}

/** The least header of an L1 block: timestamp, randao and base fee stand at their places. */
function originHeaderOf(): Uint8Array {
  const fields: string[] = Array.from({ length: 16 }, () => '0x')
  fields[11] = `0x${ORIGIN_TIMESTAMP.toString(16).padStart(8, '0')}`
  fields[13] = word(3)
  fields[15] = `0x${L1_BASE_FEE.toString(16).padStart(8, '0')}`
  return fromHex(encodeRlp(fields))
}
