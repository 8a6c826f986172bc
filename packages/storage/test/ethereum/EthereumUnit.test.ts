import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type EthereumParent,
  type ExecutedEthereumBlock,
  executeBlock,
  readAccount,
  readEthereumGenesis,
} from '@mvm/execution'
import {
  addressOfPrivateKey,
  asAddress,
  asHash,
  encodeTransaction,
  type Hex,
  signTransaction,
} from '@mvm/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EthereumUnit, StorageUnit } from '../../src/index.ts'

const CHAIN_ID = 77
const key: Hex = `0x${'42'.repeat(32)}`
const sender = addressOfPrivateKey(key)
const logger = asAddress(`0x${'10'.repeat(20)}`)
const NO_HASH = asHash<never>(`0x${'00'.repeat(32)}`)

/** From Shanghai on, without what later upgrades want to be there. */
const upgrades = Object.fromEntries(
  [
    ...['homesteadBlock', 'eip150Block', 'eip155Block', 'eip158Block', 'byzantiumBlock'],
    ...['constantinopleBlock', 'petersburgBlock', 'istanbulBlock', 'berlinBlock', 'londonBlock'],
    ...['mergeNetsplitBlock', 'shanghaiTime', 'terminalTotalDifficulty'],
  ].map((name) => [name, 0]),
)
const genesis = readEthereumGenesis({
  config: { chainId: CHAIN_ID, ...upgrades },
  gasLimit: '0x1c9c380',
  difficulty: '0x0',
  alloc: {
    [sender]: { balance: '0xde0b6b3a7640000' },
    // PUSH0 PUSH0 LOG0
    [logger]: { balance: '0x0', code: '0x5f5fa0' },
  },
})

function options(access: 'write' | 'read' = 'write') {
  const { header, hash, state } = genesis
  return { chainId: CHAIN_ID, genesis: { header, hash, state }, access }
}

/** A block that calls the contract which logs. */
function nextBlock(unit: EthereumUnit): Promise<ExecutedEthereumBlock> {
  const { number, hash } = unit.head()
  const header = unit.header(number)
  if (header === undefined) throw new Error('no head')
  const parent: EthereumParent = { header, hash, ancestorHash: () => NO_HASH }
  const raw = encodeTransaction(
    signTransaction(
      {
        ...{ type: 2, chainId: CHAIN_ID, nonce: BigInt(number), gasLimit: 100_000n, to: logger },
        ...{ maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 1n, value: 3n },
        ...{ data: new Uint8Array(), accessList: [] },
      },
      key,
    ),
  )
  const input = {
    ...{ timestamp: header.timestamp + 12, coinbase: logger, gasLimit: header.gasLimit },
    ...{ extraData: '0x' as const, mixHash: NO_HASH, transactions: [raw] },
    withdrawals: [{ index: 1n, validatorIndex: 2n, address: sender, amountGwei: 4n }],
  }
  return executeBlock(unit, parent, input, genesis.profile)
}

describe('EthereumUnit', () => {
  let folder: string
  let unit: EthereumUnit
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mvm-storage-'))
    unit = await EthereumUnit.open(folder, options())
  })
  afterEach(async () => {
    await unit.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('gives back what was appended, also after it was closed', async () => {
    const blocks: ExecutedEthereumBlock[] = []
    for (let i = 0; i < 3; i++) {
      const block = await nextBlock(unit)
      await unit.append(block)
      blocks.push(block)
    }
    await unit.close()
    unit = await EthereumUnit.open(folder, options())
    expect(unit.head()).toEqual({ number: 3, hash: blocks[2]?.hash })
    for (const { block, hash, receipts } of blocks) {
      const { header } = block
      const { number } = header
      expect(unit.header(number)).toEqual(header)
      expect(unit.headerByHash(hash)).toEqual(header)
      const stored = unit.blockAt({ number, hash })
      expect(stored?.block).toEqual(block)
      expect(stored?.receipts()).toEqual(receipts)
      const [receipt] = receipts
      if (receipt === undefined) throw new Error('no receipt')
      const { transactionHash } = receipt
      expect(unit.transactionLocation(transactionHash)).toEqual({ blockNumber: number, index: 0 })
      expect(unit.receipt(transactionHash)).toMatchObject({ receipt, blockHash: hash, index: 0 })
    }
    const stateRoot = unit.header(3)?.stateRoot ?? genesis.header.stateRoot
    expect(readAccount(unit, stateRoot, sender)?.nonce).toBe(3n)
    const found = await unit.logs({ fromBlock: 2, toBlock: 9, addresses: [logger] }, { limit: 9 })
    expect(found.logs.map(({ blockNumber }) => blockNumber)).toEqual([2, 3])
  })

  it('appends only children of its head, and nothing of what it refuses', async () => {
    const first = await nextBlock(unit)
    await unit.append(first)
    await expect(unit.append(first)).rejects.toMatchObject({ code: 'PARENT_MISMATCH' })
    expect(unit.head().number).toBe(1)
  })

  it('is written by one, and read by others', async () => {
    const reader = await EthereumUnit.open(folder, options('read'))
    const block = await nextBlock(unit)
    await expect(reader.append(block)).rejects.toMatchObject({ code: 'STORAGE_READ_ONLY' })
    await unit.append(block)
    expect(reader.head().number).toBe(1)
    await reader.close()
  })

  it('refuses a folder of another chain', async () => {
    await unit.close()
    const other = { ...options(), chainId: CHAIN_ID + 1 }
    await expect(EthereumUnit.open(folder, other)).rejects.toMatchObject({
      code: 'STORAGE_CHAIN_MISMATCH',
    })
    await expect(StorageUnit.open(folder, { chainId: 5 })).rejects.toMatchObject({
      code: 'STORAGE_CHAIN_MISMATCH',
    })
    unit = await EthereumUnit.open(folder, options())
  })
})
