import {
  type ContractSource,
  encodeApprove,
  encodeContractCall,
  encodeDepositMT,
  encodeFinalizeWithdrawal,
  encodeProveWithdrawal,
  L1Client,
  readEscrow,
  readMTBalance,
  readStateBatchStanding,
  readWithdrawal,
} from '@mvm/l1'
import {
  type Address,
  asAddress,
  decodeMessagePassed,
  type Hex,
  type L1Contracts,
  type Log,
  type PassedMessage,
  predeploys,
  withdrawalHash,
} from '@mvm/protocol'
import { Wallet } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { devnetContracts } from '../support/devnetContracts.ts'
import { proveFromNode } from '../support/proveFromNode.ts'
import { sendToL1, whyL1Reverts } from '../support/sendToL1.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'

const MT = 10n ** 18n
const WINDOW_SECONDS = 8
const RECIPIENT = asAddress(`0x${'1e'.repeat(20)}`)
/** What the devnet deposits at its beginning. */
const FUNDED = 10n * 10_000n * MT

interface Sent {
  readonly blockNumber: number
  readonly passed: PassedMessage
}

describe('MT that goes to a DAC and comes back', () => {
  let devnet: TestDevnet
  let contracts: L1Contracts
  let source: ContractSource
  let chainId: number
  let user: DevnetAccount
  let anybody: DevnetAccount

  beforeAll(async () => {
    devnet = await startDevnet({ arguments: ['--window', String(WINDOW_SECONDS)] })
    contracts = devnetContracts(devnet.description)
    source = { client: new L1Client({ urls: [devnet.l1.url] }), contracts }
    chainId = devnet.description.dacs[0]?.chainId as number
    user = devnet.accounts[3] as DevnetAccount
    anybody = devnet.accounts[4] as DevnetAccount
  })
  afterAll(() => devnet?.stop())

  const callBridge = (account: DevnetAccount, data: Hex) =>
    sendToL1(devnet.l1, account.privateKey, [{ to: contracts.l1StandardBridge, data }])

  const whyRefused = async (data: Hex) => {
    const call = { to: contracts.l1StandardBridge, data }
    return (await whyL1Reverts(devnet.l1, anybody.address, call))?.errorName
  }

  /** A transaction on L2, and its receipt. */
  async function sendOnL2(to: Address, value: bigint, data: Hex = '0x') {
    const raw = await new Wallet(user.privateKey).signTransaction({
      ...{ type: 2, chainId, to, value, data, gasLimit: 300_000n },
      nonce: await devnet.dac().nonce(user.address),
      ...{ maxFeePerGas: 10n ** 10n, maxPriorityFeePerGas: 1n },
    })
    const hash = await devnet.dac().send(raw)
    const receipt = await waitFor('the receipt', () =>
      devnet
        .dac()
        .call<{ status: Hex; blockNumber: Hex; logs: Log[]; taxPaid: Hex } | null>(
          'eth_getTransactionReceipt',
          hash,
        ),
    )
    expect(receipt.status).toBe('0x1')
    return receipt
  }

  /** Sends what passes a message to L1. */
  async function withdraw(to: Address, value: bigint, data: Hex = '0x'): Promise<Sent> {
    const { blockNumber, logs, taxPaid } = await sendOnL2(to, value, data)
    expect(taxPaid).toBe('0x0')
    const [passed] = logs.flatMap((log) => decodeMessagePassed(log) ?? [])
    if (passed === undefined) throw new Error('no message was passed')
    expect(passed.message.value).toBe(value)
    expect(withdrawalHash(chainId, passed.message)).toBe(passed.hash)
    return { blockNumber: Number(blockNumber), passed }
  }

  /** By what the follower says, which nobody has to trust. */
  const prove = async ({ blockNumber, passed }: Sent) =>
    encodeProveWithdrawal(
      await proveFromNode(devnet.follower(), source, chainId, passed, blockNumber),
    )

  it('is escrowed, minted, transferred, withdrawn, proven and paid, once', async () => {
    expect(await readEscrow(source, chainId)).toBe(FUNDED)
    const { metisToken, l1StandardBridge } = contracts
    await sendToL1(devnet.l1, user.privateKey, [
      { to: metisToken, data: encodeApprove({ spender: l1StandardBridge, amount: 50n * MT }) },
      { to: l1StandardBridge, data: encodeDepositMT({ chainId, to: RECIPIENT, amount: 50n * MT }) },
    ])
    expect(await readEscrow(source, chainId)).toBe(FUNDED + 50n * MT)
    await waitFor('the deposit', async () => (await devnet.dac().balance(RECIPIENT)) === 50n * MT)
    await sendOnL2(anybody.address, 3n * MT)

    const bridge = predeploys.l2StandardBridge
    const withdrawMT = encodeContractCall('L2StandardBridge', 'withdrawMT', [RECIPIENT])
    const withdrawals = [
      await withdraw(bridge, 7n * MT, withdrawMT),
      await withdraw(bridge, 2n * MT),
      await withdraw(predeploys.l2ToL1MessagePasser, 5n * MT),
    ]
    expect(withdrawals.map(({ passed }) => passed.message.target)).toEqual([
      RECIPIENT,
      user.address,
      user.address,
    ])
    const before = await readMTBalance(source, user.address)

    for (const { passed } of withdrawals) {
      expect(await readWithdrawal(source, passed.hash)).toBeNull()
      expect(await whyRefused(encodeFinalizeWithdrawal(passed.hash))).toBe('NotProven')
    }
    for (const withdrawal of withdrawals) {
      const { hash } = withdrawal.passed
      const proof = await prove(withdrawal)
      const [receipt] = await callBridge(anybody, proof)
      console.info(`proving a withdrawal took ${receipt?.gasUsed} gas`)
      expect(await readWithdrawal(source, hash)).toMatchObject({ status: 'proven', chainId })
      expect(await whyRefused(proof)).toBe('AlreadyProven')
      const { stateBatchIndex } = (await readWithdrawal(source, hash)) ?? {}
      const standing = await readStateBatchStanding(source, chainId, stateBatchIndex as number)
      if (!standing.isWithdrawable) {
        expect(await whyRefused(encodeFinalizeWithdrawal(hash))).toBe('NotWithdrawable')
      }
      await waitFor('the window to pass', async () => {
        return (await readWithdrawal(source, hash))?.isFinalizable
      })
      await callBridge(anybody, encodeFinalizeWithdrawal(hash))
      expect(await readWithdrawal(source, hash)).toMatchObject({
        status: 'finalized',
        isFinalizable: false,
      })
      expect(await whyRefused(encodeFinalizeWithdrawal(hash))).toBe('AlreadyFinalized')
    }

    expect(await readMTBalance(source, RECIPIENT)).toBe(7n * MT)
    expect(await readMTBalance(source, user.address)).toBe(before + 7n * MT)
    const left = await devnet.dac().balance(predeploys.l2ToL1MessagePasser)
    expect(left).toBe(14n * MT)
    expect(await readEscrow(source, chainId)).toBe(FUNDED + 50n * MT - left)
    const held = await readMTBalance(source, l1StandardBridge)
    expect(held).toBe(FUNDED + 50n * MT - left)
  }, 120_000)

  it('is not paid on the word of a node that lies about the value', async () => {
    const sent = await withdraw(predeploys.l2ToL1MessagePasser, MT)
    const proof = await proveFromNode(
      devnet.follower(),
      source,
      chainId,
      sent.passed,
      sent.blockNumber,
    )
    const message = { ...proof.message, value: 2n * MT }
    // What ends on a branch without a child is no RLP list to the library that walks the trie.
    expect(await whyRefused(encodeProveWithdrawal({ ...proof, message }))).toMatch(
      /^(MessageNotSent|RLPInvalidEncoding)$/,
    )
    const other = { ...proof.outputRootProof, stateRoot: proof.outputRootProof.blockHash }
    const elsewhere = encodeProveWithdrawal({ ...proof, outputRootProof: other as never })
    expect(await whyRefused(elsewhere)).toBe('OutputRootNotFound')
  }, 60_000)
})
