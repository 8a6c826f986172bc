import { RLP } from '@ethereumjs/rlp'
import { type Address, predeploys } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { BlockExecution, type SkipReason, type WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { CHAIN_ID, TestChain, user, word } from '../chain/TestChain.ts'

const rich = user(1)
const other = user(2)
const contract = user(3)
const outsider = user(4)
const burner = '0x00000000000000000000000000000000000b1a2e' as Address

function chain(): TestChain {
  const million = { balance: 10n ** 24n }
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [rich.address, million],
      [other.address, million],
      [contract.address, { ...million, code: assemble('STOP') }],
      [outsider.address, million],
      [burner, { code: assemble('"fe"') }],
      [predeploys.dacMaster, charterAccount({ denied: new Map([[outsider.address, [0xfe]]]) })],
    ]),
  )
}

interface Case {
  readonly name: string
  readonly code: SkipReason['code']
  readonly raw: (chain: TestChain) => Uint8Array
}

const cases: readonly Case[] = [
  { name: 'no bytes at all', code: 'INVALID_ENCODING', raw: () => new Uint8Array() },
  { name: 'bytes of no known type', code: 'INVALID_ENCODING', raw: () => Uint8Array.of(3, 0xc0) },
  {
    name: 'a transaction for another chain',
    code: 'INVALID_ENCODING',
    raw: (c) => c.sign(other, { chainId: CHAIN_ID + 1 }),
  },
  {
    name: 'surplus bytes behind a transaction',
    code: 'INVALID_ENCODING',
    raw: (c) => Uint8Array.from([...c.sign(other, { to: rich.address }), 0]),
  },
  {
    name: 'a gas limit above 2^24',
    code: 'INVALID_ENCODING',
    raw: (c) => c.sign(other, { gasLimit: 2n ** 24n + 1n, to: rich.address }),
  },
  {
    name: 'an encoding above 60 KiB',
    code: 'INVALID_ENCODING',
    raw: (c) =>
      c.sign(other, { data: new Uint8Array(61_440), gasLimit: 2_000_000n, to: rich.address }),
  },
  {
    name: 'a legacy transaction without chain id',
    code: 'INVALID_ENCODING',
    raw: () => RLP.encode([0, 2_000_000_000, 21_000, rich.address, 0, '', 27, 1, 1]),
  },
  {
    name: 'less gas than the intrinsic',
    code: 'INTRINSIC_GAS_TOO_LOW',
    raw: (c) => c.sign(other, { gasLimit: 20_999n, to: rich.address }),
  },
  {
    name: 'less gas than the floor of its calldata',
    code: 'FLOOR_GAS_TOO_LOW',
    // Intrinsic 21,000 + 16·100, floor 21,000 + 40·100.
    raw: (c) =>
      c.sign(other, { gasLimit: 24_999n, to: rich.address, data: new Uint8Array(100).fill(1) }),
  },
  {
    name: 'init code above 48 KiB',
    code: 'INIT_CODE_TOO_LARGE',
    raw: (c) => c.sign(other, { data: new Uint8Array(49_153) }),
  },
  {
    name: 'a tip above the maximum fee',
    code: 'TIP_ABOVE_MAX_FEE',
    raw: (c) => c.sign(other, { to: rich.address, maxPriorityFeePerGas: 2_000_000_001n }),
  },
  {
    name: 'a maximum fee below the base fee',
    code: 'MAX_FEE_BELOW_BASE_FEE',
    raw: (c) => c.sign(other, { to: rich.address, maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }),
  },
  {
    name: 'a nonce that is used',
    code: 'NONCE_TOO_LOW',
    raw: (c) => c.sign(rich, { nonce: 0n, to: rich.address }),
  },
  {
    name: 'a nonce ahead of the account',
    code: 'NONCE_AHEAD',
    raw: (c) => c.sign(other, { nonce: 1n, to: rich.address }),
  },
  {
    name: 'a sender with code',
    code: 'SENDER_HAS_CODE',
    raw: (c) => c.sign(contract, { to: rich.address }),
  },
  {
    name: 'a signer without SUBMIT',
    code: 'SUBMIT_DENIED',
    raw: (c) => c.sign(outsider, { to: rich.address }),
  },
  {
    name: 'a signer without money',
    code: 'INSUFFICIENT_FUNDS',
    raw: (c) => c.sign(user(9), { to: rich.address }),
  },
  {
    name: 'the IPFS resolver as recipient',
    code: 'TO_IPFS_RESOLVER',
    raw: (c) => c.sign(other, { to: predeploys.ipfsResolver }),
  },
]

