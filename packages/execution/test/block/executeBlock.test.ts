import {
  type Address,
  addressOfPrivateKey,
  asAddress,
  asHash,
  type BlockInput,
  type DepositTransaction,
  depositFromQueueElement,
  encodeTransaction,
  GENESIS_STATE_ROOT,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  signTransaction,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { executeBlock, MemoryStateStore, writeAccounts } from '../../src/index.ts'

const chainId = 808_001
const key = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
const alice = addressOfPrivateKey(key)
const bob = asAddress('0x00000000000000000000000000000000000b0b00')

function deposit(queueIndex: number, to: Address, mint: bigint): DepositTransaction {
  return depositFromQueueElement({
    chainId,
    queueIndex,
    from: to,
    sender: to,
    to,
    mint,
    value: 0n,
    gasLimit: 100_000n,
    isSystem: false,
    data: new Uint8Array(),
    queueHashAfter: asHash(`0x${'00'.repeat(32)}`),
    l1BlockNumber: 1,
  })
}

describe('executeBlock', () => {
  it('writes the genesis state with the root that the protocol declares', () => {
    expect(writeAccounts(genesisAccounts()).stateRoot).toBe(GENESIS_STATE_ROOT)
  })

  it('executes a deposit and a transfer on the genesis, as the README shows', async () => {
    const store = new MemoryStateStore()
    store.add(writeAccounts(genesisAccounts()))
    const parent = { header: genesisHeader(chainId), hash: genesisBlockHash(chainId) }
    const signed = signTransaction(
      {
        type: 2,
        chainId,
        nonce: 1n,
        gasLimit: 21_000n,
        maxFeePerGas: 2_000_000_000n,
        maxPriorityFeePerGas: 1_000_000n,
        to: bob,
        value: 5n,
        data: new Uint8Array(),
        accessList: [],
      },
      key,
    )
    const transfer = encodeTransaction(signed)
    const input: BlockInput = {
      chainId,
      number: 1,
      timestamp: 1_700_000_000,
      origin: {
        number: 77,
        hash: asHash(`0x${'11'.repeat(32)}`),
        timestamp: 1_699_999_990,
        prevRandao: asHash(`0x${'22'.repeat(32)}`),
        baseFeePerGas: 10_000_000_000n,
      },
      feeScalar: 100_000_000n,
      coinbase: asAddress(`0x${'c0'.repeat(20)}`),
      deposits: [deposit(0, alice, 10n ** 20n)],
      transactions: [transfer, transfer, Uint8Array.of(1, 2, 3)],
    }
    const block = await executeBlock(store, parent, input, { kind: 'mvm', chainId })
    expect(block.receipts.map(({ status }) => status)).toEqual([1, 1])
    expect(block.skipped.map(({ index, reason }) => [index, reason.code])).toEqual([
      [1, 'NONCE_TOO_LOW'],
      [2, 'INVALID_ENCODING'],
    ])
    expect(block.header.gasUsed).toBe(42_000n)
  })
})
