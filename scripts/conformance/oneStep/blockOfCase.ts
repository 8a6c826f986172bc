import { RLP } from '@ethereumjs/rlp'
import { MemoryStateStore, type WrittenAccount, writeAccounts } from '@mvm/execution'
import { ContentStore, initialState, keepSources } from '@mvm/fraud-proof'
import {
  type Address,
  asAddress,
  asHash,
  batchHash,
  charterSlots,
  EMPTY_QUEUE_HASH,
  encodePayload,
  fromHex,
  genesisHeader,
  type Hash,
  type Hex,
  hashBlockHeader,
  initialBatchHash,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  predeploys,
  type TransactionBatch,
} from '@mvm/protocol'
import { accountsOf } from '../accountsOf.ts'
import type { StateTestCase } from '../StateTest.ts'
import { wordOf } from '../wordOf.ts'
import type { CaseBlock } from './CaseBlock.ts'

/** That of the tests. */
export const CHAIN_ID = 1
const ZERO_WORD: Hex = `0x${'00'.repeat(32)}`
const MANAGEMENT = asAddress(`0x${'da'.repeat(20)}`)
const NO_CODE = new Uint8Array()
const ORIGIN_NUMBER = 500
const L1_BASE_FEE = 3_000_000_000n
/** Of the least L1 header: number, timestamp, randao and base fee stand at their places. */
const ORIGIN_FIELDS = 16

/**
 * Puts a state test's transaction into a block of a rollup: payload, batch, and the state of the test beside the
 * predeploys that every block writes to. Nobody's charter restricts anything.
 */
export function blockOfCase({ test, expected }: StateTestCase): CaseBlock {
  const { env } = test
  const raw = fromHex(expected.txbytes)
  const reader = new MemoryStateStore()
  const written = writeAccounts(withPredeploys(accountsOf(test.pre)))
  reader.add(written)
  const number = Number(env.currentNumber)
  const header = {
    ...genesisHeader(CHAIN_ID),
    number: number - 1,
    stateRoot: written.stateRoot,
  }
  const parent = { header, hash: hashBlockHeader(header) }
  const originHeader = originHeaderOf(wordOf(env.currentRandom ?? ZERO_WORD))
  const origin: L1Origin = {
    number: ORIGIN_NUMBER,
    hash: asHash<L1BlockHash>(keccak256Hex(originHeader)),
    timestamp: 0,
    prevRandao: asHash(wordOf(env.currentRandom ?? ZERO_WORD)),
    baseFeePerGas: L1_BASE_FEE,
  }
  const coinbase = asAddress(env.currentCoinbase)
  const batch = batchOf(raw, number, origin, coinbase)
  const store = new ContentStore(reader)
  keepSources(store, { parent: header, batch, queueElements: [], originHeader })
  return {
    reader,
    parent,
    input: {
      chainId: CHAIN_ID,
      number,
      timestamp: Number(env.currentTimestamp),
      origin,
      feeScalar: batch.feeScalar,
      coinbase,
      deposits: [],
      transactions: [raw],
    },
    store,
    start: initialState({
      stateRoot: written.stateRoot,
      parentHash: parent.hash,
      chainId: CHAIN_ID,
      number,
      inputCommitment: batch.batchHash,
      indexInBatch: 0,
    }),
    environment: {
      timestamp: Number(env.currentTimestamp),
      gasLimit: BigInt(env.currentGasLimit),
      baseFee: BigInt(env.currentBaseFee ?? '0x0a'),
      prevRandao: asHash<Hash>(wordOf(env.currentRandom ?? ZERO_WORD)),
      l1BaseFee: 0n,
      feeScalar: 0n,
    },
  }
}

function withPredeploys(accounts: Map<Address, WrittenAccount>): Map<Address, WrittenAccount> {
  // Storage that blocks begin with is only kept where there is an account.
  for (const address of [predeploys.l1Block, predeploys.history, predeploys.feeVault]) {
    if (accounts.has(address)) continue
    accounts.set(address, { nonce: 1n, balance: 0n, code: NO_CODE })
  }
  const slot = wordOf(`0x${charterSlots.managementContract.toString(16)}`)
  const storage = new Map([[slot, wordOf(MANAGEMENT)]])
  return accounts.set(predeploys.dacMaster, { nonce: 1n, balance: 0n, code: NO_CODE, storage })
}

function originHeaderOf(prevRandao: Hex): Uint8Array {
  const fields: Uint8Array[] = Array.from({ length: ORIGIN_FIELDS }, () => new Uint8Array())
  fields[13] = fromHex(prevRandao)
  fields[15] = fromHex(`0x${L1_BASE_FEE.toString(16).padStart(8, '0')}`)
  return RLP.encode(fields)
}

function batchOf(
  raw: Uint8Array,
  number: number,
  origin: L1Origin,
  producer: Address,
): TransactionBatch {
  const payload = encodePayload([{ delta: 0n, transactions: [raw] }])
  const preimage = {
    prevBatchHash: initialBatchHash(CHAIN_ID),
    chainId: CHAIN_ID,
    firstBlock: number,
    blockCount: 1,
    queueStart: 0,
    queueEnd: 0,
    queueHashStart: EMPTY_QUEUE_HASH,
    queueHashEnd: EMPTY_QUEUE_HASH,
    originNumber: origin.number,
    originHash: origin.hash,
    producer,
    feeScalar: 100_000_000n,
    payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
  }
  return {
    ...preimage,
    batchHash: batchHash(preimage),
    batchIndex: 0,
    payload,
    isForced: false,
    l1BlockNumber: origin.number + 1,
    l1BlockHash: asHash(ZERO_WORD),
    l1TransactionHash: asHash(ZERO_WORD),
    sequencer: producer,
  }
}