describe('a sequenced transaction is skipped and leaves no trace', () => {
  for (const { name, code, raw } of cases) {
    it(`for ${name}`, async () => {
      const clean = chain()
      const first = clean.sign(rich, { to: burner, gasLimit: 50_000n })
      const last = clean.sign(rich, { nonce: 1n, to: other.address, value: 7n })
      const expected = await clean.block([first, last])

      const disturbed = chain()
      const block = await disturbed.block([first, raw(disturbed), last])
      expect(block.skipped.map(({ index, reason }) => [index, reason.code])).toEqual([[1, code]])
      expect(block.hash).toBe(expected.hash)
    })
  }

  it('for more gas than the block has left', async () => {
    const subject = chain()
    const burn = subject.sign(rich, { to: burner, gasLimit: 16_000_000n })
    const tooMuch = subject.sign(other, { to: rich.address, gasLimit: 14_000_001n })
    const fits = subject.sign(other, { to: rich.address, gasLimit: 14_000_000n })
    const block = await subject.block([burn, tooMuch, fits])
    expect(block.skipped).toEqual([
      {
        index: 1,
        reason: { code: 'BLOCK_GAS_EXCEEDED', available: 14_000_000n, gasLimit: 14_000_001n },
      },
    ])
    expect(block.header.gasUsed).toBe(16_021_000n)
  })

  it('for one wei too little, and not for exactly enough', async () => {
    const spender = user(6)
    const setUp = (balance: bigint): TestChain =>
      new TestChain(
        new Map<Address, Partial<WrittenAccount>>([
          [spender.address, { balance }],
          [
            predeploys.dacMaster,
            charterAccount({
              tax: [{ threshold: 1_000n, rate: 1_000 }],
              management: rich.address,
            }),
          ],
        ]),
      )
    const fields = { to: other.address, value: 11_000n, gasLimit: 30_000n, nonce: 0n }
    const raw = setUp(0n).sign(spender, fields)
    const l1Fee = (BigInt(raw.length) * 40n * 3_000_000_000n * 100_000_000n) / 1_000_000n
    const required = 30_000n * 2_000_000_000n + 11_000n + 1_000n + l1Fee
    const poor = await setUp(required - 1n).block([raw])
    expect(poor.skipped[0]?.reason).toEqual({
      code: 'INSUFFICIENT_FUNDS',
      required,
      available: required - 1n,
    })
    const enough = await setUp(required).block([raw])
    expect(enough.receipts[0]?.status).toBe(1)
    expect(enough.receipts[0]?.l1Fee).toBe(l1Fee)
    expect(enough.receipts[0]?.taxPaid).toBe(1_000n)
  })

  it('and the next transaction finds nothing warm that the skipped one listed', async () => {
    const reader = '0x000000000000000000000000000000000000add1' as Address
    const subject = new TestChain(
      new Map<Address, Partial<WrittenAccount>>([
        [rich.address, { balance: 10n ** 24n }],
        [reader, { code: assemble('PUSH1 5 SLOAD') }],
      ]),
    )
    const listed = [{ address: reader, storageKeys: [word(5)] }]
    const execution = await BlockExecution.begin(
      subject.store,
      subject.head,
      subject.input([]),
      subject.profile,
    )
    const ahead = subject.sign(rich, { nonce: 1n, to: reader, accessList: listed })
    expect((await execution.tryTransaction(ahead)).status).toBe('skipped')
    const plain = await execution.tryTransaction(subject.sign(rich, { to: reader }))
    // 21,000 + PUSH1 3 + a cold SLOAD 2,100.
    expect(plain.status === 'included' && plain.receipt.gasUsed).toBe(23_103n)
  })
})
