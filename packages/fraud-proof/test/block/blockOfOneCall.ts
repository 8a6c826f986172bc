import {
  type ParentBlock,
  type WrittenAccount,
  type WrittenState,
  writeAccounts,
} from '@mvm/execution'
import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  charterSlots,
  encodeTransaction,
  genesisHeader,
  type Hex,
  hashBlockHeader,
  type L1Origin,
  predeploys,
  signTransaction,
} from '@mvm/protocol'
import { batchOfOneTransaction } from '../../../protocol/test/batch/batchOfOneTransaction.ts'
import type { BlockSources, BlockStart } from '../../src/index.ts'

const CHAIN_ID = 808_003
const KEY: Hex = `0x${'52'.repeat(32)}`
const PRODUCER = asAddress(`0x${'c0'.repeat(20)}`)
const EMPTY = new Uint8Array()

/** A number as 32 bytes. */
export function word(value: bigint | number): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}

const ORIGIN = {
  timestamp: 1_800_000_000,
  prevRandao: asHash<L1Origin['prevRandao']>(word(3)),
  l1BaseFee: 1_000_000_000n,
}

/** Who calls, and whom. */
export const caller = addressOfPrivateKey(KEY)
export const called = asAddress(`0x${'a3'.repeat(20)}`)

export interface OneCall {
  readonly code: Uint8Array
  readonly storage: ReadonlyMap<Hex, Hex>
  readonly gasLimit: bigint
  readonly data?: Uint8Array
  /** Accounts beside those that the block needs. */
  readonly others?: ReadonlyMap<Address, WrittenAccount>
}

/** A block, and all that its trace is made of. */
export interface BlockOfOneCall {
  /** The state before it. */
  readonly written: WrittenState
  readonly parent: ParentBlock
  readonly raw: Uint8Array
  readonly origin: L1Origin
  readonly start: BlockStart
  readonly sources: BlockSources
}

/** A DAC's first block, in which a contract is called by somebody whom no charter restricts and who has the money. */
export function blockOfOneCall({
  code,
  storage,
  gasLimit,
  data = EMPTY,
  others = new Map(),
}: OneCall): BlockOfOneCall {
  const account = { nonce: 1n, balance: 0n, code: EMPTY }
  const balance = 10n ** 24n
  const charter = new Map<Hex, Hex>([
    [word(charterSlots.managementContract), word(0xc0ffeen)],
    [word(charterSlots.version), word(1n)],
  ])
  const written = writeAccounts(
    new Map<Address, WrittenAccount>([
      ...others,
      [caller, { ...account, nonce: 0n, balance }],
      [called, { nonce: 1n, balance, code, storage }],
      [predeploys.dacMaster, { ...account, code: Uint8Array.of(0), storage: charter }],
      ...[predeploys.l1Block, predeploys.history, predeploys.feeVault].map(
        (address) => [address, account] as const,
      ),
    ]),
  )
  const header = { ...genesisHeader(CHAIN_ID), stateRoot: written.stateRoot }
  const parent = { header, hash: hashBlockHeader(header) }
  const raw = encodeTransaction(
    signTransaction(
      {
        ...{ type: 2, chainId: CHAIN_ID, nonce: 0n, gasLimit, to: called, value: 0n, data },
        ...{ maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1_000_000n, accessList: [] },
      },
      KEY,
    ),
  )
  const { batch, origin, originHeader } = batchOfOneTransaction({
    ...{ chainId: CHAIN_ID, number: 1, raw, producer: PRODUCER },
    ...ORIGIN,
  })
  return {
    ...{ written, parent, raw, origin },
    start: {
      ...{ stateRoot: written.stateRoot, parentHash: parent.hash, chainId: CHAIN_ID, number: 1 },
      ...{ inputCommitment: batch.batchHash, indexInBatch: 0 },
    },
    sources: { parent: header, batch, queueElements: [], originHeader },
  }
}
