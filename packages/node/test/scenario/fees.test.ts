import { type Address, type Hex, predeploys } from '@mvm/protocol'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { type CreatedDac, createDac, DEPOSITED_MT } from '../support/createDac.ts'
import { initCode } from '../support/initCode.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'

const MT = 10n ** 18n
const TREASURY = `0x${'7e'.repeat(20)}` as Address
const RECIPIENT = `0x${'be'.repeat(20)}` as Address
const TIP = 3n
/** PUSH0, PUSH0, REVERT */
const REVERTING = '5f5ffd'

const charter = (manager: DevnetAccount) => `slug: taxed
profile: dev
vision: ""
mission: Share what is earned.
preset: open
permissions: []
taxrates:
  - { threshold: "1", rate: 100 }
  - { threshold: "10", rate: 500 }
treasury: "${TREASURY}"
management_contract: "${manager.address}"
`

interface Paid {
  readonly status: Hex
  readonly blockNumber: Hex
  readonly gasUsed: Hex
  readonly effectiveGasPrice: Hex
  readonly l1Fee: Hex
  readonly l1GasUsed: Hex
  readonly l1GasPrice: Hex
  readonly l1FeeScalar: string
  readonly taxPaid: Hex
  readonly contractAddress: Address | null
}

describe('fees and tax on a DAC', () => {
  let devnet: TestDevnet
  let dac: CreatedDac
  let sender: DevnetAccount
  let nonce = 0

  beforeAll(async () => {
    devnet = await startDevnet()
    const [manager, user] = devnet.accounts as [DevnetAccount, DevnetAccount]
    sender = user
    dac = await createDac(devnet, manager, charter(manager), [user])
  })
  afterAll(() => devnet?.stop())

  async function send(transaction: { to: string | null; value?: bigint; data?: string }) {
    const raw = await new Wallet(sender.privateKey).signTransaction({
      type: 2,
      chainId: dac.chainId,
      nonce: nonce++,
      gasLimit: 100_000n,
      maxFeePerGas: 10n ** 10n,
      maxPriorityFeePerGas: TIP,
      ...transaction,
    })
    const hash = await dac.rpc.send(raw)
    const receipt = await dac.rpc.call<Paid>('eth_getTransactionReceipt', hash)
    return { receipt, size: BigInt(raw.length / 2 - 1) }
  }

  /** How much each account has, by which they may differ after one transaction. */
  async function balances() {
    const of = (address: string) => dac.rpc.balance(address)
    const slot = async (number: string) =>
      BigInt(await dac.rpc.call<Hex>('eth_getStorageAt', predeploys.feeVault, number))
    return {
      sender: await of(sender.address),
      recipient: await of(RECIPIENT),
      treasury: await of(TREASURY),
      feeVault: await of(predeploys.feeVault),
      baseFees: await slot('0x0'),
      l1Fees: await slot('0x1'),
    }
  }

  async function expectAddsUp(
    transaction: { to: string | null; value: bigint },
    expected: { readonly tax: bigint; readonly received: bigint },
  ): Promise<void> {
    const before = await balances()
    const { receipt, size } = await send(transaction)
    const after = await balances()
    const gain = (name: keyof typeof before) => after[name] - before[name]

    const [gasUsed, price, l1Fee, tax] = [
      receipt.gasUsed,
      receipt.effectiveGasPrice,
      receipt.l1Fee,
      receipt.taxPaid,
    ].map(BigInt) as [bigint, bigint, bigint, bigint]
    const block = await dac.rpc.call<{ baseFeePerGas: Hex; miner: Address }>(
      'eth_getBlockByNumber',
      receipt.blockNumber,
      false,
    )
    expect(price).toBe(BigInt(block.baseFeePerGas) + TIP)
    // 40 L1 gas a byte at the origin's base fee, in MT by the batch's scalar.
    expect(BigInt(receipt.l1GasUsed)).toBe(size * 40n)
    expect(l1Fee).toBe(size * 40n * BigInt(receipt.l1GasPrice) * BigInt(receipt.l1FeeScalar))
    expect(l1Fee).toBeGreaterThan(0n)
    expect(tax).toBe(expected.tax)

    expect(gain('sender')).toBe(-(expected.received + gasUsed * price + l1Fee + tax))
    expect(gain('recipient')).toBe(expected.received)
    expect(gain('treasury')).toBe(expected.tax)
    // On a devnet nobody signs for a batch's tips, so that they go to the vault as well.
    expect(block.miner).toBe(predeploys.feeVault)
    expect(gain('feeVault')).toBe(gasUsed * price + l1Fee)
    expect(gain('baseFees')).toBe(gasUsed * price)
    expect(gain('l1Fees')).toBe(l1Fee)
  }

  it('taxes a transfer slice by slice, and every wei is somewhere', async () => {
    const value = 12n * MT
    // Nothing up to 1 MT, 1 % up to 10 MT, 5 % above.
    const tax = (9n * MT * 100n + 2n * MT * 500n) / 10_000n
    expect(
      await dac.rpc.call('mvm_estimateTax', { to: RECIPIENT, value: `0x${value.toString(16)}` }),
    ).toMatchObject({ tax: `0x${tax.toString(16)}` })
    await expectAddsUp({ to: RECIPIENT, value }, { tax, received: value })
  })

  it('takes no tax below the first threshold', async () => {
    await expectAddsUp({ to: RECIPIENT, value: MT }, { tax: 0n, received: MT })
  })

  it('gives the tax back when a transaction fails, and keeps the fees', async () => {
    const { receipt } = await send({ to: null, data: initCode(REVERTING) })
    const to = receipt.contractAddress as Address
    await expectAddsUp({ to, value: 20n * MT }, { tax: 0n, received: 0n })
  })

  it('refuses what an account can pay without the tax but not with it', async () => {
    const balance = await dac.rpc.balance(sender.address)
    const failure = send({ to: RECIPIENT, value: balance - MT })
    await expect(failure).rejects.toMatchObject({
      code: -32003,
      data: { reason: 'INSUFFICIENT_FUNDS' },
    })
    nonce--
  })

  it('has all that was deposited in the end', async () => {
    const { sender: user, recipient, treasury, feeVault } = await balances()
    expect(user + recipient + treasury + feeVault).toBe(DEPOSITED_MT)
  })
})
