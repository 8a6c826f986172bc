import { type WrittenAccount, writeAccounts } from '@mvm/execution'
import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
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
import type { TraceRequest } from '../../src/disputing/TraceRequest.ts'
import { LevelOwnState } from '../../src/ranging/LevelOwnState.ts'

const CHAIN_ID = 808_003
const KEY: Hex = `0x${'52'.repeat(32)}`
const contract = asAddress(`0x${'a3'.repeat(20)}`)
const word = (value: bigint | number): Hex => `0x${value.toString(16).padStart(64, '0')}`

/** JUMPDEST; what is left of the gas goes into slot 1; again. */
const LOOP = Uint8Array.from([0x5b, 0x5a, 0x60, 0x01, 0x55, 0x60, 0x00, 0x56])

/**
 * What the trace is made of of a block with one transaction that writes the same slot until its gas is used up. Puts the
 * state before it into a folder.
 */
export async function loopingBlock(folder: string, gasLimit: bigint): Promise<TraceRequest> {
  const account = { nonce: 1n, balance: 10n ** 24n, code: new Uint8Array() }
  const charter = new Map<Hex, Hex>([
    [word(charterSlots.managementContract), word(0xc0ffeen)],
    [word(charterSlots.version), word(1n)],
  ])
  const written = writeAccounts(
    new Map<Address, WrittenAccount>([
      [addressOfPrivateKey(KEY), { ...account, nonce: 0n }],
      [contract, { ...account, code: LOOP, storage: new Map([[word(1), word(1)]]) }],
      [predeploys.dacMaster, { ...account, code: Uint8Array.of(0), storage: charter }],
      ...[predeploys.l1Block, predeploys.history, predeploys.feeVault].map(
        (address) => [address, account] as const,
      ),
    ]),
  )
  const state = await LevelOwnState.open(folder)
  await state.add(written)
  await state.close()

  const parent = { ...genesisHeader(CHAIN_ID), stateRoot: written.stateRoot }
  const transaction = signTransaction(
    {
      ...{ type: 2, chainId: CHAIN_ID, nonce: 0n, gasLimit, to: contract, value: 0n },
      ...{ maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n },
      ...{ data: new Uint8Array(), accessList: [] },
    },
    KEY,
  )
  const payload = encodePayload([{ delta: 0n, transactions: [encodeTransaction(transaction)] }])
  const fields: string[] = Array.from({ length: 16 }, () => '0x')
  // Timestamp, randao and base fee, where an L1 header has them.
  Object.assign(fields, { 11: '0x6b49d200', 13: word(3), 15: '0x3b9aca00' })
  const originHeader = fromHex(encodeRlp(fields))
  const preimage = {
    ...{ prevBatchHash: initialBatchHash(CHAIN_ID), chainId: CHAIN_ID },
    ...{ firstBlock: 1, blockCount: 1, queueStart: 0, queueEnd: 0 },
    ...{ queueHashStart: EMPTY_QUEUE_HASH, queueHashEnd: EMPTY_QUEUE_HASH },
    originNumber: 500,
    originHash: asHash<TransactionBatch['originHash']>(keccak256Hex(originHeader)),
    producer: asAddress(`0x${'c0'.repeat(20)}`),
    feeScalar: 100_000_000n,
    payloadHash: asHash<TransactionBatch['payloadHash']>(keccak256Hex(payload)),
  }
  const batch: TransactionBatch = {
    ...preimage,
    batchHash: batchHash(preimage),
    ...{ batchIndex: 0, payload, isForced: false, sequencer: preimage.producer },
    ...{ l1BlockNumber: 501, l1BlockHash: asHash(word(1)), l1TransactionHash: asHash(word(2)) },
  }
  return {
    state: { kind: 'own', folder },
    start: {
      ...{ stateRoot: written.stateRoot, parentHash: hashBlockHeader(parent) },
      ...{ chainId: CHAIN_ID, number: 1, inputCommitment: batch.batchHash, indexInBatch: 0 },
    },
    sources: { parent, batch, queueElements: [], originHeader },
  }
}
