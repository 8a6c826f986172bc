import { type Address, asAddress, predeploys } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { BlockExecution, type WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { charterAccount, type TestCharter } from '../chain/charterAccount.ts'
import { COINBASE, FEE_SCALAR, L1_BASE_FEE, TestChain, user } from '../chain/TestChain.ts'

const payer = user(1)
const friend = user(2)
const treasury = asAddress(`0x${'7e'.repeat(20)}`)
const management = asAddress(`0x${'9a'.repeat(20)}`)
const reverting = '0x0000000000000000000000000000000000007003' as Address
const ETHER = 10n ** 18n
const brackets = [
  { threshold: 1_000n * ETHER, rate: 50 },
  { threshold: 100_000n * ETHER, rate: 200 },
]

function taxed(charter: TestCharter): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [payer.address, { balance: 10n ** 24n }],
      [predeploys.dacMaster, charterAccount({ management, ...charter })],
      [reverting, { code: assemble('PUSH0 PUSH0 REVERT') }],
    ]),
  )
}

function l1FeeOf(raw: Uint8Array): bigint {
  return (BigInt(raw.length) * 40n * L1_BASE_FEE * FEE_SCALAR) / 1_000_000n
}

describe('fees', () => {
  it('go to FeeVault and the coinbase, to the last wei', async () => {
    const subject = taxed({})
    const before = subject.balance(payer.address)
    const first = subject.sign(payer, { to: friend.address, value: 5n, gasLimit: 90_000n })
    const second = subject.sign(payer, { to: reverting, nonce: 1n, gasLimit: 90_000n })
    const block = await subject.block([first, second])
    const { baseFeePerGas, gasUsed } = block.header
    // A transfer, and a call of two PUSH0s and a REVERT.
    expect(gasUsed).toBe(21_000n + 21_004n)
    const dataFees = l1FeeOf(first) + l1FeeOf(second)
    const baseFees = gasUsed * baseFeePerGas
    expect(subject.balance(predeploys.feeVault)).toBe(baseFees + dataFees)
    expect(subject.storage(predeploys.feeVault, 0)).toBe(baseFees)
    expect(subject.storage(predeploys.feeVault, 1)).toBe(dataFees)
    expect(subject.balance(COINBASE)).toBe(gasUsed * 1_000_000n)
    const paid = gasUsed * (baseFeePerGas + 1_000_000n) + dataFees + 5n
    expect(before - subject.balance(payer.address)).toBe(paid)
    expect(block.receipts.map(({ l1Fee }) => l1Fee)).toEqual([l1FeeOf(first), l1FeeOf(second)])
  })

  it('add up over the blocks in FeeVault, tips as well when it is the coinbase', async () => {
    const subject = taxed({})
    await subject.block([subject.sign(payer, { to: friend.address })])
    const before = subject.storage(predeploys.feeVault, 0)
    const input = { ...subject.input([]), coinbase: predeploys.feeVault }
    const execution = await BlockExecution.begin(
      subject.store,
      subject.head,
      input,
      subject.profile,
    )
    await execution.tryTransaction(subject.sign(payer, { to: friend.address }))
    const block = execution.finish()
    subject.accept(block)
    const perGas = block.header.baseFeePerGas + 1_000_000n
    expect(subject.storage(predeploys.feeVault, 0) - before).toBe(21_000n * perGas)
  })

  it('follow the effective price when the maximum leaves less for the tip', async () => {
    const subject = taxed({})
    const maxFeePerGas = 1_000_400n
    const raw = subject.sign(payer, { to: friend.address, maxFeePerGas })
    const block = await subject.block([raw])
    expect(block.header.baseFeePerGas).toBe(1_000_000n)
    expect(block.receipts[0]?.effectiveGasPrice).toBe(maxFeePerGas)
    expect(subject.balance(COINBASE)).toBe(21_000n * 400n)
  })

  it('charge the floor of much calldata (EIP-7623)', async () => {
    const subject = taxed({})
    const data = new Uint8Array(1_000).fill(1)
    const block = await subject.block([subject.sign(payer, { to: friend.address, data })])
    expect(block.receipts[0]?.gasUsed).toBe(21_000n + 40_000n)
  })
})

describe('tax', () => {
  it('is charged on top of the value, marginally, and goes to the treasury', async () => {
    const subject = taxed({ tax: brackets, treasury })
    const before = subject.balance(payer.address)
    const value = 150_000n * ETHER
    const raw = subject.sign(payer, { to: friend.address, value })
    const block = await subject.block([raw])
    // 99,000 at 0.5 % and 50,000 at 2 %.
    const tax = 495n * ETHER + 1_000n * ETHER
    expect(block.receipts[0]?.taxPaid).toBe(tax)
    expect(subject.balance(treasury)).toBe(tax)
    const gas = 21_000n * (block.header.baseFeePerGas + 1_000_000n)
    expect(before - subject.balance(payer.address)).toBe(value + tax + gas + l1FeeOf(raw))
  })

  it('goes to the management contract when the charter names no treasury', async () => {
    const subject = taxed({ tax: brackets })
    await subject.block([subject.sign(payer, { to: friend.address, value: 2_000n * ETHER })])
    expect(subject.balance(management)).toBe(5n * ETHER)
  })

  it('comes back when the transaction fails', async () => {
    const subject = taxed({ tax: brackets, treasury })
    const before = subject.balance(payer.address)
    const raw = subject.sign(payer, { to: reverting, value: 2_000n * ETHER })
    const block = await subject.block([raw])
    expect(block.receipts[0]).toMatchObject({ status: 0, taxPaid: 0n })
    expect(subject.balance(treasury)).toBe(0n)
    const gas = 21_004n * (block.header.baseFeePerGas + 1_000_000n)
    expect(before - subject.balance(payer.address)).toBe(gas + l1FeeOf(raw))
  })

  it('is not charged on exits, and is on creations', async () => {
    const subject = taxed({ tax: brackets, treasury })
    const value = 2_000n * ETHER
    const exits = [predeploys.l2StandardBridge, predeploys.l2ToL1MessagePasser]
    const block = await subject.block([
      ...exits.map((to, i) => subject.sign(payer, { to, value, nonce: BigInt(i) })),
      subject.sign(payer, { to: null, value, nonce: 2n }),
    ])
    expect(block.receipts.map(({ taxPaid }) => taxPaid)).toEqual([0n, 0n, 5n * ETHER])
    expect(block.supply.withdrawn).toBe(value)
  })

  it('is seen as gone by the contract that the transaction calls', async () => {
    const watcher = '0x0000000000000000000000000000000000007004' as Address
    const subject = new TestChain(
      new Map<Address, Partial<WrittenAccount>>([
        [payer.address, { balance: 10n ** 24n }],
        [predeploys.dacMaster, charterAccount({ management, tax: brackets, treasury })],
        [watcher, { code: assemble('CALLER BALANCE PUSH0 SSTORE') }],
      ]),
    )
    const value = 2_000n * ETHER
    const raw = subject.sign(payer, { to: watcher, value, gasLimit: 100_000n })
    const block = await subject.block([raw])
    const gas = 100_000n * (block.header.baseFeePerGas + 1_000_000n)
    expect(subject.storage(watcher, 0)).toBe(10n ** 24n - value - 5n * ETHER - gas - l1FeeOf(raw))
  })
})
